"""The gate: by how much a candidate is better on held-out examples, and how sure that is.

Both answered the same examples, so that pairs are compared. Where there are enough people it is
they who are drawn again, since the examples of one person are alike; else the examples are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flowery.words.vocabulary import Gain

_DRAWS = 4_000
_PEOPLE = 8  # from so many on people are drawn; of fewer an interval says nothing
_SEED = 95


def gain_of(
    measure: str,
    before: Sequence[float],
    after: Sequence[float],
    people: Sequence[str],
    against: str = "",
) -> Gain:
    """The gain of a candidate; `people` says whose each example is."""
    if not before:
        return Gain(measure, 0, 0.0, 0.0, 0.0, 0.0, against)
    differences = np.subtract(after, before)
    low, high = _interval(differences, people)
    means = float(np.mean(before)), float(np.mean(after))
    return Gain(measure, len(before), *means, low, high, against)


def ndcg(scores: NDArray[np.floating], relevant: Sequence[int], depth: int = 10) -> float:
    """Discounted gain of the relevant rows among the first places of a whole catalogue."""
    if not relevant:
        return 0.0
    best = np.argsort(-scores, kind="stable")[:depth]
    found = np.isin(best, relevant)
    discounts = 1 / np.log2(np.arange(2, depth + 2))
    ideal = discounts[: min(depth, len(relevant))].sum()
    return float((found * discounts[: len(best)]).sum() / ideal)


def _interval(differences: NDArray[np.floating], people: Sequence[str]) -> tuple[float, float]:
    """Where the mean difference lies with 95 % certainty."""
    names = sorted(set(people))
    members = [np.flatnonzero(np.array(people) == name) for name in names]
    if len(names) < _PEOPLE:
        members = [np.array([place]) for place in range(len(differences))]
    sums = np.array([differences[one].sum() for one in members])
    counts = np.array([len(one) for one in members])
    drawn = np.random.default_rng(_SEED).integers(0, len(members), (_DRAWS, len(members)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
