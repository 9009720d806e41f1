"""Memories: all that were kept, or one of them with the smells on its words."""

from flowery.ui import memories, session

user = session.require_user()
memories.show(user)
