"""A model that is away or mad costs words, never a memory or an answer, and is asked again when it
is back: one person, one home, every way a real socket can fail."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest

from flowery.memories.intake import Draft
from flowery.models.connection import connection_of
from flowery.models.openai_compatible.models import open_endpoint
from flowery.models.openai_compatible.patience import Pace
from flowery.models.usage import Meter
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.conftest import OnceEmbedded
from tests.models import faulty
from tests.models.clock import Clock
from tests.models.faulty import Endpoint, Fault

if TYPE_CHECKING:
    from flowery.wiring import Flowery

TEXT = "Lilac at the gate, and tar from the boats. I loved the tar."
QUESTION = "a warm perfume with smoke"
PATIENCE = 0.4  # seconds

WILL_PASS: dict[str, Fault] = {
    "hangs before the headers": faulty.hangs,
    "drips": faulty.drips,
    "drips its head": faulty.drips_its_head,
    "resets at once": faulty.resets_at_once,
    "hangs up": faulty.hangs_up,
    "resets in the body": faulty.resets,
    "breaks off": faulty.breaks_off,
    "half of the JSON": faulty.half_json,
    "a fault of theirs": faulty.fault_of_theirs,
    "429 for an hour": faulty.an_hour,
    "a page with 200": faulty.a_page,
    "no choices": faulty.no_choices,
    "another shape": faulty.another_shape,
    "null": faulty.null,
    "nulls and wrong types": faulty.wrong_types,
    "100 MB": faulty.endless,
}
NOWHERE = {
    "refused": "http://127.0.0.1:1/v1",
    "no such name": "http://nobody.invalid/v1",
    "no TLS there": "https://127.0.0.1:{port}/v1",
}
IN_A_MOMENT: dict[str, Fault] = {
    "500s, then fine": faulty.fault_of_theirs,
    "resets, then fine": faulty.resets_at_once,
    "hangs up, then fine": faulty.hangs_up,
}


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with faulty.running() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened_at(
    settings: Settings, encoder: OnceEmbedded, clock: Clock
) -> Iterator[Callable[[str], Flowery]]:
    from flowery.wiring import open_flowery

    opened: list[Flowery] = []

    def open_at(address: str, seconds: float = PATIENCE) -> Flowery:
        told = {"openai_base_url": address, "chat_model": "m", "model_timeout_seconds": seconds}
        home = settings.model_copy(update=told)
        meter, pace = Meter([].append, clock=clock), Pace(clock, clock.sleep)
        models = open_endpoint(connection_of(home), encoder, meter, pace=pace)
        flowery = open_flowery(home, models)
        opened.append(flowery)
        return flowery

    yield open_at
    for one in opened:
        one.close()


def lived_through(flowery: Flowery, person: User) -> str:
    """Keep a memory and ask; both stand as without any model. Returns the memory's id."""
    memory = flowery.remember.keep(person.id, Draft(text=TEXT, place="Busan")).memory
    done = flowery.remember.settle(person.id, memory.id)
    assert (done.state, done.text) == ("done", TEXT)
    assert done.enhanced == f"Where: Busan.\n\n{TEXT}"
    smells = {smell.note for smell in flowery.remember.smells(person.id, memory.id)}
    assert {"lilac", "tar"} <= smells
    at_once = flowery.advice.ask(person.id, QUESTION)
    answer = flowery.advice.finish(person.id, at_once.question_id)
    assert answer.recommendations == at_once.recommendations
    assert answer.words_by == "embedded"
    assert answer.recommendations
    return memory.id


