"""Settings: which models read and word, where they are, what they can do; for administrators."""

from flowery.ui import session
from flowery.ui.settings import page

user = session.require_admin()
page.show(user)
