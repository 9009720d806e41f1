"""Collection: what is owned, wished for and worn, what is left of it, and what is missing."""

from flowery.ui import collection, session

user = session.require_user()
collection.show(user)
