"""The rows of the model endpoint. One row is what an administrator typed; it is replaced when they
type again, so that no older key is kept. What it means stands in `models`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.storage.personal.bound import now


@dataclass(frozen=True, slots=True)
class Typed:
    """What an administrator typed; None, "" or a missing name leaves it to the environment.
    `models` are ids by purpose, `prices` US dollars by what is counted, `ends` days by model.
    `number` grows with every change.
    """

    is_off: bool = False
    address: str = ""
    models: Mapping[str, str] = field(default_factory=dict)
    dimensions: int | None = None
    seconds: float | None = None
    prices: Mapping[str, float] = field(default_factory=dict)
    ends: Mapping[str, str] = field(default_factory=dict)
    sealed_key: bytes | None = field(default=None, repr=False)
    key_kept_at: datetime | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A model that an endpoint lists, with the day it ends where that is announced."""

    model: str
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of an ability of a model. `found` is a word ("yes", "no", "json"), `told` the
    sentence of what went wrong, in English, else "".
    """

    model: str
    what: str
    found: str
    told: str = ""
    at: datetime | None = None


class ConnectionRows:
    """What was typed of the endpoint, and what was found there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamp(self) -> int:
        """Another number whenever something else was typed."""
        query = select(func.max(schema.connections.c.number))
        with self._database.read() as connection:
            return int(connection.execute(query).scalar() or 0)

    def typed(self) -> Typed:
        """What was typed last."""
        with self._database.read() as connection:
            row = connection.execute(select(schema.connections)).mappings().first()
        if row is None:
            return Typed()
        return Typed(**{name: row[name] for name in Typed.__dataclass_fields__})

    def keep(self, typed: Typed, told_by: str | None) -> Typed:
        """Replace what was typed; returns it with its number."""
        table = schema.connections
        with self._database.write("connection") as connection:
            newest = connection.execute(select(func.max(table.c.number))).scalar() or 0
            kept = replace(typed, number=newest + 1)
            connection.execute(delete(table))
            connection.execute(insert(table).values(**asdict(kept), told_by=told_by, at=now()))
        return kept

    def listed(self, address: str) -> tuple[Listed, ...]:
        """What an endpoint listed when it was asked last."""
        table = schema.listed_models
        query = select(table.c.model, table.c.ends_on).where(table.c.address == address)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.model)).all()
        return tuple(Listed(model, date.fromisoformat(d) if d else None) for model, d in rows)

    def keep_listed(self, address: str, models: Sequence[Listed]) -> None:
        """Replace what an endpoint lists."""
        table, at = schema.listed_models, now()
        rows = [
            {"address": address, "model": one.model, "at": at}
            | {"ends_on": one.ends_on.isoformat() if one.ends_on else None}
            for one in models
        ]
        with self._database.write("listed") as connection:
            connection.execute(delete(table).where(table.c.address == address))
            if rows:
                connection.execute(insert(table), rows)

    def found(self, address: str, since: datetime | None = None) -> tuple[Finding, ...]:
        """What was found of the models of an endpoint, or what was found since a moment."""
        table = schema.findings
        wanted = (table.c.model, table.c.what, table.c.found, table.c.told, table.c.at)
        query = select(*wanted).where(table.c.address == address)
        query = query if since is None else query.where(table.c.at >= since)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.model, table.c.what)).all()
        return tuple(Finding(*row) for row in rows)

    def keep_found(self, address: str, findings: Sequence[Finding], anew: bool = False) -> None:
        """Keep what was found; `anew` forgets first all that was known of these models."""
        table, at = schema.findings, now()
        with self._database.write("findings") as connection:
            for one in findings:
                same = (table.c.address == address, table.c.model == one.model)
                also = () if anew else (table.c.what == one.what,)
                connection.execute(delete(table).where(*same, *also))
            for one in findings:
                kept = {"model": one.model, "what": one.what, "found": one.found, "told": one.told}
                connection.execute(insert(table).values(**kept, address=address, at=at))
