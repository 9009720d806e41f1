"""Evaluation: how good what was learnt is, and comparisons of rankings; for administrators."""

from flowery.ui import session
from flowery.ui.evaluation import page

user = session.require_admin()
page.show(user)
