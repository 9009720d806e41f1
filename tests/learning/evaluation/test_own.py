"""The opinions of a home: nothing later is known earlier, what is left out is not known at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from flowery.learning.evaluation.methods import Asked, Scores, simple
from flowery.learning.evaluation.own import LEFT_OUT, REPLAYED, measured_own, too_little, trials
from flowery.learning.evaluation.tried import Opinion, opinions
from flowery.wiring import Flowery
from flowery.words.vocabulary import User

START = datetime(2026, 1, 1, tzinfo=UTC)
SIZE = 40


def opinion(user: str, row: int, liked: bool, day: int, **more: object) -> Opinion:
    moment = START + timedelta(days=day)
    values = {
        "verdicts": ((moment, liked),),
        "since": moment,
        "said": frozenset({f"g_{user}{row}"}),
    }
    return Opinion(user, row, **(values | more))  # type: ignore[arg-type]


def people(*names: str, each: int = 12) -> list[Opinion]:
    """Everybody likes even rows."""
    made = [
        opinion(name, (7 * day + place) % SIZE, (7 * day + place) % SIZE % 2 == 0, day)
        for place, name in enumerate(names)
        for day in range(each)
    ]
    return sorted(made, key=lambda one: (one.since, one.user_id, one.row))


def vectors() -> np.ndarray:
    made = np.random.default_rng(0).normal(size=(SIZE, 6)).astype(np.float32)
    made[:, 0] = [3 if row % 2 == 0 else -3 for row in range(SIZE)]
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@dataclass
class Witness:
    """Knows the truth, and writes down what it was told."""

    name: str = "witness"
    is_chance: bool = True
    told: list[Asked] = field(default_factory=list)

    def scores(self, asked: Asked) -> Scores:
        self.told.append(asked)
        return np.array([0.9 if row % 2 == 0 else 0.1 for row in range(SIZE)])


def row_named(found: Sequence[object], name: str) -> object:
    (row,) = [row for row in found if row.method == name]  # type: ignore[attr-defined]
    return row


def test_who_knows_the_truth_is_never_wrong() -> None:
    found = measured_own(people("iris", "sage"), [Witness()], vectors())
    assert found.unit == "people"
    assert found.counts == {"opinions": 24, "liked": 12, "people": 2}
    for way in (REPLAYED, LEFT_OUT):
        metrics = row_named(found.rows, f"{way}: witness").metrics
        assert metrics["auc"].value == 1
        assert metrics["brier"].value == pytest.approx(0.01)
        assert metrics["ece"].value == pytest.approx(0.1)
        assert {"p@10", "recall@20", "ndcg@10", "map", "mrr", "coverage", "novelty"} <= set(metrics)


def test_simple_rankers_stand_beside_it() -> None:
    found = measured_own(people("iris", "sage", "rowan"), simple(vectors()), vectors())
    auc = {row.method: row.metrics["auc"].value for row in found.rows}
    assert set(auc) == {
        f"{way}: {name}"
        for way in (REPLAYED, LEFT_OUT)
        for name in ("popularity", "cosine", "itemknn", "random")
    }
    assert auc["left out: cosine"] > 0.9
    assert all("ece" not in row.metrics for row in found.rows)


def test_nothing_of_a_later_opinion_is_known_earlier() -> None:
    asked = [trial for _, trial in trials(people("iris", "sage"), REPLAYED, SIZE)]
    assert len(asked) == 24
    for trial in asked:
        assert trial.asked.until < trial.about.since
        for known in (*trial.asked.own, *trial.asked.others):
            assert all(moment < trial.about.since for moment, _ in known.verdicts)


def test_a_planted_later_rating_changes_nothing_before_it() -> None:
    before, told = Witness(), people("iris")
    measured_own(told, [before], vectors())
    after = Witness()
    measured_own([*told, opinion("sage", 3, True, 99)], [after], vectors())
    replayed = [(a.until, a.own, a.others) for a in before.told[: len(told)]]
    assert [(a.until, a.own, a.others) for a in after.told[: len(told)]] == replayed


def test_a_mind_changed_later_is_not_known_earlier() -> None:
    first, later = START + timedelta(days=1), START + timedelta(days=50)
    turned = opinion("iris", 5, True, 1, verdicts=((first, True), (later, False)))
    told = sorted([*people("iris"), turned], key=lambda one: one.since)
    seen = [
        known.liked
        for _, trial in trials(told, REPLAYED, SIZE)
        for known in trial.asked.own
        if known.said == turned.said
    ]
    assert seen
    assert all(seen)


def test_what_is_left_out_is_not_known_and_not_listed_away() -> None:
    for _, trial in trials(people("iris"), LEFT_OUT, SIZE):
        assert trial.about not in trial.asked.own
        assert trial.about.row in trial.listed
        assert trial.asked.without == trial.about.said
        assert not set(trial.listed) & {one.row for one in trial.asked.own}


def test_with_one_person_intervals_are_over_opinions() -> None:
    found = measured_own(people("iris"), [Witness()], vectors())
    assert found.unit == "opinions"
    row = row_named(found.rows, "left out: witness")
    assert row.metrics["auc"].value == 1
    assert len(row.sums["brier"]) == 12


def test_too_little_is_a_result_that_says_what_is_missing() -> None:
    found = measured_own([opinion("iris", 2, True, 1)], [Witness()], vectors())
    assert found.rows == ()
    assert "9 are still missing" in found.too_little
    assert "1 are still missing" in too_little(12, 2)
    assert too_little(7, 3) == ""


def test_of_very_many_opinions_the_newest_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flowery.learning.evaluation.own.MOST_OF_ALL", 22)
    told = people("iris", "sage", each=15)
    asked = [trial.about for _, trial in trials(told, REPLAYED, SIZE)]
    assert len(asked) == 22
    days = {one.since for one in asked}
    assert min(days) == START + timedelta(days=4)


def test_units_bear_no_names() -> None:
    found = measured_own(people("u_iris", "u_sage"), [Witness()], vectors())
    units = {unit for row in found.rows for sums in row.sums.values() for unit in sums}
    assert units
    assert not any("iris" in unit or "sage" in unit for unit in units)


def test_opinions_come_from_stars_reactions_and_wears(
    flowery: Flowery, iris: User, sage: User
) -> None:
    loved, left, worn, wished = (one.id for one in flowery.catalogue.fragrances[:4])
    own = flowery.tables.of(iris.id)
    own.wardrobe.rate(loved, "would_wear", 5)
    own.wardrobe.rate(loved, "takes_back", 1)
    flowery.learning.react(iris.id, left, "dislike")
    flowery.learning.react(iris.id, worn, "wish")
    flowery.learning.react(iris.id, worn, "wore")
    flowery.learning.react(iris.id, wished, "wish")
    own.wardrobe.rate(wished, "would_wear", 3)
    found = opinions([iris.id, sage.id], flowery.taste.evidence, flowery.catalogue)
    by_name = {flowery.catalogue.fragrances[one.row].id: one for one in found}
    assert {name: one.liked for name, one in by_name.items()} == {
        loved: True,
        left: False,
        worn: True,
    }
    wish, wear = own.tastes.reactions()[1:3]
    assert by_name[worn].since == wish.created_at
    assert by_name[worn].said == {wish.id, wear.id}
    assert len(by_name[loved].said) == 2


def test_our_own_methods_know_nothing_of_what_is_left_out_or_later(
    flowery: Flowery, iris: User
) -> None:
    """The learner and the ranking itself: a planted rating moves neither before its time."""
    own = flowery.tables.of(iris.id)
    early, late = (one.id for one in flowery.catalogue.fragrances[10:12])
    first = own.wardrobe.rate(early, "would_wear", 5)
    known = [
        flowery.foretelling.foretold(iris.id).chances.copy(),
        sum(flowery.advice.standing.parts(iris.id, None, frozenset()).values()),
    ]
    planted = own.wardrobe.rate(late, "would_wear", 1)

    def now(until: datetime | None, without: frozenset[str]) -> list[np.ndarray]:
        return [
            flowery.foretelling.foretold(iris.id, until=until, without=without).chances,
            sum(flowery.advice.standing.parts(iris.id, until, without).values()),
        ]

    moved = now(None, frozenset())
    assert all(not np.array_equal(one, other) for one, other in zip(moved, known, strict=True))
    for hidden in (now(first.created_at, frozenset()), now(None, frozenset({planted.id}))):
        assert all(np.array_equal(one, other) for one, other in zip(hidden, known, strict=True))
