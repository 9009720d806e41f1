"""A table brought into a collection: what of it is new, row by row, and which rows cannot be taken.

Pure but for reading the file. The same table twice brings nothing the second time: reactions and
stars are compared as they stand, bottles and wears are counted.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from flowery.collection.headings import fields_of
from flowery.collection.matching import Matching
from flowery.collection.possessions import Possession
from flowery.collection.statements import RowReader, Statement, rating_of
from flowery.perfumery.importing.rows import Row, rows_of
from flowery.storage.personal import Brought
from flowery.storage.personal.bound import new_id
from flowery.storage.personal.tastes import REPLACED
from flowery.words.errors import Refused
from flowery.words.vocabulary import (
    Bottle,
    PerfumeRating,
    RatingScale,
    ReactionKind,
    UserFragrance,
    Wear,
)

MOST_ROWS = 20_000  # a wear a day for fifty years
_HEADER_ROWS = 50  # objects may leave fields out


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that was understood: its number, the perfume, and whether it brings anything new."""

    row: int
    statement: Statement
    is_new: bool


@dataclass(frozen=True, slots=True)
class Untaken:
    """A row that cannot be taken, with the reason and what it says."""

    row: int
    reason: str
    said: str


@dataclass(frozen=True, slots=True)
class Bringing:
    """What a table brings: `brought` is new, and was compared with the collection as of
    `version`. `is_of_ten` says that ratings up to ten were halved.
    """

    brought: Brought
    taken: tuple[Taken, ...]
    untaken: tuple[Untaken, ...]
    version: int
    is_of_ten: bool

    @property
    def added(self) -> int:
        """How many rows bring something."""
        return sum(one.is_new for one in self.taken)

    @property
    def unchanged(self) -> int:
        """How many rows say what is known."""
        return len(self.taken) - self.added

    @property
    def read(self) -> int:
        """How many rows there are."""
        return len(self.taken) + len(self.untaken)


