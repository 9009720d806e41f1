"""The page *Ask*: a question in plain words, what was understood of it, and the answer."""

from __future__ import annotations

import streamlit as st

from flowery.ui import look, paper, session, ways
from flowery.ui.ask import answer as answer_shown, brief_editor
from flowery.ui.words import gettext as _, told
from flowery.words.errors import FloweryError, NotFound
from flowery.words.vocabulary import Answer, Brief, User

_FIELD = "ask.question"
_READ = "ask.read"
_OPEN = "question"
_HISTORY = 20


def show(user: User) -> None:
    """The whole page."""
    look.page(_("Ask"), _("Say in your own words what you look for. Every perfume here is real."))
    paper.style()
    _question(user)
    _before(user)
    opened = ways.opened(_OPEN)
    if opened is not None:
        _answered(user, opened)
    elif _READ not in st.session_state:
        _examples(user)
    _history(user, opened)


def _question(user: User) -> None:
    with st.form("ask.form", border=False):
        question = st.text_input(
            _("Your question"),
            key=_FIELD,
            placeholder=_("A rainy library, nothing sweet, under 80 euros"),
            persist_state="session",
        )
        with st.container(horizontal=True):
            asked = st.form_submit_button(_("Ask"), type="primary", icon=":material/search:")
            first = st.form_submit_button(_("First show what you understand"), type="tertiary")
    if asked:
        _ask(user, question, None)
    if first and question.strip():
        st.session_state[_READ] = question


def _before(user: User) -> None:
    """The brief of a question that is not asked yet."""
    question = st.session_state.get(_READ)
    if question is None:
        return
    with st.container(border=True, key="ask.before"), look.sentences():
        brief = session.opened().advice.read(user.id, question)
        edited = brief_editor.edit(user, brief, f"before.{hash(question)}")
        if st.button(_("Ask with these wishes"), type="primary", key="ask.with"):
            _ask(user, question, edited)


def _ask(user: User, question: str, brief: Brief | None) -> None:
    """Ask, and open the answer; what was typed stays in its field."""
    if not question.strip():
        st.warning(_("Write a question first, or choose an example."))
        return
    try:
        with st.spinner(_("Looking through your memories and the perfumes …")):
            answer = session.writing().advice.ask(user.id, question, brief=brief)
    except FloweryError as error:
        st.error(told(error))
        return
    st.session_state.pop(_READ, None)
    st.query_params[_OPEN] = answer.question_id
    st.rerun()


def _answered(user: User, question_id: str) -> None:
    try:
        answer = session.opened().advice.reopen(user.id, question_id)
    except NotFound:
        st.info(_("This question is not here. It may have been forgotten."))
        return
    if answer.question != st.session_state.get(_FIELD):  # else it stands in its field above
        st.html(paper.paragraph(f"“{answer.question}”", "fl-step"))
    answer_shown.show(user, answer, lambda brief: _ask(user, answer.question, brief))


def _examples(user: User) -> None:
    """Three questions to begin with, in the language of this person."""
    st.html(paper.paragraph(_("For example")))
    with st.container(gap="xxsmall"):
        for number, example in enumerate(_example_questions()):
            st.button(
                example,
                key=f"ask.example.{number}",
                type="tertiary",
                icon=":material/format_quote:",
                on_click=_take,
                args=(example,),
            )
    if not session.opened().taste.evidence(user.id):
        unknown = _(
            "Flowery does not know you yet; it answers from the question alone until you write "
            "a memory."
        )
        st.html(paper.paragraph(unknown))


def _take(example: str) -> None:
    st.session_state[_FIELD] = example


def _example_questions() -> tuple[str, str, str]:
    return (
        _("A rainy library, nothing sweet, under 80 euros"),
        _("Which of my memories smell of rain?"),
        _("Compare Shalimar and Terre d'Hermès for me"),
    )


def _history(user: User, opened: str | None) -> None:
    earlier = [
        answer
        for answer in session.opened().advice.history(user.id, _HISTORY)
        if answer.question_id != opened
    ]
    if not earlier:
        return
    st.subheader(_("Earlier questions"), anchor=False)
    with st.container(gap="xxsmall"):
        for answer in earlier:
            asked = answer.question_id
            ways.turn(_titled(answer), f"open-{asked}", icon=":material/history:", question=asked)


def _titled(answer: Answer) -> str:
    stars = f" {'★' * answer.stars}" if answer.stars else ""
    return f"{paper.shortened(answer.question, 120)}{stars}"
