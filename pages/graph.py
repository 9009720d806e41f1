"""Graph: how memories, smells, notes and perfumes hang together."""

from flowery.ui import session
from flowery.ui.graph import page

user = session.require_user()
page.show(user)
