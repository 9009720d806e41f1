"""Profile: the taste as numbers that open."""

from flowery.ui import profile, session

user = session.require_user()
profile.show(user)
