"""Teach me: one question at a time, the one whose answer would teach most."""

from flowery.ui import session
from flowery.ui.teach import page

user = session.require_user()
page.show(user)
