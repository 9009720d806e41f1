"""The page *Account*: who you are here, what you do not want, your password, your data."""

from flowery.ui import session
from flowery.ui.account import page

user = session.require_user()
page.show(user)
