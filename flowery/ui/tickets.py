"""One-time tickets: how a session token gets from the page, which may not set a cookie, to the
route that may.

A ticket lives in memory, a minute long, and is good once. It knows no HTTP and no page.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Issued:
    token: str
    until: float


class Tickets:
    """The tickets that are out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._out: dict[str, _Issued] = {}
        self._lock = threading.Lock()

    def issue(self, token: str) -> str:
        """A ticket for a session token: letters and digits only, safe inside a script."""
        ticket = secrets.token_hex(32)
        now = self._clock()
        with self._lock:
            self._out = {key: kept for key, kept in self._out.items() if kept.until > now}
            self._out[ticket] = _Issued(token, now + SECONDS)
        return ticket

    def redeem(self, ticket: str) -> str | None:
        """The token of a ticket, once; None when it was used, is too old or never was."""
        with self._lock:
            kept = self._out.pop(ticket, None)
        return kept.token if kept is not None and kept.until > self._clock() else None


tickets = Tickets()
"""The tickets of this process: the pages issue them, the route redeems them."""
