"""How long a question may take in all, and after which pause it is asked again.

It knows seconds; which failures are worth another try is known to `failures`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from flowery.models.openai_compatible.failures import TryAgain

TRIES = 3
"""The first one and two more: whoever fails three times in two seconds has a longer trouble."""

FIRST_PAUSE = 0.5  # seconds; the next one is twice as long
SPREAD = 0.5
"""A pause is stretched by up to so much of itself, by chance: memories that failed together would
come again together."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many times a reply's seconds the whole question may take, and the longest pause."""

    replies: float
    pause: float


AWAITED = Patience(1, 3.0)
"""Somebody looks at the page: what was found without a model stands there already, and words that
come late are read by nobody."""

BACKGROUND = Patience(4, 20.0)
"""Nobody waits for a memory: a repair by a slow server is worth more than a new start later."""

_IN_THE_BACKGROUND = frozenset({"see", "transcribe", "enhance", "smells", "tune"})


def patience_for(purpose: str) -> Patience:
    """How long is waited for an answer of this purpose."""
    return BACKGROUND if purpose in _IN_THE_BACKGROUND else AWAITED


@dataclass(frozen=True, slots=True)
class Pace:
    """Time as it passes; in tests it passes at once."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


class Errand:
    """One question from its first try to its last, repairs and looser forms among them."""

    def __init__(self, pace: Pace, seconds: float, patience: Patience) -> None:
        self._pace = pace
        self._seconds = seconds
        self._patience = patience
        self._until = pace.clock() + seconds * patience.replies

    @property
    def left(self) -> float:
        """Seconds until the whole question has taken too long; 0 when it has."""
        return max(0.0, self._until - self._pace.clock())

    @property
    def for_a_reply(self) -> float:
        """Seconds that the next reply may take."""
        return min(self._seconds, self.left)

    def pause(self, error: TryAgain, tries: int) -> float | None:
        """Seconds until the next try; None when there is none in time."""
        if tries >= TRIES or self.is_sent_away(error):
            return None
        asked = error.after or FIRST_PAUSE * 2 ** (tries - 1)
        pause = asked * (1 + SPREAD * self._pace.chance())
        return pause if pause < self.left else None

    def wait(self, seconds: float) -> None:
        """Let the pause pass."""
        self._pace.sleep(seconds)

    def is_sent_away(self, error: TryAgain) -> bool:
        """Whether the server asked for a longer pause than anybody waits here."""
        return error.after > self._patience.pause
