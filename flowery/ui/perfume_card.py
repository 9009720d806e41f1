"""A recommended perfume as a card: its name, its notes, one sentence why, the memory it rests on;
every number of it on demand; and what the person says about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from flowery.ui import look, naming, paper, session, ways
from flowery.ui.perfume_details import details, layers
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import (
    Fragrance,
    ReactionKind,
    Reason,
    Recommendation,
    ScentMemory,
    User,
    UserFragrance,
)

_NOTES_A_LAYER = 3
_REACTIONS: tuple[ReactionKind, ...] = ("like", "dislike", "own", "wish", "tried")


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
            st.html(_head(one, fragrance, rank))
            _reactions(one, standing, key)
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
    if fragrance is None:
        return [_("no longer in the catalogue")]
    concentration = naming.concentration_said(fragrance.concentration or "")
    facts = [str(fragrance.year or ""), concentration]
    if fragrance.discontinued:
        facts.append(_("no longer made"))
    return [fact for fact in facts if fact]


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


def _reactions(one: Recommendation, standing: Standing, key: str) -> None:
    said = [r.reaction for r in standing.reactions if r.fragrance_id == one.fragrance_id]
    standing_now = [reaction for reaction in _REACTIONS if reaction in said]
    widget = f"reactions-{key}"
    st.session_state[widget] = standing_now
    st.pills(
        _("What do you say about {perfume}?").format(perfume=paper.label(one.name)),
        _REACTIONS,
        selection_mode="multi",
        format_func=_reaction,
        key=widget,
        label_visibility="collapsed",
        wrap=True,
        on_change=partial(_react, standing.user, one.fragrance_id, widget, frozenset(standing_now)),
    )


def _reaction(reaction: ReactionKind) -> str:
    icons = {
        "like": "favorite",
        "dislike": "thumb_down",
        "own": "inventory_2",
        "wish": "bookmark",
        "tried": "water_drop",
    }
    return f":material/{icons[reaction]}: {naming.reaction_said(reaction)}"


def _react(user: User, fragrance_id: str, widget: str, before: frozenset[ReactionKind]) -> None:
    now = frozenset(st.session_state[widget])
    with look.sentences():
        learning = session.writing().learning
        for reaction in now - before:
            learning.react(user.id, fragrance_id, reaction)
        for reaction in before - now:
            learning.unreact(user.id, fragrance_id, reaction)


def shelf_said(shelf: str) -> str:
    """How far from the known taste a perfume stands."""
    return {
        "safest": _("the safest"),
        "usual": _("your usual"),
        "stretch": _("a stretch"),
        "surprise": _("a surprise"),
    }.get(shelf, shelf)
