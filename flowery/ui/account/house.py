"""The part *This house* of the account, for the administrator: who may come in, and how much
somebody may write a day.
"""

from __future__ import annotations

import streamlit as st

from flowery.ui import look, session, words
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole part."""
    _registration(user)
    _limit(user)


def _registration(administrator: User) -> None:
    people = session.opened().people
    is_open = people.is_open()
    wanted = st.toggle(_("Strangers may make an account"), value=is_open, key="registration_open")
    if wanted != is_open:
        with look.sentences():
            session.writing().people.open_registration(administrator, wanted)
            st.rerun()


def _limit(administrator: User) -> None:
    flowery = session.opened()
    everybody = flowery.tables.accounts.people()
    usual = flowery.settings.memories_per_day
    with st.form("limit", border=False, width=420):
        st.subheader(_("Memories a day"), anchor=False)
        person = st.selectbox(_("Person"), everybody, format_func=lambda one: one.name)
        per_day = st.number_input(
            _("How many a day; 0 for any number"),
            min_value=0,
            max_value=1000,
            value=None,
            placeholder=str(usual),
            help=_("Leave it empty for the usual number."),
        )
        is_sent = st.form_submit_button(_("Save"))
    if is_sent:
        with look.sentences():
            session.writing().people.lift_limit(administrator, person.id, per_day)
            st.success(_("Saved for {name}.").format(name=words.literal(person.name)))
