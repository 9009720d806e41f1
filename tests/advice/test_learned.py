"""What was learned in an answer: its part of the score, the chance, the shelves, a look at what
would be otherwise, and what somebody would change.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from flowery.advice.acceptance import Acceptance, acceptances
from flowery.advice.exploring import LEEWAY
from flowery.advice.ranking import LEARNED, UNASKED
from flowery.advice.variety import PRICE
from flowery.wiring import Flowery
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import (
    Answer,
    Brief,
    Look,
    PerfumeRating,
    Reason,
    Recommendation,
    UserFragrance,
)

QUESTIONS = (
    "something warm for winter evenings",
    "green and fresh for spring",
    "비 오는 날 어울리는 향",
    "what should I try next?",
)
START = datetime(2026, 1, 1, tzinfo=UTC)
_places = count(1)


@pytest.fixture
def judged(house: Flowery, iris: str, diary: dict[str, str]) -> str:
    """Iris, who has told what she thinks of a few perfumes."""
    for fragrance_id in ("diptyque-tam-dao", "cb-i-hate-perfume-burning-leaves"):
        house.learning.react(iris, fragrance_id, "own")
    for fragrance_id in ("mugler-angel", "dior-jadore"):
        house.learning.react(iris, fragrance_id, "dislike")
    return iris


def reasons(one: Recommendation) -> list[Reason]:
    return [reason for reason in (*one.supports, *one.opposes) if reason.kind == "learned"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_was_learned_is_a_bounded_part_of_every_score(
    house: Flowery, judged: str, question: str
) -> None:
    answer = house.advice.ask(judged, question, 12)
    assert any(one.parts["learned"] for one in answer.recommendations)
    for one in answer.recommendations:
        assert abs(one.parts["learned"]) <= LEARNED * UNASKED
        assert sum(one.parts.values()) == pytest.approx(one.score, abs=1e-6)
        for reason in reasons(one):
            assert reason.note in (None, *house.catalogue.get(one.fragrance_id).notes)
            assert abs(reason.amount) <= LEARNED * UNASKED


def test_what_was_learned_is_told_through_the_perfume_it_comes_from(
    house: Flowery, iris: str
) -> None:
    for fragrance_id in ("mugler-angel", "guerlain-shalimar", "chanel-coco-mademoiselle"):
        house.learning.react(iris, fragrance_id, "dislike")
    answer = house.advice.ask(iris, "something with vanilla", 12)
    told = [reason.detail for one in answer.recommendations for reason in reasons(one)]
    titles = [house.catalogue.get(one).title for one in ("mugler-angel", "guerlain-shalimar")]
    assert any(title in said and "which you dislike" in said for said in told for title in titles)
    korean = house.advice.ask(iris, "바닐라가 들어 있는 향", 12)
    assert any("꺼리시는" in r.detail for one in korean.recommendations for r in reasons(one))


def test_with_nothing_known_nothing_is_foretold(house: Flowery, sage: str) -> None:
    answer = house.advice.ask(sage, QUESTIONS[0], 12)
    for one in answer.recommendations:
        assert one.parts["learned"] == 0
        assert (one.chance, one.shelf) == (None, None)


def test_a_chance_lies_in_its_range_and_follows_what_was_said(house: Flowery, judged: str) -> None:
    for one in house.advice.ask(judged, QUESTIONS[0], 12).recommendations:
        assert one.chance is not None
        assert 0 < one.chance.low <= one.chance.value <= one.chance.high < 1
    about = (
        house.advice.about(judged, "mugler-angel"),
        house.advice.about(judged, "diptyque-tam-dao"),
    )
    disliked, owned = (one.chance.value for one in about if one and one.chance)
    assert disliked < owned


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_shelf_says_what_it_is(house: Flowery, judged: str, question: str) -> None:
    answer = house.advice.ask(judged, question, 12)
    shelves = [one.shelf for one in answer.recommendations]
    assert None not in shelves
    assert shelves.count("safest") <= 1
    assert shelves.count("surprise") == 1, "of twelve, one explores"
    assert shelves[-1] == "surprise"
    for one in answer.recommendations:
        if one.shelf == "safest":
            assert one.chance is not None
            assert one.chance.low >= 0.5
            assert one.parts["dislikes"] > -0.005
    scores = [one.score for one in answer.recommendations]
    assert scores == sorted(scores, reverse=True)


def test_a_surprise_is_what_least_is_known_of_and_no_less_welcome(
    house: Flowery, judged: str
) -> None:
    for question in QUESTIONS:
        *others, surprise = house.advice.ask(judged, question, 12).recommendations
        usual = house.advice.ask(judged, question, 11).recommendations[:10]
        assert [one.fragrance_id for one in usual] == [one.fragrance_id for one in others[:10]]
        assert surprise.parts["dislikes"] >= min(one.parts["dislikes"] for one in usual) - 0.05
        assert surprise.score >= others[-1].score - LEEWAY - PRICE


def test_three_perfumes_leave_no_place_to_explore(house: Flowery, judged: str) -> None:
    for question in QUESTIONS:
        answer = house.advice.ask(judged, question, 3)
        assert "surprise" not in {one.shelf for one in answer.recommendations}


def test_looking_without_a_memory_is_what_forgetting_gives_and_keeps_nothing(
    house: Flowery, judged: str, diary: dict[str, str]
) -> None:
    before = house.tables.of(judged).version(), len(house.advice.history(judged))
    look = house.advice.look(judged, "wood smoke in winter", without=diary["smoke"])
    assert (house.tables.of(judged).version(), len(house.advice.history(judged))) == before
    kept = [
        one.fragrance_id for one in house.advice.ask(judged, "wood smoke in winter").recommendations
    ]
    assert [one.fragrance_id for one in look.now] == kept
    quoted = {r.memory_id for one in look.then for r in (*one.supports, *one.opposes)}
    assert diary["smoke"] not in quoted
    house.remember.forget(judged, diary["smoke"])
    then = house.advice.ask(judged, "wood smoke in winter").recommendations
    assert [(o.fragrance_id, o.score) for o in look.then] == [
        (o.fragrance_id, o.score) for o in then
    ]


def test_a_veto_is_relaxed_for_a_look_alone(house: Flowery, iris: str) -> None:
    rose = house.catalogue.rows_with_any(["rose"])

    def holds(one: Recommendation) -> bool:
        return bool(rose[house.catalogue.row(one.fragrance_id)])

    house.learning.dislike(iris, "rose", "veto")
    brief = house.advice.ask(iris, "rose for a garden party").brief
    look = house.advice.look(iris, "rose for a garden party", brief=brief, relaxed="note:rose")
    assert not any(map(holds, look.now))
    assert any(map(holds, look.then))
    assert not any(map(holds, house.advice.ask(iris, "rose for a garden party").recommendations))


def test_what_the_question_rules_out_itself_is_not_relaxed(house: Flowery, iris: str) -> None:
    house.learning.dislike(iris, "rose", "veto")
    look = house.advice.look(iris, "flowers without rose", relaxed="note:rose")
    rose = house.catalogue.rows_with_any(["rose"])
    assert not any(rose[house.catalogue.row(one.fragrance_id)] for one in look.then)


def test_a_look_refuses_an_allergy_and_what_is_not_ones_own(
    house: Flowery, iris: str, sage: str, diary: dict[str, str]
) -> None:
    house.learning.dislike(iris, "rose", "allergy")
    with pytest.raises(Refused):
        house.advice.look(iris, "flowers", relaxed="note:rose")
    with pytest.raises(NotFound):
        house.advice.look(iris, "flowers", relaxed="note:tuberose")
    with pytest.raises(NotFound):
        house.advice.look(sage, "flowers", without=diary["rain"])


def test_a_look_tells_what_came_what_went_and_what_moved() -> None:
    a, b, c = (Recommendation(one, "Iris", one, 0.0, {}, (), ()) for one in "abc")
    look = Look((a, b), (b, c))
    assert (look.came, look.went, look.moved) == ((c,), (a,), ((b, 2, 1),))


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("less sweet, more smoke", {"axis:gourmand": -1.0, "note:smoke": 1.0}),
        ("덜 달게, 스모키하게", {"axis:gourmand": -1.0, "accord:smoky": 1.0}),
        ("a bit greener", {"axis:green": 1.0}),
        ("hello there", {}),
    ],
)
def test_a_critique_is_read_as_changes(
    house: Flowery, words: str, changes: dict[str, float]
) -> None:
    assert house.advice.critique(words) == changes


def test_a_critique_counts_opens_and_can_be_taken_back(house: Flowery, iris: str) -> None:
    sweet = house.catalogue.rows_on_axis("gourmand", 0.4)
    before = house.foretelling.foretold(iris).chances[sweet].mean()
    (kept,) = house.learning.criticise(iris, {"axis:gourmand": -1.0}, "mugler-angel")
    assert house.foretelling.foretold(iris).chances[sweet].mean() < before
    (row,) = house.taste.evidence(iris)
    assert (row.kind, row.subject, row.source) == ("critique", "axis:gourmand", kept.id)
    house.tables.of(iris).teachings.take_back(kept.id)
    assert house.foretelling.foretold(iris).chances[sweet].mean() == before


@pytest.mark.parametrize(
    "changes", [{}, {"axis:woody": 2.0}, {"axis:woody": float("nan")}, {"note:qwxyz": 1.0}]
)
def test_a_change_that_is_none_is_refused(
    house: Flowery, iris: str, changes: dict[str, float]
) -> None:
    with pytest.raises(Refused):
        house.learning.criticise(iris, changes)
    with pytest.raises(NotFound):
        house.learning.criticise(iris, {"axis:woody": 1.0}, "gone")
    assert house.taste.evidence(iris) == ()


def shown(shelf: str, *ids: str) -> Answer:
    made = tuple(Recommendation(i, "Iris", i, 0.0, {}, (), (), shelf) for i in ids)
    at = START + timedelta(hours=next(_places))
    return Answer(f"q{at}", "?", "recommendation", Brief(), made, (), "", "", 0, created_at=at)


def test_acceptance_counts_what_was_said_last_and_afterwards() -> None:
    later, sooner = START + timedelta(days=9), START - timedelta(days=9)
    answers = [shown("usual", *"abcdef"), shown("usual", "a"), shown("surprise", "g")]
    reactions = [
        UserFragrance("1", "a", "like", later),
        UserFragrance("2", "b", "dislike", later),
        UserFragrance("3", "c", "own", later),
        UserFragrance("4", "d", "like", later),
        UserFragrance("5", "d", "declined", later + timedelta(days=1)),
        UserFragrance("6", "f", "like", sooner),
        UserFragrance("7", "g", "tried", later),
    ]
    ratings = [
        PerfumeRating("8", "e", "would_wear", 4, later),
        PerfumeRating("9", "g", "would_wear", 3, later),
    ]
    counted = {one.shelf: one for one in acceptances(answers, reactions, ratings)}
    assert counted["usual"] == Acceptance("usual", 6, 3, 2)
    assert counted["usual"].is_telling
    assert counted["surprise"] == Acceptance("surprise", 1, 0, 0)
    assert not counted["surprise"].is_telling
    assert list(counted) == ["safest", "usual", "stretch", "surprise"]


def test_acceptance_reads_kept_answers(house: Flowery, judged: str) -> None:
    answer = house.advice.ask(judged, QUESTIONS[0])
    first = answer.recommendations[0]
    house.learning.react(judged, first.fragrance_id, "wish")
    counted = {one.shelf: one for one in house.advice.acceptance(judged)}
    assert sum(one.shown for one in counted.values()) == len(answer.recommendations)
    assert counted[str(first.shelf)].taken == 1
