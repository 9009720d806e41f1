"""Websockets: how many, how fast, how large. A quick one waits, it is not thrown out."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from flowery.ui import session, sockets
from flowery.ui.budget import Bucket, Budgets
from flowery.ui.sockets import PATIENCE, PERSON, STRANGER, Allowance, SocketLimits
from flowery.wiring import Flowery
from flowery.words.vocabulary import User

Message = dict[str, Any]


def scope(address: str = "10.0.0.1", token: str = "") -> dict[str, Any]:
    cookie = f"{session.COOKIE}={token}".encode()
    headers = [(b"cookie", cookie)] if token else []
    return {"type": "websocket", "client": (address, 5000), "headers": headers}


class Streamlit:
    """Takes every message until the other side leaves, or until it is told to go on."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.may_end = asyncio.Event()
        self.left_with = 0

    async def __call__(
        self,
        scope: object,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            self.taken.append(message["bytes"])
        self.left_with = message["code"]
        await self.may_end.wait()


class Caller:
    """Sends messages as fast as they are taken, then leaves."""

    def __init__(self, *messages: bytes) -> None:
        self._waiting = [{"type": "websocket.receive", "bytes": m} for m in messages]
        self.heard: list[Message] = []

    async def receive(self) -> Message:
        return (
            self._waiting.pop(0) if self._waiting else {"type": "websocket.disconnect", "code": 1}
        )

    async def send(self, message: Message) -> None:
        self.heard.append(message)


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that messages were held back, which take no time."""
    seconds: list[float] = []

    async def sleep(time: float) -> None:
        seconds.append(time)

    monkeypatch.setattr(sockets.asyncio, "sleep", sleep)
    return seconds


def limits_of(streamlit: Streamlit, waited: list[float]) -> SocketLimits:
    """Limits whose clock is moved by waiting alone."""
    streamlit.may_end.set()
    return SocketLimits(streamlit, clock=lambda: sum(waited))


async def connected(limits: SocketLimits, at: dict[str, Any], *messages: bytes) -> Caller:
    caller = Caller(*messages)
    await limits(at, caller.receive, caller.send)
    return caller


def run(waited: list[float], token: str, *messages: bytes) -> Streamlit:
    streamlit = Streamlit()
    asyncio.run(connected(limits_of(streamlit, waited), scope(token=token), *messages))
    return streamlit


def test_a_page_that_loads_is_not_held_back(house: Flowery, waited: list[float]) -> None:
    assert len(run(waited, "", *[b"go"] * 10).taken) == 10
    assert set(waited) == {0.0}


def test_a_flood_from_a_stranger_is_paced_and_not_lost(house: Flowery, waited: list[float]) -> None:
    flood = int(STRANGER.burst) + 30
    assert len(run(waited, "", *[b"go"] * flood).taken) == flood
    assert sum(waited) == pytest.approx(30 / STRANGER.per_second)


def test_a_flood_without_an_end_is_cut_off(house: Flowery, waited: list[float]) -> None:
    """Else what was received from a hundred callers keeps the server busy for hours after them."""
    streamlit = run(waited, "", *[b"go"] * 10_000)
    assert len(streamlit.taken) == STRANGER.burst + PATIENCE * STRANGER.per_second
    assert streamlit.left_with == 1013


def test_strangers_of_one_address_share_an_allowance(
    house: Flowery, iris: User, waited: list[float]
) -> None:
    """Else a hundred connections, each within its own, would stall the server for everybody."""

    async def talk(limits: SocketLimits, address: str, token: str = "") -> float:
        before = sum(waited)
        await connected(limits, scope(address, token), *[b"go"] * int(STRANGER.burst))
        return sum(waited) - before

    async def crowd() -> tuple[float, float, float]:
        limits = limits_of(Streamlit(), waited)
        held_back = sum([await talk(limits, "10.0.0.1") for _ in range(10)])
        person = await talk(limits, "10.0.0.1", house.people.open_session(iris.id))
        return held_back, await talk(limits, "10.0.0.2"), person

    held_back, elsewhere, person = asyncio.run(crowd())
    assert held_back > 10
    assert (elsewhere, person) == (0.0, 0.0)


def test_a_person_may_be_quicker(house: Flowery, iris: User, waited: list[float]) -> None:
    run(waited, house.people.open_session(iris.id), *[b"go"] * 120)
    assert set(waited) == {0.0}
    run(waited, "made-up", *[b"go"] * 120)
    assert sum(waited) > 20


def test_who_looks_around_in_the_example_is_a_stranger(house: Flowery, waited: list[float]) -> None:
    example = house.tables.accounts.add("Hana (example)", None, is_example=True)
    token = house.people.open_session(example.id)
    run(waited, token, *[b"go"] * (int(STRANGER.burst) + 30))
    assert sum(waited) == pytest.approx(30 / STRANGER.per_second)


@pytest.mark.parametrize("allowance", [STRANGER, PERSON])
def test_a_message_has_a_largest_size(
    house: Flowery, iris: User, waited: list[float], allowance: Allowance
) -> None:
    token = house.people.open_session(iris.id) if allowance is PERSON else ""
    streamlit = run(
        waited, token, b"x" * allowance.largest, b"x" * (allowance.largest + 1), b"after"
    )
    assert [len(message) for message in streamlit.taken] == [allowance.largest]
    assert streamlit.left_with == 1009


def test_one_address_has_so_many_and_gets_its_place_back(house: Flowery) -> None:
    async def crowd() -> tuple[Caller, Caller, Caller]:
        streamlit = Streamlit()
        limits = SocketLimits(streamlit, from_one_address=2, altogether=10)
        first = [asyncio.create_task(connected(limits, scope())) for _ in range(2)]
        await asyncio.sleep(0.05)
        third = await connected(limits, scope())
        streamlit.may_end.set()
        await asyncio.gather(*first)
        return third, await connected(limits, scope()), await connected(limits, scope("10.0.0.2"))

    third, later, other = asyncio.run(crowd())
    assert third.heard == [{"type": "websocket.close", "code": 1013}]
    assert later.heard == other.heard == []


def test_strangers_keep_no_person_out(house: Flowery, iris: User) -> None:
    """Behind a proxy everybody comes from one address."""
    token = house.people.open_session(iris.id)

    async def crowd() -> Caller:
        streamlit = Streamlit()
        limits = SocketLimits(streamlit, from_one_address=2, altogether=2)
        ones = [asyncio.create_task(connected(limits, scope())) for _ in range(2)]
        await asyncio.sleep(0.05)
        person = asyncio.create_task(connected(limits, scope(token=token)))
        await asyncio.sleep(0.05)
        streamlit.may_end.set()
        await asyncio.gather(*ones)
        return await person

    assert asyncio.run(crowd()).heard == []


def test_all_addresses_together_have_so_many(house: Flowery) -> None:
    async def crowd() -> Caller:
        streamlit = Streamlit()
        limits = SocketLimits(streamlit, from_one_address=9, altogether=3)
        ones = [asyncio.create_task(connected(limits, scope(f"10.0.0.{n}"))) for n in range(3)]
        await asyncio.sleep(0.05)
        last = await connected(limits, scope("10.0.0.9"))
        streamlit.may_end.set()
        await asyncio.gather(*ones)
        return last

    assert asyncio.run(crowd()).heard == [{"type": "websocket.close", "code": 1013}]


def test_a_place_is_given_back_when_the_page_fails() -> None:
    async def failing(*_: object) -> None:
        raise RuntimeError("the page failed")

    async def talk(limits: SocketLimits) -> None:
        with pytest.raises(RuntimeError):
            await connected(limits, scope())

    limits = SocketLimits(failing, from_one_address=1)
    asyncio.run(talk(limits))
    asyncio.run(talk(limits))


def test_other_requests_pass() -> None:
    async def answer(scope: Message, *_: object) -> None:
        scope["passed"] = True

    asked: dict[str, Any] = {"type": "http"}
    asyncio.run(SocketLimits(answer, altogether=0)(asked, None, None))  # type: ignore[arg-type]
    assert asked["passed"]


def test_a_bucket_fills_with_time_and_never_above_its_size() -> None:
    bucket = Bucket.full(10, 2, 0.0)
    assert bucket.take(10, 0.0) == 0
    assert bucket.take(4, 0.0) == 2
    assert bucket.take(0, 2.0) == 0
    assert not bucket.try_take(11, 1000.0)
    assert bucket.try_take(10, 1000.0)


def test_full_buckets_are_forgotten() -> None:
    moment = [0.0]
    budgets = Budgets(10, 1, lambda: moment[0])
    for caller in range(50):
        budgets.try_take(f"caller {caller}", 5)
    moment[0] = 10.0
    assert budgets.try_take("a new one", 10)
    assert len(budgets._of) == 1
