"""What is compared, behind one port: our learner, and the simple rankers it has to beat.

A ranker is told the ratings of some people, then asked what somebody else would like, of whom the
first few ratings are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from flowery.learning.evaluation import opinions
from flowery.learning.evaluation.tables import DISLIKED, LIKED, Column, Item, Ratings

Matrix = NDArray[np.float64]
Seen = tuple[Matrix, Column]

_TELLING = 0.7  # of the people tell what items are like; from the others the prior is fitted, since
# whoever told of an item is no measure of how far that telling can be trusted
_NEIGHBOURS = 50  # the usual number (Sarwar et al. 2001)
_RIDGE = 200.0  # for some thousand people (Steck 2019 takes 200 to 1,000)
_DENSE = 8_000  # items; above, a table of items by items is no longer small


class Ranker(Protocol):
    """One way to tell what somebody likes. `is_chance`: its scores are probabilities."""

    name: str
    is_chance: bool

    def told(self, others: Ratings) -> None:
        """Learn from what other people rated."""

    def scores(self, known: Ratings) -> Column:
        """A score for every item, shape (n,), for one person by the ratings that are known."""


class Learner(Protocol):
    """What our ranker learns with."""

    def fit(self, people: Sequence[Seen], width: int) -> None:
        """Fit what is believed before the first answer to (features, liked) of other people."""

    def chances(self, known: Matrix, liked: Column, asked: Matrix) -> Column:
        """The probability that each thing asked about is liked."""


@dataclass
class Ours:
    """The learner over what items are like: their facts, and what others' ratings say of them
    (`name` tells which of both).
    """

    name: str
    learner: Learner
    items: Sequence[Item]
    with_opinions: bool
    is_chance: bool = True

    def told(self, others: Ratings) -> None:
        """Let some people tell of the items, and fit the prior to the others."""
        people = np.unique(others.people)
        chosen = np.zeros(int(people.max(initial=0)) + 1, dtype=np.bool_)
        chosen[people[: int(len(people) * _TELLING)]] = True
        count = len(others.item_names)
        columns = [np.ones((count, 1)), opinions.facts(self.items, others.item_names)]
        if self.with_opinions:
            columns.append(opinions.opinions(others.of(chosen)))
        self._features = np.column_stack(columns)
        trusted = others.of(~chosen) if self.with_opinions else others
        self.learner.fit(self._seen(trusted), self._features.shape[1])

    def scores(self, known: Ratings) -> Column:
        """The chance that each item is liked."""
        features, liked = self._answers(known)
        return self.learner.chances(features, liked, self._features)

    def _seen(self, ratings: Ratings) -> list[Seen]:
        starts = np.flatnonzero(np.diff(ratings.people)) + 1
        parts = zip(np.split(ratings.items, starts), np.split(ratings.values, starts), strict=True)
        return [self._judged(items, values) for items, values in parts if len(items)]

    def _answers(self, known: Ratings) -> Seen:
        return self._judged(known.items, known.values)

    def _judged(self, items: NDArray[np.int64], values: Column) -> Seen:
        """The items with a judgement; one in the middle says neither yes nor no."""
        told = (values >= LIKED) | (values <= DISLIKED)
        return self._features[items[told]], (values[told] >= LIKED).astype(np.float64)


class Popularity:
    """The most rated first, whoever asks."""

    name, is_chance = "popularity", False

    def told(self, others: Ratings) -> None:
        """Count."""
        counts = np.bincount(others.items, minlength=len(others.item_names))
        self._counts = np.log1p(counts.astype(np.float64))

    def scores(self, known: Ratings) -> Column:
        """How many rated it, as a logarithm."""
        return self._counts


class Random:
    """Nothing at all: what chance alone reaches."""

    name, is_chance = "random", False

    def told(self, others: Ratings) -> None:
        """Only how many items there are."""
        self._generator = np.random.default_rng(len(others.items))
        self._size = len(others.item_names)

    def scores(self, known: Ratings) -> Column:
        """Numbers out of the air."""
        return self._generator.random(self._size)


@dataclass
class Centroid:
    """Cosine to the mean of what was liked less the mean of what was not (Rocchio 1971)."""

    items: Sequence[Item]
    name: str = "centroid"
    is_chance: bool = False

    def told(self, others: Ratings) -> None:
        """What items are like: the very columns that ours has."""
        parts = (opinions.facts(self.items, others.item_names), opinions.opinions(others))
        found = np.column_stack(parts)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        self._columns = found / np.maximum(lengths, 1e-9)

    def scores(self, known: Ratings) -> Column:
        """The cosine, -1..1."""
        centre = self._columns[known.items].T @ (known.values - 0.5)
        return np.asarray(self._columns @ centre / max(float(np.linalg.norm(centre)), 1e-9))


class ItemKNN:
    """Items that the same people rated alike (cosine), the nearest 50."""

    name, is_chance = "itemknn", False

    def told(self, others: Ratings) -> None:
        """How alike any two items are."""
        table = _table(others, others.values - 0.5)
        lengths = np.sqrt((table * table).sum(axis=0))
        alike = table.T @ table / np.maximum(np.outer(lengths, lengths), 1e-9)
        np.fill_diagonal(alike, 0)
        if alike.shape[1] > _NEIGHBOURS:
            least = np.partition(alike, -_NEIGHBOURS, axis=1)[:, [-_NEIGHBOURS]]
            alike[alike < least] = 0
        self._alike = alike

    def scores(self, known: Ratings) -> Column:
        """The likeness to what is known, weighted by how it was rated."""
        return np.asarray(self._alike[:, known.items] @ (known.values - 0.5))


class Ease:
    """A linear autoencoder in closed form over what was liked (Steck 2019)."""

    name, is_chance = "ease", False

    def told(self, others: Ratings) -> None:
        """How much each item speaks for each other one."""
        table = _table(others, (others.values >= LIKED).astype(np.float64))
        inverse = np.linalg.inv(table.T @ table + _RIDGE * np.eye(table.shape[1]))
        self._weights = -inverse / np.diag(inverse)
        np.fill_diagonal(self._weights, 0)

    def scores(self, known: Ratings) -> Column:
        """The sum of what the liked ones say."""
        return np.asarray(self._weights[known.items[known.values >= LIKED]].sum(axis=0))


def simple(items: Sequence[Item], count_items: int) -> tuple[Ranker, ...]:
    """The rankers to beat; those that need a table of items by items only where it is small."""
    rankers: list[Ranker] = [Popularity(), Random(), Centroid(items)]
    return (*rankers, ItemKNN(), Ease()) if count_items <= _DENSE else tuple(rankers)


def _table(ratings: Ratings, values: Column) -> Matrix:
    """People by items, 0 where nothing was said."""
    _, rows = np.unique(ratings.people, return_inverse=True)
    table = np.zeros((int(rows.max(initial=-1)) + 1, len(ratings.item_names)))
    table[rows, ratings.items] = values
    return table
