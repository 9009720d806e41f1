"""A memory as a card: its colour, its picture, its first words and what it smells of."""

from __future__ import annotations

from html import escape

import streamlit as st

from flowery.ui import naming, paper, session, ways
from flowery.ui.words import gettext as _
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Attachment, ExtractedScent, ScentMemory

_SMELLS_SHOWN = 4


def card(
    memory: ScentMemory, smells: tuple[ExtractedScent, ...], zone: str, *, is_here: bool
) -> None:
    """One card; the way on it opens the memory, on this page or (`is_here` False) from another."""
    with st.container(border=True, height="stretch", key=f"memory-card-{memory.id}"):
        photo = next((a for a in memory.attachments if a.kind == "photo"), None)
        st.html(_head(memory, smells, zone, is_alone=photo is None))
        if photo is not None:
            with st.container(key=f"thumb-{memory.id}"):
                picture(photo, memory)
        icon = ":material/arrow_forward:"
        if is_here:
            ways.turn(_("Open"), f"open-{memory.id}", icon=icon, memory=memory.id)
        else:
            ways.link("memories", _("Open"), icon=icon, memory=memory.id)


def picture(photo: Attachment, memory: ScentMemory) -> None:
    """A photo of a memory, or the sentence that it is not kept."""
    try:
        content = session.opened().originals.read(photo.sha256)
    except NotFound:
        st.html(paper.paragraph(_("The picture itself was not kept, only what was seen in it.")))
        return
    st.image(content, width="stretch", alt=memory.caption or naming.title_of(memory))


def _head(
    memory: ScentMemory, smells: tuple[ExtractedScent, ...], zone: str, *, is_alone: bool
) -> str:
    own = paper.colour_of(memory.colour)
    title = escape(paper.shortened(naming.heading_of(memory, zone), 120))
    return (
        f'<div class="fl-memory"{own}><p class="fl-name" dir="auto">{title}</p>'
        f"{paper.paragraph(_facts(memory), 'fl-house')}{_excerpt(memory, is_alone)}"
        f"{_smelled(smells)}</div>"
    )


def _facts(memory: ScentMemory) -> str:
    state = "" if memory.state == "done" else naming.state_said(memory.state)
    facts = (memory.happened, memory.place, memory.emotion, state)
    return " · ".join(paper.shortened(fact, 40) for fact in facts if fact)


def _excerpt(memory: ScentMemory, is_alone: bool) -> str:
    """The first words; more of them where no picture speaks."""
    longest = 560 if is_alone else 240
    kind = "fl-excerpt fl-longer" if is_alone else "fl-excerpt"
    return paper.paragraph(paper.shortened(memory.words[:1200], longest), kind)


def _smelled(smells: tuple[ExtractedScent, ...]) -> str:
    taxonomy = session.opened().taxonomy
    told = [s for s in smells if s.note and not s.absent and s.valence != "hated"]
    notes = list(dict.fromkeys(smell.note for smell in told if smell.note))
    shown = [
        (naming.note_name(taxonomy, note), naming.axis_of(taxonomy, note))
        for note in notes[:_SMELLS_SHOWN]
    ]
    more = len(notes) - len(shown)
    if more > 0:
        shown.append((_("and {number} more").format(number=more), None))
    return paper.dotted(shown)
