"""Lessons of real people over the real catalogue: what is asked, kept, changed and taken back."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from flowery.advice.exclusions import Exclusions, stated
from flowery.learning.feedback import Learning
from flowery.perfumery.catalogue import Catalogue, Mask
from flowery.storage.tables import Tables
from flowery.taste import lessons as module
from flowery.taste.columns import Columns
from flowery.taste.foretelling import Foretelling
from flowery.taste.lessons import ROUND, Lessons
from flowery.taste.profile import Taste
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import AXES, User
from tests.taste.test_profile import catalogue, learning, remembered, smell, taste

__all__ = ["catalogue", "learning", "taste"]


@pytest.fixture(scope="module")
def exclusions(catalogue: Catalogue) -> Exclusions:
    return Exclusions(catalogue)


@pytest.fixture(scope="module")
def columns(catalogue: Catalogue) -> Columns:
    return Columns(catalogue)


@pytest.fixture
def never(tables: Tables, exclusions: Exclusions) -> Callable[[str], Mask]:
    return lambda user_id: ~exclusions.allowed(stated(tables.of(user_id).tastes.dislikes()))


@pytest.fixture
def lessons(
    tables: Tables, taste: Taste, columns: Columns, never: Callable[[str], Mask]
) -> Lessons:
    foretelling = Foretelling(tables, taste, columns.catalogue)
    vars(foretelling)["columns"] = columns  # found once for all tests: it takes a third of a second
    return Lessons(tables, taste, foretelling, never)


def asked(lessons: Lessons, user: User, count: int, answer: float = 1.0) -> list[str]:
    """The ids of questions that were asked one after the other and answered alike."""
    ids = []
    for _ in range(count):
        posed = lessons.next(user.id)
        assert posed is not None
        ids.append(posed.question.id)
        lessons.answer(user.id, posed.question.id, answer)
    return ids


def test_who_said_nothing_is_asked_about_a_side(lessons: Lessons, iris: User) -> None:
    posed = lessons.next(iris.id)
    assert posed is not None
    assert posed.question.kind in ("axis", "note")
    assert not posed.is_enough
    assert posed.because.settled > 0.01
    assert posed.because.moved > 100


def test_a_lesson_goes_through_its_sorts_and_asks_nothing_twice(
    lessons: Lessons, iris: User
) -> None:
    ids = asked(lessons, iris, len(ROUND))
    kinds = [one.partition(":")[0] for one in ids]
    expected = {"side": {"axis", "note"}, "pair": {"pair"}, "sample": {"sample"}}
    assert [k in expected[s] for k, s in zip(kinds, ROUND, strict=True)] == [True] * len(ROUND)
    assert len(set(ids)) == len(ids)


def test_no_two_questions_running_are_about_one_corner(
    lessons: Lessons, catalogue: Catalogue, iris: User
) -> None:
    ids = asked(lessons, iris, 5)
    sides = [catalogue.taxonomy.axes_of(one.partition(":")[2]) for one in ids]
    for one, other in pairwise(sides):
        if one.any() and other.any():
            assert one @ other / np.linalg.norm(one) / np.linalg.norm(other) < 0.9


@pytest.mark.parametrize("level", ["veto", "allergy"])
def test_nothing_that_is_never_wanted_is_asked_about(
    lessons: Lessons, learning: Learning, exclusions: Exclusions, iris: User, level: str
) -> None:
    learning.dislike(iris.id, "axis:gourmand", "veto")
    learning.dislike(iris.id, "rose", level)  # type: ignore[arg-type]
    never = ~exclusions.allowed(stated(lessons._tables.of(iris.id).tastes.dislikes()))
    catalogue = lessons._foretelling.columns.catalogue
    vetoed = catalogue.taxonomy.kinds_of("rose") | catalogue.taxonomy.side_of("gourmand")
    for one in asked(lessons, iris, 3 * len(ROUND)):
        kind, _, name = one.partition(":")
        assert one != "axis:gourmand"
        assert kind != "note" or name not in vetoed
        if kind in ("pair", "sample"):
            assert not never[[catalogue.row(each) for each in name.split("|")]].any()
    with pytest.raises(Refused):
        lessons.answer(iris.id, "note:damask_rose", 1.0)
    with pytest.raises(Refused):
        lessons.answer(iris.id, "sample:mugler-angel", 1.0)


def test_a_sample_is_under_its_price_and_not_known_yet(
    lessons: Lessons, learning: Learning, catalogue: Catalogue, iris: User
) -> None:
    first = lessons.next(iris.id, "sample", 80.0)
    assert first is not None
    perfume = catalogue.get(first.question.subject.partition(":")[2])
    assert perfume.price_band in (1, 2)
    assert not perfume.discontinued
    learning.react(iris.id, perfume.id, "tried")
    second = lessons.next(iris.id, "sample", 80.0)
    assert second is not None
    assert second.question != first.question


def test_an_answer_moves_what_it_was_about_and_opens_as_evidence(
    lessons: Lessons, taste: Taste, iris: User
) -> None:
    before = {one.axis: one.more for one in lessons.known(iris.id)}
    teaching = lessons.answer(iris.id, "axis:green", 1.0)
    after = {one.axis: one.more for one in lessons.known(iris.id)}
    assert before == {axis: pytest.approx(0.5) for axis in AXES}, "nothing is claimed of nobody"
    assert after["green"] == max(after.values()) > 0.7
    profile = taste.profile(iris.id)
    score = next(one for one in profile.axes if one.axis == "green")
    assert [share.evidence.id for share in score.shares] == [teaching.id]
    assert score.value > 0
    assert score.shares[0].evidence.kind == "taught"


def test_what_an_answer_changed_is_the_list_with_it_and_without(
    lessons: Lessons, iris: User
) -> None:
    asked(lessons, iris, 3)
    teaching = lessons.answer(iris.id, "note:vanilla", -1.0)
    change = lessons.change(iris.id, teaching.id)
    assert change.sides[0].after < change.sides[0].before
    assert {"note:vanilla", "axis:gourmand"} & {one.subject for one in change.sides}
    assert len(change.came) == len(change.went)
    assert len(change.before) == len(change.after) == 24
    lessons.take_back(iris.id, teaching.id)
    assert lessons.change(iris.id, teaching.id).after == change.before


def test_taking_it_back_is_as_if_it_had_never_been(
    lessons: Lessons, taste: Taste, iris: User
) -> None:
    before = (lessons.next(iris.id), lessons.known(iris.id), taste.profile(iris.id))
    teaching = lessons.answer(iris.id, "axis:green", 1.0)
    assert lessons.next(iris.id) != before[0]
    lessons.take_back(iris.id, teaching.id)
    assert (lessons.next(iris.id), lessons.known(iris.id), taste.profile(iris.id)) == before
    assert lessons.answers(iris.id) == ()


def test_what_was_skipped_says_nothing_is_not_asked_again_and_can_be_answered(
    lessons: Lessons, taste: Taste, iris: User
) -> None:
    first = lessons.next(iris.id)
    assert first is not None
    skipped = lessons.skip(iris.id, first.question.id)
    assert taste.evidence(iris.id) == ()
    assert (second := lessons.next(iris.id)) is not None
    assert second.question != first.question
    given = lessons.answer(iris.id, first.question.id, 0.5)
    assert lessons.answers(iris.id) == (given,)
    assert given.asked_because == skipped.asked_because


def test_neither_is_heard_too(lessons: Lessons, taste: Taste, iris: User) -> None:
    """It moves no sum of the profile, and takes away doubt about what it was asked of."""
    foretelling = lessons._foretelling
    x = foretelling.columns.of_axis("floral")
    before = foretelling.belief(iris.id)
    lessons.answer(iris.id, "axis:floral", 0.0)
    after = foretelling.belief(iris.id)
    assert x @ after.covariance @ x < x @ before.covariance @ x
    assert set(taste.profile(iris.id).values.values()) == {0.0}


def test_a_pair_speaks_for_one_and_against_the_other(
    lessons: Lessons, catalogue: Catalogue, iris: User
) -> None:
    lessons.answer(iris.id, "pair:guerlain-shalimar|dior-eau-sauvage", -1.0)
    (kept,) = lessons.answers(iris.id)
    assert (kept.subject, kept.over) == ("fragrance:dior-eau-sauvage", "guerlain-shalimar")
    chances = lessons._foretelling.foretold(iris.id).chances
    first, second = (
        chances[catalogue.row(one)] for one in ("dior-eau-sauvage", "guerlain-shalimar")
    )
    assert second > first, "-1 is for the other one, in whichever order they were named"


def test_it_stops_when_more_would_not_help(
    lessons: Lessons, monkeypatch: pytest.MonkeyPatch, iris: User
) -> None:
    monkeypatch.setattr(module, "LITTLE", 1.0)
    posed = lessons.next(iris.id)
    assert posed is not None
    assert posed.is_enough, "there is still a question for whoever wants one"


def test_answers_teach_less_and_less(lessons: Lessons, iris: User) -> None:
    first = lessons.next(iris.id, "side")
    for axis in AXES:
        lessons.answer(iris.id, f"axis:{axis}", 1.0 if axis in ("woody", "leather") else -1.0)
    later = lessons.next(iris.id, "side")
    assert first is not None
    assert later is not None
    assert later.because.settled < 0.7 * first.because.settled


@pytest.mark.parametrize(
    "question_id",
    [
        *("", "axis:", "axis:nonsense", "note:no_such_note", "fragrance:guerlain-shalimar"),
        *("pair:guerlain-shalimar", "pair:guerlain-shalimar|guerlain-shalimar", "pair:a|b|c"),
        *("pair:guerlain-shalimar|gone", "sample:", "sample:gone", "critique:axis:woody"),
        "ㅎ" * 500,
    ],
)
def test_what_was_never_asked_is_refused_and_nothing_kept(
    lessons: Lessons, iris: User, question_id: str
) -> None:
    for act in (
        lambda: lessons.answer(iris.id, question_id, 1.0),
        lambda: lessons.skip(iris.id, question_id),
        lambda: lessons.pose(iris.id, question_id),
    ):
        with pytest.raises((Refused, NotFound)):
            act()
    assert lessons.answers(iris.id) == ()


@pytest.mark.parametrize("answer", [math.nan, math.inf, -math.inf, 1.5, -2.0])
def test_an_answer_is_a_number_between_the_ends(
    lessons: Lessons, iris: User, answer: float
) -> None:
    with pytest.raises(Refused):
        lessons.answer(iris.id, "axis:woody", answer)
    assert lessons.answers(iris.id) == ()


def test_nobody_takes_back_what_another_answered(lessons: Lessons, iris: User, sage: User) -> None:
    teaching = lessons.answer(iris.id, "axis:woody", 1.0)
    with pytest.raises(NotFound):
        lessons.take_back(sage.id, teaching.id)
    assert lessons.change(sage.id, teaching.id).moved == 0
    assert lessons.answers(iris.id) == (teaching,)


def test_there_is_an_end_to_answers(
    lessons: Lessons, monkeypatch: pytest.MonkeyPatch, iris: User
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    ids = asked(lessons, iris, 3)
    with pytest.raises(Refused):
        lessons.answer(iris.id, "axis:aquatic", 1.0)
    assert lessons.answer(iris.id, ids[0], -1.0).answer == -1.0, "an earlier one may be changed"


def test_ten_thousand_answers_do_not_break_it(
    lessons: Lessons, tables: Tables, catalogue: Catalogue, iris: User
) -> None:
    """More than anybody may give, as a home from elsewhere may hold them."""
    from flowery.storage import schema

    ids = [fragrance.id for fragrance in catalogue.fragrances]
    at = tables.accounts.get(iris.id).created_at
    rows = [
        {
            "id": f"t_{number}",
            "user_id": iris.id,
            "kind": "pair",
            "subject": f"fragrance:{ids[number % 1800]}",
            "over": ids[1 + (number * 7) % 1800],
            "answer": (-1.0, 0.0, 1.0)[number % 3],
            "skipped": number % 11 == 0,
            "asked_because": {},
            "created_at": at,
        }
        for number in range(10_000)
    ]
    with tables.database.write("test") as connection:
        connection.execute(schema.teachings.insert(), rows)
    posed = lessons.next(iris.id)
    assert posed is not None
    assert math.isfinite(posed.because.settled)
    with pytest.raises(Refused, match="take some back"):
        lessons.answer(iris.id, posed.question.id, 1.0)


def test_an_answer_about_a_perfume_that_is_gone_is_left_out(
    lessons: Lessons, tables: Tables, iris: User
) -> None:
    before = lessons.known(iris.id)
    tables.of(iris.id).teachings.add("pair", "fragrance:gone", 1.0, over="gone-too")
    tables.of(iris.id).teachings.add("sample", "fragrance:gone", -1.0)
    assert lessons.known(iris.id) == before
    assert lessons.next(iris.id) is not None
    assert len(lessons.answers(iris.id)) == 2


def test_one_persons_questions_are_unchanged_by_what_others_do(
    lessons: Lessons, learning: Learning, tables: Tables, iris: User, sage: User
) -> None:
    asked(lessons, iris, 4, -0.5)

    def everything() -> tuple[object, ...]:
        sorts = ("side", "pair", "sample")
        posed = tuple(lessons.next(iris.id, sort) for sort in sorts)  # type: ignore[arg-type]
        return posed, lessons.known(iris.id), lessons.curve(iris.id), lessons.answers(iris.id)

    before = everything()
    chance = np.random.default_rng(12)
    acts: tuple[Callable[[int], object], ...] = (
        lambda _n: asked(lessons, sage, 1, float(chance.choice([-1.0, 0.0, 1.0]))),
        lambda n: remembered(tables, sage, n, smell("rose"), smell("oud", "hated")),
        lambda _n: learning.react(sage.id, "guerlain-shalimar", "own"),
        lambda _n: learning.dislike(sage.id, "axis:woody", "veto"),
        lambda _n: tables.of(sage.id).teachings.take_back(lessons.answers(sage.id)[0].id),
    )
    for number in range(12):
        acts[number % len(acts)](number)
        assert everything() == before


def test_the_curve_learns_each_moment_from_what_was_said_until_then(
    lessons: Lessons, learning: Learning, tables: Tables, iris: User
) -> None:
    assert lessons.curve(iris.id).moments == ()
    then = []
    for axis in ("green", "woody", "citrus", "leather"):
        lessons.answer(iris.id, f"axis:{axis}", 1.0)
        then.append(lessons.curve(iris.id).moments[-1].doubt)
    curve = lessons.curve(iris.id)
    assert curve.is_telling
    assert [one.said for one in curve.moments] == [0, 1, 2, 3, 4]
    assert [one.doubt for one in curve.moments[1:]] == then, "what came later is not known then"
    assert not curve.has_foretold
    earlier = lessons._foretelling.foretold(iris.id)
    for perfume in ("guerlain-shalimar", "dior-eau-sauvage", "mugler-angel"):
        learning.react(iris.id, perfume, "like")
    row = lessons._foretelling.columns.catalogue.row("guerlain-shalimar")
    judged = lessons.curve(iris.id).judged
    assert [one.liked for one in judged] == [True] * 3
    assert judged[0].chance == pytest.approx(float(earlier.chances[row]), abs=1e-6)


def test_how_well_it_foretold_is_told_from_enough_perfumes_on(
    lessons: Lessons, learning: Learning, catalogue: Catalogue, iris: User
) -> None:
    for place, fragrance in enumerate(catalogue.fragrances[:6]):
        learning.react(iris.id, fragrance.id, "like" if place % 2 else "dislike")
    curve = lessons.curve(iris.id)
    assert curve.has_foretold
    assert curve.hits == sum((one.chance > 0.5) == one.liked for one in curve.judged)
    assert curve.brier == pytest.approx(
        np.mean([(one.chance - one.liked) ** 2 for one in curve.judged])
    )
    assert 0 < curve.brier_of_share < 1
