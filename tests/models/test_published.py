"""The wire is the one that is published: what the client sends and what the servers of these tests
reply validate against the types of the installed openai package."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import httpx2
import pytest
from pydantic import BaseModel, Field, ValidationError

from flowery.models.openai_compatible.endpoint import Endpoint
from flowery.models.openai_compatible.listing import listed
from flowery.models.port import Models, Request
from flowery.models.usage import Meter
from tests.models import faulty, peer as peers, published, wire
from tests.models.peer import Peer
from tests.models.server import ADDRESS, Bench, Server, completion


class Note(BaseModel):
    name: str = Field(max_length=20)
    loved: bool | None = None


class Smells(BaseModel):
    smells: list[Note]
    strength: float = Field(ge=0, le=1)


ASKED = Request("read", "You read smells.", "Rain on asphalt.", "iris", temperature=0.4)
SAYS = '{"smells": [{"name": "petrichor", "loved": true}], "strength": 0.5}'
NO = httpx2.Response(400, json={"error": {"message": "response_format is not supported"}})
NO_NEW_END = httpx2.Response(400, json={"error": {"message": "max_completion_tokens?"}})


def streamed(_request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(
        200, headers={"Content-Type": "text/event-stream"}, content=wire.stream(SAYS)
    )


def heard(models: Models) -> None:
    told: list[object] = []
    asked = Request("explain", "You word.", "Facts.", "iris", hear=told.append)
    models.answer(asked, Smells)
    assert told


def answer(models: Models) -> None:
    models.answer(ASKED, Smells)


def trained(models: Models) -> None:
    tuner = models.tuner()
    begun = tuner.begin(tuner.upload(b'{"messages": []}\n'), None)
    tuner.begin("file-1", "file-2")
    tuner.look(begun.id)
    tuner.events(begun.id)
    tuner.cancel(begun.id)


def served(request: httpx2.Request) -> httpx2.Response:
    """A training, whatever is done with it."""
    path = request.url.path.removeprefix("/v1")
    if path == "/files":
        return httpx2.Response(200, json=wire.kept_file("file-1"))
    if path.endswith("/events"):
        return httpx2.Response(200, json=wire.events("step 1"))
    return httpx2.Response(200, json=wire.training("ftjob-1", "running"))


Act = Callable[[Models], object]
FIT = completion(SAYS)
ACTS: dict[str, tuple[list[object], Act]] = {
    "by a schema": ([FIT], answer),
    "as JSON": ([NO, FIT], answer),
    "as text": ([NO, NO, FIT], answer),
    "in the older words": ([NO_NEW_END, FIT], answer),
    "mended": ([completion("It rained."), FIT], answer),
    "piece by piece": ([streamed], heard),
    "with a picture": ([FIT], lambda m: m.see(b"\xff\xd8", "image/jpeg", ASKED, Smells)),
    "a voice": ([], lambda m: m.transcribe(b"OggS", "audio/ogg", "iris")),
    "texts": ([], lambda m: m.remote_encoder().embed(["rose", "moss"])),
    "a training": ([served], trained),
}


@pytest.mark.parametrize(("script", "act"), ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("length", [None, 8])
def test_every_request_is_one_that_is_published(
    bench: Bench, script: list[object], act: Act, length: int | None
) -> None:
    bench.server.script = list(script)  # type: ignore[arg-type]
    act(bench.open(tuning_model="base-1", embedding_dimensions=length))
    assert bench.server.requests
    for request in bench.server.requests:
        published.check_request(request)


def test_the_list_of_models_is_asked_for_as_published() -> None:
    server = Server([httpx2.Response(200, json=wire.listing("chat-1", "voice-1"))])
    endpoint = Endpoint(ADDRESS, None, 5.0, Meter([].append), httpx2.MockTransport(server))
    assert [one.model for one in listed(endpoint, "iris")] == ["chat-1", "voice-1"]
    assert [published.check_request(request) for request in server.requests] == ["/models"]


def request(body: object, path: str = "/chat/completions") -> httpx2.Request:
    return httpx2.Request("POST", f"{ADDRESS}{path}", json=body)


TURNS = [{"role": "user", "content": "Rain."}]


@pytest.mark.parametrize(
    "wrong",
    [
        request({"model": "m", "messages": TURNS, "response_fromat": {"type": "json_object"}}),
        request({"model": "m", "messages": [{"role": "user", "content": "Rain.", "mood": 1}]}),
        request({"model": "m", "messages": [{"role": "poet", "content": "Rain."}]}),
        request({"model": "m", "messages": TURNS, "temperature": "warm"}),
        request({"messages": TURNS}),
        request({"model": "m", "input": [{}]}, "/embeddings"),
        request({"model": "m", "input": ["rose"], "length": 8}, "/embeddings"),
        request({"model": "m"}, "/fine_tuning/jobs"),
    ],
)
def test_a_request_that_is_none_is_seen(wrong: httpx2.Request) -> None:
    with pytest.raises(ValidationError):
        published.check_request(wrong)


def test_a_path_that_is_none_is_seen() -> None:
    with pytest.raises(KeyError, match="not published"):
        published.check_request(request({}, "/completions/chat"))


JOBS = "/fine_tuning/jobs"
REPLIES: dict[str, tuple[str, str, object]] = {
    "an answer": ("POST", "/chat/completions", wire.chat(SAYS)),
    "a refusal": ("POST", "/chat/completions", wire.chat(None, refusal="No.")),
    "vectors": ("POST", "/embeddings", wire.vectors([[1.0, 2.0], [0.5, 0.25]])),
    "words": ("POST", "/audio/transcriptions", wire.transcript("Rain.")),
    "a file": ("POST", "/files", wire.kept_file("file-1")),
    "a training": ("POST", JOBS, wire.training("j", "validating_files")),
    "its state": ("GET", f"{JOBS}/j", wire.training("j", "succeeded", fine_tuned_model="ft:1")),
    "its end": ("POST", f"{JOBS}/j/cancel", wire.training("j", "cancelled")),
    "what is said of it": ("GET", f"{JOBS}/j/events", wire.events("one", "two")),
    "the models": ("GET", "/models", wire.listing("chat-1")),
}


@pytest.mark.parametrize(("method", "path", "body"), REPLIES.values(), ids=REPLIES.keys())
def test_the_servers_of_these_tests_reply_as_published(
    method: str, path: str, body: object
) -> None:
    published.check_reply(method, path, json.dumps(body).encode())


def test_the_well_endpoint_replies_as_published() -> None:
    with faulty.running() as endpoint, httpx2.Client() as client:
        for name in faulty.SAYS:
            form = {"type": "json_schema", "json_schema": {"name": name}}
            asked = {"model": "m", "messages": TURNS, "response_format": form}
            reply = client.post(f"{endpoint.address}/chat/completions", json=asked)
            published.check_reply("POST", "/chat/completions", reply.content)


def test_a_stream_of_these_tests_is_as_published() -> None:
    assert published.check_stream(wire.stream(SAYS)) == len(SAYS) // 12 + 3


@pytest.mark.parametrize(
    "wrong", [{"choices": []}, {**wire.chat(SAYS), "choices": [{"message": {}}]}, {"text": 7}]
)
def test_a_reply_that_is_none_is_seen(wrong: object) -> None:
    with pytest.raises(ValidationError):
        published.check_reply("POST", "/chat/completions", json.dumps(wrong).encode())


class Recording(httpx2.BaseTransport):
    """Keeps what goes over a real wire."""

    def __init__(self) -> None:
        self._inner = httpx2.HTTPTransport()
        self.kept: list[tuple[httpx2.Request, bytes]] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        response = self._inner.handle_request(request)
        body = response.read()
        self.kept.append((request, body))
        return httpx2.Response(response.status_code, headers=response.headers, content=body)


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    with peers.running(tmp_path_factory.mktemp("peer")) as running:
        yield running


def test_a_peer_that_nobody_here_wrote_is_spoken_to_as_published(bench: Bench, peer: Peer) -> None:
    peer.says(
        {"match": {"userMessage": "asphalt"}, "response": {"content": SAYS}},
        {"match": {"userMessage": "Facts"}, "response": {"content": SAYS}},
        {
            "match": {"endpoint": "transcription"},
            "response": {"transcription": {"text": "It rained."}},
        },
        {"match": {"inputText": "rose"}, "response": {"embedding": [0.0, 3.0, 4.0]}},
    )
    wire_of_peer = Recording()
    named = {"openai_base_url": peer.address, "tuning_model": "base-1"}
    models = bench.open(wire_of_peer, **named)
    answer(models)
    heard(models)
    models.see(b"\xff\xd8", "image/jpeg", ASKED, Smells)
    models.transcribe(b"OggS", "audio/ogg", "iris")
    models.remote_encoder().embed(["rose"])
    trained(models)
    paths = [published.check_request(request) for request, _ in wire_of_peer.kept]
    assert {re.sub("ftjob-[^/]+", "j", path) for path in paths} == {
        "/chat/completions",
        "/audio/transcriptions",
        "/embeddings",
        "/files",
        JOBS,
        f"{JOBS}/j",
        f"{JOBS}/j/events",
        f"{JOBS}/j/cancel",
    }
    for asked, body in wire_of_peer.kept:
        path = asked.url.path.removeprefix("/v1")
        if body.startswith(b"data:"):
            assert published.check_stream(body)
        elif path.startswith("/chat") or path in ("/embeddings", "/audio/transcriptions"):
            published.check_reply(asked.method, path, body)
