"""The warning that a model in use ends soon or has ended, for administrators."""

from __future__ import annotations

from datetime import UTC, datetime, time

import streamlit as st

from flowery.models.ending import Ending
from flowery.ui import look, paper, session, ways, words
from flowery.ui.settings.words import purpose_name
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def say_if_ending(user: User) -> None:
    """A note at Home for an administrator."""
    if not user.is_admin:
        return
    with look.sentences():
        found = session.opened().connections.endings(user)
        if found:
            with st.container(border=True, key="ending_models", gap="small"):
                st.html("".join(paper.paragraph(ending_said(one), "fl-plain") for one in found))
                ways.link("settings", _("Choose another model"), icon=":material/settings:")


def ending_said(one: Ending) -> str:
    """Which model ends when, and what it is used for."""
    said = _("{model} ended on {day}. It is used for: {purposes}.")
    if not one.is_over:
        said = _("{model} ends on {day}. It is used for: {purposes}.")
    day = words.day(datetime.combine(one.day, time(12), UTC), "UTC")
    purposes = ", ".join(purpose_name(purpose) for purpose in one.purposes)
    return said.format(model=one.model, day=day, purposes=purposes)