@pytest.mark.parametrize("fault", WILL_PASS.values(), ids=WILL_PASS.keys())
def test_what_will_pass_costs_words_until_it_has_passed(
    opened_at: Callable[[str], Flowery],
    endpoint: Endpoint,
    iris: User,
    fault: Fault,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    endpoint.fault = fault
    with caplog.at_level(logging.DEBUG):
        flowery = opened_at(endpoint.address)
        memory_id = lived_through(flowery, iris)
    assert "Lilac" not in caplog.text
    assert "smoke" not in caplog.text

    endpoint.fault, clock.seconds = None, clock.seconds + 3600.0
    diary = flowery.tables.of(iris.id).diary
    assert diary.get(memory_id).retry_at is not None
    diary.set_state(memory_id, "done", retry_at=datetime.now(UTC) - timedelta(seconds=1))
    assert flowery.tables.unsettled() == ((iris.id, memory_id),)
    done = flowery.remember.settle(iris.id, memory_id)
    assert (done.enhanced, done.retry_at) == ("Lilac at the gate, and tar.", None)
    another = flowery.advice.ask(iris.id, "another one with smoke").question_id
    assert flowery.advice.finish(iris.id, another).words_by == "m"


@pytest.mark.parametrize("address", NOWHERE.values(), ids=NOWHERE.keys())
def test_nobody_there_costs_words(
    opened_at: Callable[[str], Flowery],
    endpoint: Endpoint,
    iris: User,
    address: str,
) -> None:
    flowery = opened_at(address.format(port=endpoint.server_address[1]))
    memory_id = lived_through(flowery, iris)
    assert flowery.tables.of(iris.id).diary.get(memory_id).retry_at is not None


@pytest.mark.parametrize("fault", IN_A_MOMENT.values(), ids=IN_A_MOMENT.keys())
def test_what_is_over_in_a_moment_costs_nothing(
    opened_at: Callable[[str, float], Flowery], endpoint: Endpoint, iris: User, fault: Fault
) -> None:
    endpoint.fault = faulty.Recovering(fault, times=2)
    flowery = opened_at(endpoint.address, 30.0)
    memory = flowery.remember.keep(iris.id, Draft(text=TEXT)).memory
    done = flowery.remember.settle(iris.id, memory.id)
    assert (done.enhanced, done.retry_at) == ("Lilac at the gate, and tar.", None)
    asked = flowery.advice.ask(iris.id, QUESTION).question_id
    assert flowery.advice.finish(iris.id, asked).words_by == "m"


def test_a_name_that_nobody_looks_up_keeps_nobody_waiting(
    opened_at: Callable[[str], Flowery],
    endpoint: Endpoint,
    iris: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    is_over, found = Event(), socket.getaddrinfo

    def hanging(host: str, *wanted: object, **more: object) -> object:
        is_over.wait()
        return found("127.0.0.1", *wanted, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    flowery = opened_at(f"http://slow.test:{endpoint.server_address[1]}/v1")
    lived_through(flowery, iris)
    is_over.set()
    for thread in threading.enumerate():
        if thread.name == "flowery-call":
            thread.join()
    assert endpoint.asked == []  # nobody waits for the answer, so no words are sent


def test_a_refusal_is_an_answer_and_not_asked_for_again(
    opened_at: Callable[[str], Flowery], endpoint: Endpoint, iris: User
) -> None:
    endpoint.fault = faulty.declines
    flowery = opened_at(endpoint.address)
    memory_id = lived_through(flowery, iris)
    assert flowery.tables.of(iris.id).diary.get(memory_id).retry_at is None


def test_one_person_alone_is_told_to_the_model(
    opened_at: Callable[[str], Flowery], endpoint: Endpoint, iris: User, sage: User
) -> None:
    flowery = opened_at(endpoint.address)
    secret = "Sage hid a letter in the violet tin."
    kept = flowery.remember.keep(sage.id, Draft(text=secret)).memory
    flowery.remember.settle(sage.id, kept.id)
    endpoint.asked.clear()
    memory = flowery.remember.keep(iris.id, Draft(text=TEXT)).memory
    flowery.remember.settle(iris.id, memory.id)
    flowery.advice.finish(iris.id, flowery.advice.ask(iris.id, "violets in a tin").question_id)
    assert endpoint.asked
    assert "hid a letter" not in str(endpoint.asked)
    assert sage.id not in str(endpoint.asked)
