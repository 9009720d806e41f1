"""Home: what changed, what is new, and the one next step."""

from flowery.ui import home, session

user = session.require_user()
home.show(user)
