"""The journal of imports: which file, how far it came, what became of its rows; and which new
notes are other names of known ones.

A batch of perfumes and the place in the file where it ends are written together, so that an
interrupted import goes on exactly there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, insert, select, update

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.storage.fragrances import replace_fragrances
from flowery.storage.personal.bound import new_id, now
from flowery.words.errors import NotFound

ImportState = Literal["waiting", "running", "interrupted", "done", "let go"]
OPEN = ("waiting", "running", "interrupted")


@dataclass(frozen=True, slots=True)
class Import:
    """One file that is or was brought in. `mapping` is column -> field, `rows_done` how many of
    its `rows` are dealt with for good, `counts` what became of those.
    """

    id: str
    file_name: str
    sha256: str
    mapping: Mapping[str, str]
    state: ImportState
    reason: str
    rows: int
    rows_done: int
    counts: Mapping[str, int]
    new_notes: Mapping[str, int]
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, and why."""

    row: int
    reason: str
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far an import came, with what a batch adds to it."""

    import_id: str
    rows_done: int
    counts: Mapping[str, int]
    new_notes: Mapping[str, int]
    refusals: Sequence[Refusal] = ()


class Imports:
    """The rows of imports and of what was said about new notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, file_name: str, sha256: str, mapping: Mapping[str, str], import_id: str = ""
    ) -> Import:
        """Note that a file is to be brought in."""
        row: dict[str, Any] = {"id": import_id or new_id("i"), "file_name": file_name}
        row |= {"sha256": sha256, "mapping": dict(mapping), "state": "waiting", "started_at": now()}
        with self._database.write("import.add") as connection:
            connection.execute(insert(schema.imports).values(row))
        return self.get(row["id"])

    def get(self, import_id: str) -> Import:
        """One import. Raises NotFound."""
        query = select(schema.imports).where(schema.imports.c.id == import_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"There is no import {import_id!r}.")
        return Import(**row)

    def list(self) -> tuple[Import, ...]:
        """Every import, newest first."""
        query = select(schema.imports).order_by(schema.imports.c.started_at.desc())
        with self._database.read() as connection:
            return tuple(Import(**row) for row in connection.execute(query).mappings())

    def unfinished(self, sha256: str, mapping: Mapping[str, str]) -> Import | None:
        """The newest import of this very file with these columns that did not come to its end."""
        same = (i for i in self.list() if i.sha256 == sha256 and i.mapping == dict(mapping))
        return next((i for i in same if i.state in OPEN), None)

    def change(self, import_id: str, **values: Any) -> None:
        """Set columns of an import: state, reason, rows, ended_at."""
        table = schema.imports
        with self._database.write("import.change") as connection:
            connection.execute(update(table).where(table.c.id == import_id).values(values))

    def interrupt_running(self) -> int:
        """Say of those that seem to run that they do not; for whoever knows that none can."""
        table = schema.imports
        query = update(table).where(table.c.state == "running").values(state="interrupted")
        with self._database.write("import.interrupt") as connection:
            return connection.execute(query).rowcount

    def write_batch(self, perfumes: Sequence[Mapping[str, Any]], cursor: Cursor) -> None:
        """Write perfumes, refusals and the place after them, all or nothing of it."""
        table = schema.imports
        told = [
            {"import_id": cursor.import_id, "row": r.row, "reason": r.reason}
            | {"cells": dict(r.cells)}
            for r in cursor.refusals
        ]
        moved = {"rows_done": cursor.rows_done, "counts": dict(cursor.counts)}
        moved["new_notes"] = dict(cursor.new_notes)
        with self._database.write("import.batch") as connection:
            replace_fragrances(connection, perfumes)
            if told:
                connection.execute(insert(schema.refusals), told)
            connection.execute(update(table).where(table.c.id == cursor.import_id).values(moved))

    def refusals(self, import_id: str, limit: int | None = None) -> Iterator[Refusal]:
        """The refused rows of an import, in their order."""
        table = schema.refusals
        query = select(table.c.row, table.c.reason, table.c.cells)
        query = query.where(table.c.import_id == import_id).order_by(table.c.number).limit(limit)
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=500).execute(query):
                yield Refusal(*row)

    def stamp(self) -> str:
        """Another one whenever an import ended or something was said about a new note: the
        catalogue has to be read anew.
        """
        ended = select(func.max(schema.imports.c.ended_at)).scalar_subquery()
        said = select(func.max(schema.note_aliases.c.number)).scalar_subquery()
        with self._database.read() as connection:
            return " ".join(map(str, connection.execute(select(ended, said)).one()))

    def note_aliases(self) -> dict[str, str]:
        """What was said last about new notes: the known note that each is, "" for one of its own
        that was looked at.
        """
        table = schema.note_aliases
        query = select(table.c.name, table.c.note).order_by(table.c.number)
        with self._database.read() as connection:
            return {row.name: row.note for row in connection.execute(query)}

    def say_alias(self, name: str, note: str, told_by: str) -> None:
        """Note that a new note is a known one, or ("") one of its own; earlier words stay in the
        journal and count no more.
        """
        row = {"name": name, "note": note, "told_by": told_by, "at": now()}
        with self._database.write("note_alias") as connection:
            connection.execute(insert(schema.note_aliases).values(row))
