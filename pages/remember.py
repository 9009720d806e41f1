"""Remember: write a memory down and see what Flowery smells in it."""

from flowery.ui import session
from flowery.ui.remember import page

user = session.require_user()
page.show(user)
