"""Who may enter: accounts, passwords, sessions, and the lock-out that slows a guesser but never
the owner.
"""

from flowery.people.people import People

__all__ = ["People"]
