"""An answer piece by piece: what is told while it comes, and every way in which it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import httpx2
import pytest
from pydantic import BaseModel

from flowery.models.openai_compatible.bounded import MAX_BYTES
from flowery.models.port import Request
from flowery.words.errors import ModelUnavailable
from tests.models.server import Bench, completion


class Letter(BaseModel):
    words: str
    mood: str


LETTER = Letter(words="It rained. 비가 왔다.", mood="calm")
WHOLE = LETTER.model_dump_json()
FINAL = {"choices": [], "usage": {"prompt_tokens": 11, "completion_tokens": 7}}


def event(**body: object) -> bytes:
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


def piece(content: str | None, ends: str | None = None, **delta: object) -> bytes:
    said = {"content": content, **delta}
    return event(choices=[{"index": 0, "delta": said, "finish_reason": ends}])


def pieces(content: str, size: int = 3) -> list[bytes]:
    return [piece(content[at : at + size]) for at in range(0, len(content), size)]


def stream(*parts: bytes) -> httpx2.Response:
    kind = {"Content-Type": "text/event-stream"}
    return httpx2.Response(200, headers=kind, content=b"".join(parts))


GOOD = (
    b": so that the line stays open\n\n",
    *pieces(WHOLE),
    piece(None, "stop"),
    event(**FINAL),
    b"data: [DONE]\n\n",
)


class Ear:
    """Keeps what was told."""

    def __init__(self) -> None:
        self.heard: list[Mapping[str, Any]] = []
        self.request = Request("read", "Write.", "Rain.", user_id="iris", hear=self.heard.append)


@pytest.fixture
def ear() -> Ear:
    return Ear()


def test_what_comes_is_told_and_grows_into_the_answer(bench: Bench, ear: Ear) -> None:
    bench.server.script = [stream(*GOOD)]
    assert bench.open().answer(ear.request, Letter) == LETTER
    words = [so_far.get("words", "") for so_far in ear.heard]
    assert len(words) > 5
    assert all(after.startswith(before) for before, after in pairwise(words))
    assert ear.heard[-1] == LETTER.model_dump()
    (body,) = bench.server.bodies()
    assert (body["stream"], body["stream_options"]) == (True, {"include_usage": True})


def test_a_stream_is_in_the_books_as_any_call(bench: Bench, ear: Ear) -> None:
    bench.server.script = [stream(*GOOD)]
    bench.open().answer(ear.request, Letter)
    (usage,) = bench.usages
    assert (usage.input_tokens, usage.output_tokens, usage.succeeded) == (11, 7, True)


def test_who_does_not_listen_is_answered_at_once(bench: Bench, ear: Ear) -> None:
    bench.server.script = [completion(WHOLE)]
    assert bench.open().answer(replace(ear.request, hear=None), Letter) == LETTER
    assert "stream" not in bench.server.bodies()[0]


def test_a_server_that_answers_whole_is_taken_as_it_is(bench: Bench, ear: Ear) -> None:
    bench.server.script = [completion(WHOLE)]
    assert bench.open().answer(ear.request, Letter) == LETTER
    assert ear.heard == []


def test_a_server_without_streams_is_asked_for_them_once(bench: Bench, ear: Ear) -> None:
    def only_whole(request: httpx2.Request) -> httpx2.Response:
        streams = b'"stream"' in request.content
        return httpx2.Response(400, json={}) if streams else completion(WHOLE)

    bench.server.script = [only_whole]
    models = bench.open()
    for _ in range(2):
        assert models.answer(ear.request, Letter) == LETTER
    assert ["stream" in body for body in bench.server.bodies()] == [True, False, False]


def test_another_form_is_streamed_as_well(bench: Bench, ear: Ear) -> None:
    """What is not accepted may be the schema: streams are not given up for it."""

    def no_schema(request: httpx2.Request) -> httpx2.Response:
        kind = (json.loads(request.content).get("response_format") or {}).get("type")
        return httpx2.Response(400, json={}) if kind == "json_schema" else stream(*GOOD)

    bench.server.script = [no_schema]
    models = bench.open()
    for _ in range(2):
        assert models.answer(ear.request, Letter) == LETTER
    assert bench.server.bodies()[-1]["stream"] is True


def test_an_answer_that_does_not_fit_is_mended_and_told_anew(bench: Bench, ear: Ear) -> None:
    bench.server.script = [stream(*pieces('{"odour": "no"}'), piece(None, "stop")), stream(*GOOD)]
    assert bench.open().answer(ear.request, Letter) == LETTER
    assert ear.heard[0] != ear.heard[-1] == LETTER.model_dump()


class Breaking(httpx2.SyncByteStream):
    def __init__(self, *parts: bytes, error: Exception) -> None:
        self._parts, self._error = parts, error

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts
        raise self._error


@pytest.mark.parametrize(
    "broken",
    [
        stream(*pieces(WHOLE)[:4]),
        stream(*pieces(WHOLE)[:4], b'data: {"choices": [{"del'),
        stream(*pieces(WHOLE)[:4], event(error={"message": "you wrote: Rain."})),
        stream(*pieces(WHOLE)[:4], b"data: <html>\n\n"),
        stream(*pieces(WHOLE)[:4], b"data: null\n\n"),
    ],
    ids=["no end", "half an event", "an error inside", "a page inside", "null"],
)
def test_a_stream_that_breaks_is_an_outage(bench: Bench, ear: Ear, broken: httpx2.Response) -> None:
    bench.server.script = [broken]
    with pytest.raises(ModelUnavailable, match="broke off") as raised:
        bench.open().answer(ear.request, Letter)
    assert not raised.value.permanent
    assert "Rain" not in str(raised.value)


@pytest.mark.parametrize(
    "error", [httpx2.ReadError("reset"), httpx2.ReadTimeout("slow"), httpx2.RemoteProtocolError("")]
)
def test_a_connection_that_breaks_in_the_middle_is_an_outage(
    bench: Bench, ear: Ear, error: Exception
) -> None:
    def breaking(_request: httpx2.Request) -> httpx2.Response:
        kind = {"Content-Type": "text/event-stream"}
        return httpx2.Response(200, headers=kind, stream=Breaking(*GOOD[:5], error=error))

    bench.server.script = [breaking]
    with pytest.raises(ModelUnavailable, match=r"^The model endpoint .*try again\.$") as raised:
        bench.open().answer(ear.request, Letter)
    assert not raised.value.permanent
    assert ear.heard


def test_a_stream_without_end_is_bounded(bench: Bench, ear: Ear) -> None:
    bench.server.script = [stream(piece("{"), *([piece("x" * 60_000)] * (MAX_BYTES // 60_000 + 1)))]
    with pytest.raises(ModelUnavailable, match="more than an answer can be"):
        bench.open().answer(ear.request, Letter)
    assert len(ear.heard) < 10


def test_a_refusal_in_pieces_is_a_refusal(bench: Bench, ear: Ear) -> None:
    bench.server.script = [
        stream(piece(None, refusal="I will"), piece(None, "stop", refusal=" not."))
    ]
    with pytest.raises(ModelUnavailable, match="declined") as raised:
        bench.open().answer(ear.request, Letter)
    assert raised.value.permanent


def test_line_ends_inside_of_texts_cut_nothing(bench: Bench, ear: Ear) -> None:
    said = '{"words": "one\u2028two\u0085three", "mood": "x"}'
    bench.server.script = [stream(*pieces(said, 1), piece(None, "stop"), b"data: [DONE]\r\n\r\n")]
    assert bench.open().answer(ear.request, Letter).words == "one\u2028two\u0085three"
