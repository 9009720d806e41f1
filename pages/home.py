"""Home: what changed, what is new, and the one next step."""

from flowery.ui import session
from flowery.ui.home import page

user = session.require_user()
page.show(user)
