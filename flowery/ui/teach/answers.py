"""Earlier answers: what was asked and said, what it changed, and taking it back."""

from __future__ import annotations

import streamlit as st

from flowery.taste.askable import asked_in
from flowery.ui import look, paper, session, words
from flowery.ui.teach import changed as teach_changed, words as teach_words
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Teaching, User

AGAIN = "teach.again"
_SHOWN = 12


def show(user: User) -> None:
    """Every answer, the newest first."""
    given = session.opened().lessons.answers(user.id)
    st.subheader(_("What you answered"), anchor=False)
    if not given:
        st.html(paper.paragraph(_("Nothing yet. The first answer already changes your list.")))
        return
    all_shown = len(given) <= _SHOWN or st.toggle(
        _("Show all {number}").format(number=len(given)), key="teach.all"
    )
    for teaching in given if all_shown else given[:_SHOWN]:
        _row(user, teaching)


def _row(user: User, teaching: Teaching) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"taught-{teaching.id}"):
        day = words.day(teaching.created_at, user.time_zone)
        said = paper.paragraph(teach_words.given_said(teaching), "fl-plain")
        st.html(said + paper.paragraph(day))
        with st.container(horizontal=True, width="content"):
            _further(teaching)
            _take_back(user, teaching)


def _take_back(user: User, teaching: Teaching) -> None:
    if st.button(_("Take back"), key=f"back.{teaching.id}", type="tertiary"):
        with look.sentences():
            session.writing().lessons.take_back(user.id, teaching.id)
            look.drawn_anew(_("Taken back."))


def _further(teaching: Teaching) -> None:
    """Answering what was skipped, or looking at what an answer changed."""
    key = f"taught.{teaching.id}"
    if not teaching.skipped:
        said, about = _("What it changed"), teaching.id
        st.button(said, key=key, type="tertiary", on_click=_look, args=(about,))
        return
    said = _("Tell how it was") if teaching.kind == "sample" else _("Answer it now")
    about = asked_in(teaching).id
    st.button(said, key=key, type="tertiary", on_click=_again, args=(about,))


def _again(question_id: str) -> None:
    st.session_state[AGAIN] = question_id
    st.session_state[teach_changed.LAST] = None


def _look(teaching_id: str) -> None:
    st.session_state[teach_changed.LAST] = teaching_id
    st.session_state[teach_changed.OPEN] = True
