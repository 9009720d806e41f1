"""What a person says about a perfume: liked, disliked, owned, wished for, tried."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from flowery.ui import look, naming, paper, session
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import ReactionKind, User, UserFragrance

_REACTIONS: tuple[ReactionKind, ...] = ("like", "dislike", "own", "wish", "tried")


def pills(
    user: User, fragrance_id: str, name: str, reactions: Iterable[UserFragrance], key: str
) -> None:
    """Every reaction to one perfume, those that stand marked; a click says or takes back one."""
    said = {r.reaction for r in reactions if r.fragrance_id == fragrance_id}
    standing_now = [reaction for reaction in _REACTIONS if reaction in said]
    widget = f"reactions-{key}"
    st.session_state[widget] = standing_now
    st.pills(
        _("What do you say about {perfume}?").format(perfume=paper.label(name)),
        _REACTIONS,
        selection_mode="multi",
        format_func=_reaction,
        key=widget,
        label_visibility="collapsed",
        wrap=True,
        on_change=partial(_react, user, fragrance_id, widget, frozenset(standing_now)),
    )


def _reaction(reaction: ReactionKind) -> str:
    icons = {
        "like": "favorite",
        "dislike": "thumb_down",
        "own": "inventory_2",
        "wish": "bookmark",
        "tried": "water_drop",
    }
    return f":material/{icons[reaction]}: {naming.reaction_said(reaction)}"


def _react(user: User, fragrance_id: str, widget: str, before: frozenset[ReactionKind]) -> None:
    now = frozenset(st.session_state[widget])
    with look.sentences():
        learning = session.writing().learning
        for reaction in now - before:
            learning.react(user.id, fragrance_id, reaction)
        for reaction in before - now:
            learning.unreact(user.id, fragrance_id, reaction)
