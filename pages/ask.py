"""Ask: a question in plain words, real perfumes with honest reasons."""

from flowery.ui import ask, session

user = session.require_user()
ask.show(user)
