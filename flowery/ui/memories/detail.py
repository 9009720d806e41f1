"""One memory, opened: its words with the smells on them, its files, how it was read, and what the
person may do with it.
"""

from __future__ import annotations

import streamlit as st

from flowery.ui import look, naming, paper, progress, session, ways, words
from flowery.ui.memories import changes as memory_changes
from flowery.ui.memories.corrections import corrections, picked
from flowery.ui.memories.files import files
from flowery.ui.memories.smells_on_words import legend, on_words
from flowery.ui.words import gettext as _
from flowery.words.errors import NotFound
from flowery.words.vocabulary import ScentMemory, User

_LONG = 3_000  # characters; longer passages scroll in a frame of their own


def show(user: User, memory_id: str) -> None:
    """The whole page of one memory."""
    try:
        memory = session.opened().tables.of(user.id).diary.get(memory_id)
    except NotFound:
        look.page(_("Memories"), _("This memory is not here. It may have been forgotten."))
        _back()
        return
    heading = naming.heading_of(memory, user.time_zone)
    look.page(paper.label(heading, 160), _facts(memory, user))
    paper.style()
    st.html(f'<div class="fl-own"{paper.colour_of(memory.colour)}></div>')
    stands(user, memory)
    _told(user, memory)
    _more(user, memory)
    _back()


def _told(user: User, memory: ScentMemory) -> None:
    """The words, and beside them what was given with them, unless it is already shown above."""
    if memory.state == "needs_words":
        read(user, memory)
        return
    shows = any(attachment.kind != "pdf" for attachment in memory.attachments)
    told, seen = st.columns([5, 3], gap="large") if shows else (st.container(),) * 2
    with told:
        read(user, memory)
    with seen:
        files(memory)


def _back() -> None:
    ways.turn(_("All memories"), "memories.all", icon=":material/arrow_back:")


def stands(user: User, memory: ScentMemory) -> None:
    """What a memory waits for, when it is not read through."""
    if memory.state == "needs_words":
        with st.container(width=520, key="waiting"):
            files(memory)
        memory_changes.words_form(user, memory)
    elif memory.state == "refused":
        said = words.sentence(memory.reason)
        st.error(_("This could not be read. {reason}").format(reason=paper.label(said, 400)))
    elif memory.state == "failed":
        said = paper.label(words.sentence(memory.reason), 400)
        st.warning(
            _("A step did not work: {reason} It is tried again by itself.").format(reason=said)
        )
    elif not progress.is_still(memory.state):
        progress.watch(user, memory.id)


def read(user: User, memory: ScentMemory) -> None:
    """The words with their smells, and what can be said about each."""
    flowery = session.opened()
    smells = flowery.remember.smells(user.id, memory.id)
    shown = naming.shown_smells(flowery.taxonomy, smells)
    picks = picked(memory) if memory.state == "done" else None
    for said, start, end in _passages(memory):
        marked = on_words(memory.words, shown, start, end, picks)
        _passage(marked, said, is_long=end - start > _LONG)
    if shown:
        st.html(legend(shown))
    if picks is not None:
        corrections(user, memory, shown)


def _passage(marked: str, said: str, *, is_long: bool) -> None:
    head = paper.paragraph(said) if said else ""
    st.html(f'{head}<div class="fl-scroll">{marked}</div>' if is_long else f"{head}{marked}")


def _passages(memory: ScentMemory) -> list[tuple[str, int, int]]:
    """(what it is, start, end) of each part of the words, in the order they are joined in."""
    parts = [("", memory.text), (_("Caption"), memory.caption)]
    parts += [(attachment.name, attachment.words) for attachment in memory.attachments]
    found: list[tuple[str, int, int]] = []
    at = 0
    for said, text in parts:
        if text:
            found.append((said, at, at + len(text)))
            at += len(text) + len("\n\n")
    return found


def _facts(memory: ScentMemory, user: User) -> str:
    kept = _("without a title")
    if memory.title:
        kept = _("kept on {day}").format(day=words.day(memory.created_at, user.time_zone))
    people = ", ".join(memory.people)
    facts = (memory.happened, memory.place, people, memory.emotion, memory.occasion)
    return " · ".join([*(paper.label(fact, 80) for fact in facts if fact), kept])


def _more(user: User, memory: ScentMemory) -> None:
    if memory.enhanced and memory.enhanced != memory.text:
        with st.expander(_("In fuller words"), icon=":material/notes:"):
            st.html(paper.paragraph(memory.enhanced, "fl-sentence"))
    with st.expander(_("How it was read"), icon=":material/history:"):
        progress.journal(user, memory.id)
    could_not = memory.state == "refused"  # then changing it is what there is to do
    with st.expander(_("Change this memory"), could_not, icon=":material/edit:"):
        memory_changes.edit_form(user, memory)
    with st.expander(_("Forget this memory"), icon=":material/delete:"):
        memory_changes.forgetting(user, memory)
