"""Teach me: one question at a time, the one whose answer would teach most."""

from flowery.ui import session, teach

user = session.require_user()
teach.show(user)
