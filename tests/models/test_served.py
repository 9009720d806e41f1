"""The models follow the connection while Flowery runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from flowery.models.connect import open_models
from flowery.models.connection import Connection
from flowery.models.connections import Connections, Draft
from flowery.models.port import Models, Request
from flowery.models.served import Served
from flowery.storage.tables import Tables
from flowery.words.errors import ModelUnavailable, NotOffered, StorageBusy
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.models import faulty
from tests.models.fake import FakeModels
from tests.models.faulty import Conversation, Endpoint


class Word(BaseModel):
    word: str


ASKED = Request("explain", "You answer.", "What is the colour of grass?")


def in_words_only(line: Conversation) -> None:
    """Refuses every form but words."""
    if line.server.asked[-1].get("response_format"):
        line.reply(400, b'{"error": {"message": "response_format is not supported"}}')
    else:
        line.reply(200, faulty.said('{"word": "green"}'))


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with faulty.running() as running:
        running.fault = lambda line: line.reply(200, faulty.said('{"word": "green"}'))
        yield running


@pytest.fixture
def opened(home: Path, tables: Tables) -> Models:
    return open_models(Settings(home=home), tables)


@pytest.fixture
def connections(home: Path, tables: Tables) -> Connections:
    return Connections(tables, Settings(home=home))


def connect(connections: Connections, basil: User, endpoint: Endpoint, **models: str) -> None:
    connections.keep(basil, Draft(address=endpoint.address, models=models))  # type: ignore[arg-type]


def test_a_connection_that_is_typed_is_asked_without_a_restart(
    opened: Models, connections: Connections, basil: User, endpoint: Endpoint
) -> None:
    with pytest.raises(NotOffered):
        opened.answer(ASKED, Word)
    connect(connections, basil, endpoint, chat="chat-1", explain="eloquent")
    assert opened.answer(ASKED, Word) == Word(word="green")
    assert endpoint.asked[-1]["model"] == "eloquent"
    assert (opened.name, opened.named("smells"), opened.offers) == (
        "eloquent",
        "chat-1",
        {"answer"},
    )
    connections.keep(basil, Draft(is_off=True))
    assert (opened.name, opened.named("smells"), opened.offers) == (
        "embedded",
        "embedded",
        frozenset(),
    )


def test_every_purpose_is_answered_by_its_model(
    opened: Models, connections: Connections, basil: User, endpoint: Endpoint
) -> None:
    connect(connections, basil, endpoint, chat="chat-1", smells="reader", see="seer")
    for purpose in ("smells", "brief", "something new"):
        opened.answer(Request(purpose, "", ""), Word)
    opened.see(b"\x89PNG", "image/png", Request("see", "", ""), Word)
    assert [one["model"] for one in endpoint.asked] == ["reader", "chat-1", "chat-1", "seer"]


def test_the_form_a_model_takes_is_remembered_over_a_restart(
    opened: Models,
    connections: Connections,
    home: Path,
    tables: Tables,
    basil: User,
    endpoint: Endpoint,
) -> None:
    endpoint.fault = in_words_only
    connect(connections, basil, endpoint, chat="chat-1")
    opened.answer(ASKED, Word)
    assert len(endpoint.asked) == 3
    again = open_models(Settings(home=home), tables)
    again.answer(ASKED, Word)
    assert len(endpoint.asked) == 4


def test_an_address_rests_however_often_it_is_opened_anew(
    opened: Models, connections: Connections, basil: User, endpoint: Endpoint
) -> None:
    endpoint.fault = faulty.a_page
    for model in ("a", "b", "c", "d", "e", "f", "g"):
        connect(connections, basil, endpoint, chat=model)
        with pytest.raises(ModelUnavailable):
            opened.answer(ASKED, Word)
    asked = len(endpoint.asked)
    connect(connections, basil, endpoint, chat="h")
    with pytest.raises(ModelUnavailable, match="rests after failures"):
        opened.answer(ASKED, Word)
    assert len(endpoint.asked) == asked


def test_while_the_rows_cannot_be_read_the_last_known_models_are_asked() -> None:
    said = [Connection(address="http://models.test/v1")]
    there = FakeModels()

    def now() -> Connection:
        if not said:
            raise StorageBusy("Another process is writing.")
        return said.pop()

    served = Served(FakeModels(offers=frozenset()), now, lambda _connection, _embedded: there)
    assert served.offers == there.offers
    assert served.offers == there.offers


def test_it_embeds_inside_whatever_is_connected(
    opened: Models, connections: Connections, basil: User, endpoint: Endpoint
) -> None:
    inside = (opened.embedder, opened.dimensions)
    connect(connections, basil, endpoint, chat="chat-1", embed="vectors-1")
    assert (opened.embedder, opened.dimensions) == inside
    assert endpoint.asked == []
