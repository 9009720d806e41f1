"""Nothing takes longer than it may: no reply that does not end, and none that never begins.

The client's own timeout is for each wait. A server that drips a byte a second, or never stops,
keeps within it for ever, and looking up a name has none. So a whole reply is bounded in seconds and
in bytes while it is read, and what cannot be watched is left behind when its time is over.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextvars import ContextVar
from threading import Thread
from typing import TypeVar

import httpx2

MAX_BYTES = 8 * 1024 * 1024
"""32 vectors of 4,096 numbers take 3 MB as text, and nothing else comes near."""

GRACE = 0.25  # seconds; the client's own timeout ends a call more cleanly, so it comes first

_ON_THE_WAY = frozenset({"connection.start_tls.started", "http11.send_request_headers.started"})

Given = TypeVar("Given")

_until: ContextVar[float | None] = ContextVar("until", default=None)
"""When the time of what this thread does is over."""


class ReplyTooLong(httpx2.ReadError):
    """More than `MAX_BYTES` came."""


class BrokenOff(httpx2.ReadError):
    """The reply began, and its end never came."""


def within(seconds: float, act: Callable[[], Given]) -> Given:
    """What `act` gives. Raises TimeoutError when that takes longer; it is then left behind, and
    what it still brings is thrown away.
    """
    given: Future[Given] = Future()
    until = time.monotonic() + seconds

    def run() -> None:
        _until.set(until)
        try:
            given.set_result(act())
        except BaseException as error:  # noqa: BLE001  raised where it is waited for
            given.set_exception(error)

    Thread(target=run, name="flowery-call", daemon=True).start()
    return given.result(seconds + GRACE)


class BoundedTransport(httpx2.BaseTransport):
    """Hands requests to `inner` and bounds what comes back: by the time that is left of what it is
    sent `within`, else by `seconds`.
    """

    def __init__(self, inner: httpx2.BaseTransport, seconds: float) -> None:
        self._inner = inner
        self._seconds = seconds

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send it."""
        began = time.monotonic()
        deadline = _until.get() or began + self._seconds
        left = max(deadline - began, GRACE)

        def in_time(event: str, _told: object) -> None:
            """Words are not sent any more once nobody waits for the answer."""
            if event in _ON_THE_WAY and time.monotonic() > deadline + GRACE:
                raise httpx2.ConnectTimeout("it took too long to get there")

        waits = dict.fromkeys(("connect", "read", "write", "pool"), left)
        request.extensions = {**request.extensions, "timeout": waits, "trace": in_time}
        response = self._inner.handle_request(request)
        assert isinstance(response.stream, httpx2.SyncByteStream)  # noqa: S101 - a sync transport
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=BoundedStream(response.stream, deadline),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close what it wraps."""
        self._inner.close()


class BoundedStream(httpx2.SyncByteStream):
    """The bytes of one reply, up to a deadline and `MAX_BYTES`."""

    def __init__(self, inner: httpx2.SyncByteStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._bounded()
        except httpx2.ReadTimeout:
            raise
        except (httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
            raise error if isinstance(error, ReplyTooLong) else BrokenOff(str(error)) from error

    def _bounded(self) -> Iterator[bytes]:
        total = 0
        for piece in self._inner:
            total += len(piece)
            if total > MAX_BYTES:
                raise ReplyTooLong("the reply is too long")
            if time.monotonic() > self._deadline:
                raise httpx2.ReadTimeout("the reply takes too long")
            yield piece

    def close(self) -> None:
        """Close what it wraps."""
        self._inner.close()
