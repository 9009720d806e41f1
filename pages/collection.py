"""Collection: what is owned, wished for and worn, what is left of it, and what is missing."""

from flowery.ui import session
from flowery.ui.collection import page

user = session.require_user()
page.show(user)
