"""Every way an endpoint can fail leaves as `ModelUnavailable`: a sentence that quotes nobody."""

import time
from collections.abc import Iterator

import httpx2
import openai
import pytest
from pydantic import BaseModel

from flowery.models.openai_compatible import bounded
from flowery.models.port import Request
from flowery.words.errors import ModelUnavailable
from tests.models.server import Bench, completion


class Smell(BaseModel):
    smell: str


ASKED = Request(purpose="read", system="You read smells.", user="Rain on asphalt.", user_id="iris")
QUOTING = {"error": {"message": "you wrote: Rain on asphalt.", "code": None}}
NO_CREDIT = {"error": {"message": "quota", "code": "insufficient_quota"}}
PAGE = httpx2.Response(200, html="<html><body>Please sign in to the hotel's network</body></html>")
NESTED = "[" * 100_000


def status(code: int, body: object = QUOTING) -> httpx2.Response:
    return httpx2.Response(code, json=body)


PERMANENT = {
    "key refused": status(401),
    "not allowed": status(403),
    "no such model": status(404),
    "no credit": status(429, NO_CREDIT),
    "to be paid": status(402),
    "too large": status(413),
    "no request": httpx2.LocalProtocolError("illegal header"),
    "refused": completion(None, refusal="I will not smell that."),
}
NOT_ACCEPTED = {"not accepted": status(400), "not understood": status(422)}
PASSING = {
    "too many": status(429),
    "told to wait": httpx2.Response(429, headers={"Retry-After": "119"}),
    "conflict": status(409),
    "fault": status(500),
    "bad gateway": httpx2.Response(502, html="<h1>Bad gateway</h1>"),
    "overloaded": status(529),
    "timeout": httpx2.ReadTimeout("slow"),
    "connect timeout": httpx2.ConnectTimeout("slow"),
    "no connection": httpx2.ConnectError("no route"),
    "cut off": httpx2.RemoteProtocolError("closed"),
    "broken": ConnectionResetError("gone"),
    "a page": PAGE,
    "no json": httpx2.Response(200, content=b"{", headers={"Content-Type": "application/json"}),
    "nothing": httpx2.Response(200),
    "another json": httpx2.Response(200, json=["hello"]),
    "no choices": httpx2.Response(200, json={"choices": []}),
    "null choices": httpx2.Response(200, json={"choices": None}),
    "deep": httpx2.Response(200, content=NESTED.encode()),
    "huge": httpx2.Response(200, content=b" " * (bounded.MAX_BYTES + 1)),
    "not utf-8": httpx2.Response(200, content=b"\xff\xfe\x00"),
    "words": completion("It smells of rain."),
    "schema ignored": completion('{"odour": "rain"}'),
    "wrong type": completion('{"smell": ["rain"]}'),
    "silence": completion(None),
    "cut short": completion('{"smell": "ra'),
    "deep answer": completion(NESTED),
}


def failure(
    bench: Bench, transport: httpx2.BaseTransport | None = None, **settings: object
) -> ModelUnavailable:
    with pytest.raises(ModelUnavailable) as caught:
        bench.open(transport, **settings).answer(ASKED, Smell)
    return caught.value


@pytest.mark.parametrize("reply", PERMANENT.values(), ids=PERMANENT.keys())
def test_what_trying_again_cannot_help(bench: Bench, reply: httpx2.Response | Exception) -> None:
    bench.server.script = [reply]
    assert failure(bench).permanent
    assert len(bench.server.requests) == 1


@pytest.mark.parametrize("reply", NOT_ACCEPTED.values(), ids=NOT_ACCEPTED.keys())
def test_what_is_accepted_in_no_form(bench: Bench, reply: httpx2.Response) -> None:
    bench.server.script = [reply]
    assert failure(bench).permanent
    assert len(bench.server.requests) == len(("schema", "json", "text"))


@pytest.mark.parametrize("reply", PASSING.values(), ids=PASSING.keys())
def test_what_may_pass(bench: Bench, reply: httpx2.Response | Exception) -> None:
    bench.server.script = [reply]
    assert not failure(bench).permanent


@pytest.mark.parametrize("reply", [*PERMANENT.values(), *NOT_ACCEPTED.values(), *PASSING.values()])
def test_it_is_a_sentence_that_quotes_nobody(
    bench: Bench, reply: httpx2.Response | Exception
) -> None:
    bench.server.script = [reply]
    sentence = str(failure(bench))
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "asphalt" not in sentence


def test_it_does_not_wait_for_as_long_as_a_server_says(bench: Bench) -> None:
    bench.server.script = [PASSING["told to wait"]]
    began = time.monotonic()
    failure(bench)
    assert time.monotonic() - began < 5


def test_a_reply_that_drips_is_cut_off(bench: Bench) -> None:
    class Dripping(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            while True:
                time.sleep(0.02)
                yield b" "

    bench.server.script = [lambda _: httpx2.Response(200, stream=Dripping())]
    assert "in time" in str(failure(bench, model_timeout_seconds=0.1))


@pytest.mark.parametrize(
    "address", ["", "models.test/v1", "ftp://models.test", "http://models.test:door", "http://"]
)
def test_an_address_like_no_other_is_said_to_be_wrong(bench: Bench, address: str) -> None:
    error = failure(bench, httpx2.HTTPTransport(), openai_base_url=address)
    assert error.permanent
    assert "FLOWERY_OPENAI_BASE_URL" in str(error)


def test_a_key_like_no_other_is_said_to_be_wrong(bench: Bench) -> None:
    error = failure(bench, openai_api_key="열쇠")
    assert error.permanent
    assert "_API_KEY" in str(error)
    assert "열쇠" not in str(error)


def all_below(kind: type[Exception]) -> Iterator[type[Exception]]:
    for below in kind.__subclasses__():
        yield below
        yield from all_below(below)


@pytest.mark.parametrize(
    "kind", sorted(all_below(httpx2.TransportError), key=lambda one: one.__name__)
)
def test_no_error_of_the_transport_leaves_unmapped(
    bench: Bench, kind: type[httpx2.TransportError]
) -> None:
    bench.server.script = [kind("transport")]
    assert isinstance(failure(bench).__cause__, openai.OpenAIError)
