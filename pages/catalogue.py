"""Catalogue: where the perfumes come from, and tables of more; for administrators."""

from flowery.ui import session
from flowery.ui.catalogue import page

user = session.require_admin()
page.show(user)
