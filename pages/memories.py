"""Memories: all that were kept, or one of them with the smells on its words."""

from flowery.ui import session
from flowery.ui.memories import page

user = session.require_user()
page.show(user)
