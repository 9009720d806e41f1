"""The page Ask with a model: the answer at once, what a model adds to it, and the way back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Event

import pytest

from flowery.storage import fault
from flowery.ui.ask import meanwhile
from flowery.wiring import Flowery, open_flowery
from flowery.words.errors import ModelUnavailable
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.conftest import OnceEmbedded
from tests.models.speaking import WORDS, Speaking, read
from tests.ui.pages.conftest import Show, drawn, read as said, steady
from tests.ui.pages.test_ask import answer, ask, press

QUESTION = "Something with cedar for the workshop"
PATIENCE = 60  # seconds, for a machine that does much else


@pytest.fixture
def models(encoder: OnceEmbedded) -> Speaking:
    return Speaking(encoder)


@pytest.fixture
def flowery(settings: Settings, tables: object, models: Speaking) -> Iterator[Flowery]:
    opened = open_flowery(settings, models)
    yield opened
    fault.arm(None)
    opened.close()


def told_all(house: Flowery, user: User) -> None:
    """Wait until nothing is under way for the newest question."""
    question_id, until = answer(house, user).question_id, time.monotonic() + PATIENCE
    while meanwhile.now(question_id) is not None:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_the_answer_stands_while_the_model_is_at_it(
    show: Show, house: Flowery, iris: User, models: Speaking
) -> None:
    go_on = Event()
    models.happen = lambda _request: go_on.wait(PATIENCE)
    app = ask(show("ask", iris), QUESTION)
    first = answer(house, iris)
    assert first.answer in said(app)
    assert "A model looks whether your question says more" in said(app)
    app = steady(app.run())  # anything pressed meanwhile
    other = show("ask", iris, question=first.question_id)
    assert first.answer in said(other)
    go_on.set()
    told_all(house, iris)
    assert WORDS in said(steady(app.run()))
    assert "Put into words by fake." in said(app)
    assert WORDS in said(steady(other.run()))
    assert models.asked_for() == ["brief", "explain"]


def test_finished_sentences_take_the_place_of_the_first_words(
    show: Show, house: Flowery, iris: User, models: Speaking
) -> None:
    """Looked at in the middle: what was heard so far, over the room of the words before."""
    app = show("ask", iris)
    go_on = Event()
    models.happen = lambda request: request.purpose == "explain" and go_on.wait(PATIENCE)
    app = ask(app, QUESTION)
    first, until = answer(house, iris), time.monotonic() + PATIENCE
    telling = meanwhile.now(first.question_id)
    assert telling is not None
    while telling.awaits != ("words",):
        assert time.monotonic() < until
        time.sleep(0.02)
    telling.hear("It begins <b>calm</b>.")
    app = steady(app.run())
    assert "It begins <b>calm</b>." in said(app)
    assert "<b>" not in drawn(app)
    assert first.answer in said(app)
    assert "A model puts it into words" in said(app)
    go_on.set()
    told_all(house, iris)


def test_what_was_understood_besides_is_said_and_can_be_taken_back(
    show: Show, house: Flowery, iris: User, models: Speaking
) -> None:
    models.says(read(("workshop", "wish", "leather")))
    app = ask(show("ask", iris), QUESTION)
    told_all(house, iris)
    app = steady(app.run())
    assert "A model understood besides: Leather." in said(app)
    assert "wants=note:leather" in app.pills[0].value
    app = press(app, "As Flowery understood it alone")
    assert "understood besides" not in said(app)
    assert "wants=note:leather" not in app.pills[0].value
    told_all(house, iris)


def test_a_model_that_is_away_is_told_of_and_asked_again_by_the_next_visit(
    show: Show, house: Flowery, iris: User, models: Speaking
) -> None:
    away = ModelUnavailable("The model is away.", permanent=False)
    models.says(away, away)
    app = ask(show("ask", iris), QUESTION)
    told_all(house, iris)
    app = steady(app.run())
    assert "the model is away" in said(app)
    app = steady(app.run())
    assert models.asked_for() == ["brief", "explain"]
    models.says()
    question_id = answer(house, iris).question_id
    show("ask", iris, question=question_id)
    told_all(house, iris)
    assert WORDS in said(show("ask", iris, question=question_id))


def test_words_that_do_not_hold_are_never_drawn(
    show: Show, house: Flowery, iris: User, models: Speaking
) -> None:
    models.says(words="They suit you. See <img src=x onerror=alert(1)> here. And on.")
    app = ask(show("ask", iris), QUESTION)
    told_all(house, iris)
    app = steady(app.run())
    assert "onerror" not in said(app)
    assert answer(house, iris).answer in said(app)
    assert "In Flowery's own words." in said(app)


def test_who_looks_around_asks_no_model(
    show: Show, house: Flowery, example: User, models: Speaking
) -> None:
    given = house.advice.ask(example.id, QUESTION)
    app = show("ask", example, question=given.question_id)
    assert given.answer in said(app)
    assert meanwhile.now(given.question_id) is None
    assert models.requests == []