def bringing(
    path: Path, found: Iterable[Possession], version: int, matching: Matching, now: datetime
) -> Bringing:
    """What a file would bring into a collection; `now` is the person's moment, in their zone.
    Raises Refused when the file as a whole cannot be read.
    """
    rows = list(itertools.islice(rows_of(path), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise Refused(f"{path.name} has more than {MOST_ROWS:,} rows; bring it in parts.")
    header = dict.fromkeys(str(name) for row in rows[:_HEADER_ROWS] for name in row.cells)
    if not header:
        raise Refused(f"{path.name} has no rows.")
    fields = fields_of(header, path.name)
    is_of_ten = any(_is_above_five(row, fields) for row in rows)
    reader = RowReader(matching.match, now.date(), is_of_ten, not _is_json(path))
    news = _News(found, now)
    taken: list[Taken] = []
    untaken: list[Untaken] = []
    for row in rows:
        try:
            statement = reader.read(_cells(row, fields))
            taken.append(Taken(row.number, statement, news.take(statement)))
        except Refused as error:
            untaken.append(Untaken(row.number, str(error), _shown(row)))
    return Bringing(news.brought(), tuple(taken), tuple(untaken), version, is_of_ten)


class _News:
    """What a table says beyond what is known, gathered row by row."""

    def __init__(self, found: Iterable[Possession], now: datetime) -> None:
        found = tuple(found)
        self._now = now
        self._moments = (now + timedelta(microseconds=step) for step in itertools.count())
        self._before = {one.fragrance_id: one.reactions for one in found}
        self._said = {one.fragrance_id: set(one.reactions) for one in found}
        self._reasons = {one.fragrance_id: one.reason for one in found}
        self._known = {(one.fragrance_id, s): n for one in found for s, n in one.ratings.items()}
        self._bottles = Counter(_bottle_key(b) for one in found for b in one.bottles)
        self._wears = Counter(_wear_key(w) for one in found for w in one.wears)
        self._reactions: dict[tuple[str, ReactionKind], UserFragrance] = {}
        self._ratings: dict[tuple[str, RatingScale], PerfumeRating] = {}
        self._new_bottles: list[Bottle] = []
        self._new_wears: list[Wear] = []

    def take(self, statement: Statement) -> bool:
        """Gather what is new of a row; returns whether anything is."""
        said = [self._react(statement, kind) for kind in statement.reactions]
        rated = [self._rate(statement.fragrance_id, *given) for given in statement.ratings]
        return any([*said, *rated, self._own(statement), self._wear(statement)])

    def brought(self) -> Brought:
        """All that is new, in the order of the table."""
        reactions = tuple(r for r in self._reactions.values() if self._changes(r))
        ratings = tuple(self._ratings.values())
        return Brought(tuple(self._new_bottles), tuple(self._new_wears), ratings, reactions)

    def _changes(self, made: UserFragrance) -> bool:
        """Whether a reaction stands at the end of the table and did not stand so before."""
        fragrance_id, kind = made.fragrance_id, made.reaction
        stood = kind in self._before.get(fragrance_id, ())
        told = made.reason in ("", self._reasons.get(fragrance_id, ""))
        return kind in self._said[fragrance_id] and not (stood and told)

    def _react(self, statement: Statement, kind: ReactionKind) -> bool:
        fragrance_id = statement.fragrance_id
        said = self._said.setdefault(fragrance_id, set())
        is_about = kind == "declined" or "declined" not in statement.reactions
        reason = statement.reason if is_about else ""
        is_new = kind not in said or reason not in ("", self._reasons.get(fragrance_id, ""))
        if is_new:
            said -= set(REPLACED[kind])
            said.add(kind)
            made = UserFragrance(new_id("r"), fragrance_id, kind, next(self._moments), reason)
            self._reactions[fragrance_id, kind] = made
        return is_new

    def _rate(self, fragrance_id: str, scale: RatingScale, stars: int) -> bool:
        if self._known.get((fragrance_id, scale)) == stars:
            return False
        self._known[fragrance_id, scale] = stars
        moment = next(self._moments)
        made = PerfumeRating(new_id("g"), fragrance_id, scale, stars, moment)
        self._ratings[fragrance_id, scale] = made
        return True

    def _own(self, statement: Statement) -> bool:
        if statement.bottle is None:
            return False
        bottle = _bottle(statement, next(self._moments))
        if self._counted(self._bottles, _bottle_key(bottle)):
            return False
        self._new_bottles.append(bottle)
        return True

    def _wear(self, statement: Statement) -> bool:
        facts = statement.wear
        if facts is None:
            return False
        details = {name: getattr(facts, name) for name in facts.__slots__}
        noon = datetime.combine(date.fromisoformat(facts.worn_on), time(12), self._now.tzinfo)
        said_at = min(noon, next(self._moments))
        wear = Wear(new_id("r"), statement.fragrance_id, created_at=said_at, **details)
        if self._counted(self._wears, _wear_key(wear)):
            return False
        self._new_wears.append(wear)
        return True

    def _counted(self, known: Counter[Any], key: object) -> bool:
        """Whether one more of these is known; it is then used up."""
        is_known = known[key] > 0
        known[key] -= is_known
        return is_known


def _bottle(statement: Statement, moment: datetime) -> Bottle:
    facts = statement.bottle
    said = {name: getattr(facts, name) for name in facts.__slots__} if facts else {}
    made = Bottle(new_id("b"), statement.fragrance_id, created_at=moment, **said)
    if statement.measured is not None:
        at = statement.measured.at or moment
        made = replace(made, left=statement.measured.left, left_at=at)
    return replace(made, emptied_on=statement.emptied_on)


def _bottle_key(bottle: Bottle) -> tuple[object, ...]:
    """What makes two bottles the same in a table; when something was measured does not."""
    facts = ("fragrance_id", "form", "millilitres", "left", "price", "currency", "batch", "note")
    days = ("bought_on", "emptied_on")
    return tuple(getattr(bottle, name) for name in (*facts, *days))


def _wear_key(wear: Wear) -> tuple[object, ...]:
    details = ("fragrance_id", "worn_on", "occasion", "weather", "sprays", "note")
    return tuple(getattr(wear, name) for name in details)


def _cells(row: Row, fields: Mapping[str, str]) -> dict[str, Any]:
    if row.flaw:
        raise Refused(f"It cannot be read: {row.flaw}.")
    named: dict[str, Any] = {}
    for column, field in fields.items():
        if row.cells.get(column) not in (None, ""):
            named.setdefault(field, row.cells[column])
    return named


def _is_above_five(row: Row, fields: Mapping[str, str]) -> bool:
    rated = (rating_of(row.cells.get(c)) for c, field in fields.items() if field == "rating")
    return any(value is not None and value > 5 for value in rated)


def _is_json(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def _shown(row: Row) -> str:
    return " · ".join(_words(row.cells.values()))[:200]


def _words(cells: Iterable[Any]) -> Iterator[str]:
    return (str(cell)[:60] for cell in cells if cell not in (None, ""))
