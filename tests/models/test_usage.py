"""The books, the budget and the breaker at the door of an endpoint."""

import logging

import httpx2
import pytest
from pydantic import BaseModel

from flowery.models.port import Request
from flowery.models.usage import Call, Meter
from flowery.words.errors import ModelUnavailable, StorageBusy
from flowery.words.vocabulary import Usage
from tests.models.server import Bench, completion


class Smell(BaseModel):
    smell: str


ASKED = Request(purpose="read", system="You read smells.", user="My secret garden.", user_id="iris")
FIT, MISFIT = completion('{"smell": "moss"}'), completion("moss")


def test_a_call_is_in_the_books_with_its_tokens_and_its_person(bench: Bench) -> None:
    bench.server.script = [FIT]
    bench.open().answer(ASKED, Smell)
    assert bench.usages == [Usage("chat-1", "read", "iris", 11, 7, 0, succeeded=True)]


def test_a_mended_answer_costs_two_calls(bench: Bench) -> None:
    bench.server.script = [MISFIT, FIT]
    bench.open().answer(ASKED, Smell)
    assert [usage.input_tokens for usage in bench.usages] == [11, 11]


def test_a_failed_call_is_in_the_books_too(bench: Bench) -> None:
    bench.server.script = [httpx2.Response(500)]
    with pytest.raises(ModelUnavailable):
        bench.open().answer(ASKED, Smell)
    assert bench.usages == 3 * [Usage("chat-1", "read", "iris", 0, 0, 0, succeeded=False)]


def test_time_is_counted_in_milliseconds(bench: Bench) -> None:
    def slow(request: httpx2.Request) -> httpx2.Response:
        bench.now += 1.25
        return FIT

    bench.server.script = [slow]
    bench.open().answer(ASKED, Smell)
    assert bench.usages[0].milliseconds == 1250


def test_each_ability_names_its_model_and_purpose(bench: Bench) -> None:
    models = bench.open()
    models.remote_encoder().embed(["rose", "moss"])
    models.transcribe(b"RIFF", "audio/wav", "basil")
    assert {(usage.model, usage.purpose, usage.user_id) for usage in bench.usages} == {
        ("vectors-1", "embed", None),
        ("voice-1", "transcribe", "basil"),
    }


def test_no_call_is_made_when_the_budget_is_spent(bench: Bench) -> None:
    bench.budget = 1.0
    models = bench.open()
    bench.spent = 0.99
    models.transcribe(b"RIFF", "audio/wav")
    bench.spent = 1.0
    with pytest.raises(ModelUnavailable, match=r"budget for models \(1\.00 USD\) is spent"):
        models.transcribe(b"RIFF", "audio/wav")
    assert len(bench.server.requests) == 1


def test_books_that_cannot_be_written_do_not_cost_the_answer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def busy(usage: Usage) -> None:
        raise StorageBusy("locked")

    with caplog.at_level(logging.WARNING), Meter(busy).call(Call("m", "read", "iris")) as tally:
        tally.input_tokens = 3
    assert "usage not recorded: read" in caplog.text


def test_the_door_shuts_after_five_outages_and_is_tried_again(bench: Bench) -> None:
    models = bench.open()
    bench.server.script = [httpx2.Response(503)]
    for _ in range(7):
        with pytest.raises(ModelUnavailable):
            models.answer(ASKED, Smell)
    assert len(bench.server.requests) == 5
    bench.now, bench.server.script = bench.now + 60.0, [FIT]
    assert models.answer(ASKED, Smell) == Smell(smell="moss")


def test_a_permanent_failure_does_not_shut_the_door(bench: Bench) -> None:
    models = bench.open()
    bench.server.script = [httpx2.Response(401)]
    for _ in range(5):
        with pytest.raises(ModelUnavailable, match="refused the key"):
            models.answer(ASKED, Smell)
    assert len(bench.server.requests) == 5


def test_answers_that_do_not_fit_do_not_shut_the_door(bench: Bench) -> None:
    models = bench.open()
    bench.server.script = [MISFIT]
    for _ in range(3):
        with pytest.raises(ModelUnavailable, match="answered twice"):
            models.answer(ASKED, Smell)
    bench.server.script = [FIT]
    assert models.answer(ASKED, Smell) == Smell(smell="moss")


def test_no_log_carries_what_a_person_wrote(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.server.script = [httpx2.Response(507)] * 3 + [MISFIT, FIT]
    models = bench.open()
    with caplog.at_level(logging.DEBUG):
        with pytest.raises(ModelUnavailable):
            models.answer(ASKED, Smell)
        models.answer(ASKED, Smell)
    assert "secret" not in caplog.text
    assert "a-key-for-tests" not in caplog.text
