"""One training example as a reviewer sees it: what was asked and given, what the person said, and
the ways to put it right. It decides nothing.
"""

from __future__ import annotations

from html import escape
from typing import Literal

import streamlit as st

from flowery.learning.examples import Looked
from flowery.ui import look, naming, paper, session, ways, words
from flowery.ui.tuning.example_words import (
    around,
    changed,
    marked,
    part_said,
    smell_said,
    source_said,
    state_said,
)
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import Candidate, Reread, TrainingExample, User


def show(looked: Looked) -> None:
    """The example itself."""
    example = looked.example
    with st.container(border=True, key="example", gap="xsmall"):
        _head(example)
        if example.reread is not None:
            _reading(example.reread)
        else:
            _answer(looked)
        _alike(looked)


def show_acts(user: User, looked: Looked) -> None:
    """Editing, hiding a name, asking somebody else."""
    _said(looked)
    with st.container(horizontal=True):
        if looked.example.source == "answer":
            with st.popover(_("Edit the words"), icon=":material/edit:", key=_key("edit", looked)):
                _edit(user, looked.example)
        key = _key("hide", looked)
        with st.popover(_("A name was missed"), icon=":material/visibility_off:", key=key):
            _hide(user, looked.example.id)
        _second(user, looked.example)


def _head(example: TrainingExample) -> None:
    parts = [source_said(example.source), words.LANGUAGES[example.language]]
    parts += [state_said(example.state)]
    parts += [_("{stars} of 5 stars").format(stars=example.stars)] if example.stars else []
    parts += [_("Model and person disagree")] if example.disagrees else []
    st.html(paper.paragraph(" · ".join(parts)))
    with st.popover(
        _("Quality {percent} %").format(percent=round(100 * example.quality.value)), type="tertiary"
    ):
        st.html(
            paper.bars(
                paper.Bar(part_said(name), share, f"{round(100 * share)} %")
                for name, share in example.quality.parts.items()
            )
        )


def _answer(looked: Looked) -> None:
    example = looked.example
    _heading(_("The question"))
    edited = looked.edited.get("question")
    st.html(changed(edited) if edited else marked(example.question, "fl-quote"))
    if example.memories:
        _heading(_("Memories it rested on"))
        for memory in example.memories:
            st.html(marked(memory.quote))
    _heading(_("Perfumes it showed, best first"))
    for place, candidate in enumerate(example.candidates, start=1):
        _candidate(place, candidate)
    _heading(_("The answer"))
    edited = looked.edited.get("answer")
    st.html(changed(edited) if edited else marked(example.answer))
    _person(example)


def _candidate(place: int, one: Candidate) -> None:
    did = {"chosen": _("taken"), "declined": _("left")}.get(one.verdict, "")
    title = f"{place}. {one.brand} {one.name}" + (f" — {did}" if did else "")
    ways.link("explore", title, perfume=one.fragrance_id)
    if one.sentence:
        st.html(marked(one.sentence, "fl-quiet"))


def _person(example: TrainingExample) -> None:
    """What the person said about the answer."""
    if example.dislikes:
        taxonomy = session.opened().taxonomy
        named = ", ".join(naming.note_name(taxonomy, note) for note in example.dislikes)
        told = _("Disliked in it: {notes}").format(notes=named)
        st.html(paper.paragraph(told, "fl-example"))
    if example.comment:
        _heading(_("What the person said"))
        st.html(marked(example.comment, "fl-quote"))


def _reading(said: Reread) -> None:
    _heading(_("The words"))
    st.html(around(said))
    read = _("missed") if said.action == "add" else smell_said(said.read_note, said.read_valence)
    right = smell_said(said.note, said.valence)
    for told in (_("Read there: {read}"), _("The person says: {said}")):
        st.html(paper.paragraph(told.format(read=read, said=right), "fl-example"))


def _alike(looked: Looked) -> None:
    if not looked.alike:
        return
    _heading(_("Nearly the same"))
    for other, like in looked.alike:
        text = other.question or (other.reread.words if other.reread else "")
        shown = paper.shortened(text, 90)
        st.html(paper.paragraph(f"{round(100 * like)} % · {state_said(other.state)} · {shown}"))


def _said(looked: Looked) -> None:
    """Who spoke. What others said is told only to whoever has spoken."""
    if looked.own is not None:
        st.caption(_("You said: {state}").format(state=state_said(looked.own)))
    if looked.others:
        st.caption(
            ngettext(
                "{number} other reviewer spoke.", "{number} other reviewers spoke.", looked.others
            ).format(number=looked.others)
        )


def _edit(user: User, example: TrainingExample) -> None:
    st.write(_("Say it better; what the answer was is kept as the worse one of a pair."))
    with st.form("examples.edit", border=False):
        question = st.text_area(_("The question"), example.question, key=f"q.{example.id}")
        answer = st.text_area(_("The answer"), example.answer, key=f"a.{example.id}", height=160)
        is_sent = st.form_submit_button(_("Keep the edit"), type="primary")
    if is_sent:
        with look.sentences():
            review = session.writing().examples.review
            review.edit(user, example.id, question, answer)
            look.drawn_anew(_("The edit is kept."))


def _hide(user: User, example_id: str) -> None:
    with st.form("examples.hide", border=False):
        said = st.text_input(_("The name, as it stands there"), key=f"hide.{example_id}")
        kind = st.radio(
            _("What it names"),
            ("person", "place"),
            format_func=lambda one: _("A person") if one == "person" else _("A place"),
            horizontal=True,
            key=f"hide.kind.{example_id}",
        )
        is_sent = st.form_submit_button(_("Replace it everywhere"), type="primary")
    if is_sent:
        with look.sentences():
            review = session.writing().examples.review
            named: Literal["person", "place"] = "place" if kind == "place" else "person"
            review.hide(user, example_id, words.typed(said), named)
            look.drawn_anew(_("The name is replaced. Sets that are frozen keep what they hold."))


def _second(user: User, example: TrainingExample) -> None:
    label = _("No second opinion needed") if example.wants_second else _("Ask for a second opinion")
    if st.button(label, icon=":material/group:", key="examples.second"):
        with look.sentences():
            review = session.writing().examples.review
            review.ask_second(user, example.id, not example.wants_second)
            look.drawn_anew(_("Noted."))


def _heading(said: str) -> None:
    st.html(f'<h4 class="fl-part">{escape(said)}</h4>')


def _key(act: str, looked: Looked) -> str:
    """Another one after every change, so that what was opened for it closes."""
    return f"examples.{act}.{looked.example.id}.{looked.stamp}"
