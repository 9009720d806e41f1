"""Which perfumes hold what, and how much of it: by perfume and by what is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Amounts = NDArray[np.float32]
Codes = NDArray[np.int32]


@dataclass(frozen=True)
class Entries:
    """(perfume, thing, how much) of some perfumes, one entry after another; `size` perfumes."""

    size: int
    places: Mapping[str, int]
    rows: Codes
    held: Codes
    values: Amounts

    def summed(self, weights: Mapping[str, float]) -> Column:
        """For every perfume the sum of weight times what it holds; shape (size,)."""
        by_place = np.zeros(len(self.places))
        for name, weight in weights.items():
            place = self.places.get(name)
            if place is not None:
                by_place[place] = weight
        shares = by_place[self.held] * self.values
        return np.bincount(self.rows, weights=shares, minlength=self.size).astype(np.float64)


class Holdings:
    """What every perfume holds."""

    def __init__(self, rows: Sequence[Mapping[str, float]]) -> None:
        places: dict[str, int] = {}
        held = [places.setdefault(name, len(places)) for row in rows for name in row]
        values = [value for row in rows for value in row.values()]
        counts = np.array([len(row) for row in rows], dtype=np.int64)
        numbers = np.repeat(np.arange(len(rows), dtype=np.int32), counts)
        arrays = (np.array(held, dtype=np.int32), np.array(values, dtype=np.float32))
        self.entries = Entries(len(rows), places, numbers, *arrays)
        self._counts, self._ends = counts, np.cumsum(counts)
        order = np.argsort(arrays[0], kind="stable")
        self._starts = np.searchsorted(arrays[0][order], np.arange(len(places) + 1))
        self._by_held = (numbers[order], arrays[1][order])

    @property
    def names(self) -> Mapping[str, int]:
        """Everything that some perfume holds."""
        return self.entries.places

    def entries_of(self, rows: NDArray[np.intp]) -> Entries:
        """The entries of some perfumes, numbered in the order given."""
        counts = self._counts[rows]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        picked = np.repeat(self._ends[rows] - counts, counts) + within
        numbers = np.repeat(np.arange(len(rows), dtype=np.int32), counts)
        whole = self.entries
        return Entries(len(rows), whole.places, numbers, whole.held[picked], whole.values[picked])

    def column(self, name: str) -> tuple[Codes, Amounts]:
        """The perfumes that hold this, and how much of it."""
        place = self.names.get(name)
        if place is None:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        start, end = self._starts[place : place + 2]
        return self._by_held[0][start:end], self._by_held[1][start:end]

    def summed(self, few: Mapping[str, float]) -> Column:
        """The same as of the entries, by going over a few names instead of all perfumes."""
        total = np.zeros(self.entries.size)
        for name, weight in few.items():
            rows, values = self.column(name)
            total[rows] += weight * values
        return total
