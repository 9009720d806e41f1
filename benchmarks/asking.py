"""Questions on the protocol of ratings that nobody here wrote: how many answers it takes to
foretell somebody's other likes as well as ten of their ratings, drawn by chance, do.

The people are divided as `evaluate ratings` divides them, and nobody who is asked was learned from.
Half of what somebody rated, drawn by chance, answers questions; the other half is foretold, and no
question ever touches it. How answers are made up, since nobody could be asked:
- a rating of one thing is what they gave it;
- "do you like things with more of this than usual?" is answered by how much larger a share they
  liked of the third of their things that has most of it than of the third that has least (of a
  word: of the things with it than of those without): by 25 points of a hundred "very much" or "not
  at all", from 5 on "rather", else "neither"; and "I cannot say" where either part has fewer than
  three things, which counts as no answer. They weigh as in `taste.observing`.
So one answer of the second sort sums up many ratings, as somebody's word about themselves does. And
most of the sides are directions of taste without a name: a person could be asked about them only by
examples. Sides that have a name stand beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flowery.learning.evaluation import metrics, opinions
from flowery.learning.evaluation.tables import (
    DISLIKED,
    LIKED,
    Item,
    Ratings,
    read_items,
    read_ratings,
)
from flowery.taste.askable import worth_of
from flowery.taste.preference import Belief, Prior, fitted_prior, learned
from flowery.taste.questions import Posable, Question, scatter, settled

Matrix = NDArray[np.float64]
Column = NDArray[np.float64]
Mask = NDArray[np.bool_]
Choose = Callable[[Belief, Posable, Matrix, np.random.Generator], int]

TEN = "ten ratings by chance"
ASKED = 8  # questions of a kind that are followed
COMPARED = 10  # ratings by chance that are to be equalled
_FOLDS, _SEED = 5, 20
_TELLING = 0.7  # of the others tell what things are like; from the rest the prior is fitted
_RATED = 40  # judged things that somebody must have
_DRAWS = 2  # times the halves are drawn anew
_ORDERS = 5  # times the ten ratings are: their mean is what has to be equalled
_FEWEST = 3
_VERY, _NEITHER = 0.25, 0.05


@dataclass(frozen=True)
class World:
    """What is known before anybody is asked: things as columns, the prior, and the sides."""

    features: Matrix
    prior: Prior
    around: Matrix
    sides: Matrix
    parts: tuple[tuple[Mask, Mask], ...]
    named: int
    """So many of the sides, the first, are said in the table of items or by others' votes."""


@dataclass(frozen=True)
class Halves:
    """One person: the things that answer, and the things that are foretold."""

    items: NDArray[np.int64]
    liked: Column
    asked_items: NDArray[np.int64]
    asked_liked: Mask


def by_information(
    belief: Belief, left: Posable, around: Matrix, _chance: np.random.Generator
) -> int:
    """What Flowery does: the answer that settles most about things."""
    return int(settled(belief, left, around).argmax())


def by_bald(belief: Belief, left: Posable, _around: Matrix, _chance: np.random.Generator) -> int:
    """Mutual information between the answer and the weights, whatever things lean on them."""
    doubts = np.einsum("ij,ij->i", left.things @ belief.covariance, left.things)
    chances = belief.chances(left.things)
    return int((left.worth * chances * (1 - chances) * doubts).argmax())


def by_chance(_belief: Belief, left: Posable, _around: Matrix, chance: np.random.Generator) -> int:
    """Any of them."""
    return int(chance.integers(len(left.questions)))


def curves(ratings: Path, items: Path) -> dict[str, NDArray[np.float64]]:
    """The AUC of everybody after 0 to 8 answers, shape (people, 9), by way of asking; and under
    TEN after those.
    """
    told, described = read_ratings(ratings), read_items(items)
    folds = np.random.default_rng(_SEED).integers(0, _FOLDS, told.count_people)
    found: dict[str, list[list[float]]] = {}
    for fold in range(_FOLDS):
        world = _world(told.of(folds != fold), described)
        for person in np.flatnonzero(folds == fold):
            for draw in range(_DRAWS):
                halves = _halves(told, int(person), draw)
                if halves is not None:
                    for way, curve in _curves(world, halves, draw):
                        found.setdefault(way, []).append(curve)
    return {way: np.array(all_curves) for way, all_curves in found.items()}


def _curves(world: World, halves: Halves, draw: int) -> Iterator[tuple[str, list[float]]]:
    things = Posable(_unnamed(len(halves.items)), world.features[halves.items], 1.0)
    rated = 2 * halves.liked - 1
    sides, answers = _sides(world, halves)
    named = sides.only(np.array([int(q.subject) < world.named for q in sides.questions]))
    said = answers[: len(named.questions)]
    ways: Sequence[tuple[str, Posable, Column, Choose]] = (
        ("ratings by BALD", things, rated, by_bald),
        ("ratings by information", things, rated, by_information),
        ("sides by chance", sides, answers, by_chance),
        ("sides by BALD", sides, answers, by_bald),
        ("sides by information", sides, answers, by_information),
        ("named sides by information", named, said, by_information),
    )
    yield TEN, [_of_ten(world, halves, draw)] * (ASKED + 1)
    for way, posable, given, choose in ways:
        yield way, _asked(world, halves, posable, given, choose, draw)


