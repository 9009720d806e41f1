"""Perfumes beside each other: their radars laid over one another, shared and separate notes, and
every layer in a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from html import escape

import streamlit as st

from flowery.ui import charts, naming, paper, radar, session
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import AXES, LAYERS, Answer, Fragrance

_MOST = 4  # four lines can still be told apart
_ACCORDS = 5


def show(answer: Answer) -> None:
    """The drawing and the notes of a comparison that was asked for."""
    catalogue = session.opened().catalogue
    known = [one.fragrance_id for one in answer.recommendations if one.fragrance_id in catalogue]
    beside([catalogue.get(fragrance_id) for fragrance_id in known], answer.question_id)


def beside(perfumes: Sequence[Fragrance], key: str) -> None:
    """The drawing and the notes of some perfumes, at most four."""
    compared = perfumes[:_MOST]
    if not compared:
        return
    rings = [radar.Ring(fragrance.name, values(fragrance)) for fragrance in compared]
    left, right = st.columns([3, 2], gap="large")
    with left:
        charts.draw(radar.chart(rings), f"comparison-{key}")
    with right:
        st.html(_notes(compared))


def table(compared: Sequence[Fragrance]) -> str:
    """Layer for layer what is in each perfume; what only one of them has stands out."""
    heads = "".join(f'<th scope="col">{escape(fragrance.title)}</th>' for fragrance in compared)
    rows = [(naming.layer_said(layer), [getattr(f, layer) for f in compared]) for layer in LAYERS]
    rows.append((_("Notes"), [fragrance.flat for fragrance in compared]))
    layers = "".join(_row(said, cells, compared) for said, cells in rows if any(cells))
    accords = _cells(_("Accords"), [escape(_accords(fragrance)) for fragrance in compared])
    head = f"<thead><tr><td></td>{heads}</tr></thead>"
    body = f'<table class="fl-table fl-beside">{head}<tbody>{layers}{accords}</tbody></table>'
    return f'<div class="fl-wide" role="region" tabindex="0">{body}</div>'


def values(fragrance: Fragrance) -> dict[str, float]:
    """A perfume on the 14 axes, by name."""
    catalogue = session.opened().catalogue
    weights = catalogue.axes[catalogue.row(fragrance.id)]
    return {axis: float(weight) for axis, weight in zip(AXES, weights, strict=True)}


def _row(said: str, cells: Sequence[tuple[str, ...]], compared: Sequence[Fragrance]) -> str:
    held = [set(fragrance.notes) for fragrance in compared]
    return _cells(said, [", ".join(_marked(note, held) for note in notes) for notes in cells])


def _marked(note: str, held: Sequence[set[str]]) -> str:
    name = escape(naming.note_name(session.opened().taxonomy, note))
    return f"<strong>{name}</strong>" if sum(note in notes for notes in held) == 1 else name


def _cells(said: str, cells: Sequence[str]) -> str:
    drawn = "".join(f"<td>{cell or '–'}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(said)}</th>{drawn}</tr>'


def _accords(fragrance: Fragrance) -> str:
    taxonomy = session.opened().taxonomy
    strongest = sorted(fragrance.accords, key=lambda one: -fragrance.accords[one])[:_ACCORDS]
    return ", ".join(naming.accord_name(taxonomy, accord) for accord in strongest)


def _notes(compared: Sequence[Fragrance]) -> str:
    sets = [frozenset(fragrance.notes) for fragrance in compared]
    shared = reduce(frozenset.intersection, sets)
    drawn = _named(_("Shared"), shared)
    for place, fragrance in enumerate(compared):
        others = frozenset[str]().union(*(sets[:place] + sets[place + 1 :]))
        only = sets[place] - others
        drawn += _named(_("Only in {perfume}").format(perfume=fragrance.name), only)
    return drawn


def _named(said: str, notes: frozenset[str]) -> str:
    taxonomy = session.opened().taxonomy
    names = [(naming.note_name(taxonomy, n), naming.axis_of(taxonomy, n)) for n in sorted(notes)]
    listed = paper.dotted(names) if names else paper.paragraph(_("none"))
    return f"{paper.paragraph(said, 'fl-part')}{listed}"
