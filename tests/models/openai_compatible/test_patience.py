"""What is tried again, after which pause, and how long the whole of it may take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import httpx2
import pytest
from pydantic import BaseModel

from flowery.models.openai_compatible.failures import TryAgain
from flowery.models.openai_compatible.patience import (
    AWAITED,
    BACKGROUND,
    Errand,
    Pace,
    patience_for,
)
from flowery.models.openai_compatible.retry_after import LONGEST, asked_pause
from flowery.models.port import Request
from flowery.words.errors import ModelUnavailable
from tests.models.server import Bench, completion


class Smell(BaseModel):
    smell: str


ASKED = Request(purpose="explain", system="You read smells.", user="Rain.", user_id="iris")
IN_THE_BACKGROUND = Request(purpose="smells", system="You read smells.", user="Rain.")
RAIN = completion('{"smell": "rain"}')
NO_FORM = httpx2.Response(400, json={"error": {"message": "response_format is unknown"}})
PASSING: dict[str, httpx2.Response | Exception] = {
    str(status): httpx2.Response(status) for status in (408, 409, 425, 429, 500, 502, 503, 529)
} | {
    "closed while idle": httpx2.RemoteProtocolError("Server disconnected"),
    "reset": httpx2.ReadError("reset"),
    "broken pipe": httpx2.WriteError("pipe"),
}
LASTING: dict[str, httpx2.Response | Exception] = {
    str(status): httpx2.Response(status) for status in (401, 402, 403, 404, 413)
} | {
    "nobody there": httpx2.ConnectError("refused"),
    "a hang": httpx2.ReadTimeout("slow"),
    "a page": httpx2.Response(200, html="<html></html>"),
    "no credit": httpx2.Response(429, json={"error": {"code": "insufficient_quota"}}),
}


def asked(bench: Bench, request: Request = ASKED, **settings: object) -> str:
    return bench.open(**settings).answer(request, Smell).smell


@pytest.mark.parametrize("failure", PASSING.values(), ids=PASSING.keys())
def test_what_may_be_over_in_a_moment_is_asked_twice_again(
    bench: Bench, failure: httpx2.Response | Exception
) -> None:
    bench.server.script = [failure, failure, RAIN]
    assert asked(bench) == "rain"
    assert bench.slept == [0.5, 1.0]
    assert [one.succeeded for one in bench.usages] == [False, False, True]


@pytest.mark.parametrize("failure", PASSING.values(), ids=PASSING.keys())
def test_and_not_a_third_time(bench: Bench, failure: httpx2.Response | Exception) -> None:
    bench.server.script = [failure]
    with pytest.raises(ModelUnavailable):
        asked(bench)
    assert len(bench.server.requests) == 3


@pytest.mark.parametrize("failure", LASTING.values(), ids=LASTING.keys())
def test_what_takes_longer_to_pass_is_asked_once(
    bench: Bench, failure: httpx2.Response | Exception
) -> None:
    bench.server.script = [failure]
    with pytest.raises(ModelUnavailable):
        asked(bench)
    assert (len(bench.server.requests), bench.slept) == (1, [])


def test_a_reply_that_breaks_off_is_not_asked_for_again(bench: Bench) -> None:
    def breaks_off(_request: httpx2.Request) -> httpx2.Response:
        class Half(httpx2.SyncByteStream):
            def __iter__(self):  # type: ignore[no-untyped-def]
                yield b"{"
                raise httpx2.ReadError("reset")

        return httpx2.Response(200, stream=Half())

    bench.server.script = [breaks_off]
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        asked(bench)
    assert len(bench.server.requests) == 1


@pytest.mark.parametrize(
    ("headers", "slept"),
    [
        ({"Retry-After": "2"}, [2.0]),
        ({"Retry-After": "1.5"}, [1.5]),
        ({"Retry-After-Ms": "250", "Retry-After": "2"}, [0.25]),
        ({"Retry-After": "-5"}, [0.5]),
        ({"Retry-After": "soon"}, [0.5]),
        ({"Retry-After": "nan"}, [0.5]),
        (
            {
                "Retry-After": "Sat, 15 Nov 2036 12:00:03 GMT",
                "Date": "Sat, 15 Nov 2036 12:00:01 GMT",
            },
            [2.0],
        ),
    ],
)
def test_the_pause_is_the_one_that_was_asked_for(
    bench: Bench, headers: dict[str, str], slept: list[float]
) -> None:
    bench.server.script = [httpx2.Response(429, headers=headers), RAIN]
    assert asked(bench) == "rain"
    assert bench.slept == slept


def test_who_waits_is_kept_waiting_for_seconds_only(bench: Bench) -> None:
    later = httpx2.Response(503, headers={"Retry-After": "10"})
    bench.server.script = [later, RAIN]
    models = bench.open()
    with pytest.raises(ModelUnavailable, match="status 503"):
        models.answer(ASKED, Smell)
    with pytest.raises(ModelUnavailable, match="tried again in 10 seconds"):
        models.answer(IN_THE_BACKGROUND, Smell)
    bench.now += 10
    assert models.answer(ASKED, Smell) == Smell(smell="rain")
    assert (len(bench.server.requests), bench.slept) == (2, [])


def test_a_memory_waits_longer(bench: Bench) -> None:
    bench.server.script = [httpx2.Response(503, headers={"Retry-After": "10"}), RAIN]
    assert asked(bench, IN_THE_BACKGROUND) == "rain"
    assert bench.slept == [10.0]


@pytest.mark.parametrize(("told", "rest"), [("3600", 3600), ("86400", 3600)])
def test_who_is_sent_away_stays_away_up_to_an_hour(bench: Bench, told: str, rest: int) -> None:
    bench.server.script = [httpx2.Response(429, headers={"Retry-After": told}), RAIN]
    models = bench.open()
    with pytest.raises(ModelUnavailable, match="too many requests"):
        models.answer(ASKED, Smell)
    bench.now += rest - 1
    with pytest.raises(ModelUnavailable, match="rests"):
        models.answer(ASKED, Smell)
    assert len(bench.server.requests) == 1
    bench.now += 1
    assert models.answer(ASKED, Smell) == Smell(smell="rain")


def test_pauses_repairs_and_forms_share_the_time_of_a_person(bench: Bench) -> None:
    def slow(reply: httpx2.Response) -> Callable[[httpx2.Request], httpx2.Response]:
        def answer(_request: httpx2.Request) -> httpx2.Response:
            bench.now += 9
            return reply

        return answer

    misfit = completion("It rained.")
    bench.server.script = [slow(NO_FORM), slow(httpx2.Response(500)), slow(misfit), slow(RAIN)]
    with pytest.raises(ModelUnavailable, match="in time"):
        asked(bench, model_timeout_seconds=27)
    assert len(bench.server.requests) == 3
    bench.server.script = [slow(NO_FORM), slow(httpx2.Response(500)), slow(misfit), slow(RAIN)]
    assert asked(bench, IN_THE_BACKGROUND, model_timeout_seconds=27) == "rain"


def test_no_pause_is_begun_that_would_not_leave_time_to_ask(bench: Bench) -> None:
    bench.server.script = [httpx2.Response(429, headers={"Retry-After": "2"}), RAIN]
    with pytest.raises(ModelUnavailable):
        asked(bench, model_timeout_seconds=1.5)
    assert bench.slept == []


def test_a_reply_may_take_what_is_left_and_never_more_than_a_reply_may() -> None:
    now = 0.0
    errand = Errand(Pace(lambda: now), 30, BACKGROUND)
    assert (errand.left, errand.for_a_reply) == (120, 30)
    now = 110
    assert errand.for_a_reply == 10
    now = 130
    assert (errand.left, errand.for_a_reply) == (0, 0)


def test_who_failed_together_does_not_come_again_together() -> None:
    chances = iter([0.0, 0.5, 1.0])
    errand = Errand(Pace(lambda: 0.0, chance=lambda: next(chances)), 30, AWAITED)
    assert [errand.pause(TryAgain("It is busy."), 1) for _ in range(3)] == [0.5, 0.625, 0.75]


def test_a_persons_question_has_less_time_than_a_memory() -> None:
    for purpose in ("explain", "brief", "compare", "embed"):
        assert patience_for(purpose) is AWAITED
    for purpose in ("enhance", "smells", "see", "transcribe", "tune"):
        assert patience_for(purpose) is BACKGROUND


def test_what_is_paid_for_twice_is_asked_once(bench: Bench) -> None:
    tuner = bench.open(tuning_model="base-1").tuner()
    bench.server.script = [httpx2.Response(503)]
    for act in (lambda: tuner.upload(b"{}"), lambda: tuner.begin("file-1", None)):
        bench.server.requests.clear()
        with pytest.raises(ModelUnavailable):
            act()
        assert len(bench.server.requests) == 1
    bench.now += 60
    bench.server.requests.clear()
    with pytest.raises(ModelUnavailable):
        tuner.look("ftjob-1")
    assert len(bench.server.requests) == 3


def test_a_date_is_read_by_the_clock_of_who_wrote_it() -> None:
    noon = datetime(2026, 11, 15, 12, tzinfo=UTC)
    told = {"retry-after": "Sun, 15 Nov 2026 12:00:30 GMT"}
    assert asked_pause(told, lambda: noon) == 30
    assert asked_pause({**told, "date": "Sun, 15 Nov 2026 12:00:10 GMT"}, lambda: noon) == 20
    past = {"retry-after": "Sun, 15 Nov 1926 12:00:30 GMT"}
    assert asked_pause(past, lambda: noon) == 0
    far = {"retry-after": "Fri, 15 Nov 2126 12:00:30 GMT"}
    assert asked_pause(far, lambda: noon) == LONGEST
