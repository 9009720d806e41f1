"""Stars on the two scales: whether a perfume takes one back, and whether one would wear it."""

from __future__ import annotations

from functools import partial
from typing import get_args

import streamlit as st

from flowery.collection import Possession
from flowery.ui import look, paper, session
from flowery.ui.collection.words import scale_said
from flowery.words.vocabulary import RatingScale, User


def stars(user: User, possession: Possession) -> None:
    """Both scales beside each other; a click on the stars that stand takes them back."""
    with st.container(horizontal=True, key=f"stars-{possession.fragrance_id}"):
        for scale in get_args(RatingScale):
            _scale(user, possession, scale)


def _scale(user: User, possession: Possession, scale: RatingScale) -> None:
    stood = possession.ratings.get(scale)
    key = f"stars-{possession.fragrance_id}-{scale}"
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.html(paper.paragraph(scale_said(scale)), width="content")
        if st.session_state.get(key) != (None if stood is None else stood - 1):
            st.session_state[key] = None if stood is None else stood - 1
        st.feedback("stars", key=key, on_change=partial(_rate, user, possession, scale, key))


def _rate(user: User, possession: Possession, scale: RatingScale, key: str) -> None:
    given = st.session_state[key]
    with look.sentences():
        session.writing().collection.rate(
            user.id, possession.fragrance_id, scale, None if given is None else given + 1
        )
