"""The switch "Nothing of mine leaves this machine", with what it does and what is lost by it, in
plain words.
"""

from __future__ import annotations

import streamlit as st

from flowery.ui import look, session
from flowery.ui.words import gettext as _, literal
from flowery.words.vocabulary import User

_PRESSED = "at_home.pressed"


def show(user: User) -> None:
    """The whole part."""
    st.subheader(_("Keep it here"), anchor=False)
    _act(user)
    own, holds = user.stays_home, session.opened().tables.accounts.at_home.stays(user.id)
    follows = holds and not own
    _switch(user, holds, follows)
    if follows:
        st.caption(_("It is on for your own account, so it holds in this taste too."))
    st.write(
        _(
            "When it is on, no model elsewhere reads, sees, hears, words or embeds anything of "
            "yours: not your memories and files, not your questions, nothing you rated. What "
            "comes with Flowery does all of it here."
        )
    )
    st.write(
        _(
            "What you lose: of a photo only colours and printed words are read, a voice note "
            "waits until you type what it says, fewer smells are read between the lines, and "
            "answers come in Flowery's own, plainer words."
        )
    )
    st.write(
        _(
            "It holds at once, also for memories that still wait, and for every taste you keep. "
            "Your consent to training examples ends with it. What was sent before cannot be "
            "called back."
        )
    )
    _where(holds)


def _switch(user: User, holds: bool, follows: bool) -> None:
    """As it stands in the rows, whatever another tab or process did; only a press turns it."""
    key = f"stays_home_{user.id}"
    st.session_state[key] = holds
    st.toggle(
        _("Nothing of mine leaves this machine"),
        key=key,
        on_change=_pressed,
        args=(key, user.id),
        disabled=follows,
    )


def _pressed(key: str, user_id: str) -> None:
    st.session_state[_PRESSED] = (user_id, bool(st.session_state[key]))


def _act(user: User) -> None:
    user_id, wanted = st.session_state.pop(_PRESSED, ("", False))
    if user_id != user.id or wanted == user.stays_home:
        return
    with look.sentences():
        session.writing().people.stay_home(user, wanted)
        look.drawn_anew(_meant(user, wanted))


def _meant(user: User, stays: bool) -> str:
    if not stays:
        return _("Turned off.")
    if user.shares_examples:
        return _("From now on everything stays here, and every example made of yours is removed.")
    return _("From now on everything of yours stays here.")


def _where(holds: bool) -> None:
    """Where words would go, or go now."""
    host = session.opened().connections.now().host
    if not host:
        st.caption(_("No model elsewhere is connected now, so nothing leaves anyway."))
    elif not holds:
        st.caption(_("Models at {host} are connected now.").format(host=literal(host)))
