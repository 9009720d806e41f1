"""The limits of websockets. Every message makes Streamlit run a page, so that one caller with
two-byte messages could keep a bare server busy for everybody.

Nobody is thrown out for being quick: messages above the rate wait, and the network holds the rest
back. It knows addresses, sizes and times; what a message says is Streamlit's.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flowery.ui import session
from flowery.ui.budget import Bucket


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one connection may send: a burst of messages, how many a second after it, and how
    large one may be in bytes.
    """

    burst: float
    per_second: float
    largest: int


# A page that loads sends a handful of messages, a slider that is dragged about ten a second.
STRANGER = Allowance(burst=15, per_second=3, largest=256 * 1024)
PERSON = Allowance(burst=120, per_second=20, largest=4 * 1024 * 1024)

# A browser opens one a tab. Behind a proxy all people share its address, so this is generous.
FROM_ONE_ADDRESS = 100
ALTOGETHER = 400

_TRY_LATER, _TOO_LARGE = 1013, 1009


class SocketLimits:
    """Counts the open websockets and paces each."""

    def __init__(
        self,
        app: ASGIApp,
        from_one_address: int = FROM_ONE_ADDRESS,
        altogether: int = ALTOGETHER,
    ) -> None:
        self._app = app
        self._from_one_address, self._altogether = from_one_address, altogether
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        address = scope["client"][0] if scope.get("client") else ""
        if self._is_crowded(address):
            await send({"type": "websocket.close", "code": _TRY_LATER})
            return
        self._open[address] += 1
        try:
            await self._app(scope, await _paced(scope, receive), send)
        finally:
            self._open -= Counter([address])

    def _is_crowded(self, address: str) -> bool:
        taken = self._open[address] >= self._from_one_address
        return taken or self._open.total() >= self._altogether


async def _paced(scope: Scope, receive: Receive) -> Receive:
    token = HTTPConnection(scope).cookies.get(session.COOKIE, "")
    is_person = await run_in_threadpool(_is_person, token)
    allowance = PERSON if is_person else STRANGER
    bucket = Bucket.full(allowance.burst, allowance.per_second, time.monotonic())

    async def receive_paced() -> Message:
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        if len(message.get("bytes") or message.get("text") or b"") > allowance.largest:
            return {"type": "websocket.disconnect", "code": _TOO_LARGE}
        await asyncio.sleep(bucket.take(1, time.monotonic()))
        return message

    return receive_paced


def _is_person(token: str) -> bool:
    return bool(token) and session.opened().people.user_of(token) is not None
