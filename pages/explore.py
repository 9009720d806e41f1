"""Explore: every perfume there is, to search, narrow, open and compare."""

from flowery.ui import explore, session

user = session.require_user()
explore.show(user)
