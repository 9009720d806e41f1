"""Catalogue: where the perfumes come from, and tables of more; for administrators."""

from flowery.ui import catalogue, session

user = session.require_admin()
catalogue.show(user)
