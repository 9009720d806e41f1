"""The breaker: stops asking an endpoint that does not answer, and tries again after a while.

It knows how many outages came in a row and until when the endpoint rests; not what was asked, nor
of whom.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from flowery.words.errors import ModelUnavailable

OUTAGES = 5
REST_SECONDS = 60.0
LONGEST_REST = 3600.0
"""Seconds that an endpoint may ask for; the step of a memory is tried again after so many too."""

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
            self._outages, self._rests_until = 0, float("-inf")

    def failed(self) -> None:
        """The endpoint was not reached, or was not itself."""
        with self._lock:
            self._outages += 1
            if self._outages >= OUTAGES:
                self._rest(REST_SECONDS)

    def rest(self, seconds: float) -> None:
        """The endpoint asked to be left alone for so long."""
        with self._lock:
            self._outages = max(self._outages, OUTAGES)
            self._rest(min(seconds, LONGEST_REST))

    def _rest(self, seconds: float) -> None:
        """A rest is never cut short by a shorter one."""
        self._rests_until = max(self._rests_until, self._clock() + seconds)


def resting(seconds: float) -> str:
    """Say when it is tried again."""
    return f"The model endpoint rests after failures: it is tried again in {seconds:.0f} seconds."
