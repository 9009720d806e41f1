"""Fine-tuning: examples, trainings, models, prompts and what they cost; for administrators."""

from flowery.ui import session
from flowery.ui.tuning import page

user = session.require_admin()
page.show(user)
