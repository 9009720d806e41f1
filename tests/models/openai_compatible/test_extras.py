"""What a request says besides is left out for models that refuse it, and a bound is known before
anything is sent."""

from __future__ import annotations

import httpx2
import pytest
from pydantic import BaseModel

from flowery.models.openai_compatible.extras import MOST_WRITTEN
from flowery.models.openai_compatible.weight import A_PICTURE, tokens_heard, tokens_in
from flowery.models.port import Request
from flowery.models.usage import Call, SetAside
from flowery.words.errors import ModelUnavailable
from tests.models.server import Bench, completion


class Smell(BaseModel):
    smell: str


ASKED = Request("read", "You read smells.", "Rain on asphalt.", temperature=0.7)
RAIN = completion('{"smell": "rain"}')


def no(message: str, status: int = 400) -> httpx2.Response:
    return httpx2.Response(status, json={"error": {"message": message}})


def said(bench: Bench) -> list[dict[str, object]]:
    """What each request said besides."""
    names = ("max_completion_tokens", "max_tokens", "temperature")
    return [{name: body[name] for name in names if name in body} for body in bench.server.bodies()]


def test_an_answer_has_an_end_and_a_temperature(bench: Bench) -> None:
    bench.open().answer(ASKED, Smell)
    assert said(bench) == [{"max_completion_tokens": MOST_WRITTEN, "temperature": 0.7}]


REFUSALS = {
    "an unknown name": no("Unrecognized request argument supplied: max_completion_tokens"),
    "a field too many": no("body.max_completion_tokens: Extra inputs are not permitted", 422),
    "too much": no("max_tokens is too large: 8000. This model supports at most 4096."),
    "no room": no("This model's maximum context length is 4096 tokens."),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS.keys())
def test_an_end_that_is_refused_is_said_in_the_older_words_then_not(
    bench: Bench, refusal: httpx2.Response
) -> None:
    bench.server.script = [refusal, refusal, RAIN]
    models = bench.open()
    assert models.answer(ASKED, Smell) == Smell(smell="rain")
    models.answer(ASKED, Smell)
    warm = {"temperature": 0.7}
    assert said(bench) == [
        {"max_completion_tokens": MOST_WRITTEN, **warm},
        {"max_tokens": MOST_WRITTEN, **warm},
        warm,
        warm,
    ]


def test_a_temperature_that_is_refused_is_not_said_again(bench: Bench) -> None:
    bench.server.script = [no("Unsupported value: 'temperature' does not support 0.7"), RAIN]
    models = bench.open()
    models.answer(ASKED, Smell)
    models.answer(ASKED, Smell)
    assert ["temperature" in one for one in said(bench)] == [True, False, False]
    assert all("max_completion_tokens" in one for one in said(bench))


def test_a_server_that_refuses_whatever_is_said_is_not_asked_for_ever(bench: Bench) -> None:
    everything = no("temperature max_tokens max_completion_tokens response_format: no")
    bench.server.script = [everything]
    with pytest.raises(ModelUnavailable, match="did not accept"):
        bench.open().answer(ASKED, Smell)
    assert len(bench.server.requests) == 5  # two ends, and then three forms without one


def test_one_model_says_nothing_of_another(bench: Bench) -> None:
    bench.server.script = [no("unknown: max_completion_tokens"), RAIN]
    models = bench.open()
    models.answer(ASKED, Smell)
    models.see(b"\xff\xd8", "image/jpeg", ASKED, Smell)
    assert [sorted(one)[0] for one in said(bench)] == [
        "max_completion_tokens",
        "max_tokens",
        "max_completion_tokens",
    ]


def test_an_answer_that_is_cut_off_is_not_asked_to_be_mended(bench: Bench) -> None:
    reply = completion('{"smell": "ra').json()
    reply["choices"][0]["finish_reason"] = "length"
    bench.server.script = [httpx2.Response(200, json=reply)]
    with pytest.raises(ModelUnavailable, match="more than an answer may have"):
        bench.open().answer(ASKED, Smell)
    assert len(bench.server.requests) == 1


def test_the_end_is_as_far_as_the_money_goes(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Call] = []

    def poor(call: Call) -> SetAside:
        told.append(call)
        return SetAside("", 1_234)

    monkeypatch.setattr(bench, "set_aside", poor)
    models = bench.open()
    models.answer(ASKED, Smell)
    models.see(b"\xff\xd8", "image/jpeg", ASKED, Smell)
    models.remote_encoder().embed(["rose " * 100])
    models.transcribe(b"OggS" * 1_000, "audio/ogg")
    assert [one.get("max_completion_tokens") for one in said_of_chats(bench)] == [1_234, 1_234]
    words, picture, texts, sound = told
    assert 5 < words.read < 200
    assert words.read + 2_000 < picture.read < words.read + A_PICTURE + 200
    assert [one.written for one in told] == [MOST_WRITTEN, MOST_WRITTEN, 0, 0]
    assert (texts.read > 100, sound.read) == (True, tokens_heard(b"OggS" * 1_000))


def said_of_chats(bench: Bench) -> list[dict[str, object]]:
    bench.server.requests = [r for r in bench.server.requests if r.url.path.endswith("completions")]
    return said(bench)


@pytest.mark.parametrize(
    ("text", "least"),
    [("It rained in the library. " * 40, 240), ("도서관에 비가 왔어요. " * 40, 400), ("", 1)],
)
def test_a_bound_is_not_below_what_tokenizers_say(text: str, least: int) -> None:
    assert tokens_in([{"role": "user", "content": text}]) >= least
