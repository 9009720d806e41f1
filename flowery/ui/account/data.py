"""The part *Your data* of the account: take everything along, say what it may be used for, or have
everything forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from flowery.ui import door, look, session, words
from flowery.ui.account import (
    at_home as account_at_home,
    sharing as account_sharing,
    takeaway,
    tastes as account_tastes,
)
from flowery.ui.words import gettext as _, literal
from flowery.words.errors import Refused
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole part."""
    st.subheader(_("Take it along"), anchor=False)
    st.write(
        _("One file with everything: your memories and what was read in them, your files, answers.")
    )
    st.download_button(
        _("Download everything"),
        data=lambda: takeaway.packed(session.opened(), user),
        file_name="flowery.zip",
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
    )
    if user.guardian_id is None and session.opened().people.tastes(user):
        st.caption(_("A taste you keep for somebody is taken along from inside it."))
    account_at_home.show(user)
    account_sharing.show(user)
    if user.guardian_id is None:
        _forget(user)
    else:
        _forget_taste(user)


def _forget(user: User) -> None:
    st.subheader(_("Forget me"), anchor=False)
    st.write(
        _(
            "Everything of yours is erased: memories, files, answers, taste, and the account. "
            "Nobody can bring it back."
        )
    )
    if session.opened().people.tastes(user):
        st.write(_("The tastes you keep for others are erased with it."))
    asked = _("Type your name, {name}, to confirm").format(name=literal(user.name))
    _confirmed(asked, _("Forget me"), partial(_forgotten, user))


def _forget_taste(user: User) -> None:
    st.subheader(_("Forget this taste"), anchor=False)
    st.write(_("Everything in it is erased, and nobody can bring it back. Your own stays."))
    asked = _("Type its name, {name}, to confirm").format(name=literal(user.name))
    forget = partial(account_tastes.forgotten, user, user)
    _confirmed(asked, _("Forget this taste"), forget)


def _confirmed(asked: str, said: str, act: Callable[[str], None]) -> None:
    """Act on what was typed, once it is sent."""
    with st.form("forget_me", border=False, width=420):
        typed = st.text_input(asked, autocomplete="off")
        is_sent = st.form_submit_button(said, icon=":material/delete_forever:")
    if is_sent:
        with look.sentences():
            act(typed)


def _forgotten(user: User, typed: str) -> None:
    if words.typed(typed) != user.name:
        raise Refused(_("That is not your name. Nothing was forgotten."))
    from flowery.storage.upkeep.erase import erase_user

    receipt = erase_user(session.writing(), user.id)
    st.success(
        _(
            "You are forgotten: {rows} rows and files are gone. {megabytes} MB of this home "
            "were searched for traces of you, and {traces} found."
        ).format(
            rows=sum(receipt.forgotten.values()),
            megabytes=f"{receipt.bytes_scanned / 1_000_000:.1f}",
            traces=receipt.traces_found,
        )
    )
    door.leave(stays=True)
