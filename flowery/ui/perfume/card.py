"""A recommended perfume as a card: its name, its notes, one sentence why, the memory it rests on;
every number of it on demand; and what the person says about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from flowery.ui import naming, paper, session, ways
from flowery.ui.perfume import chance_said, critique, reactions as perfume_reactions
from flowery.ui.perfume.details import details, layers
from flowery.ui.perfume.facts import facts_in_a_line
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import (
    Fragrance,
    Reason,
    Recommendation,
    ScentMemory,
    User,
    UserFragrance,
)

_NOTES_A_LAYER = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """What a card needs to know of the person who reads it."""

    user: User
    question_id: str
    memories: dict[str, ScentMemory]
    reactions: tuple[UserFragrance, ...]


def card(one: Recommendation, rank: int, quoted: Reason | None, standing: Standing) -> None:
    """One perfume, with the memory that is quoted for it."""
    catalogue = session.opened().catalogue
    fragrance = catalogue.get(one.fragrance_id) if one.fragrance_id in catalogue else None
    key = f"{standing.question_id}-{one.fragrance_id}"
    with st.container(border=True, key=f"card-{key}"):
        said, remembered = st.columns([3, 2], gap="medium")
        with said:
            st.html(_head(one, fragrance, rank) + chance_said.line(one.chance))
            if fragrance is not None:
                with st.container(horizontal=True, vertical_alignment="center"):
                    about = _("About it")
                    ways.link("explore", about, icon=":material/search:", perfume=fragrance.id)
                    change = _("What would you change?")
                    critique.field(standing.user, key, change, fragrance.id)
            perfume_reactions.pills(
                standing.user, one.fragrance_id, one.name, standing.reactions, key
            )
        with remembered:
            _quoted(quoted, standing)
        opened = st.expander(
            _("Why, and why not"),
            key=f"details-{key}",
            on_change="rerun",
            icon=":material/balance:",
        )
        if opened.open:
            with opened:
                details(one, fragrance, standing.memories, key)


def _head(one: Recommendation, fragrance: Fragrance | None, rank: int) -> str:
    shelf = f'<span class="fl-shelf">{escape(shelf_said(one.shelf))}</span>' if one.shelf else ""
    name = f'<p class="fl-name"><span class="fl-rank">{rank}</span>{escape(one.name)}{shelf}</p>'
    facts = (one.brand, *_facts(fragrance))
    notes = layers(fragrance, _NOTES_A_LAYER) if fragrance else ""
    sentence = paper.paragraph(one.sentence, "fl-sentence") if one.sentence else ""
    return f"{name}{paper.paragraph(' · '.join(facts), 'fl-house')}{notes}{sentence}"


def _facts(fragrance: Fragrance | None) -> list[str]:
    return facts_in_a_line(fragrance) if fragrance else [_("no longer in the catalogue")]


def told_once(
    recommendations: Iterable[Recommendation], memories: Mapping[str, ScentMemory]
) -> list[tuple[Recommendation, Reason | None]]:
    """Each perfume with the memory that speaks for it most; no sentence is quoted twice."""
    said: set[str] = set()
    told: list[tuple[Recommendation, Reason | None]] = []
    for one in recommendations:
        new = [r for r in one.supports if r.memory_id in memories and r.quote not in {"", *said}]
        best = max(new, key=lambda reason: reason.amount, default=None)
        said |= {best.quote} if best else set()
        told.append((one, best))
    return told


def _quoted(reason: Reason | None, standing: Standing) -> None:
    """The memory that speaks for it, in the person's own words."""
    if reason is None or reason.memory_id is None:
        return
    memory = standing.memories[reason.memory_id]
    st.html(paper.quote(reason.quote))
    when = f" · {memory.happened}" if memory.happened else ""
    ways.link(
        "memories",
        f"{paper.shortened(naming.title_of(memory), 60)}{when}",
        icon=":material/auto_stories:",
        memory=memory.id,
    )


def shelf_said(shelf: str) -> str:
    """How far from the known taste a perfume stands."""
    return {
        "safest": _("the safest"),
        "usual": _("your usual"),
        "stretch": _("a stretch"),
        "surprise": _("a surprise"),
    }.get(shelf, shelf)
