"""An answer, drawn: its words, the wishes it was read from, and what was found; its stars."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from flowery.advice.relaxing import relaxed
from flowery.ui import look, naming, paper, session, ways
from flowery.ui.ask import brief_chips, brief_editor, what_if, wording
from flowery.ui.perfume import comparison, critique
from flowery.ui.perfume.card import Standing, card, told_once
from flowery.ui.words import gettext as _
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Answer, Brief, FoundMemory, User

AskAgain = Callable[[Brief], None]


def show(user: User, answer: Answer, again: AskAgain) -> None:
    """One answer of any kind."""
    if not answer.words_by:  # it rested on a memory that was forgotten
        st.html(paper.paragraph(answer.answer))
        return
    _wishes(user, answer, again)
    _besides(answer, again)
    wording.show(user, answer)
    if answer.kind == "search":
        _memories(user, answer.memories)
    elif answer.recommendations:
        _perfumes(user, answer)
    else:
        _nothing(answer, again)
    _rating(user, answer)
    st.html(paper.paragraph(_worded(answer)))


def _wishes(user: User, answer: Answer, again: AskAgain) -> None:
    scope = f"after.{answer.question_id}"
    edited = brief_editor.edit(user, answer.brief, scope)
    if edited != answer.brief and st.button(
        _("Ask again with these wishes"), type="primary", key=f"{scope}.again"
    ):
        again(edited)


def _besides(answer: Answer, again: AskAgain) -> None:
    """What a model understood besides, and the way back."""
    if answer.alone is None:
        return
    flowery = session.opened()
    before, now = (
        brief_chips.chips(brief, flowery.catalogue, flowery.lexicon)
        for brief in (answer.alone, answer.brief)
    )
    more = " · ".join(chip.said for chip in now if chip not in before)
    with st.container(horizontal=True, vertical_alignment="center"):
        said = _("A model understood besides: {wishes}.").format(wishes=more)
        st.html(paper.paragraph(said), width="content")
        pressed = st.button(
            _("As Flowery understood it alone"),
            key=f"alone-{answer.question_id}",
            type="tertiary",
            icon=":material/undo:",
        )
    if pressed:
        again(answer.alone)


def _perfumes(user: User, answer: Answer) -> None:
    own = session.opened().tables.of(user.id)
    memories = {memory.id: memory for memory in own.diary.list()}
    standing = Standing(user, answer.question_id, memories, own.tastes.reactions())
    if answer.kind == "comparison":
        comparison.show(answer)
    for rank, (one, quoted) in enumerate(told_once(answer.recommendations, memories), start=1):
        card(one, rank, quoted, standing)
    if answer.kind == "recommendation":
        critique.field(user, answer.question_id, _("What would you change in all of these?"))
        what_if.show(user, answer)


def _memories(user: User, found: tuple[FoundMemory, ...]) -> None:
    """What a search in the own memories found."""
    diary = session.opened().tables.of(user.id).diary
    for one in found:
        try:
            memory = diary.get(one.memory_id)
        except NotFound:
            continue
        with st.container(border=True, key=f"found-{one.memory_id}"):
            title = paper.paragraph(naming.heading_of(memory, user.time_zone), "fl-name")
            facts = " · ".join(fact for fact in (memory.happened, memory.place) if fact)
            own = paper.colour_of(memory.colour)
            quoted = paper.quote(one.quote) if one.quote else ""
            inside = f"{title}{paper.paragraph(facts, 'fl-house')}{quoted}"
            st.html(f'<div class="fl-memory"{own}>{inside}</div>')
            ways.link("memories", _("Open"), icon=":material/arrow_forward:", memory=memory.id)


def _nothing(answer: Answer, again: AskAgain) -> None:
    """Nothing fits: which single wish could be relaxed."""
    catalogue = session.opened().catalogue
    for wish in answer.relax:
        said = brief_chips.wish_said(wish, catalogue)
        pressed = st.button(
            paper.label(_("Let go of: {wish}").format(wish=said)),
            key=f"relax-{answer.question_id}-{wish}",
            icon=":material/lock_open_right:",
        )
        if pressed:
            again(relaxed(answer.brief, wish))
    ways.link("account", _("See what you ruled out for good"), icon=":material/tune:")


def _rating(user: User, answer: Answer) -> None:
    key = f"stars-{answer.question_id}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(paper.paragraph(_("How good is this answer?")), width="content")
        st.feedback(
            "stars",
            key=key,
            default=None if answer.stars is None else answer.stars - 1,
            on_change=partial(_rate, user, answer, key),
        )
    if answer.stars is not None and answer.recommendations:
        _disliked(user, answer)


def _disliked(user: User, answer: Answer) -> None:
    """Which notes of these perfumes were disliked."""
    flowery = session.opened()
    known = [r.fragrance_id for r in answer.recommendations if r.fragrance_id in flowery.catalogue]
    notes = list(dict.fromkeys(n for one in known for n in flowery.catalogue.get(one).notes))
    key = f"disliked-{answer.question_id}"
    st.multiselect(
        _("Was there a note you disliked?"),
        notes,
        format_func=lambda note: naming.note_name(flowery.taxonomy, note),
        placeholder=_("choose notes"),
        key=key,
        on_change=partial(_rate, user, answer, f"stars-{answer.question_id}"),
    )


def _rate(user: User, answer: Answer, key: str) -> None:
    stars = st.session_state.get(key)
    if stars is None:
        return
    disliked = st.session_state.get(f"disliked-{answer.question_id}") or ()
    with look.sentences():
        session.writing().learning.rate(user.id, answer.question_id, stars + 1, tuple(disliked))
        st.toast(_("Thank you. It counts from the next question on."))


def _worded(answer: Answer) -> str:
    if wording.is_blind(answer):
        said = _("Chosen and ordered by numbers alone, in {milliseconds} ms.")
        return said.format(milliseconds=answer.milliseconds)
    by = _("Flowery itself") if answer.words_by == "embedded" else answer.words_by
    said = _("In the words of {model}; chosen and ordered by numbers alone, in {milliseconds} ms.")
    if answer.cached:
        said = _("In the words of {model}; nothing changed since you asked this the last time.")
    told = said.format(model=by, milliseconds=answer.milliseconds)
    return f"{told} {_made_with(answer)}".strip()


def _made_with(answer: Answer) -> str:
    """Which ranking, with which tuned models, and which prompt."""
    if not answer.ranked_by:
        return ""
    if not answer.prompt:
        return _("Ranked by {ranking}.").format(ranking=answer.ranked_by)
    said = _("Ranked by {ranking}; prompt {prompt}.")
    return said.format(ranking=answer.ranked_by, prompt=answer.prompt)
