"""Two ways of wording: which words an answer, what the stars tell, and that looking at them often
does not make them lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, strategies as st

from flowery.advice.worded import WordedAnswer
from flowery.learning.evaluation.interleaving import ODDS
from flowery.learning.evaluation.two_wordings import (
    MOST,
    WordsVerdict,
    log_odds,
    rated,
    words_verdict,
)
from flowery.models.port import Ability, Request, Shape
from flowery.storage.comparisons import WordedAnswer as Row
from flowery.wiring import Flowery, open_flowery
from flowery.words.errors import ModelUnavailable, Refused
from flowery.words.settings import Settings
from flowery.words.vocabulary import Answer, User
from tests.conftest import OnceEmbedded

BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
QUESTIONS = [f"something with {one} for the office" for one in ("cedar", "rose", "smoke", "lemon")]
QUESTIONS += [f"{one} and quiet, for an evening" for one in ("leather", "vanilla", "tea", "iris")]
SAID = "These were chosen for what you asked."


class Speaking(OnceEmbedded):
    """Words every answer alike, and remembers by which prompt and model it was asked."""

    offers: frozenset[Ability] = frozenset({"answer"})
    name = "speaking"
    asked: list[Request]

    def named(self, purpose: str) -> str:
        return self.name

    def answer(self, request: Request, shape: type[Shape]) -> Shape:
        if not issubclass(shape, WordedAnswer):
            raise ModelUnavailable("It only words.", permanent=True)
        self.asked.append(request)
        return shape.model_validate({"answer": SAID, "sentences": []})


@pytest.fixture(scope="module")
def speaking(tmp_path_factory: pytest.TempPathFactory) -> Speaking:
    return Speaking(tmp_path_factory.mktemp("speaking"))


@pytest.fixture
def house(settings: Settings, speaking: Speaking) -> Iterator[Flowery]:
    speaking.asked = []
    opened = open_flowery(settings, speaking)
    yield opened
    opened.close()


def asked(house: Flowery, user: User, question: str) -> Answer:
    first = house.advice.ask(user.id, question)
    return house.advice.finish(user.id, first.question_id)


def edition(house: Flowery, basil: User, model: str = "") -> str:
    template = "Write {length} {tone} sentences, and shorter ones."
    return house.tuning.prompts.add(basil, "explain", template, {}, model).id


def test_a_coin_words_each_answer_and_the_lists_stay(
    house: Flowery, speaking: Speaking, basil: User, iris: User
) -> None:
    other = edition(house, basil, "another-model")
    begun = house.comparing.begin(basil, "words_as_they_stand", other)
    at_once = [house.advice.ask(iris.id, question) for question in QUESTIONS]
    answers = [house.advice.finish(iris.id, one.question_id) for one in at_once]
    assert {one.comparison_id for one in answers} == {begun.id}
    assert {one.worded_for for one in answers} == {"a", "b"}
    for one, was in zip(answers, at_once, strict=True):
        named = {"a": ("speaking", "explain-1"), "b": ("another-model", "explain-2")}
        assert (one.words_by, one.prompt) == named[one.worded_for]
        assert one.teams == ()
        shown, then = ([(r.fragrance_id, r.score) for r in a.recommendations] for a in (was, one))
        assert shown == then
    assert house.advice.reopen(iris.id, answers[0].question_id) == answers[0]


def test_flowerys_own_words_can_be_one_of_them(
    house: Flowery, speaking: Speaking, basil: User, iris: User
) -> None:
    house.comparing.begin(basil, "own_words", "words_as_they_stand")
    answers = [asked(house, iris, question) for question in QUESTIONS]
    own = [one for one in answers if one.worded_for == "a"]
    assert own
    assert all(one.words_by == "embedded" and one.answer != SAID for one in own)
    assert len(speaking.asked) == len(answers) - len(own) > 0


def test_the_stars_decide_and_the_verdict_is_kept(house: Flowery, basil: User, iris: User) -> None:
    begun = house.comparing.begin(basil, "own_words", "words_as_they_stand")
    for question in QUESTIONS:
        one = asked(house, iris, question)
        house.learning.rate(iris.id, one.question_id, 5 if one.worded_for == "b" else 1)
    (standing,) = house.comparing.all(basil)
    verdict = standing.verdict
    assert isinstance(verdict, WordsVerdict)
    assert verdict.worded == len(QUESTIONS) == verdict.a.rated + verdict.b.rated
    assert (verdict.a.good, verdict.b.good) == (0, verdict.b.rated)
    assert house.comparing.stop(basil, begun.id) == verdict
    (ended,) = house.comparing.all(basil)
    assert ended.verdict == verdict
    assert asked(house, iris, "something else").worded_for == ""


def test_what_comes_into_use_meanwhile_waits_for_the_end(
    house: Flowery, speaking: Speaking, basil: User, iris: User
) -> None:
    begun = house.comparing.begin(basil, "own_words", "words_as_they_stand")
    assert not house.comparing.has_changed(basil, begun.id)
    edition(house, basil)
    house.tuning.prompts.use(basil, "explain", 2)
    assert house.comparing.has_changed(basil, begun.id)
    during = [asked(house, iris, question) for question in QUESTIONS]
    assert {one.prompt for one in during if one.worded_for == "b"} == {"explain-1"}
    house.comparing.stop(basil, begun.id)
    assert asked(house, iris, "something quite else").prompt == "explain-2"


def test_a_ranking_is_not_compared_with_words(house: Flowery, basil: User) -> None:
    with pytest.raises(Refused, match="cannot be compared with a way of wording"):
        house.comparing.begin(basil, "as_it_stands", "own_words")
    with pytest.raises(Refused, match="nobody asks anything"):
        house.evaluation.begin(basil, "rankings", "own_words", "words_as_they_stand")


def test_without_a_model_no_wording_is_offered(flowery: Flowery, basil: User) -> None:
    assert {one.kind for one in flowery.comparing.offered(basil)} == {"ranking"}


def row(team: str, stars: int | None, days: int = 1) -> Row:
    told = None if stars is None else BEGAN + timedelta(days=days)
    return Row("q", team, BEGAN, stars, told)


def test_three_stars_late_ones_and_none_say_nothing() -> None:
    rows = [row("a", 5), row("b", 4), row("a", 3), row("b", 2), row("a", 1, 31), row("b", None)]
    assert rated(rows) == (("a", True), ("b", True), ("b", False))


@given(st.floats(0.0, 1.0))
def test_one_pair_of_equals_is_a_fair_bet_or_a_losing_one(chance: float) -> None:
    mean = 0.0
    for a, likely_a in ((1.0, chance), (0.0, 1 - chance)):
        for b, likely_b in ((1.0, chance), (0.0, 1 - chance)):
            mean += likely_a * likely_b * exp(log_odds(1, a, b))
    assert mean <= 1 + 1e-9


@pytest.mark.parametrize("chance", [0.5, 0.9])
def test_equals_looked_at_after_every_rating_are_seldom_told_apart(chance: float) -> None:
    generator = np.random.default_rng(11)
    wrong = sum(_is_ever_sure(generator, chance, chance) for _ in range(100))
    assert wrong <= 5


def test_what_is_much_better_is_found() -> None:
    generator = np.random.default_rng(12)
    assert sum(_is_ever_sure(generator, 0.9, 0.5) for _ in range(20)) == 20


def _is_ever_sure(generator: np.random.Generator, a: float, b: float) -> bool:
    good, count = {True: [0], False: [0]}, MOST // 2
    for side, chance in ((True, a), (False, b)):
        good[side] = np.cumsum(generator.random(count) < chance).tolist()
    pairs = zip(range(1, count + 1), good[True], good[False], strict=True)
    return any(log_odds(n, one, other) >= log(ODDS) for n, one, other in pairs)


def test_more_ratings_of_one_way_are_no_win() -> None:
    told = [("a", True)] * 60 + [("b", True)] * 2
    verdict = words_verdict(70, told)
    assert verdict.outcome == "open"
    assert (verdict.a.rated, verdict.b.rated) == (60, 2)


def test_after_enough_ratings_neither_is_better() -> None:
    told = [(team, number % 2 == 0) for number in range(MOST // 2) for team in ("a", "b")]
    assert words_verdict(MOST, told).outcome == "neither"
