"""What a person struck is no reason in their answers, weighs nothing there, and never undoes a
veto; and every reason that rests on a memory is a way in their graph.
"""

from __future__ import annotations

import pytest

from flowery.perfumery.graph_ways import path
from flowery.wiring import Flowery
from flowery.words.vocabulary import Answer, Reason, Recommendation

QUESTION = "a winter evening by the fire"


def reasons(one: Recommendation) -> tuple[Reason, ...]:
    return (*one.supports, *one.opposes)


def remembered(answer: Answer) -> tuple[Recommendation, Reason]:
    """The first reason that rests on a note of a memory."""
    return next(
        (one, reason)
        for one in answer.recommendations
        for reason in one.supports
        if reason.memory_id and reason.note
    )


def again(house: Flowery, user_id: str, fragrance_id: str) -> Recommendation | None:
    """The same perfume in a long answer to the same question."""
    answer = house.advice.ask(user_id, QUESTION, 60)
    for one in answer.recommendations:
        assert one.score == pytest.approx(sum(one.parts.values()), abs=1e-6)
    found = (one for one in answer.recommendations if one.fragrance_id == fragrance_id)
    return next(found, None)


@pytest.mark.usefixtures("diary")
def test_a_struck_note_is_no_reason_and_weighs_nothing(house: Flowery, iris: str) -> None:
    one, reason = remembered(house.advice.ask(iris, QUESTION))
    assert reason.note is not None
    house.striking.note_in_perfume(iris, reason.note, one.fragrance_id)
    after = again(house, iris, one.fragrance_id)
    assert after is None or reason.note not in {r.note for r in reasons(after)}
    assert after is None or after.score < one.score


def test_a_struck_memory_is_quoted_for_that_perfume_no_more(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    before = house.advice.ask(iris, QUESTION, 60)
    one, reason = remembered(before)
    assert reason.memory_id is not None
    house.striking.memory_for_perfume(iris, reason.memory_id, one.fragrance_id)
    after = house.advice.ask(iris, QUESTION, 60)
    same = {r.fragrance_id: r for r in after.recommendations}
    struck = same.pop(one.fragrance_id, None)
    assert struck is None or reason.memory_id not in {r.memory_id for r in reasons(struck)}
    assert struck is None or struck.score < one.score
    others = {r.memory_id for left in same.values() for r in reasons(left)}
    assert reason.memory_id in others


def test_what_is_struck_without_a_memory_is_what_it_would_be_without_it(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    """The parts that rest on the person are exactly those of a life without that memory."""
    one, reason = remembered(house.advice.ask(iris, QUESTION, 60))
    assert reason.memory_id is not None
    strike = house.striking.memory_for_perfume(iris, reason.memory_id, one.fragrance_id)
    struck = again(house, iris, one.fragrance_id)
    house.striking.take_back(iris, strike.id)
    house.remember.forget(iris, reason.memory_id)
    forgotten = again(house, iris, one.fragrance_id)
    assert struck is not None
    assert forgotten is not None
    for part in ("taste", "dislikes"):
        assert struck.parts[part] == pytest.approx(forgotten.parts[part], abs=2e-6)


@pytest.mark.usefixtures("diary")
def test_asked_for_a_note_a_perfume_in_which_it_is_struck_comes_later(
    house: Flowery, iris: str
) -> None:
    first = house.advice.ask(iris, "cedar", 12).recommendations[0]
    held = [n for n in house.catalogue.get(first.fragrance_id).notes if "cedar" in n]
    for note in held:
        house.striking.note_in_perfume(iris, note, first.fragrance_id)
    then = {one.fragrance_id: one for one in house.advice.ask(iris, "cedar", 12).recommendations}
    after = then.get(first.fragrance_id)
    assert held
    assert after is None or after.parts["question"] < first.parts["question"]


def test_striking_a_note_never_undoes_a_veto(house: Flowery, iris: str) -> None:
    with_tuberose = [f for f in house.catalogue.fragrances if "tuberose" in f.notes][:5]
    for fragrance in with_tuberose:
        house.striking.note_in_perfume(iris, "tuberose", fragrance.id)
    house.learning.dislike(iris, "tuberose", "veto")
    for question in ("tuberose", f"something like {with_tuberose[0].title}", "white flowers"):
        shown = {r.fragrance_id for r in house.advice.ask(iris, question, 60).recommendations}
        assert not shown & {fragrance.id for fragrance in with_tuberose}


def test_nobody_else_is_touched(house: Flowery, iris: str, sage: str) -> None:
    before = house.advice.ask(sage, "cedar").recommendations
    for one in before:
        for note in house.catalogue.get(one.fragrance_id).notes:
            house.striking.note_in_perfume(iris, note, one.fragrance_id)
    after = house.advice.ask(sage, "cedar and nothing else", 5)
    assert house.advice.ask(sage, "cedar").recommendations == before
    assert after.recommendations


@pytest.mark.usefixtures("diary")
@pytest.mark.parametrize(
    "question", [QUESTION, "rain on dry earth", "no tuberose, something smoky", "겨울의 귤껍질"]
)
def test_every_reason_from_a_memory_is_a_way_in_the_graph(
    house: Flowery, iris: str, question: str
) -> None:
    answer = house.advice.ask(iris, question)
    graph = house.graph(house.life(iris))
    rested = [
        (one, reason)
        for one in answer.recommendations
        for reason in reasons(one)
        if reason.memory_id and reason.note
    ]
    assert rested
    for one, reason in rested:
        ends = (f"memory:{reason.memory_id}", f"perfume:{one.fragrance_id}")
        way = path(graph, *ends, reason.note or "")
        kinds = [edge.kind for edge in way]
        assert kinds[1:] in (["smells of", "in"], ["smells of", "kind of", "in"])
        assert way[-1].source == f"note:{reason.note}"
