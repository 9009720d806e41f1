"""Perfumes by smells: which notes and accords a perfume holds, and how much each tells of it.

A row has length 1. A smell that few perfumes hold tells more, but is a column only when enough do;
a rarer note stands in the column of what it is a kind of.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.catalogue import Catalogue, note_weights
from flowery.words.vocabulary import Fragrance

Column = NDArray[np.float64]
Block = NDArray[np.float32]

LEAST = 3  # perfumes that hold a smell, or it is no column: what only one holds is its name
MOST = 600  # columns; of 37,926 perfumes the next note is in one of 700
ACCORDS = 0.5  # accords, which are broad, beside notes: half of the weight


@dataclass(frozen=True, slots=True)
class Smell:
    """One smell of a perfume: what it is, in which column it stands, and how much it is there."""

    subject: str
    place: int
    amount: float


class Smells:
    """The smells of one catalogue that are columns."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._taxonomy = catalogue.taxonomy
        counts = {f"note:{note}": catalogue.frequency(note) for note in catalogue.note_ids()}
        for accord in catalogue.accord_ids():
            counts[f"accord:{accord}"] = len(catalogue.accord_holding(accord).rows)
        usual = sorted((s for s, n in counts.items() if n >= LEAST), key=lambda s: (-counts[s], s))
        self._places = {subject: place for place, subject in enumerate(usual[:MOST])}
        perfumes = max(1, len(catalogue))
        self._telling = [log1p(perfumes / counts[subject]) for subject in self._places]
        self.place = lru_cache(maxsize=4096)(self._place)  # asked for every smell of every perfume

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._places)

    def _place(self, subject: str) -> int | None:
        """The column of "note:ID" or "accord:ID", or of what it is a kind of."""
        kind, _, name = subject.partition(":")
        above = self._taxonomy.broader_than(name) if kind == "note" else ()
        known = (f"{kind}:{one}" for one in (name, *above))
        return next((self._places[one] for one in known if one in self._places), None)

    def of(self, fragrance: Fragrance) -> tuple[Smell, ...]:
        """The smells of a perfume; the squares of what a column gets sum to 1."""
        found = [
            *((f"note:{n}", weight**0.5) for n, weight in note_weights(fragrance).items()),
            *((f"accord:{a}", ACCORDS * s) for a, s in fragrance.accords.items()),
        ]
        placed = [
            (s, p, a * self._telling[p]) for s, a in found if (p := self.place(s)) is not None
        ]
        columns: dict[int, float] = {}
        for _, place, amount in placed:
            columns[place] = columns.get(place, 0.0) + amount
        length = sum(amount * amount for amount in columns.values()) ** 0.5 or 1.0
        return tuple(
            Smell(subject, place, float(amount / length)) for subject, place, amount in placed
        )


@dataclass(frozen=True)
class Tables:
    """Perfumes by smells as (row, column, amount), and the usual perfume, shape (width,)."""

    size: int
    width: int
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    amounts: Block
    mean: Column

    def blocks(self, count: int) -> Iterator[tuple[slice, Block]]:
        """The table laid out, some perfumes at a time."""
        for first in range(0, self.size, count):
            last = min(self.size, first + count)
            start, end = np.searchsorted(self.rows, (first, last))
            block = np.zeros((last - first, self.width), dtype=np.float32)
            where = (self.rows[start:end] - first, self.columns[start:end])
            np.add.at(block, where, self.amounts[start:end])
            yield slice(first, last), block


def tables_of(catalogue: Catalogue, smells: Smells) -> Tables:
    """The table of a catalogue, written straight into arrays: as objects it would be 60 MB."""
    rows, columns, amounts = array("i"), array("i"), array("f")
    for row, fragrance in enumerate(catalogue.fragrances):
        for smell in smells.of(fragrance):
            rows.append(row)
            columns.append(smell.place)
            amounts.append(smell.amount)
    held, values = (np.array(rows), np.array(columns)), np.array(amounts)
    sums = np.bincount(held[1], weights=values, minlength=smells.width)
    mean = sums / max(1, len(catalogue))
    return Tables(len(catalogue), smells.width, *held, values, mean)
