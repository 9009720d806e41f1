"""The training examples of everybody who shares them, as reviewers go through them, and what the
reviewers said. Who may look is decided in `learning`, not here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, delete, func, insert, select, update

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.storage.example_content import example_of, reviewed
from flowery.storage.personal.bound import now
from flowery.words.errors import NotFound
from flowery.words.vocabulary import ExampleSource, ExampleState, TrainingExample, Verdict


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which examples to look at; None wants any."""

    state: ExampleState | None = None
    source: ExampleSource | None = None
    language: str | None = None
    least_quality: float = 0.0
    disagrees: bool = False
    wants_second: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """What is compared to find near-duplicates: an example, whose it is, and its signature."""

    example_id: str
    user_id: str
    signature: bytes


class ExampleRows:
    """Examples and reviews. Those of somebody who shares no more are never read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self, wanted: Wanted, limit: int | None = None, offset: int = 0
    ) -> tuple[TrainingExample, ...]:
        """The wanted examples, the best first."""
        table = schema.training_examples
        order = (table.c.quality.desc(), table.c.created_at.desc(), table.c.id)
        query = _shared(select(table)).where(*_wanted(wanted)).order_by(*order)
        with self._database.read() as connection:
            rows = connection.execute(query.limit(limit).offset(offset)).mappings()
            return tuple(reviewed(row) for row in rows)

    def count(self, wanted: Wanted) -> int:
        """How many examples are wanted."""
        query = _shared(select(func.count()).select_from(schema.training_examples))
        with self._database.read() as connection:
            return int(connection.execute(query.where(*_wanted(wanted))).scalar() or 0)

    def approved(self) -> int:
        """How many examples are accepted, with nobody else asked for."""
        table = schema.training_examples
        query = _shared(select(func.count()).select_from(table))
        query = query.where(table.c.state == "accepted", table.c.wants_second.is_(False))
        with self._database.read() as connection:
            return int(connection.execute(query).scalar() or 0)

    def states(self) -> dict[str, int]:
        """How many examples are in which state."""
        table = schema.training_examples
        query = _shared(select(table.c.state, func.count().label("number")))
        with self._database.read() as connection:
            rows = connection.execute(query.group_by(table.c.state))
            return {row.state: row.number for row in rows}

    def get(self, example_id: str) -> TrainingExample:
        """One example as it is reviewed. Raises NotFound."""
        return reviewed(self._row(example_id))

    def as_made(self, example_id: str) -> TrainingExample:
        """One example without what reviewers changed. Raises NotFound."""
        row = self._row(example_id)
        return example_of(row, row["content"])

    def edits(self, example_id: str) -> dict[str, Any]:
        """What reviewers changed in an example. Raises NotFound."""
        return dict(self._row(example_id)["edits"] or {})

    def set_edits(self, example_id: str, edits: Mapping[str, Any]) -> None:
        """Keep what reviewers changed in an example."""
        self._set(example_id, edits=dict(edits) or None)

    def want_second(self, example_id: str, wanted: bool) -> None:
        """Keep whether another reviewer is asked for."""
        self._set(example_id, wants_second=wanted)

    def review(self, example_id: str, reviewer_id: str, verdict: Verdict) -> Mapping[str, Verdict]:
        """Keep what a reviewer says; returns what everybody said of the example, by reviewer."""
        self._row(example_id)
        table = schema.example_reviews
        mine = (table.c.example_id == example_id, table.c.reviewer_id == reviewer_id)
        row = {"example_id": example_id, "reviewer_id": reviewer_id, "verdict": verdict}
        with self._database.write("example.review") as connection:
            connection.execute(delete(table).where(*mine))
            connection.execute(insert(table).values(**row, at=now()))
        return self.reviews(example_id)

    def reviews(self, example_id: str) -> dict[str, Verdict]:
        """What was said of an example, by reviewer."""
        return self.all_reviews().get(example_id, {})

    def all_reviews(self) -> dict[str, dict[str, Verdict]]:
        """What reviewers said, by example and reviewer."""
        table = schema.example_reviews
        said: defaultdict[str, dict[str, Verdict]] = defaultdict(dict)
        with self._database.read() as connection:
            for row in connection.execute(select(table).order_by(table.c.at)):
                said[row.example_id][row.reviewer_id] = row.verdict
        return dict(said)

    def set_state(self, example_id: str, state: ExampleState) -> None:
        """Keep how an example stands."""
        self._set(example_id, state=state)

    def signed(self) -> tuple[Signed, ...]:
        """The signature of every example, oldest first."""
        table = schema.training_examples
        query = _shared(select(table.c.id, table.c.user_id, table.c.signature))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.created_at, table.c.id))
            return tuple(Signed(row.id, row.user_id, row.signature) for row in rows)

    def sharing(self) -> tuple[str, ...]:
        """Everybody who shares examples."""
        table = schema.accounts
        query = select(table.c.id).where(table.c.shares_examples, table.c.is_example.is_(False))
        with self._database.read() as connection:
            return tuple(connection.execute(query.order_by(table.c.created_at)).scalars())

    def left_behind(self) -> tuple[str, ...]:
        """Everybody who shares no more and of whom examples are still there."""
        table, accounts = schema.training_examples, schema.accounts
        query = select(table.c.user_id).distinct().join(accounts)
        with self._database.read() as connection:
            unshared = query.where(accounts.c.shares_examples.is_(False))
            return tuple(connection.execute(unshared).scalars())

    def _row(self, example_id: str) -> RowMapping:
        table = schema.training_examples
        query = _shared(select(table)).where(table.c.id == example_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"There is no training example {example_id!r}.")
        return row

    def _set(self, example_id: str, **values: Any) -> None:
        table = schema.training_examples
        with self._database.write("example.set") as connection:
            connection.execute(update(table).where(table.c.id == example_id).values(values))


def _shared(query: Select[Any]) -> Select[Any]:
    """Only of people who share now, whatever a dying process left of others."""
    accounts, table = schema.accounts, schema.training_examples
    return query.join(accounts, accounts.c.id == table.c.user_id).where(accounts.c.shares_examples)


def _wanted(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    table = schema.training_examples
    found = [table.c.quality >= wanted.least_quality]
    for name in ("state", "source", "language"):
        value = getattr(wanted, name)
        found += [table.c[name] == value] if value is not None else []
    found += [table.c.disagrees] if wanted.disagrees else []
    return [*found, table.c.wants_second] if wanted.wants_second else found
