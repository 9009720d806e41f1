"""Evaluation: how good what was learnt is, and comparisons of rankings; for administrators."""

from flowery.ui import evaluation, session

user = session.require_admin()
evaluation.show(user)
