"""Trying an endpoint: the smallest questions, what they tell, and that it is remembered."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pydantic import SecretStr

from flowery.models.connections import Connections, Draft
from flowery.models.openai_compatible import probing as questions
from flowery.models.probing import Probing
from flowery.models.spending import Spending
from flowery.models.suggesting import suggested
from flowery.storage.connections import Finding, Listed
from flowery.storage.tables import Tables
from flowery.words.errors import NotAllowed, Refused
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.models import faulty
from tests.models.faulty import Conversation, Endpoint

LIST = [
    {"id": "chat-1", "shutdown_date": "2027-01-14"},
    {"id": "chat-2", "retirement_date": 1_800_000_000},
    {"id": "vectors-1", "deprecation_date": "soon"},
    {"id": "chat-1"},
    {"id": "bad\u202ename"},
    {"id": ""},
]


def everything(line: Conversation) -> None:
    """Lists, answers in JSON but in no schema, sees red, embeds, hears and trains."""
    asked = line.server.asked[-1]
    form = (asked.get("response_format") or {}).get("type")
    if not asked:
        line.reply(200, json.dumps({"data": LIST}).encode())
    elif "input" in asked:
        vector = {"index": 0, "embedding": [0.5] * asked.get("dimensions", 12)}
        line.reply(200, json.dumps({"data": [vector]}).encode())
    elif form == "json_schema":
        line.reply(400, b'{"error": {"message": "response_format is not supported"}}')
    else:
        word = "red" if "image_url" in json.dumps(asked) else "green"
        line.reply(200, faulty.said(json.dumps({"word": word})))


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with faulty.running() as running:
        running.fault = everything
        yield running


@pytest.fixture
def connections(home: Path, tables: Tables) -> Connections:
    return Connections(tables, Settings(home=home))


@pytest.fixture
def probing(home: Path, tables: Tables, connections: Connections) -> Probing:
    settings = Settings(home=home)
    return Probing(tables, settings, connections, Spending(tables, settings))


def draft(address: str, **more: object) -> Draft:
    models = {"chat": "chat-1", "see": "chat-2", "embed": "vectors-1", "tune": "chat-1"}
    return Draft(address=address, models=models, **more)  # type: ignore[arg-type]


def outcomes(found: tuple[Finding, ...]) -> dict[str, str]:
    return {one.what: one.found for one in found}


def test_it_tells_what_each_model_can_do(
    probing: Probing, tables: Tables, basil: User, endpoint: Endpoint
) -> None:
    heard: list[Finding] = []
    found = probing.probe(basil, draft(endpoint.address, dimensions=6), heard.append)
    assert tuple(heard) == found
    assert outcomes(found) == {
        "list": "3",
        "answer": "json",
        "see": "yes",
        "embed": "6",
        "tune": "yes",
    }
    listed = tables.connections.listed(endpoint.address)
    ends = {one.model: str(one.ends_on) for one in listed if one.ends_on}
    assert ends == {"chat-1": "2027-01-14", "chat-2": "2027-01-15"}


def test_it_is_tried_before_anything_is_kept_and_remembered_afterwards(
    probing: Probing, connections: Connections, basil: User, endpoint: Endpoint
) -> None:
    probing.probe(basil, draft(endpoint.address, key=SecretStr("sk-tried")))
    assert connections.now().address == ""
    standing = connections.standing(basil, endpoint.address)
    assert {one.what for one in standing.found} >= {"list", "answer", "see", "form:"}
    assert standing.key == "none"


def test_the_calls_stand_in_the_books_as_a_probe_and_nothing_is_trained(
    probing: Probing, tables: Tables, basil: User, endpoint: Endpoint
) -> None:
    probing.probe(basil, draft(endpoint.address))
    with tables.database.read() as connection:
        rows = connection.exec_driver_sql("select purpose, user_id from usage").all()
    assert {tuple(row) for row in rows} == {("probe", basil.id)}
    assert len(rows) == len(endpoint.asked)
    assert not any("training_file" in one for one in endpoint.asked)


def test_an_endpoint_that_is_not_there_is_asked_once(probing: Probing, basil: User) -> None:
    found = probing.probe(basil, draft("http://127.0.0.1:9/v1"))
    assert outcomes(found) == {"list": "no"}
    assert "cannot be reached" in found[0].told


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (faulty.a_page, "not a model endpoint"),
        (lambda line: line.reply(401, b"{}"), "refused the key"),
        (
            lambda line: line.reply(302, b"", Location="http://127.0.0.1:9/v1/models"),
            "sends elsewhere",
        ),
    ],
    ids=["a page", "a wrong key", "a redirect"],
)
def test_what_is_wrong_is_said_in_a_sentence(
    probing: Probing, basil: User, endpoint: Endpoint, fault: faulty.Fault, said: str
) -> None:
    endpoint.fault = fault
    found = probing.probe(basil, Draft(address=endpoint.address, models={"chat": "chat-1"}))
    assert said in found[0].told
    assert {one.found for one in found} <= {"no", "unclear"}


def test_a_model_that_takes_pictures_and_sees_nothing_is_found_out(
    probing: Probing, basil: User, endpoint: Endpoint
) -> None:
    endpoint.fault = lambda line: line.reply(200, faulty.said('{"word": "grey"}'))
    found = probing.probe(basil, Draft(address=endpoint.address, models={"see": "chat-2"}))
    assert outcomes(found)["see"] == "blind"


def test_nobody_but_an_administrator_tries_and_nothing_is_tried_without_an_address(
    probing: Probing, basil: User, iris: User, endpoint: Endpoint
) -> None:
    with pytest.raises(NotAllowed):
        probing.probe(iris, draft(endpoint.address))
    with pytest.raises(Refused, match="type its address"):
        probing.probe(basil, Draft())
    assert endpoint.asked == []


def test_the_picture_is_red_and_small() -> None:
    with Image.open(io.BytesIO(questions.red_square())) as picture:
        assert picture.size == (questions.SIDE, questions.SIDE)
        red, green, blue = picture.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 50


def test_likely_models_come_first_and_what_failed_comes_last() -> None:
    ids = ("rose-embed-3", "rose-whisper", "rose-vision", "rose-large", "rose-tts")
    listed = [Listed(one) for one in ids]
    assert suggested("embed", listed, ())[0] == "rose-embed-3"
    assert suggested("transcribe", listed, ())[0] == "rose-whisper"
    assert suggested("see", listed, ())[0] == "rose-vision"
    assert suggested("chat", listed, ())[:2] == ("rose-large", "rose-vision")
    failed = [Finding("rose-large", "answer", "no"), Finding("rose-tts", "answer", "text")]
    chat = suggested("chat", listed, failed)
    assert (chat[0], chat[-1]) == ("rose-tts", "rose-large")
