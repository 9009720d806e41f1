"""Profile: the taste as numbers that open."""

from flowery.ui import session
from flowery.ui.profile import page

user = session.require_user()
page.show(user)
