"""A person's rows. Every class here is bound to one person and can neither read nor write
another's.
"""

from flowery.storage.personal.diary import Diary, Kept
from flowery.storage.personal.questions import Questions
from flowery.storage.personal.readings import Readings
from flowery.storage.personal.tastes import Tastes

__all__ = ["Diary", "Kept", "Questions", "Readings", "Tastes"]
