"""The page *Account*: who you are here, what you do not want, your password, your data."""

from flowery.ui import account, session

user = session.require_user()
account.show(user)
