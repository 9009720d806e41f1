"""What was read in a person's memories: the journal of steps, the smells, and what the person said
about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update

from flowery.storage import schema
from flowery.storage.personal.bound import Bound, new_id, now
from flowery.storage.personal.standing import standing
from flowery.words.vocabulary import Correction, ExtractedScent


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One line of the journal: a step of a memory, how it ended and how long it took."""

    step: str
    outcome: str
    detail: str
    milliseconds: int
    at: datetime


class Readings(Bound):
    """Steps, smells and corrections of one person."""

    def journal(self, memory_id: str, step: str, outcome: str, detail: str, took: int) -> None:
        """Add a line to the journal; `took` in milliseconds, `detail` never holds words of the
        memory.
        """
        row = {
            "user_id": self.user_id,
            "memory_id": memory_id,
            "step": step,
            "outcome": outcome,
            "detail": detail,
            "milliseconds": took,
            "at": now(),
        }
        with self._database.write("journal") as connection:
            connection.execute(insert(schema.steps).values(row))

    def steps(self, memory_id: str) -> tuple[StepTaken, ...]:
        """The journal of one memory, in order."""
        table = schema.steps
        mine = (table.c.user_id == self.user_id, table.c.memory_id == memory_id)
        query = select(table).where(*mine).order_by(table.c.number)
        with self._database.read() as connection:
            return tuple(
                StepTaken(row.step, row.outcome, row.detail, row.milliseconds, row.at)
                for row in connection.execute(query)
            )

    def replace_smells(self, memory_id: str, smells: Iterable[ExtractedScent]) -> None:
        """Put a new reading of a memory in the place of the old one; corrections stay."""
        table = schema.smells
        rows = [_smell_row(smell, memory_id, self.user_id) for smell in smells]
        with self._database.write("smells.replace") as connection:
            mine = (table.c.user_id == self.user_id, table.c.memory_id == memory_id)
            connection.execute(delete(table).where(*mine))
            if rows:
                connection.execute(insert(table), rows)
            self._touch(connection)

    def agree(self, memory_id: str, model: str, counts: Mapping[str, int]) -> None:
        """Keep how far a model agreed with the reading of a memory, in the place of what was kept;
        nothing when there are no counts.
        """
        table = schema.agreements
        row = {"memory_id": memory_id, "user_id": self.user_id, "model": model, "at": now()}
        with self._database.write("agreement") as connection:
            mine = (table.c.user_id == self.user_id, table.c.memory_id == memory_id)
            connection.execute(delete(table).where(*mine))
            if counts:
                connection.execute(insert(table).values(**row, counts=dict(counts)))

    def smells(self, memory_id: str | None = None) -> tuple[tuple[str, ExtractedScent], ...]:
        """(memory id, smell) as they were read, of one memory or of all."""
        rows = self._rows(schema.smells, memory_id)
        return tuple((row["memory_id"], _smell(row)) for row in rows)

    def correct(self, correction: Correction) -> None:
        """Keep what the person said about a smell; it is evidence from this moment."""
        row = {**asdict(correction), "user_id": self.user_id}
        with self._database.write("correction") as connection:
            connection.execute(insert(schema.corrections).values(row))
            self._touch(connection)

    def corrections(self, memory_id: str | None = None) -> tuple[Correction, ...]:
        """Corrections in the order they were made, of one memory or of all."""
        rows = self._rows(schema.corrections, memory_id)
        made = sorted(rows, key=lambda row: (row["created_at"], row["id"]))
        return tuple(Correction(**{k: row[k] for k in Correction.__slots__}) for row in made)

    def keep_corrections(self, memory_id: str, words: str) -> None:
        """After an edit: what was said about words that are gone goes with them, and a smell that
        was added follows its words to where they stand now.
        """
        table = schema.corrections
        said = [one for one in self.corrections(memory_id) if one.start is not None]
        with self._database.write("corrections.keep") as connection:
            for one in said:
                this = (table.c.user_id == self.user_id, table.c.id == one.id)
                place = _nearest(words, one.source, one.start or 0)
                if place is None:
                    connection.execute(delete(table).where(*this))
                elif one.action == "add":
                    moved = {"start": place, "end": place + len(one.source)}
                    connection.execute(update(table).where(*this).values(moved))
            self._touch(connection)

    def standing(self, memory_id: str | None = None) -> tuple[tuple[str, ExtractedScent], ...]:
        """(memory id, smell) as they stand after what the person said about them."""
        return standing(self.smells(memory_id), self.corrections(memory_id))

    def _rows(self, table: Any, memory_id: str | None) -> list[RowMapping]:
        query = select(table).where(table.c.user_id == self.user_id)
        if memory_id is not None:
            query = query.where(table.c.memory_id == memory_id)
        with self._database.read() as connection:
            return list(connection.execute(query.order_by(table.c.id)).mappings())


def _nearest(words: str, source: str, start: int) -> int | None:
    """Where these words stand now: of several places the one nearest to where they stood."""
    places = (found.start() for found in re.finditer(re.escape(source), words))
    return min(places, key=lambda place: abs(place - start), default=None)


def _smell_row(smell: ExtractedScent, memory_id: str, user_id: str) -> dict[str, Any]:
    row = {**asdict(smell), "memory_id": memory_id, "user_id": user_id}
    row["id"] = smell.id or new_id("s")
    return row | {"qualities": list(smell.qualities), "because": list(smell.because)}


def _smell(row: RowMapping) -> ExtractedScent:
    values: dict[str, Any] = {name: row[name] for name in ExtractedScent.__slots__}
    values |= {"qualities": tuple(row["qualities"]), "because": tuple(row["because"])}
    return ExtractedScent(**values)
