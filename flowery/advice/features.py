"""The catalogue as ranking reads it: columns over all perfumes, made once.

A perfume's notes are held as the roots of their weights, so that a note that is there at all counts
for something, and no root is above `SOLIFLORE`, so that a perfume of two notes is not twice
as much of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from flowery.advice.holdings import Codes, Column, Entries, Holdings
from flowery.perfumery.catalogue import Catalogue
from flowery.storage.postings import tokens
from flowery.words.vocabulary import Fragrance

_STRENGTH = {"light": -1.0, "moderate": 0.0, "strong": 1.0}
_CONCENTRATIONS = {
    "eau fraîche": -1.0,
    "eau de cologne": -0.8,
    "eau de toilette": -0.3,
    "eau de parfum": 0.3,
    "parfum": 0.8,
    "extrait de parfum": 1.0,
    "perfume oil": 0.6,
}
"""How strong a concentration usually is, -1..1 (about 3 to 30 % of oil)."""

SOLIFLORE = 0.45  # root of a fifth: a note that leads a layer; more of it is not noticed as more


@dataclass(frozen=True)
class Perfumes:
    """Some perfumes, or all, as the parts of a score read them: what they hold and their axes.

    `rows` picks them out of a column over the whole catalogue.
    """

    rows: NDArray[np.intp] | slice
    notes: Entries
    axes: NDArray[np.float32]


class Features:
    """Columns over one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        fragrances = catalogue.fragrances
        self.axes = catalogue.axes
        self.usual_axes: Column = (
            self.axes.mean(axis=0, dtype=np.float64) if len(catalogue) else np.zeros(14)
        )
        self.bands = np.array([f.price_band or 0 for f in fragrances], dtype=np.int8)
        self.strength = np.array(
            [_CONCENTRATIONS.get(f.concentration or "", 0.0) for f in fragrances]
        )
        self.years = np.array([f.year or 0 for f in fragrances], dtype=np.int32)
        brands: dict[str, int] = {}
        self.brands = np.array(
            [brands.setdefault(f.brand, len(brands)) for f in fragrances], dtype=np.int32
        )
        self.brand_codes = brands

    @cached_property
    def notes(self) -> Holdings:
        """Notes by the roots of their weights."""
        return Holdings([self.roots(row) for row in range(len(self.catalogue))])

    def roots(self, row: int) -> dict[str, float]:
        """The notes of one perfume by the roots of their weights."""
        weights = self.catalogue.note_weights(row)
        return {note: min(SOLIFLORE, weight**0.5) for note, weight in weights.items()}

    @cached_property
    def all(self) -> Perfumes:
        """Every perfume."""
        return Perfumes(slice(None), self.notes.entries, self.axes)

    def some(self, rows: NDArray[np.intp]) -> Perfumes:
        """These perfumes, in the order given."""
        return Perfumes(rows, self.notes.entries_of(rows), self.axes[rows])

    def away(self, row: int) -> Column:
        """How far a perfume lies from the usual one on each axis, shape (14,)."""
        return np.asarray(self.axes[row] - self.usual_axes)

    def rarity(self, note: str) -> float:
        """How telling a note is, 0..1: 0 when every perfume has it, 1 when one in thirty or fewer
        do.
        """
        held = len(self.notes.column(note)[0])
        return float(min(1.0, np.log(max(1, len(self.catalogue)) / max(1, held)) / np.log(30)))

    @cached_property
    def brand_words(self) -> Mapping[str, NDArray[np.intp]]:
        """The rows whose house has a word in its name ("library": Demeter Fragrance Library)."""
        houses: defaultdict[str, list[int]] = defaultdict(list)
        for brand, code in self.brand_codes.items():
            for word in tokens(brand):
                houses[word].append(code)
        return {word: np.flatnonzero(np.isin(self.brands, c)) for word, c in houses.items()}

    @cached_property
    def accords(self) -> Holdings:
        """Accords by their strengths."""
        return Holdings([fragrance.accords for fragrance in self.catalogue.fragrances])

    @cached_property
    def seasons(self) -> Mapping[str, Column]:
        """1 where a perfume is worn in a season, -1 where only in others, 0 where nothing is
        known.
        """
        return _said(self.catalogue.fragrances, "seasons")

    @cached_property
    def occasions(self) -> Mapping[str, Column]:
        """The same for occasions."""
        return _said(self.catalogue.fragrances, "occasions")

    @cached_property
    def shuffled(self) -> Codes:
        """A number for every perfume that decides between equals: the same every time, and nothing
        to do with the alphabet.
        """
        ids = (fragrance.id for fragrance in self.catalogue.fragrances)
        return np.argsort([crc32(i.encode()) for i in ids]).argsort().astype(np.int32)

    def made_by(self, perfumers: Collection[str]) -> NDArray[np.bool_]:
        """Which rows one of these perfumers is known to have made."""
        made = (not set(perfumers).isdisjoint(f.perfumers) for f in self.catalogue.fragrances)
        return np.fromiter(made, dtype=np.bool_, count=len(self.catalogue))

    def of_years(self, years: tuple[int | None, int | None]) -> NDArray[np.bool_]:
        """Which rows are known to be of these years, both ends counted; None is open."""
        first, last = years[0] or 1, years[1] or 9999
        of_them: NDArray[np.bool_] = (self.years >= first) & (self.years <= last)
        return of_them

    def rows_of(self, ids: Iterable[str]) -> NDArray[np.bool_]:
        """Which rows these perfumes are; ids that are not in the catalogue are passed over."""
        mask = np.zeros(len(self.catalogue), dtype=np.bool_)
        for fragrance_id in ids:
            if fragrance_id in self.catalogue:
                mask[self.catalogue.row(fragrance_id)] = True
        return mask


def wished_strength(intensity: str | None) -> float | None:
    """An intensity as a number from -1 (a skin scent) to 1; None when it says nothing of it."""
    named = {"skin_scent": -1.0, "beast_mode": 1.0, "long_lasting": 0.6, "fleeting": -0.6}
    return None if intensity is None else (_STRENGTH | named).get(intensity)


def _said(fragrances: Sequence[Fragrance], what: str) -> Mapping[str, Column]:
    known = np.array([-1.0 if getattr(f, what) else 0.0 for f in fragrances])
    columns: defaultdict[str, Column] = defaultdict(known.copy)
    for row, fragrance in enumerate(fragrances):
        for name in getattr(fragrance, what):
            columns[name][row] = 1.0
    return dict(columns)
