"""Which question teaches most, by numbers that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from flowery.taste.preference import Belief, Prior, learned
from flowery.taste.questions import (
    LIST,
    Posable,
    Question,
    as_if_answered,
    because,
    elsewhere,
    first_of,
    openness,
    scatter,
    settled,
)

PERFUMES = np.array([[1, 2, 0], [1, -2, 0], [1, 0, 1], [1, 0, -1]], dtype=np.float32)
NOBODY = Belief(np.zeros(3), np.eye(3))
QUESTIONS = Posable(
    (Question("axis", "axis:one"), Question("axis", "axis:other"), Question("axis", "axis:level")),
    np.array([[0.0, 1, 0], [0, 0, 1], [1, 0, 0]]),
    1.0,
)


def random_things(count: int, seed: int = 3) -> np.ndarray:
    things = np.random.default_rng(seed).normal(size=(count, 5)).astype(np.float32)
    things[:, 0] = 1
    return things


def test_the_question_where_perfumes_lie_farthest_apart_settles_most() -> None:
    shares = settled(NOBODY, QUESTIONS, scatter(PERFUMES))
    assert shares.argmax() == 0
    assert shares[2] == 0, "what all perfumes share says nothing of which are liked"


def test_a_share_is_what_the_answer_takes_off_the_doubt() -> None:
    around = scatter(PERFUMES)
    share = settled(NOBODY, QUESTIONS, around)[0]
    prior = Prior(NOBODY.mean, NOBODY.covariance)
    after = learned(prior, QUESTIONS.things[:1], np.array([0.5]))
    assert share == pytest.approx(1 - openness(after, around) / openness(NOBODY, around))


def test_what_was_answered_settles_less_the_second_time() -> None:
    around, prior = scatter(PERFUMES), Prior(NOBODY.mean, NOBODY.covariance)
    after = learned(prior, np.repeat(QUESTIONS.things[:1], 9, axis=0), np.ones(9))
    assert settled(after, QUESTIONS, around)[0] < settled(NOBODY, QUESTIONS, around)[0]
    assert settled(after, QUESTIONS, around).argmax() == 1


def test_an_answer_that_is_worth_more_settles_more() -> None:
    around = scatter(PERFUMES)
    worth = Posable(QUESTIONS.questions, QUESTIONS.things, 3.0)
    assert (settled(NOBODY, worth, around)[:2] > settled(NOBODY, QUESTIONS, around)[:2]).all()


def test_what_was_skipped_is_not_asked_under_another_name() -> None:
    things = np.array([[0.0, 1, 0], [0, 0.95, 0.05], [0, 0, 0.7]])
    alike = Posable(QUESTIONS.questions, things, 1.0)
    skipped = as_if_answered(NOBODY, [things[0]] * 6)
    assert settled(NOBODY, alike, scatter(PERFUMES)).argmax() == 0
    assert settled(skipped, alike, scatter(PERFUMES)).argmax() == 2
    assert (skipped.mean == NOBODY.mean).all(), "nothing was said for or against it"


def test_the_next_question_is_about_another_corner() -> None:
    things = np.array([[0.0, 1, 0.1], [0, -1, 0.1], [0, 0.1, 1]])
    left = elsewhere(NOBODY, Posable(QUESTIONS.questions, things, 1.0), [np.array([0.0, 1, 0])])
    assert [q.subject for q in left.questions] == ["axis:level"]
    nothing_else = Posable(QUESTIONS.questions[:1], things[:1], 1.0)
    assert elsewhere(NOBODY, nothing_else, [things[0]]) is nothing_else


def test_why_is_what_a_yes_and_a_no_would_really_do() -> None:
    """The numbers on the card are those of learning the one answer and the other."""
    things, prior = random_things(300), Prior(np.zeros(5), np.eye(5) * 0.05)
    belief, x = Belief(prior.mean, prior.covariance), np.array([0.0, 1, 0, 0, 0])
    why = because(belief, x, 1.0, things, 0.1)
    yes, no = (learned(prior, x[None, :], np.array([said])) for said in (1.0, 0.0))
    lists = [set(first_of(things @ after.mean).tolist()) for after in (yes, no)]
    assert why.others == len(lists[1] - lists[0]) == LIST
    chances = [1 / (1 + np.exp(-(things @ after.mean))) for after in (yes, no)]
    really = int((np.abs(chances[0] - chances[1]) >= 0.05).sum())
    assert why.moved == pytest.approx(really, abs=6)
    assert why.better > 0


def test_an_answer_that_no_perfume_leans_on_changes_nothing() -> None:
    things = random_things(50)
    things[:, 4] = 0
    why = because(Belief(np.zeros(5), np.eye(5)), np.array([0.0, 0, 0, 0, 1]), 1.0, things, 0.0)
    assert (why.moved, why.others) == (0, 0)


@pytest.mark.parametrize("count", [0, 1, LIST, LIST + 1, 200])
def test_the_first_are_the_highest(count: int) -> None:
    scores = np.random.default_rng(count).normal(size=count)
    assert first_of(scores).tolist() == np.argsort(-scores)[:LIST].tolist()
