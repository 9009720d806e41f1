"""Fine-tuning: examples, trainings, models, prompts and what they cost; for administrators."""

from flowery.ui import session, tuning

user = session.require_admin()
tuning.show(user)
