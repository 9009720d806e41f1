"""One question on its card: a side or note, two perfumes, or a sample; and its answers to press."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from flowery.taste.lessons import Posed
from flowery.taste.questions import Question
from flowery.ui import look, paper, session, ways
from flowery.ui.perfume.details import layers
from flowery.ui.perfume.facts import facts_in_a_line
from flowery.ui.teach import (
    answers as teach_answers,
    changed as teach_changed,
    words as teach_words,
)
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Fragrance, User

Pressed = float | Literal["skip"] | None
"""The answer that was pressed just now."""

_NOTES_A_LAYER = 3


def show(user: User, posed: Posed) -> None:
    """The question, its answers, and why it is asked."""
    question = posed.question
    st.html(paper.paragraph(teach_words.question_said(question), "fl-step"))
    if said := teach_words.example_said(question):
        st.html(paper.paragraph(said))
    if question.kind == "sample":
        with st.container(border=True, key="card-teach-sample"):
            _perfume(question.subject)
    pressed = _pair(question) if question.kind == "pair" else _degrees(question)
    if pressed is not None:
        _kept(user, question, pressed)
    st.html(paper.paragraph(teach_words.why_said(posed.because), "fl-why"))


def _degrees(question: Question) -> Pressed:
    """From very much to not at all, and leaving it open."""
    with st.container(horizontal=True, gap="small", key="teach_degrees"):
        pressed = [
            _button(question, teach_words.answer_said(answer), answer)
            for answer in teach_words.ANSWERS
        ]
        left_open = _("Not tried yet") if question.kind == "sample" else _("I cannot say")
        pressed.append(_skip(question, left_open))
    return _one_of(pressed)


def _pair(question: Question) -> Pressed:
    """Two cards, each with its button."""
    both, pressed = (question.subject, f"fragrance:{question.over}"), list[Pressed]()
    for column, subject, answer in zip(st.columns(2, gap="medium"), both, (1.0, -1.0), strict=True):
        with column, st.container(border=True, key=f"card-teach-{int(answer)}", height="stretch"):
            _perfume(subject)
            pressed.append(_button(question, _("Rather this one"), answer, kind="primary"))
    with st.container(horizontal=True):
        pressed.append(_button(question, _("Neither more than the other"), 0.0, "content"))
        pressed.append(_skip(question, _("I cannot say")))
    return _one_of(pressed)


def _perfume(subject: str) -> None:
    """A perfume as far as one needs it to choose."""
    fragrance = session.opened().catalogue.get(subject.partition(":")[2])
    st.html(_head(fragrance))
    ways.link("explore", _("About it"), icon=":material/search:", perfume=fragrance.id)


def _head(fragrance: Fragrance) -> str:
    facts = (fragrance.brand, *facts_in_a_line(fragrance), teach_words.priced(fragrance))
    return (
        f"{paper.paragraph(fragrance.name, 'fl-name')}"
        f"{paper.paragraph(' · '.join(facts), 'fl-house')}"
        f"{layers(fragrance, _NOTES_A_LAYER)}"
    )


def _button(
    question: Question,
    said: str,
    answer: float,
    width: Literal["stretch", "content"] = "stretch",
    kind: Literal["primary", "secondary"] = "secondary",
) -> Pressed:
    key = f"teach.{question.id}.{answer}"
    return answer if st.button(said, key=key, type=kind, width=width) else None


def _skip(question: Question, said: str) -> Pressed:
    return "skip" if st.button(said, key=f"teach.{question.id}.skip", type="tertiary") else None


def _one_of(pressed: list[Pressed]) -> Pressed:
    return next((one for one in pressed if one is not None), None)


def _kept(user: User, question: Question, pressed: float | Literal["skip"]) -> None:
    """Keep an answer, and go on to what it changed and the next question."""
    with look.sentences():
        lessons = session.writing().lessons
        if pressed == "skip":
            teaching = lessons.skip(user.id, question.id)
        else:
            teaching = lessons.answer(user.id, question.id, pressed)
        st.session_state[teach_answers.AGAIN] = None
        st.session_state[teach_changed.LAST] = teaching.id
        st.rerun()
