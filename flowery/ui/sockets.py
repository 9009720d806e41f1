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

# A browser opens one a tab. Strangers share the address of a proxy, so this is generous; a person
# has as many for themselves.
FROM_ONE_ADDRESS = 100
ALTOGETHER = 400

PATIENCE = 60.0
"""Seconds that the messages of one connection may be held back altogether before it is cut off."""

_TRY_LATER, _TOO_LARGE = 1013, 1009


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose connections are counted together: a person's by their id, strangers' by the address."""

    name: str
    is_person: bool


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
        # Apart, so that strangers, however many they are, never keep a person out.
        self._taken: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        self._strangers = Budgets(STRANGERS.burst, STRANGERS.per_second, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        caller = await run_in_threadpool(_caller, scope)
        taken = self._taken[caller.is_person]
        if self._is_crowded(taken, caller):
            await send({"type": "websocket.close", "code": _TRY_LATER})
            return
        taken[caller.name] += 1
        try:
            await self._app(scope, await self._paced(caller, receive), send)
        finally:
            taken.subtract([caller.name])
            taken += Counter()  # forgets whoever has none left

    def _is_crowded(self, taken: Counter[str], caller: Caller) -> bool:
        return taken[caller.name] >= self._from_one_address or taken.total() >= self._altogether

    async def _paced(self, caller: Caller, receive: Receive) -> Receive:
        allowance = PERSON if caller.is_person else STRANGER
        bucket = Bucket.full(allowance.burst, allowance.per_second, self._clock())

        def shared() -> float:
            return 0.0 if caller.is_person else self._strangers.take(caller.name, 1)

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


def _caller(scope: Scope) -> Caller:
    token = HTTPConnection(scope).cookies.get(session.COOKIE, "")
    person = session.opened().people.user_of(token) if token else None
    if person is not None and not session.is_example(person):  # anybody may look around in that
        return Caller(person.account_id, is_person=True)
    return Caller(scope["client"][0] if scope.get("client") else "", is_person=False)
