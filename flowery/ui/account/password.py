"""The part *Password* of the account: another password, the end of sessions, and the way out."""

from __future__ import annotations

import streamlit as st

from flowery.ui import door, look, paper, session, words
from flowery.ui.words import gettext as _
from flowery.words.errors import Refused
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole part."""
    paper.style()
    _change(user)
    st.subheader(_("Where you are signed in"), anchor=False)
    st.html("".join(paper.paragraph(line, "fl-plain") for line in _places(user)))
    st.html(paper.paragraph(_("Signing out ends the session on the server, too.")))
    with st.container(horizontal=True):
        door.sign_out()
        if st.button(_("Sign out everywhere else"), key="sign_out_elsewhere"):
            with look.sentences():
                door.enter(session.writing().people.sign_out_elsewhere(user.id))


def _places(user: User) -> list[str]:
    """A line for every living session; nothing is kept of the browser it was opened with."""
    lines: list[str] = []
    for place in session.opened().people.sessions(user.id, session.token()):
        said = _("elsewhere, since {moment}, until {day}")
        if place.is_here:
            said = _("here, since {moment}, until {day}")
        since = words.moment(place.since, user.time_zone)
        lines.append(said.format(moment=since, day=words.day(place.until, user.time_zone)))
    return lines


def _change(user: User) -> None:
    with st.form("change_password", border=False, width=420):
        old = st.text_input(_("Present password"), type="password", autocomplete="current-password")
        new = st.text_input(
            _("New password"),
            type="password",
            autocomplete="new-password",
            help=_("12 characters or more, in any alphabet. A short sentence is good."),
        )
        again = st.text_input(
            _("New password once more"), type="password", autocomplete="new-password"
        )
        is_sent = st.form_submit_button(_("Change password"), type="primary")
    if is_sent:
        with look.sentences():
            _changed(user, old, new, again)


def _changed(user: User, old: str, new: str, again: str) -> None:
    if new != again:
        raise Refused(_("The two new passwords are not the same."))
    door.enter(session.writing().people.change_password(user.id, old, new))
