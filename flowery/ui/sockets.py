"""The limits of websockets. Every message makes Streamlit run a page, so that one caller with
two-byte messages could keep a bare server busy for everybody.

Nobody is thrown out for being quick for a while: messages above the rate wait, and the network
holds the rest back. Who goes on and on is cut off, since what came from there would be worked off
long after its sender left. It knows addresses, sizes and times; what a message says is Streamlit's.
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
from flowery.ui.budget import Bucket, Budgets, Clock


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

# All strangers of one address together, a connection counted like a message: a hundred connections
# within the allowance of one each stalled the server for half a minute.
STRANGERS = Allowance(burst=60, per_second=6, largest=STRANGER.largest)

# A browser opens one a tab. Behind a proxy all people share its address, so this is generous.
FROM_ONE_ADDRESS = 100
ALTOGETHER = 400

PATIENCE = 60.0
"""Seconds that the messages of one connection may be held back altogether before it is cut off."""

_TRY_LATER, _TOO_LARGE = 1013, 1009


class SocketLimits:
    """Counts the open websockets and paces each."""

    def __init__(
        self,
        app: ASGIApp,
        from_one_address: int = FROM_ONE_ADDRESS,
        altogether: int = ALTOGETHER,
        clock: Clock = time.monotonic,
    ) -> None:
        self._app = app
        self._clock = clock
        self._from_one_address, self._altogether = from_one_address, altogether
        self._open: Counter[str] = Counter()
        self._strangers = Budgets(STRANGERS.burst, STRANGERS.per_second, clock)

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
            await self._app(scope, await self._paced(scope, address, receive), send)
        finally:
            self._open -= Counter([address])

    def _is_crowded(self, address: str) -> bool:
        taken = self._open[address] >= self._from_one_address
        return taken or self._open.total() >= self._altogether

    async def _paced(self, scope: Scope, address: str, receive: Receive) -> Receive:
        token = HTTPConnection(scope).cookies.get(session.COOKIE, "")
        is_person = await run_in_threadpool(_is_person, token)
        allowance = PERSON if is_person else STRANGER
        bucket = Bucket.full(allowance.burst, allowance.per_second, self._clock())

        def shared() -> float:
            return 0.0 if is_person else self._strangers.take(address, 1)

        held_back = 0.0

        async def receive_paced() -> Message:
            nonlocal held_back
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if len(message.get("bytes") or message.get("text") or b"") > allowance.largest:
                return {"type": "websocket.disconnect", "code": _TOO_LARGE}
            wait = max(bucket.take(1, self._clock()), shared())
            held_back += wait
            if held_back > PATIENCE:
                return {"type": "websocket.disconnect", "code": _TRY_LATER}
            await asyncio.sleep(wait)
            return message

        await asyncio.sleep(shared())
        return receive_paced


def _is_person(token: str) -> bool:
    return bool(token) and session.opened().people.user_of(token) is not None
