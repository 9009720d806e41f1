"""The breaker: stops asking an endpoint that does not answer, and tries again after a while.

It knows how many outages came in a row and when the last one was; not what was asked, nor of whom.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from flowery.words.errors import ModelUnavailable

OUTAGES = 5
REST_SECONDS = 60.0

Clock = Callable[[], float]


class Breaker:
    """After `OUTAGES` in a row it refuses for `REST_SECONDS`, then lets one probe through."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._outages = 0
        self._rests_until = float("-inf")

    def admit(self) -> None:
        """Let the caller try, or refuse while the endpoint rests. A probe starts a new rest."""
        with self._lock:
            if self._outages < OUTAGES:
                return
            left = self._rests_until - self._clock()
            if left > 0:
                raise ModelUnavailable(resting(left), permanent=False)
            self._rests_until = self._clock() + REST_SECONDS

    def answered(self) -> None:
        """The endpoint was reached, whatever it said."""
        with self._lock:
            self._outages = 0

    def failed(self) -> None:
        """The endpoint was not reached, or was not itself."""
        with self._lock:
            self._outages += 1
            self._rests_until = self._clock() + REST_SECONDS


def resting(seconds: float) -> str:
    """Say when it is tried again."""
    return (
        f"The model endpoint failed {OUTAGES} times in a row: "
        f"it is tried again in {seconds:.0f} seconds."
    )
