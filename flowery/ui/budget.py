"""How much one caller may take in a while: a bucket that empties as it is used and fills with time.

It knows numbers and a clock, not what is counted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass(slots=True)
class Bucket:
    """`left` of `size`, filling by `per_second`; negative while a debt is worked off."""

    size: float
    per_second: float
    left: float
    filled_at: float

    @classmethod
    def full(cls, size: float, per_second: float, moment: float) -> Bucket:
        """A bucket nothing was taken from yet."""
        return cls(size, per_second, size, moment)

    def take(self, amount: float, moment: float) -> float:
        """Take an amount; returns how many seconds to wait until it is covered (0 when it is)."""
        self._fill(moment)
        self.left -= amount
        return max(0.0, -self.left / self.per_second)

    def try_take(self, amount: float, moment: float) -> bool:
        """Take an amount if it is there; takes nothing otherwise."""
        self._fill(moment)
        if self.left < amount:
            return False
        self.left -= amount
        return True

    def is_full(self, moment: float) -> bool:
        """Whether nothing is owed, so that the bucket may be forgotten."""
        self._fill(moment)
        return self.left >= self.size

    def _fill(self, moment: float) -> None:
        gained = (moment - self.filled_at) * self.per_second
        self.left = min(self.size, self.left + gained)
        self.filled_at = moment


class Budgets:
    """One bucket a caller, forgotten once it is full again."""

    def __init__(self, size: float, per_second: float, clock: Clock = time.monotonic) -> None:
        self._size, self._per_second, self._clock = size, per_second, clock
        self._of: dict[str, Bucket] = {}

    def take(self, caller: str, amount: float) -> float:
        """Take an amount from a caller's bucket; returns how many seconds to wait for it."""
        now = self._clock()
        return self._bucket(caller, now).take(amount, now)

    def try_take(self, caller: str, amount: float) -> bool:
        """Take an amount from a caller's bucket if it is there."""
        now = self._clock()
        return self._bucket(caller, now).try_take(amount, now)

    def _bucket(self, caller: str, now: float) -> Bucket:
        if caller not in self._of:
            self._of = {c: b for c, b in self._of.items() if not b.is_full(now)}
        return self._of.setdefault(caller, Bucket.full(self._size, self._per_second, now))
