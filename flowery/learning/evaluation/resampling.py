"""Intervals of 95 % by drawing the same units a thousand times anew (Efron's bootstrap).

Whatever is measured here is a sum over units divided by another one, so a mean over people and a
share over the quotes of all answers are drawn the same way, and two of them over the same units are
compared in pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Sums = Mapping[str, tuple[float, float]]
"""By unit: what it adds above the line and below it. A mean has 1 below, a share how many."""

DRAWS = 1000
_SEED = 7


@dataclass(frozen=True, slots=True)
class Measured:
    """A mean and the interval that holds it with 95 %."""

    value: float
    low: float
    high: float


def draws(count: int) -> Column:
    """How often each of `count` units is drawn, shape (draws, count); the same in every run."""
    generator = np.random.default_rng(_SEED)
    drawn = generator.multinomial(count, np.full(count, 1 / max(count, 1)), DRAWS)
    return drawn.astype(np.float64)


def within(value: float, drawn: Column) -> Measured:
    """A value with the middle 95 % of what was drawn; draws that tell nothing are left out."""
    told = drawn[np.isfinite(drawn)]
    if not len(told):
        return Measured(value, value, value)
    low, high = np.quantile(told, (0.025, 0.975))
    return Measured(value, float(low), float(high))


def exact(value: float) -> Measured:
    """A number about just what was looked at, such as how many different perfumes came up: people
    drawn anew always show fewer, so there is no interval to give.
    """
    return Measured(value, value, value)


def ratio(sums: Sums) -> Measured | None:
    """The sums above the line by those below it; None where nothing stands below."""
    above, below = _columns(sums, tuple(sums))
    if not below.sum():
        return None
    drawn = draws(len(above))
    return within(float(above.sum() / below.sum()), _divided(drawn @ above, drawn @ below))


def difference(one: Sums, other: Sums) -> Measured | None:
    """By how much one is more than the other, over the units they share, paired; None when they
    share fewer than two.
    """
    shared = tuple(unit for unit in one if unit in other)
    if len(shared) < 2:
        return None
    (above, below), (above_, below_) = _columns(one, shared), _columns(other, shared)
    if not below.sum() or not below_.sum():
        return None
    drawn = draws(len(shared))
    apart = _divided(drawn @ above, drawn @ below) - _divided(drawn @ above_, drawn @ below_)
    value = above.sum() / below.sum() - above_.sum() / below_.sum()
    return within(float(value), apart)


def _columns(sums: Sums, units: Sequence[str]) -> tuple[Column, Column]:
    pairs = np.array([sums[unit] for unit in units], dtype=np.float64).reshape(len(units), 2)
    return pairs[:, 0], pairs[:, 1]


def _divided(above: Column, below: Column) -> Column:
    found: Column = np.full(len(above), np.nan)
    np.divide(above, below, out=found, where=below > 0)
    return found
