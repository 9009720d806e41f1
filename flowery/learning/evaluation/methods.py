"""What is compared on the opinions of this home: what Flowery foretells, the ranking as it stands,
and the simple rankers it has to beat. Each scores the whole catalogue for one person as of a
moment, without what is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from flowery.learning.evaluation.tried import Opinion
from flowery.learning.evaluation.variants import Variant

Matrix = NDArray[np.float32]
Scores = NDArray[np.floating]

FORETOLD = "foretold"
_SEED = 11
_SHRUNK = 1.0  # people who rated nothing, added to every likeness of two perfumes


class Foretold(Protocol):
    """What the learner says of every perfume."""

    @property
    def chances(self) -> NDArray[np.float32]:
        """The chance that each is liked, shape (n,)."""


class Foretells(Protocol):
    """The learner, as `taste.foretelling` has it."""

    def foretold(
        self, user_id: str, *, until: datetime | None, without: frozenset[str]
    ) -> Foretold:
        """The chances of every perfume, from evidence until a moment and without some rows."""


class Stands(Protocol):
    """The ranking as it stands, for somebody who asks for nothing."""

    def parts(
        self, user_id: str, until: datetime | None, without: frozenset[str]
    ) -> Mapping[str, NDArray[np.float64]]:
        """The parts of every perfume's score, each of shape (n,)."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a method: what one person would think of perfumes, as of a moment (None:
    now), without some rows. `own` are their opinions that are known, `others` those of others.
    """

    user_id: str
    until: datetime | None
    without: frozenset[str]
    own: Sequence[Opinion]
    others: Sequence[Opinion]


class Method(Protocol):
    """One way to tell what somebody likes."""

    @property
    def name(self) -> str:
        """What it is called in a report."""

    @property
    def is_chance(self) -> bool:
        """Whether its scores are probabilities."""

    def scores(self, asked: Asked) -> Scores:
        """A score for every perfume, shape (n,)."""


@dataclass
class Learner:
    """What Flowery foretells."""

    foretells: Foretells
    name: str = FORETOLD
    is_chance: bool = True

    def scores(self, asked: Asked) -> Scores:
        """The chance that each is liked."""
        told = self.foretells.foretold(asked.user_id, until=asked.until, without=asked.without)
        return told.chances


@dataclass
class Ranking:
    """The ranking as it stands, or as a variant would have it."""

    stands: Stands
    variant: Variant
    is_chance: bool = False

    @property
    def name(self) -> str:
        """That of the variant."""
        return self.variant.name

    def scores(self, asked: Asked) -> Scores:
        """The score of each when nothing is asked for."""
        parts = self.stands.parts(asked.user_id, asked.until, asked.without)
        return self.variant.totals(parts)


@dataclass
class Popularity:
    """What others like, each perfume by how many do less how many do not."""

    size: int
    name: str = "popularity"
    is_chance: bool = False

    def scores(self, asked: Asked) -> Scores:
        """How many like it, less who do not."""
        votes = np.zeros(self.size)
        for one in asked.others:
            votes[one.row] += 1 if one.liked else -1
        return votes


@dataclass
class Cosine:
    """Cosine of notes to the mean of what was liked, less the mean of what was not."""

    vectors: Matrix
    name: str = "cosine"
    is_chance: bool = False

    def scores(self, asked: Asked) -> Scores:
        """The cosine, -1..1; zeros before anything is known."""
        centre = np.zeros(self.vectors.shape[1], dtype=np.float32)
        for liked in (True, False):
            rows = [one.row for one in asked.own if one.liked is liked]
            if rows:
                centre += (1 if liked else -1) * self.vectors[rows].mean(axis=0)
        return self.vectors @ centre / max(float(np.linalg.norm(centre)), 1e-9)


@dataclass
class ItemKNN:
    """Perfumes that the same people think alike of (cosine), for or against."""

    size: int
    name: str = "itemknn"
    is_chance: bool = False

    def scores(self, asked: Asked) -> Scores:
        """The likeness to what is known, weighted by what was thought of it."""
        found = np.zeros(self.size)
        people: dict[str, dict[int, float]] = {}
        lengths = np.zeros(self.size)
        for one in asked.others:
            people.setdefault(one.user_id, {})[one.row] = 1.0 if one.liked else -1.0
            lengths[one.row] += 1
        for known in asked.own:
            for thought in people.values():
                if known.row in thought:
                    agreed = thought[known.row] * (1 if known.liked else -1)
                    for row, value in thought.items():
                        found[row] += agreed * value / np.sqrt(lengths[row] + _SHRUNK)
        return found


@dataclass
class Random:
    """Nothing at all: what chance alone reaches."""

    size: int
    name: str = "random"
    is_chance: bool = False

    def scores(self, asked: Asked) -> Scores:
        """Numbers out of the air, the same in every run."""
        seed = [_SEED, len(asked.own), *asked.user_id.encode()]
        return np.random.default_rng(seed).random(self.size)


def simple(vectors: Matrix) -> tuple[Method, ...]:
    """The methods to beat, over a catalogue by the vectors of its perfumes."""
    size = len(vectors)
    return Popularity(size), Cosine(vectors), ItemKNN(size), Random(size)
