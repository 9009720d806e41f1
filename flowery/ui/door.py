"""Signing in and out. The face is streamlit-authenticator's, what it asks is answered by our rows.

Of streamlit-authenticator two widgets are used, `login` and `logout`. They draw themselves and
then call a controller; here that controller is `_Rows`, over `People`, in the place of the one that
keeps a YAML file, JSON web tokens and passwords of at most twenty characters. So an unknown name
takes as long as a known one, a password may be any sentence, and a session can be ended. Its own
`__init__` is left out: it would put a cookie manager on the page whose cookies scripts can read.

The others are not used: `register_user` asks for a first name, a last name and an e-mail address,
none of which Flowery wants to know; `reset_password` cuts spaces off passwords, so that it would
refuse some that `login` takes; `forgot_password` resets anybody's password for anybody.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from flowery.people import People
from flowery.ui import session
from flowery.ui.routes import CLOSE, OPEN
from flowery.ui.tickets import tickets
from flowery.ui.words import gettext as _

_SIGNED_IN = "authentication_status"  # where the widgets look whether somebody is here


def sign_in() -> None:
    """The sign-in form. Raises Refused when name and password do not belong together."""
    st.session_state[_SIGNED_IN] = None
    fields = {"Form name": _("Sign in"), "Username": _("Name"), "Password": _("Password")}
    _widgets().login(fields=fields | {"Login": _("Sign in")}, key="sign_in")


def sign_out() -> None:
    """The sign-out button."""
    st.session_state[_SIGNED_IN] = True
    _widgets().logout(_("Sign out"), key="sign_out")


def enter(token: str) -> None:
    """Hand the token to the browser as a cookie, and load the page anew with it."""
    _post(OPEN, tickets.issue(token), "location.reload()")


def leave(*, stays: bool = False) -> None:
    """End the session that is here on the server, and let the browser forget its cookie; then back
    to the first screen, unless what is shown now should stay to be read.
    """
    token = session.token()
    if token:
        session.opened().people.sign_out(token)
    _post(CLOSE, "", "null" if stays else "location.assign('/')")


def origin() -> str:
    """Where this browser comes from, as the lock-out tells guessers apart."""
    return st.context.ip_address or "here"


class _Rows:
    """What the widgets call when a form is sent."""

    def __init__(self, people: People) -> None:
        self._people = people
        self.token = ""

    def login(self, username: str, password: str, *_limits: object, **_options: Any) -> bool:
        self.token = self._people.sign_in(username, password, origin())
        return True

    def logout(self, _callback: object = None) -> None:
        st.session_state[_SIGNED_IN] = None


class _Cookie:
    """Where the widgets believe their token to be: ours goes through a ticket and a route."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def get_cookie(self) -> None:
        """Nothing: whether somebody is signed in was asked of the rows before any form is drawn."""

    def set_cookie(self) -> None:
        enter(self._rows.token)

    def delete_cookie(self) -> None:
        leave()


def _widgets() -> Any:
    from streamlit_authenticator import Authenticate  # half a second that only a door costs

    widgets = Authenticate.__new__(Authenticate)
    rows = _Rows(session.opened().people)
    widgets.authentication_controller = rows
    widgets.cookie_controller = _Cookie(rows)
    widgets.attrs = {"login_sleep_time": 0}  # otherwise the first click is lost
    widgets.path = None
    return widgets


def _post(address: str, ticket: str, then: str) -> None:
    """Run in the browser: post, then go on. The ticket is hexadecimal, so it ends no string."""
    script = f"fetch('{address}', {{method: 'POST', body: '{ticket}'}}).then(() => {then})"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
    st.stop()
