"""The page *Teach me*: the question that would teach most, what the last answer changed, what is
known by now, and every earlier answer.

It draws and takes answers; which question it is, `taste.lessons` decides.
"""

from __future__ import annotations

import streamlit as st

from flowery.taste.lessons import Posed, Sort
from flowery.ui import look, paper, session
from flowery.ui.teach import (
    answers as teach_answers,
    changed as teach_changed,
    curve as teach_curve,
    known as teach_known,
    question as teach_question,
    words as teach_words,
)
from flowery.ui.words import gettext as _
from flowery.words.errors import FloweryError
from flowery.words.vocabulary import User

_SORT, _MORE, _PRICE = "teach.sort", "teach.more", "teach.price"
_SORTS: tuple[Sort, ...] = ("side", "pair", "sample")
_PRICES = (40, 80, 130, 200)


def show(user: User) -> None:
    """The whole page."""
    look.page(_("Teach me"), _("One question at a time: the one whose answer teaches most."))
    paper.style()
    teach_changed.last(user)
    with st.container(border=True, key="card-teach"):
        _asked(user)
    teach_known.show(user)
    teach_curve.show(user)
    teach_answers.show(user)


def _asked(user: User) -> None:
    """The question, or that it is enough; and beneath it what else could be asked."""
    posed = _chosen(user)
    if posed is None:
        st.html(paper.paragraph(_("There is nothing left to ask of this sort."), "fl-step"))
    elif posed.is_enough and not st.session_state.get(_MORE):
        _enough(posed)
    else:
        teach_question.show(user, posed)
    _otherwise()


def _chosen(user: User) -> Posed | None:
    """What is asked now: what was called back from the earlier answers, or the best question."""
    lessons = session.opened().lessons
    if named := st.session_state.get(teach_answers.AGAIN):
        try:
            return lessons.pose(user.id, named)
        except FloweryError:  # what it is about is gone meanwhile
            st.session_state[teach_answers.AGAIN] = None
    sort = st.session_state.get(_SORT)
    return lessons.next(user.id, sort, _most(user) if sort == "sample" else user.budget_max)


def _enough(posed: Posed) -> None:
    st.html(paper.paragraph(_("That is enough for now."), "fl-step"))
    st.html(paper.paragraph(teach_words.enough_said(posed.because), "fl-plain"))
    st.button(_("Ask me more anyway"), key="teach.anyway", on_click=_more)


def _more() -> None:
    st.session_state[_MORE] = True


def _otherwise() -> None:
    """Another sort of question, and for a sample how dear its bottle may be."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="teach_otherwise"):
        st.pills(
            _("Ask me about something else"),
            _SORTS,
            format_func=teach_words.sort_said,
            key=_SORT,
            on_change=_turned,
            wrap=True,
        )
        if st.session_state.get(_SORT) == "sample":
            st.selectbox(
                _("A full bottle costs at most"),
                _PRICES,
                index=None,
                placeholder=_("any price"),
                format_func=lambda euros: f"{euros} €",
                key=_PRICE,
                width=220,
            )


def _turned() -> None:
    st.session_state[teach_answers.AGAIN] = None


def _most(user: User) -> float | None:
    """What a bottle may cost: as chosen here, or else as the account has it."""
    chosen = st.session_state.get(_PRICE)
    return float(chosen) if chosen else user.budget_max
