"""Evidence as a belief is learned from it: each row one observation in the columns of perfumes,
liked or not, worth so many answers.

The two targets hear the same evidence with different ears: a memory says above all what takes
somebody back, a bottle that was bought above all what they would wear.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from flowery.taste.columns import ON_AXES, WIDTH, Column, Columns
from flowery.taste.preference import Matrix
from flowery.taste.spreading import Spreading
from flowery.words.vocabulary import AXES, Evidence, RatingScale, Strike

Target = RatingScale
"""What is foretold: whether a perfume takes somebody back, whether they would wear it."""

_READ: Mapping[Target, float] = {"takes_back": 1.0, "would_wear": 0.7}
_SAID: Mapping[Target, float] = {"takes_back": 0.7, "would_wear": 1.0}
_BOTH: Mapping[Target, float] = {"takes_back": 1.0, "would_wear": 1.0}

_NOTHING = 1e-300  # worth of what faded away

WORTH: Mapping[str, Mapping[Target, float]] = {
    "smell": _READ,  # who loves the smell of a garage does not always want to wear it
    "correction": _READ,
    "picture": _READ,
    "stars": _BOTH,
    "answer_dislike": _SAID,
    "taught:axis": {"takes_back": 2.6, "would_wear": 3.75},
    "taught:note": {"takes_back": 2.6, "would_wear": 3.75},
    "taught:pair": {"takes_back": 1.0, "would_wear": 2.0},
    "taught:sample": {"takes_back": 1.0, "would_wear": 2.5},
    "critique": _SAID,
    "reaction:own": {"takes_back": 0.4, "would_wear": 1.5},
    "reaction:wore": {"takes_back": 0.4, "would_wear": 1.5},
    "reaction:like": {"takes_back": 1.0, "would_wear": 1.5},
    "reaction:wish": {"takes_back": 0.6, "would_wear": 1.5},
    "reaction:dislike": {"takes_back": 1.0, "would_wear": 2.0},
    "reaction:declined": {"takes_back": 0.2, "would_wear": 1.5},
    "rating:takes_back": {"takes_back": 3.0, "would_wear": 0.8},
    "rating:would_wear": {"takes_back": 0.8, "would_wear": 3.0},
}
"""How many answers a row of each sort is worth, times its strength. The unit is one plain yes or
no about a perfume on the target's own scale: five stars of five are one and a half, since they say
how much; a word about one note or side is less, since a perfume is more than that. To
Flowery's own question it is worth three where it is as clear as can be, and half of that for a
"rather": on the protocol of `benchmarks/teaching.py` two and four did a little worse.
"""


@dataclass(frozen=True)
class Observed:
    """Observations, each from a row of evidence: which thing it is `about`, shape (n,), liked 1,
    not 0, between for neither, and how many answers it is worth. `things` are what was judged,
    each once, shape (t, 79): a diary names few things often.
    """

    things: Matrix
    about: NDArray[np.intp]
    liked: Column
    worth: Column
    rows: tuple[Evidence, ...]

    @property
    def told(self) -> float:
        """The weight of all of it."""
        return float(self.worth.sum())

    @property
    def merged(self) -> tuple[Matrix, Column, Column]:
        """The things, liked and worth, with all rows about one as one observation: a belief learned
        of them is the very same.
        """
        worth = np.bincount(self.about, self.worth, len(self.things)).astype(np.float64)
        liked = np.bincount(self.about, self.worth * self.liked, len(self.things))
        return self.things, liked / np.maximum(worth, _NOTHING), worth


def is_of(row: Evidence, ids: Collection[str]) -> bool:
    """Whether a row of evidence is one of these, or of one of these memories."""
    return row.id in ids or row.source in ids or row.memory_id in ids


def observed(
    rows: Iterable[Evidence],
    target: Target,
    columns: Columns,
    strikes: Sequence[Strike] = (),
    half_life_days: float = 0.0,
) -> Observed:
    """The evidence rows as observations for one target. Rows about what is in no catalogue any
    more are left out. With a half-life a row loses worth by its age, counted from the newest row:
    the same rows give the same belief on any day.
    """
    x_of = lru_cache(maxsize=None)(_reader(columns, strikes))
    worths = [(row, _worth(row, target)) for row in rows]
    found = [(row, worth) for row, worth in worths if worth and x_of(row.subject).any()]
    places: dict[str, int] = {}
    about = [places.setdefault(row.subject, len(places)) for row, _ in found]
    things = np.array([x_of(subject) for subject in places]).reshape(-1, WIDTH)
    newest = max((row.at for row, _ in found), default=None)
    ages = np.array([(newest - row.at).total_seconds() / 86_400 for row, _ in found if newest])
    worth = np.array([worth for _, worth in found], dtype=np.float64)
    faded = worth * 0.5 ** (ages / half_life_days) if half_life_days else worth
    liked = np.array([(1 + np.sign(row.direction)) / 2 for row, _ in found], dtype=np.float64)
    which = np.array(about, dtype=np.intp)
    return Observed(things, which, liked, faded, tuple(row for row, _ in found))


def _worth(row: Evidence, target: Target) -> float:
    """How many answers a row is worth; one that points nowhere counts only where "neither" was an
    answer.
    """
    sort = f"{row.kind}:{row.detail.partition(':')[0]}"
    answers = WORTH.get(sort) or WORTH[row.kind]
    clear = abs(row.direction) or float(row.kind == "taught")
    return row.strength * clear * answers[target]


def _reader(columns: Columns, strikes: Sequence[Strike]) -> Callable[[str], Column]:
    """Turns a subject of evidence into what was judged, shape (79,); zeros for the unknown."""
    spreading = Spreading(columns.catalogue, strikes)

    def perfume(name: str) -> Column:
        if name not in columns.catalogue:
            return np.zeros(WIDTH)
        x = columns.of_perfume(name, spreading.struck_in(name))
        smelled = spreading.on_axes(f"fragrance:{name}")
        x[ON_AXES] = np.array([smelled[axis] for axis in AXES]) - columns.usual_axes
        return x

    def pair(names: str) -> Column:
        one, _, other = names.partition("|")
        known = one in columns.catalogue and other in columns.catalogue
        return perfume(one) - perfume(other) if known else np.zeros(WIDTH)

    def axis(name: str) -> Column:
        return columns.of_axis(name) if name in AXES else np.zeros(WIDTH)

    readers: Mapping[str, Callable[[str], Column]] = {
        "fragrance": perfume,
        "pair": pair,
        "axis": axis,
        "note": columns.of_note,
        "accord": columns.of_accord,
    }

    def read(subject: str) -> Column:
        kind, _, name = subject.partition(":")
        return readers[kind](name)

    return read
