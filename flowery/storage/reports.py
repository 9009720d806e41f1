"""The journal of evaluations: which are waiting, how far one came, and what each found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.storage.personal.bound import new_id, now
from flowery.words.errors import NotFound, Refused

ReportState = Literal["waiting", "running", "done", "failed", "interrupted"]
OPEN = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class Report:
    """One evaluation. `done` is how much of it, 0..1; `findings` is what it found, as JSON, once it
    is done; `settings` say what was compared.
    """

    id: str
    kind: str
    state: ReportState
    reason: str
    done: float
    settings: Mapping[str, Any]
    findings: Mapping[str, Any] | None
    begun_by: str | None
    started_at: datetime
    ended_at: datetime | None


class Reports:
    """The rows of evaluations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, kind: str, settings: Mapping[str, Any], begun_by: str | None, state: ReportState
    ) -> Report:
        """Note that something is to be evaluated. Raises Refused while the like is under way."""
        table = schema.reports
        row: dict[str, Any] = {"id": new_id("v"), "kind": kind, "settings": dict(settings)}
        row |= {"state": state, "begun_by": begun_by, "started_at": now()}
        with self._database.write("report.add") as connection:
            alike = select(table.c.id).where(table.c.kind == kind, table.c.state.in_(OPEN))
            if connection.execute(alike).first() is not None:
                raise Refused("The same evaluation is under way; wait for its report.")
            connection.execute(insert(table).values(row))
        return self.get(row["id"])

    def get(self, report_id: str) -> Report:
        """One report. Raises NotFound."""
        query = select(schema.reports).where(schema.reports.c.id == report_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"There is no report {report_id!r}.")
        return Report(**row)

    def list(self) -> tuple[Report, ...]:
        """Every report, newest first."""
        table = schema.reports
        query = select(table).order_by(table.c.started_at.desc(), table.c.id)
        with self._database.read() as connection:
            return tuple(Report(**row) for row in connection.execute(query).mappings())

    def change(self, report_id: str, **values: Any) -> None:
        """Set columns of a report: state, reason, done, findings, ended_at."""
        table = schema.reports
        with self._database.write("report.change") as connection:
            connection.execute(update(table).where(table.c.id == report_id).values(values))

    def interrupt_running(self) -> int:
        """Say of those that seem to run that they do not; for whoever knows that none can."""
        table = schema.reports
        stopped = {"state": "interrupted", "ended_at": now()}
        query = update(table).where(table.c.state == "running").values(stopped)
        with self._database.write("report.interrupt") as connection:
            return connection.execute(query).rowcount

    def forget(self, report_id: str) -> int:
        """Delete a report; returns how many rows went."""
        table = schema.reports
        with self._database.write("report.forget") as connection:
            return connection.execute(delete(table).where(table.c.id == report_id)).rowcount
