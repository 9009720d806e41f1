"""The words of an answer: Flowery's own at once, then those of a model in their place."""

from __future__ import annotations

import streamlit as st

from flowery.ui import paper, session
from flowery.ui.ask import meanwhile
from flowery.ui.ask.meanwhile import Telling
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Answer, User

_EVERY_SECONDS = 0.4  # a sentence comes about once a second
_KIND = "fl-answer"


def show(user: User, answer: Answer) -> None:
    """The words; to whoever saw them being made, also what came of it, in the same line."""
    if _is_under_way(user, answer):
        st.fragment(_so_far, run_every=_EVERY_SECONDS)(answer)
        return
    before = st.session_state.get(_begun(answer))
    if before is None:
        st.html(paper.paragraph(answer.answer, _KIND))
    else:
        st.html(paper.in_place(answer.answer, before, _KIND))
        st.html(paper.paragraph(_whose(answer)))


def _is_under_way(user: User, answer: Answer) -> bool:
    """Whether a model is at it; a visit begins it once, and never for the example person."""
    if meanwhile.now(answer.question_id) is None:
        if not answer.awaits or _begun(answer) in st.session_state or not session.may_write():
            return False
        meanwhile.begin(session.opened().advice, user.id, answer)
    st.session_state[_begun(answer)] = answer.answer
    return True


def _begun(answer: Answer) -> str:
    """Where a visit keeps the words that stood there before, whose room is kept."""
    return f"ask.begun.{answer.question_id}"


def _so_far(answer: Answer) -> None:
    """What was said by now; the whole page is drawn anew when there is more to it than words."""
    telling = meanwhile.now(answer.question_id)
    if telling is None or telling.awaits != answer.awaits:
        st.rerun()
    words = telling.words
    said = paper.in_place(words, answer.answer, _KIND) if words else ""
    st.html(said or paper.paragraph(answer.answer, _KIND))
    st.html(paper.paragraph(_under_way(telling)))


def _under_way(telling: Telling) -> str:
    if "brief" in telling.awaits:
        return _("A model looks whether your question says more …")
    return _("A model puts it into words …")


def is_blind(answer: Answer) -> bool:
    """Whether its words are being compared: whose they are would colour the stars."""
    return bool(answer.worded_for) and answer.stars is None


def _whose(answer: Answer) -> str:
    if is_blind(answer):
        return _("Two ways of wording are compared; whose words these are is said once you rate.")
    if answer.words_by != "embedded":
        return _("Put into words by {model}.").format(model=answer.words_by)
    if "words" in answer.awaits:
        return _("In Flowery's own words: the model is away. It is asked again when you come back.")
    return _("In Flowery's own words.")
