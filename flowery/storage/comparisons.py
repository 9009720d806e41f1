"""Comparisons of two rankings or two ways of wording: which run or ran, and what people were shown
for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.storage.personal.bound import new_id, now
from flowery.words.errors import NotFound, Refused


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two variants by name, and since when they are compared. `pinned` is what was in use when it
    began, as JSON; `verdict` is what it came to, as JSON, once it was stopped.
    """

    id: str
    a: str
    b: str
    verdict: Mapping[str, Any] | None
    pinned: Mapping[str, Any]
    begun_by: str | None
    started_at: datetime
    ended_at: datetime | None

    @property
    def runs(self) -> bool:
        """Whether questions are still answered for it."""
        return self.ended_at is None

    @property
    def slots(self) -> Mapping[str, str]:
        """What was in use in every slot when it began."""
        return dict(self.pinned.get("slots", {}))

    @property
    def is_of_words(self) -> bool:
        """Whether two ways of wording are compared, and not two rankings."""
        return self.pinned.get("kind") == "words"


@dataclass(frozen=True, slots=True)
class ShownList:
    """One answer that was drafted for a comparison: its perfumes with the team of each."""

    question_id: str
    user_id: str
    at: datetime
    teams: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordedAnswer:
    """One answer that was worded for a comparison, by which of the two ("a" or "b"), and how its
    person rated it: `stars`, None while nobody did.
    """

    question_id: str
    team: str
    at: datetime
    stars: int | None
    rated_at: datetime | None


class Comparisons:
    """The rows of comparisons."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, a: str, b: str, begun_by: str, pinned: Mapping[str, Any] | None = None
    ) -> Comparison:
        """Begin one. Raises Refused while another runs."""
        table = schema.comparisons
        row = {"id": new_id("c"), "a": a, "b": b, "begun_by": begun_by, "started_at": now()}
        row |= {"pinned": dict(pinned or {})}
        with self._database.write("comparison.add") as connection:
            if connection.execute(select(table.c.id).where(table.c.ended_at.is_(None))).first():
                raise Refused("A comparison runs already; stop it before you begin another.")
            connection.execute(insert(table).values(row))
        return self.get(str(row["id"]))

    def get(self, comparison_id: str) -> Comparison:
        """One comparison. Raises NotFound."""
        query = select(schema.comparisons).where(schema.comparisons.c.id == comparison_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"There is no comparison {comparison_id!r}.")
        return Comparison(**row)

    def list(self) -> tuple[Comparison, ...]:
        """Every comparison, newest first."""
        table = schema.comparisons
        query = select(table).order_by(table.c.started_at.desc(), table.c.id)
        with self._database.read() as connection:
            return tuple(Comparison(**row) for row in connection.execute(query).mappings())

    def running(self) -> Comparison | None:
        """The one that runs, if any."""
        query = select(schema.comparisons).where(schema.comparisons.c.ended_at.is_(None))
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else Comparison(**row)

    def stop(self, comparison_id: str, verdict: Mapping[str, Any]) -> None:
        """End one with what it came to. Raises Refused when it has ended."""
        table = schema.comparisons
        still = (table.c.id == comparison_id, table.c.ended_at.is_(None))
        query = update(table).where(*still).values(verdict=dict(verdict), ended_at=now())
        with self._database.write("comparison.stop") as connection:
            if not connection.execute(query).rowcount:
                raise Refused("That comparison does not run any more.")

    def shown(self, comparison_id: str) -> tuple[ShownList, ...]:
        """The lists that were drafted for it and are still kept, oldest first."""
        table = schema.questions
        query = select(table.c.id, table.c.user_id, table.c.created_at, table.c.answer)
        query = query.where(table.c.comparison_id == comparison_id, table.c.answer.is_not(None))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.created_at)).all()
        return tuple(
            ShownList(row.id, row.user_id, row.created_at, _teams(row.answer)) for row in rows
        )

    def worded(self, comparison_id: str) -> tuple[WordedAnswer, ...]:
        """The answers that were worded for it and are still kept, in the order in which they were
        rated; those that nobody rated come last.
        """
        table, stars = schema.questions, schema.feedback
        team = table.c.answer["worded_for"].as_string()
        query = select(table.c.id, team, table.c.created_at, stars.c.stars, stars.c.created_at)
        query = query.select_from(table.outerjoin(stars, stars.c.question_id == table.c.id))
        query = query.where(table.c.comparison_id == comparison_id, table.c.answer.is_not(None))
        order = (stars.c.created_at.is_(None), stars.c.created_at, table.c.created_at)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(*order)).all()
        return tuple(WordedAnswer(*row) for row in rows if row[1] in ("a", "b"))


def _teams(answer: Mapping[str, Any]) -> dict[str, str]:
    perfumes = (one["fragrance_id"] for one in answer["recommendations"])
    return dict(zip(perfumes, answer["teams"], strict=True))
