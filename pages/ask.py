"""Ask: a question in plain words, real perfumes with honest reasons."""

from flowery.ui import session
from flowery.ui.ask import page

user = session.require_user()
page.show(user)