def _of_ten(world: World, halves: Halves, draw: int) -> float:
    """The AUC after ten ratings by chance, the mean of some drawings."""
    found = []
    for order in range(_ORDERS):
        chance = np.random.default_rng([_SEED, draw, order, len(halves.items)])
        ten = chance.permutation(len(halves.items))[:COMPARED]
        belief = learned(world.prior, world.features[halves.items[ten]], halves.liked[ten])
        found.append(_foretold(world, halves, belief))
    return float(np.mean(found))


def _asked(
    world: World, halves: Halves, posable: Posable, answers: Column, choose: Choose, draw: int
) -> list[float]:
    """The AUC before the first question and after each; the last stands where none is left."""
    chance = np.random.default_rng([_SEED, draw, len(halves.items)])
    belief, chosen = Belief(world.prior.mean, world.prior.covariance), list[int]()
    curve = [_foretold(world, halves, belief)]
    liked = (1 + np.sign(answers)) / 2
    counts = posable.worth * np.where(answers == 0, 1.0, np.abs(answers))
    while len(curve) <= ASKED:
        left = np.setdiff1d(np.arange(len(answers)), chosen)
        if len(left):
            mask = np.isin(np.arange(len(answers)), left)
            chosen.append(int(left[choose(belief, posable.only(mask), world.around, chance)]))
            things = posable.things[chosen]
            belief = learned(world.prior, things, liked[chosen], counts[chosen])
        curve.append(_foretold(world, halves, belief) if len(left) else curve[-1])
    return curve


def _foretold(world: World, halves: Halves, belief: Belief) -> float:
    return metrics.auc(world.features[halves.asked_items] @ belief.mean, halves.asked_liked)


def _sides(world: World, halves: Halves) -> tuple[Posable, Column]:
    """The sides that somebody can say something of, and what they say."""
    able, answers = np.zeros(len(world.parts), dtype=np.bool_), list[float]()
    for place, (most, least) in enumerate(world.parts):
        much, little = (halves.liked[part[halves.items]] for part in (most, least))
        if min(len(much), len(little)) >= _FEWEST:
            apart = float(much.mean() - little.mean())
            able[place] = True
            answers.append(_in_words(apart))
    every = Posable(_unnamed(len(able)), world.sides, worth_of("axis"))
    return every.only(able), np.array(answers)


def _in_words(apart: float) -> float:
    """1 for "very much", .5 for "rather yes", 0 for "neither", and so on."""
    if abs(apart) < _NEITHER:
        return 0.0
    return float(np.sign(apart)) * (1.0 if abs(apart) >= _VERY else 0.5)


def _unnamed(count: int) -> tuple[Question, ...]:
    return tuple(Question("axis", str(place)) for place in range(count))


def _world(others: Ratings, described: Sequence[Item]) -> World:
    people = np.unique(others.people)
    telling = np.zeros(int(people.max()) + 1, dtype=np.bool_)
    telling[people[: int(len(people) * _TELLING)]] = True
    facts = opinions.facts(described, others.item_names)
    heard = opinions.opinions(others.of(telling))
    features = np.column_stack([np.ones(len(facts)), facts, heard])
    judged = [_judged(others.of(~telling), int(person)) for person in people]
    seen = [(features[items], liked) for items, liked in judged if len(items)]
    parts = tuple(_part(features[:, column]) for column in range(1, features.shape[1]))
    sides = np.stack([features[a].mean(axis=0) - features[b].mean(axis=0) for a, b in parts])
    prior = fitted_prior(seen, features.shape[1])
    named = facts.shape[1] + 2  # and how well it is liked, and how well known
    return World(features, prior, scatter(features.astype(np.float32)), sides, parts, named)


def _part(column: Column) -> tuple[Mask, Mask]:
    """The things with most of it and with least."""
    if len(np.unique(column)) == 2:
        return column > 0, column < 0
    low, high = np.quantile(column, (1 / 3, 2 / 3))
    return column > high, column < low


def _judged(told: Ratings, person: int) -> tuple[NDArray[np.int64], Column]:
    own = slice(*np.searchsorted(told.people, (person, person + 1)))
    items, values = told.items[own], told.values[own]
    clear = (values >= LIKED) | (values <= DISLIKED)
    return items[clear], (values[clear] >= LIKED).astype(np.float64)


def _halves(told: Ratings, person: int, draw: int) -> Halves | None:
    """None for whoever judged too little, or all things alike."""
    items, liked = _judged(told, person)
    order = np.random.default_rng([_SEED, person, draw]).permutation(len(items))
    later, first = order[: len(items) // 2], order[len(items) // 2 :]
    if len(items) < _RATED or len(set(liked[later])) < 2:
        return None
    return Halves(items[first], liked[first], items[later], liked[later] > 0)
