"""Perfumes beside each other: their radars laid over one another, shared and separate notes."""

from __future__ import annotations

from functools import reduce

import streamlit as st

from flowery.ui import charts, naming, paper, radar, session
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import AXES, Answer, Fragrance

_MOST = 4  # four lines can still be told apart


def show(answer: Answer) -> None:
    """The drawing and the notes of a comparison."""
    catalogue = session.opened().catalogue
    known = [one.fragrance_id for one in answer.recommendations if one.fragrance_id in catalogue]
    compared = [catalogue.get(fragrance_id) for fragrance_id in known[:_MOST]]
    if not compared:
        return
    rings = [radar.Ring(fragrance.name, _values(fragrance)) for fragrance in compared]
    left, right = st.columns([3, 2], gap="large")
    with left:
        charts.draw(radar.chart(rings), f"comparison-{answer.question_id}")
    with right:
        st.html(_notes(compared))


def _values(fragrance: Fragrance) -> dict[str, float]:
    catalogue = session.opened().catalogue
    weights = catalogue.axes[catalogue.row(fragrance.id)]
    return {axis: float(weight) for axis, weight in zip(AXES, weights, strict=True)}


def _notes(compared: list[Fragrance]) -> str:
    sets = [frozenset(fragrance.notes) for fragrance in compared]
    shared = reduce(frozenset.intersection, sets)
    drawn = _named(_("Shared"), shared)
    for place, fragrance in enumerate(compared):
        others = frozenset().union(*(sets[:place] + sets[place + 1 :]))
        only = sets[place] - others
        drawn += _named(_("Only in {perfume}").format(perfume=fragrance.name), only)
    return drawn


def _named(said: str, notes: frozenset[str]) -> str:
    taxonomy = session.opened().taxonomy
    names = [(naming.note_name(taxonomy, n), naming.axis_of(taxonomy, n)) for n in sorted(notes)]
    listed = paper.dotted(names) if names else paper.paragraph(_("none"))
    return f"{paper.paragraph(said, 'fl-part')}{listed}"
