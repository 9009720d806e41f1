"""Remember: write a memory down and see what Flowery smells in it."""

from flowery.ui import remember, session

user = session.require_user()
remember.show(user)
