"""The page *Settings*: what leaves this machine and to where, which model does what there, what it
can do, and what it costs.
"""

from __future__ import annotations

import streamlit as st

from flowery.models.connections import Standing
from flowery.ui import look, paper, session, ways, words
from flowery.ui.settings import embedding, form, tried
from flowery.ui.settings.ending import ending_said
from flowery.ui.settings.words import in_a_sentence
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import User


def show(user: User) -> None:
    """The whole page."""
    paper.style()
    connections = session.opened().connections
    standing = connections.standing(user, form.typed_address())
    look.page(_("Settings"), in_a_sentence(standing.now))
    _warn(user, standing)
    left, right = st.columns([3, 2], gap="large")
    with left:
        form.show(user, standing)
    with right:
        tried.show(user, standing)
        embedding.show(user)
        st.subheader(_("What may be spent"), anchor=False)
        ways.link("tuning", _("Use, cost and caps"), icon=":material/query_stats:", part="usage")


def _warn(user: User, standing: Standing) -> None:
    if standing.key == "unreadable":
        st.warning(
            _(
                "The kept key cannot be read any more, since FLOWERY_SECRET is another one. Type "
                "the key again; until then the models inside Flowery do it all."
            ),
            icon=":material/key_off:",
        )
    for one in session.opened().connections.endings(user):
        st.warning(words.literal(ending_said(one)), icon=":material/event_busy:")
