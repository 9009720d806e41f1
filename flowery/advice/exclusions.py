"""What may not be in a perfume, as a mask over the catalogue before anything is ranked.

A note covers its kinds, accords of its name, notes that nobody knows but that carry its name, and
perfumes that are called after it; a group ("white flowers") covers all of its notes so. An axis
("nothing sweet") covers every note and accord that smells of that side above all. What passes here
is looked at once more, see `second_look`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from flowery.advice.coverage import Coverage, is_called
from flowery.perfumery.catalogue import Catalogue, Mask
from flowery.perfumery.folding import folded
from flowery.perfumery.groups import is_about
from flowery.perfumery.naming import load_houses
from flowery.words.vocabulary import Dislike, Layer

SHARE = 0.2
"""Share of a whole perfume on one axis from which it counts as being of that side, whatever its
notes are called. Once the notes and accords above are out, a built-in perfume has at most .12 of
its smell on the sweet side and .1 to .2 on the others, so this catches what only a sum of sweetish
notes makes sweet, in catalogues that people bring.
"""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A subject that may not be in a perfume; `facet` and `layer` narrow it."""

    subject: str
    facet: str = ""
    layer: Layer | None = None


def stated(dislikes: Iterable[Dislike]) -> tuple[Exclusion, ...]:
    """The dislikes that exclude. An allergy is to the whole thing: no facet or layer narrows it."""
    return tuple(
        Exclusion(d.subject) if d.level == "allergy" else Exclusion(d.subject, d.facet, d.layer)
        for d in dislikes
        if d.level in ("veto", "allergy")
    )


class Exclusions:
    """The masks of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._taxonomy = catalogue.taxonomy
        self.coverage = Coverage(catalogue.taxonomy)
        self._called = _by_word(folded(f.title) for f in catalogue.fragrances)
        self.mask = lru_cache(maxsize=256)(self._masked)

    def allowed(self, exclusions: Iterable[Exclusion]) -> Mask:
        """Which rows hold nothing that is excluded, shape (n,)."""
        allowed = np.ones(len(self._catalogue), dtype=np.bool_)
        for exclusion in exclusions:
            allowed &= ~self.mask(exclusion)
        return allowed

    def _masked(self, exclusion: Exclusion) -> Mask:
        kind, _, name = exclusion.subject.partition(":")
        if kind == "axis":
            return self._on_axis(name)
        if kind == "accord":
            return self._with_accord(name)
        if kind in ("house", "fragrance"):
            return self._named(kind, name)
        return self._with_note(name, exclusion)

    def _named(self, kind: str, name: str) -> Mask:
        """A house under any of its names, or one perfume."""
        fragrances, key = self._catalogue.fragrances, load_houses().key
        if kind == "house":
            brands = {f.brand for f in fragrances}
            of_it = {brand for brand in brands if key(brand) == key(name)}
            return np.array([f.brand in of_it for f in fragrances], dtype=np.bool_)
        return np.array([f.id == name for f in fragrances], dtype=np.bool_)

    def _with_note(self, note: str, exclusion: Exclusion) -> Mask:
        if exclusion.facet:
            return self._any(self.coverage.narrowed(note, exclusion.facet), exclusion.layer)
        if exclusion.layer is not None:
            return self._any([note], exclusion.layer)
        names = self.coverage.names(note)
        strangers = [n for n in self._catalogue.note_ids() if n not in self._taxonomy.notes]
        called = [n for n in strangers if is_called(n, names)]
        mask = self._any([note, *called], None)
        for accord in self.coverage.accords_of(note):
            mask |= self._catalogue.rows_with_accord(accord)
        for name in names:
            held = [set(self._called.get(word, ())) for word in name]
            mask[list(set.intersection(*held))] = True
        group = self._taxonomy.groups.get(note)
        for axis in group.axes if group else ():
            mask |= self._on_axis(axis)
        return mask

    def _any(self, notes: Iterable[str], layer: Layer | None) -> Mask:
        """Rows that hold any of these, in a layer or where no layer is known."""
        notes = frozenset(notes)
        mask = self._catalogue.rows_with_any(notes, layer)
        if layer is not None:
            kinds = frozenset[str]().union(*map(self._taxonomy.kinds_of, notes))
            for row in np.flatnonzero(self._catalogue.rows_with_any(notes)):
                if kinds & set(self._catalogue.fragrances[row].flat):
                    mask[row] = True
        return mask

    def _on_axis(self, axis: str) -> Mask:
        mask = self._catalogue.rows_on_axis(axis, SHARE)
        for accord in self._taxonomy.accords.values():
            if is_about(accord.axes, axis):
                mask |= self._catalogue.rows_with_accord(accord.id)
        return mask | self._any(self._taxonomy.side_of(axis), None)

    def _with_accord(self, accord: str) -> Mask:
        mask = self._catalogue.rows_with_accord(accord)
        return mask | self._any(self.coverage.notes_of(accord), None)


def _by_word(titles: Iterable[str]) -> dict[str, list[int]]:
    """The places of the titles that hold a word."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
        for word in title.split():
            places[word].append(place)
    return dict(places)
