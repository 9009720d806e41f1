"""A model that is away or mad costs words, never a memory or an answer, and is asked again when it
is back: one person, one home, every way a real socket can fail."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from flowery.memories.intake import Draft
from flowery.models.openai_compatible.models import open_endpoint
from flowery.models.usage import Meter
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.conftest import OnceEmbedded
from tests.models import faulty
from tests.models.faulty import Endpoint, Fault

if TYPE_CHECKING:
    from flowery.wiring import Flowery

TEXT = "Lilac at the gate, and tar from the boats. I loved the tar."
QUESTION = "a warm perfume with smoke"
PATIENCE = 0.4  # seconds

WILL_PASS: dict[str, Fault] = {
    "hangs before the headers": faulty.hangs,
    "drips": faulty.drips,
    "resets in the body": faulty.resets,
    "breaks off": faulty.breaks_off,
    "half of the JSON": faulty.half_json,
    "a fault of theirs": faulty.fault_of_theirs,
    "429 for an hour": faulty.an_hour,
    "a page with 200": faulty.a_page,
    "no choices": faulty.no_choices,
    "another shape": faulty.another_shape,
    "100 MB": faulty.endless,
}
NOWHERE = {
    "refused": "http://127.0.0.1:1/v1",
    "no such name": "http://nobody.invalid/v1",
    "no TLS there": "https://127.0.0.1:{port}/v1",
}


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with faulty.running() as running:
        yield running


@dataclass
class Clock:
    """What the breaker takes for the time."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened_at(
    settings: Settings, encoder: OnceEmbedded, clock: Clock
) -> Iterator[Callable[[str], Flowery]]:
    from flowery.wiring import open_flowery

    opened: list[Flowery] = []

    def open_at(address: str) -> Flowery:
        told = {"openai_base_url": address, "chat_model": "m", "model_timeout_seconds": PATIENCE}
        home = settings.model_copy(update=told)
        models = open_endpoint(home, encoder, Meter([].append, clock=clock))
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
    answer = flowery.advice.ask(person.id, QUESTION)
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

    endpoint.fault, clock.seconds = None, 60.0
    diary = flowery.tables.of(iris.id).diary
    assert diary.get(memory_id).retry_at is not None
    diary.set_state(memory_id, "done", retry_at=datetime.now(UTC) - timedelta(seconds=1))
    assert flowery.tables.unsettled() == ((iris.id, memory_id),)
    done = flowery.remember.settle(iris.id, memory_id)
    assert (done.enhanced, done.retry_at) == ("Lilac at the gate, and tar.", None)
    assert flowery.advice.ask(iris.id, "another one with smoke").words_by == "m"


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
    flowery.advice.ask(iris.id, "violets in a tin")
    assert endpoint.asked
    assert "letter" not in str(endpoint.asked)
    assert sage.id not in str(endpoint.asked)
