"""A table of ratings and a table of items, from any text or Parquet file; typed headers of RecBole
("rating:float") are understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.importing.rows import Row, rows_of
from flowery.words.errors import Refused

Codes = NDArray[np.int64]
Column = NDArray[np.float64]
Mask = NDArray[np.bool_]

LIKED, DISLIKED = 0.75, 0.25  # of the scale's range: 4 and 5 of 5 stars, 1 and 2 of 5
_NAMES = {
    "person": re.compile(r"(user|person|reviewer|customer|u)(_?id|_?name)?"),
    "item": re.compile(r"(item|movie|product|perfume|fragrance|asin|i)(_?id|_?name)?"),
    "rating": re.compile(r"(rating|stars?|score|label|value)s?"),
    "time": re.compile(r"(time_?stamp|time|date|at|created_at|when)"),
}


@dataclass(frozen=True)
class Ratings:
    """Who rated what, each person's in the order of time. People and items are numbers from 0;
    `values` lie in 0..1 of the scale.
    """

    people: Codes
    items: Codes
    values: Column
    item_names: tuple[str, ...]

    @property
    def count_people(self) -> int:
        """How many people rated anything."""
        return int(self.people.max(initial=-1)) + 1

    def of(self, chosen: Mask) -> Ratings:
        """The ratings of some people only, `chosen` by their number."""
        kept = chosen[self.people]
        return Ratings(self.people[kept], self.items[kept], self.values[kept], self.item_names)


@dataclass(frozen=True, slots=True)
class Item:
    """An item with everything its table says of it, by column."""

    name: str
    facts: Mapping[str, str]


def read_ratings(path: Path) -> Ratings:
    """The ratings of a file; the last one counts where somebody rated a thing twice. Raises
    Refused with what is missing.
    """
    last: dict[tuple[str, str], tuple[float, float]] = {}
    columns: Mapping[str, str] = {}
    for place, row in enumerate(_readable(path)):
        columns = columns or _columns(row, path, ("person", "item", "rating"))
        key = (_cell(row, columns["person"]), _cell(row, columns["item"]))
        rating = _number(row, columns["rating"], path)
        time = _moment(row, columns["time"], path) if "time" in columns else float(place)
        if key not in last or time >= last[key][0]:
            last[key] = (time, rating)
    if not last:
        raise Refused(f"{path.name} has no ratings.")
    return _ordered(last, path)


def read_items(path: Path) -> tuple[Item, ...]:
    """The items of a file, once each. Raises Refused."""
    found: dict[str, Item] = {}
    columns: Mapping[str, str] = {}
    for row in _readable(path):
        columns = columns or _columns(row, path, ("item",))
        name = _cell(row, columns["item"])
        facts = {_plain(c): _cell(row, c) for c in row.cells if c != columns["item"]}
        found.setdefault(name, Item(name, facts))
    if not found:
        raise Refused(f"{path.name} has no items.")
    return tuple(found.values())


def _ordered(last: Mapping[tuple[str, str], tuple[float, float]], path: Path) -> Ratings:
    names, people = np.unique([person for person, _ in last], return_inverse=True)
    items, codes = np.unique([item for _, item in last], return_inverse=True)
    told = np.array(list(last.values()))
    lowest, highest = told[:, 1].min(), told[:, 1].max()
    if lowest == highest or len(names) < 2:
        raise Refused(f"{path.name} has one rating only, or one person: there is nothing to learn.")
    order = np.lexsort((told[:, 0], people))
    values = (told[:, 1] - lowest) / (highest - lowest)
    return Ratings(people[order], codes[order], values[order], tuple(map(str, items)))


def _readable(path: Path) -> Iterator[Row]:
    for row in rows_of(path):
        if row.flaw:
            raise Refused(f"Row {row.number} of {path.name} cannot be read: {row.flaw}.")
        yield row


def _columns(row: Row, path: Path, needed: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, pattern in _NAMES.items():
        named = [c for c in row.cells if pattern.fullmatch(_plain(c).casefold())]
        if named:
            found[field] = named[0]
    missing = [field for field in needed if field not in found]
    if missing:
        raise Refused(
            f"{path.name} has no column for the {missing[0]}; it has {', '.join(row.cells)}. "
            "Call them user_id, item_id, rating and timestamp."
        )
    return found


def _plain(column: str) -> str:
    """A column's name without the type that RecBole writes behind it."""
    return column.partition(":")[0].strip()


def _cell(row: Row, column: str) -> str:
    value: Any = row.cells.get(column)
    return "" if value is None else str(value).strip()


def _number(row: Row, column: str, path: Path) -> float:
    said = _cell(row, column)
    try:
        number = float(said)
    except ValueError:
        number = float("nan")
    if not np.isfinite(number):
        raise Refused(f"Row {row.number} of {path.name}: {said[:40]!r} is no number.")
    return number


def _moment(row: Row, column: str, path: Path) -> float:
    """Seconds, or a date as ISO 8601 writes it."""
    try:
        return datetime.fromisoformat(_cell(row, column)).timestamp()
    except ValueError:
        return _number(row, column, path)
