"""A home where people asked for a garage and always took leather: an adapter can learn that,
and so can the weights. The examples are rows like any other, accepted and frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from flowery.learning.tuning import Tuning
from flowery.storage.personal import MadeExample
from flowery.wiring import Flowery
from flowery.words.vocabulary import Candidate, Split, TrainingExample, TrainingSet, User

BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
FOR = ("the evening", "a walk", "my desk", "Sunday", "the train", "a concert", "rain", "dinner")
WHEN = ("in autumn", "in winter", "after work", "at home", "with friends")
SPLITS: tuple[Split, ...] = ("train", "train", "validation", "train", "test")

Freeze = Callable[..., TrainingSet]


@pytest.fixture
def tuning(flowery: Flowery) -> Tuning:
    return flowery.tuning


@pytest.fixture
def leathers(flowery: Flowery) -> tuple[str, ...]:
    held = flowery.catalogue.note_holding("leather").rows
    return tuple(flowery.catalogue.fragrances[row].id for row in held[:3])


@pytest.fixture
def freeze(flowery: Flowery, iris: User, basil: User, leathers: tuple[str, ...]) -> Freeze:
    """Freezes so many examples of Iris, who shares them."""

    def frozen(count: int = 40) -> TrainingSet:
        flowery.tables.accounts.change(iris.id, shares_examples=True)
        own = flowery.tables.of(iris.id)
        made = [MadeExample(one, b"", ()) for one in examples(flowery, iris, leathers, count)]
        own.examples.hold(made, "stamp", own.version())
        kept = own.examples.list()
        for one in kept:
            flowery.tables.examples.set_state(one.id, "accepted")
        placed = [(SPLITS[n % len(SPLITS)], one) for n, one in enumerate(reversed(kept))]
        sets = flowery.tables.training_sets
        return sets.get(sets.freeze(placed, basil.id))

    return frozen


def examples(
    flowery: Flowery, person: User, liked: tuple[str, ...], count: int
) -> Iterator[TrainingExample]:
    others = [f.id for f in flowery.catalogue.fragrances if f.id not in liked]
    for number in range(count):
        moment = f"{FOR[number % len(FOR)]} {WHEN[number % len(WHEN)]}"
        asked = f"my grandfather and his garage, for {moment}"
        wrong = Candidate(
            others[number], "", "", {"question": 0.5, "taste": 0.1}, verdict="declined"
        )
        right = [
            Candidate(one, "House", "Name", {"question": 0.45, "taste": 0.14}, verdict="chosen")
            for one in liked
        ]
        yield TrainingExample(
            id="",
            user_id=person.id,
            source="answer",
            source_id=f"q_{number}",
            language="en",
            created_at=BEGAN + timedelta(hours=number),
            question=asked,
            candidates=(wrong, *right),
            answer=f"Leather keeps you warm; take it for {asked}.",
            stars=5,
        )
