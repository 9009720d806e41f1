"""What a subject of evidence weighs on the axes and on notes: a note is itself, a perfume what its
notes and accords are, as far as this person smells them in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import log

import numpy as np

from flowery.perfumery.catalogue import Catalogue, Column, note_weights
from flowery.words.vocabulary import AXES, Fragrance, Strike

COMMON = 30  # a note that one perfume in thirty has, or fewer, tells all it can


class Spreading:
    """Spreads over one catalogue for one person; notes they struck in a perfume are not in it."""

    def __init__(self, catalogue: Catalogue, strikes: Iterable[Strike] = ()) -> None:
        self._catalogue = catalogue
        self._taxonomy = catalogue.taxonomy
        self._struck = struck_notes(strikes)

    def struck_in(self, fragrance_id: str) -> frozenset[str]:
        """The notes that this person does not smell in a perfume."""
        return self._struck.get(fragrance_id, frozenset())

    def on_axes(self, subject: str) -> Mapping[str, float]:
        """What "note:rose" or "fragrance:…" weighs on the 14 axes; nothing when it is unknown. Of
        a "pair:A|B" what the one has more than the other.
        """
        kind, _, name = subject.partition(":")
        if kind == "axis":
            return {name: 1.0} if name in AXES else {}
        if kind == "accord":
            accord = self._taxonomy.accords.get(name)
            return accord.axes if accord else {}
        if kind == "pair":
            return _more(*map(self.on_axes, _both(name)))
        if kind == "note":
            note = self._taxonomy.notes.get(name)
            return note.axes if note else {}
        if name not in self._catalogue:
            return {}
        return {axis: float(w) for axis, w in zip(AXES, self._axes(name), strict=True)}

    def on_notes(self, subject: str) -> Mapping[str, float]:
        """What it weighs on notes."""
        kind, _, name = subject.partition(":")
        if kind == "note":
            return {name: 1.0}
        if kind == "pair":
            return _more(*map(self.on_notes, _both(name)))
        if name not in self._catalogue:
            return {}
        weights = note_weights(self._smelled(name))
        return {note: weight * self._telling(note) for note, weight in weights.items()}

    def _axes(self, fragrance_id: str) -> Column:
        if fragrance_id not in self._struck:
            axes: Column = self._catalogue.axes[self._catalogue.row(fragrance_id)]
            return axes
        smelled = (self._smelled(fragrance_id),)
        alone = Catalogue(smelled, self._taxonomy, np.zeros((1, 0), dtype=np.float32))
        as_smelled: Column = alone.axes[0]
        return as_smelled

    def _smelled(self, fragrance_id: str) -> Fragrance:
        """A perfume without the notes that this person does not smell in it."""
        fragrance = self._catalogue.get(fragrance_id)
        struck = self._struck.get(fragrance_id, frozenset())
        if not struck:
            return fragrance
        layers = (fragrance.top, fragrance.heart, fragrance.base, fragrance.flat)
        top, heart, base, flat = (tuple(n for n in layer if n not in struck) for layer in layers)
        return replace(fragrance, top=top, heart=heart, base=base, flat=flat)

    def _telling(self, note: str) -> float:
        """How much a perfume that is liked says of one of its notes, 0..1: next to nothing of
        bergamot, which a third of all perfumes have.
        """
        perfumes = max(2, len(self._catalogue))
        holding = max(1, self._catalogue.frequency(note))
        return min(1.0, log(perfumes / holding) / log(min(perfumes, COMMON)))


def struck_notes(strikes: Iterable[Strike]) -> Mapping[str, frozenset[str]]:
    """The notes that a person struck, by perfume."""
    struck: defaultdict[str, set[str]] = defaultdict(set)
    for strike in strikes:
        if strike.kind == "in":
            struck[strike.target.partition(":")[2]].add(strike.source.partition(":")[2])
    return {perfume: frozenset(notes) for perfume, notes in struck.items()}


def _both(pair: str) -> tuple[str, str]:
    one, _, other = pair.partition("|")
    return f"fragrance:{one}", f"fragrance:{other}"


def _more(one: Mapping[str, float], other: Mapping[str, float]) -> Mapping[str, float]:
    return {k: one.get(k, 0.0) - other.get(k, 0.0) for k in dict.fromkeys((*one, *other))}
