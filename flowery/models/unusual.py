"""Whether a day departs from the usual. Pure: it compares numbers of days.

The usual is the median of the days before, its spread their median absolute deviation: one day of
much leaves both as they are, where a mean and a standard deviation would take it for usual.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

Measure = Literal["calls", "dollars", "failures"]

WINDOW, FEWEST = 28, 7  # days: four weeks know every weekday, and one is the least
_FAR = 3.5  # spreads; beyond is called an outlier (Iglewicz and Hoaglin 1993)
_NORMAL = 1.4826  # turns a median absolute deviation into a standard deviation
_RELATIVE = 0.1  # of the median: on days that are all alike, so much is never news
_LEAST: dict[Measure, float] = {"calls": 5, "dollars": 0.05, "failures": 2}


@dataclass(frozen=True, slots=True)
class DayTotal:
    """What a day had of it all."""

    day: date
    calls: int
    dollars: float
    failures: int


@dataclass(frozen=True, slots=True)
class Departure:
    """What was unusual on a day: what it had, what is usual, and from where to where that goes."""

    day: date
    measure: Measure
    amount: float
    usual: float
    low: float
    high: float


def departures(days: Sequence[DayTotal]) -> tuple[Departure, ...]:
    """What departs from the usual on the last day, which may not be over, and on the one before.

    `days` are all days in order without a gap, today last. Too little on a day that goes on is no
    news, nor are too few failures.
    """
    found = (_departure(days, place, measure) for place in (-2, -1) for measure in _LEAST)
    return tuple(one for one in found if one is not None)


def _departure(days: Sequence[DayTotal], place: int, measure: Measure) -> Departure | None:
    known = [float(getattr(day, measure)) for day in days[:place][-WINDOW:]]
    if len(known) < FEWEST:
        return None
    usual = median(known)
    deviation = median(abs(amount - usual) for amount in known)
    spread = max(_NORMAL * deviation, _RELATIVE * usual, _LEAST[measure])
    low, high = max(usual - _FAR * spread, 0.0), usual + _FAR * spread
    amount = float(getattr(days[place], measure))
    is_little = amount < low and place == -2 and measure != "failures"
    if amount > high or is_little:
        return Departure(days[place].day, measure, amount, usual, low, high)
    return None
