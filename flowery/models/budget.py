"""Whether a call may be made in view of the caps, and how long an answer the money left pays for.
Pure: where the sums come from and where money waits is known to `spending`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flowery.models.prices import Prices
from flowery.models.usage import Call, Caps, Spent
from flowery.words.errors import ModelUnavailable

FEWEST = 1_000
"""Tokens: less of an answer is cut off in its middle, and was paid for nothing."""


@dataclass(frozen=True, slots=True)
class Purse:
    """What one cap allows: US dollars in all, spent, and held for calls that are being made."""

    whose: str
    cap: float
    spent: float
    held: float

    @property
    def left(self) -> float:
        """What may still be set aside."""
        return self.cap - self.spent - self.held


def purses(caps: Caps, spent: Spent, held: Spent) -> Iterator[Purse]:
    """One for each cap there is."""
    if caps.day is not None:
        yield Purse("Today's budget for models", caps.day, spent.day, held.day)
    if caps.month is not None:
        yield Purse("This month's budget for models", caps.month, spent.month, held.month)
    if caps.person_day is not None:
        own = (caps.person_day, spent.person_day, held.person_day)
        yield Purse("Your budget for models today", *own)


def paid_for(call: Call, purse: Purse, prices: Prices) -> int:
    """How many tokens of an answer this purse pays for. Raises ModelUnavailable."""
    if purse.spent >= purse.cap:
        sentence = f"{purse.whose} ({purse.cap:.2f} USD) is spent."
        raise ModelUnavailable(sentence, permanent=False)
    left = purse.left - prices.of(call.read, 0)
    pays = call.written
    if prices.written > 0 and call.written > 0:
        pays = min(pays, int(left / prices.of(0, 1)))
    if left < 0 or pays < min(FEWEST, call.written):
        sentence = f"{purse.whose} ({purse.cap:.2f} USD) has too little left for this."
        raise ModelUnavailable(sentence, permanent=False)
    return pays
