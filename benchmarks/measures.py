"""What is measured of ranked lists, and how sure a mean is.

A grade is 0..3: 3 is just what was asked for, 2 answers it, 1 touches it. From 2 on a perfume
counts as relevant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

RELEVANT = 2
_DRAWS = 2_000


def ndcg(found: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Discounted gain of the first places against the best order there is (2^grade - 1)."""
    gains = [2.0 ** grades.get(one, 0) - 1 for one in found[:depth]]
    best = sorted((2.0**grade - 1 for grade in grades.values()), reverse=True)[:depth]
    return _discounted(gains) / _discounted(best) if best else 0.0


def recall(found: Sequence[str], grades: Mapping[str, int], depth: int = 20) -> float:
    """The share of the relevant ones among the first places, of as many as can stand there."""
    relevant = {one for one, grade in grades.items() if grade >= RELEVANT}
    return len(relevant & set(found[:depth])) / min(depth, max(len(relevant), 1))


def reciprocal_rank(found: Sequence[str], relevant: set[str]) -> float:
    """1 for the first place, 1/2 for the second, 0 when nothing relevant was found."""
    return next((1 / place for place, one in enumerate(found, 1) if one in relevant), 0.0)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Where the mean lies with 95 % certainty, by drawing again from the values."""
    chance = np.random.default_rng(95)
    drawn = chance.choice(np.array(values), size=(_DRAWS, len(values))).mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def told(values: Sequence[float]) -> str:
    """A mean with its interval: "0.612 (0.55-0.67)"."""
    low, high = interval(values)
    return f"{float(np.mean(values)):.3f} ({low:.2f}-{high:.2f})"


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / np.log2(place + 1) for place, gain in enumerate(gains, 1))
