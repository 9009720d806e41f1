"""A transport that stops reading a reply that does not end.

The client's own timeout is for each wait; a server that drips a byte a second, or never stops,
keeps within it for ever. This bounds the whole reply, in seconds and in bytes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx2

MAX_BYTES = 8 * 1024 * 1024
"""32 vectors of 4,096 numbers take 3 MB as text, and nothing else comes near."""


class ReplyTooLong(httpx2.ReadError):
    """More than `MAX_BYTES` came."""


class BoundedTransport(httpx2.BaseTransport):
    """Hands requests to `inner` and bounds what comes back."""

    def __init__(self, inner: httpx2.BaseTransport, seconds: float) -> None:
        self._inner = inner
        self._seconds = seconds

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send it; the time runs from here."""
        deadline = time.monotonic() + self._seconds
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
