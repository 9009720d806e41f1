"""The way into the catalogue for somebody who has not typed anything: three searches to try, and
families, seasons, notes and houses to walk by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from flowery.perfumery.notes import Taxonomy
from flowery.ui import naming, paper, session
from flowery.ui.explore import walk as explore_walk
from flowery.ui.explore.walk import Walk
from flowery.ui.explore.words import value_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import AXES

_HOUSES = 12
_SEASONS = ("spring", "summer", "autumn", "winter")


def show(walk: Walk) -> None:
    """Examples, then doors."""
    flowery = session.opened()
    counts = flowery.search.explore("").counts
    said = _("{number} perfumes are here. Say what you look for, or walk in by one of these doors.")
    st.html(paper.paragraph(said.format(number=f"{len(flowery.catalogue):,}")))
    _examples(walk)
    families = sorted(counts["family"], key=lambda one: value_said("family", one))
    _door(walk, _("By family"), "family", families)
    _door(walk, _("By season"), "season", [one for one in _SEASONS if one in counts["season"]])
    _notes(flowery.taxonomy)
    _door(walk, _("By house"), "brand", sorted(list(counts["brand"])[:_HOUSES]))


def _examples(walk: Walk) -> None:
    examples = (
        _("rose without patchouli"),
        _("like Shalimar but lighter"),
        _("a rainy day, under 80 euros"),
    )
    with st.container(gap="xxsmall"):
        for number, example in enumerate(examples):
            st.button(
                example,
                key=f"explore.example.{number}",
                type="tertiary",
                icon=":material/format_quote:",
                on_click=explore_walk.go,
                args=(replace(walk, words=example),),
            )


def _door(walk: Walk, title: str, facet: str, values: Sequence[str]) -> None:
    key = f"explore.door.{facet}"

    def enter() -> None:
        value = st.session_state[key]
        if value is not None:
            explore_walk.go(walk.with_values(facet, (value,)))

    _pills(title, values, lambda value: value_said(facet, value), key, enter)


def _notes(taxonomy: Taxonomy) -> None:
    """One note for every side of smell: the one that most perfumes have."""
    key = "explore.door.note"

    def enter() -> None:
        note = st.session_state[key]
        if note is not None:
            st.query_params.from_dict({"note": note})

    names = _telling(taxonomy)
    _pills(_("By note"), names, lambda note: naming.note_name(taxonomy, note), key, enter)


def _pills(
    title: str,
    values: Sequence[str],
    said: Callable[[str], str],
    key: str,
    enter: Callable[[], None],
) -> None:
    st.session_state[key] = None  # a door is gone through, not left open
    st.pills(
        title,
        values,
        format_func=lambda value: paper.label(said(value)),
        key=key,
        on_change=enter,
        wrap=True,
    )


def _telling(taxonomy: Taxonomy) -> list[str]:
    holding = session.opened().catalogue.note_holding
    by_axis: dict[str, str] = {}
    for note in sorted(taxonomy.notes, key=lambda note: -len(holding(note).rows)):
        axis = naming.axis_of(taxonomy, note)
        if axis is not None:
            by_axis.setdefault(axis, note)
    return [by_axis[axis] for axis in AXES if axis in by_axis]
