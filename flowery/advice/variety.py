"""Unlike perfumes beside each other: maximal marginal relevance over the best few hundred.

What is picked first is picked for itself; each later one pays for being like one that stands
already. The price is a part of its score, so the list is in the order of its scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowery.advice.features import Features
from flowery.advice.holdings import Column
from flowery.advice.own_memories import best_first
from flowery.perfumery.catalogue import Mask

POOL = 200  # perfumes that are compared with each other; the 200th is far behind the fifth
PRICE = 0.15  # what the very same perfume would pay; five apart in score it stays
ALIKE = 0.6  # likeness from which two perfumes answer the same wish; most good answers share .5
SAME_HOUSE = 0.02  # one house may come twice, but not for nothing


@dataclass(frozen=True, slots=True)
class Pick:
    """A perfume (by row) as it was picked: its penalty (0 or below) and whom it is most like."""

    row: int
    penalty: float
    like: int | None


class Pool:
    """The perfumes that come into question, with how alike they are."""

    def __init__(self, totals: Column, allowed: Mask, features: Features) -> None:
        masked = np.where(allowed, totals, -np.inf)
        best = best_first(masked, POOL, features.shuffled)
        self.rows = np.array([row for row in best if allowed[row]], dtype=np.intp)
        self._houses = features.brands[self.rows]
        self._likeness = _likeness(self.rows, features)

    def pick(
        self,
        scores: Column,
        limit: int,
        last_by: NDArray[np.floating] | None = None,
        leeway: float = 0.0,
    ) -> list[Pick]:
        """The best of the pool that are unlike each other; `scores` are those of its rows.

        With `last_by` the last place goes to the highest of these numbers, among the perfumes that
        fall no farther than `leeway` behind the one it would have gone to.
        """
        count = min(limit, len(self.rows))
        return list(self._picked(scores, count, last_by, leeway))

    def _picked(
        self, scores: Column, count: int, last_by: NDArray[np.floating] | None, leeway: float
    ) -> Iterator[Pick]:
        size = len(self.rows)
        left = np.ones(size, dtype=np.bool_)
        nearest, nearest_to = np.zeros(size), np.full(size, -1)
        crowd = np.zeros(size)
        for number in range(1, count + 1):
            penalty = -PRICE * np.maximum(0, nearest - ALIKE) / (1 - ALIKE) - SAME_HOUSE * crowd
            worth = np.where(left, scores + penalty, -np.inf)
            if last_by is not None and number == count:
                worth = np.where(worth >= worth.max() - leeway, last_by, -np.inf)
            place = int(np.argmax(worth))
            like = int(self.rows[nearest_to[place]]) if nearest[place] > ALIKE else None
            yield Pick(int(self.rows[place]), float(min(0.0, penalty[place])), like)
            left[place] = False
            closer = self._likeness[place] > nearest
            nearest[closer], nearest_to[closer] = self._likeness[place][closer], place
            crowd += self._houses == self._houses[place]


def _likeness(rows: NDArray[np.intp], features: Features) -> Column:
    """How alike perfumes are, 0..1: half by meaning of their notes, half by axes; shape (k, k)."""
    vectors, axes = features.catalogue.vectors[rows], features.axes[rows]
    likeness: Column = np.clip((vectors @ vectors.T + axes @ axes.T) / 2, 0, 1)
    return likeness
