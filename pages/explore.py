"""Explore: every perfume there is, to search, narrow, open and compare."""

from flowery.ui import session
from flowery.ui.explore import page

user = session.require_user()
page.show(user)
