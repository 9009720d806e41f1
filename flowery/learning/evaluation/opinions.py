"""What an item is like, as columns of numbers: from its own facts, and from what other people's
ratings say of it (how well it is liked, how well known, and in which directions tastes part).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from flowery.learning.evaluation.tables import DISLIKED, LIKED, Item, Ratings

Matrix = NDArray[np.float64]
Column = NDArray[np.float64]

_WORDS = 64  # of one column, the most usual; rarer ones tell too little of anybody's taste
_NAME = (
    0.9  # of the cells differ: the column is a name, which tells nothing of what a thing is like
)
_SHARES = (0.01, 0.9)  # of all items; a word in nearly all or nearly none parts nothing
_DIRECTIONS = 16  # measured: 8 lose .003 of AUC, 32 gain nothing
_UNSURE = 5.0  # ratings that say nothing, added to each mean
_MOST_PEOPLE = 3000  # who are asked for directions of taste; more change them little


def facts(items: Sequence[Item], names: Sequence[str]) -> Matrix:
    """What the table says of each of `names`, shape (n, columns): numbers standardised, usual words
    as 0 or 1 less their mean. An item without a row is the mean item.
    """
    known = {item.name: item for item in items}
    columns = dict.fromkeys(column for item in items for column in item.facts)
    cells = {c: [known[n].facts.get(c, "") if n in known else "" for n in names] for c in columns}
    made = [column for c in columns for column in _of_column(cells[c])]
    return np.column_stack(made) if made else np.zeros((len(names), 0))


def opinions(told: Ratings) -> Matrix:
    """What others' ratings say of each item, shape (n, 2 + directions): how well it is liked, how
    many know it, and where it lies in the directions along which tastes part most.
    """
    return np.column_stack([_acclaim(told), _renown(told), _directions(told)])


def _of_column(cells: Sequence[str]) -> Iterator[Column]:
    numbers = [_as_number(cell) for cell in cells]
    filled = [n for cell, n in zip(cells, numbers, strict=True) if cell]
    if filled and all(n is not None for n in filled):
        mean = float(np.mean([n for n in filled if n is not None]))
        yield _standard(np.array([mean if n is None else n for n in numbers]))
        return
    if len(set(cells)) > _NAME * len(cells):
        return
    held = [frozenset(_words(cell)) for cell in cells]
    counts = Counter(word for words in held for word in words)
    least, most = (share * len(cells) for share in _SHARES)
    for word, count in counts.most_common(_WORDS):
        if least <= count <= most:
            column = np.array([word in words for words in held], dtype=np.float64)
            yield column - column.mean()


def _words(cell: str) -> list[str]:
    parts = re.split(r"[|,;]" if re.search(r"[|,;]", cell) else r"\s", cell)
    return [part.strip().casefold() for part in parts if part.strip()]


def _as_number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _acclaim(told: Ratings) -> Column:
    """How many like it for one who does not, on a scale of logarithms."""
    liked, not_liked = (
        np.bincount(told.items[chosen], minlength=len(told.item_names))
        for chosen in (told.values >= LIKED, told.values <= DISLIKED)
    )
    return _standard(np.log((liked + 3.0) / (not_liked + 1.0)))


def _renown(told: Ratings) -> Column:
    return _standard(np.log1p(np.bincount(told.items, minlength=len(told.item_names))))


def _directions(told: Ratings) -> Matrix:
    """The leading right singular vectors of the ratings, less the mean of each item and person,
    scaled so that the first has variance one.
    """
    people = np.unique(told.people)[:_MOST_PEOPLE]
    rows = np.searchsorted(people, told.people)
    inside = (rows < len(people)) & (people[np.minimum(rows, len(people) - 1)] == told.people)
    table = np.zeros((len(people), len(told.item_names)))
    there = np.zeros(table.shape, dtype=np.bool_)
    table[rows[inside], told.items[inside]] = told.values[inside] - told.values.mean()
    there[rows[inside], told.items[inside]] = True
    for axis in (0, 1):
        means = table.sum(axis=axis, keepdims=True)
        means = means / (there.sum(axis=axis, keepdims=True) + _UNSURE)
        table = np.where(there, table - means, 0.0)
    table /= np.sqrt(there.sum(axis=0) + 2 * _UNSURE)
    _, sizes, vectors = np.linalg.svd(table, full_matrices=False)
    count = min(_DIRECTIONS, int((sizes > 1e-9).sum()))
    scaled = vectors[:count].T * np.sqrt(vectors.shape[1])
    return np.asarray(scaled * (sizes[:count] / max(sizes[0], 1e-9)))


def _standard(column: NDArray[np.floating]) -> Column:
    return np.asarray((column - column.mean()) / max(float(column.std()), 1e-9))
