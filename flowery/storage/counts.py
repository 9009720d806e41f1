"""What models said and what of it did not hold, counted a day. What does not hold is dropped and
counted, so that an administrator sees how far a model can be trusted.

    tables.counts.add(model, purpose, {"asked": 1, "unknown_note": 2})

`purpose` is the purpose of the request ("smells", "brief", "words"). `what` is the reason in lower
case, the same for the same thing everywhere: `unknown_note`, `not_in_text`, `unknown_perfume`,
`not_offered`, `vetoed`, `not_plain`. Count `asked` once an answer, so that the rest is a share of
something. Nothing that a person or a model wrote may be a name here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select, update

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.storage.personal.bound import now

_A_REASON = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened to what a model said for a purpose."""

    model: str
    purpose: str
    what: str
    number: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a model agreed with the embedded reader, summed over so many memories."""

    model: str
    memories: int
    counts: Mapping[str, int]


class Counts:
    """The rows of what was counted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, model: str, purpose: str, numbers: Mapping[str, int]) -> None:
        """Count what happened to one answer; numbers of 0 are no rows. Raises ValueError for a
        name that is no reason.
        """
        happened = {what: number for what, number in numbers.items() if number > 0}
        for what in happened:
            if not _A_REASON.fullmatch(what):
                raise ValueError("A count is named by a reason such as 'unknown_note'.")
        if happened:
            day = now().date().isoformat()
            with self._database.write("counts") as connection:
                for what, number in happened.items():
                    _count(connection, (day, model, purpose, what), number)

    def since(self, day: date) -> tuple[Count, ...]:
        """What was counted from a day on (UTC), summed by model, purpose and reason."""
        table = schema.counts
        by = (table.c.model, table.c.purpose, table.c.what)
        query = select(*by, func.sum(table.c.number)).where(table.c.day >= day.isoformat())
        with self._database.read() as connection:
            rows = connection.execute(query.group_by(*by).order_by(*by)).all()
        return tuple(Count(model, purpose, what, int(n)) for model, purpose, what, n in rows)

    def agreements(self) -> tuple[Agreement, ...]:
        """How far every model agreed with the embedded reader about the memories there are."""
        table = schema.agreements
        query = select(table.c.model, table.c.counts).order_by(table.c.model)
        summed: dict[str, Counter[str]] = {}
        memories: Counter[str] = Counter()
        with self._database.read() as connection:
            for model, counts in connection.execute(query):
                summed.setdefault(model, Counter()).update(counts)
                memories[model] += 1
        return tuple(Agreement(one, memories[one], counts) for one, counts in summed.items())


def _count(connection: Connection, key: tuple[str, str, str, str], number: int) -> None:
    table = schema.counts
    named = dict(zip(("day", "model", "purpose", "what"), key, strict=True))
    this = [table.c[name] == value for name, value in named.items()]
    more = update(table).where(*this).values(number=table.c.number + number)
    if not connection.execute(more).rowcount:
        connection.execute(insert(table).values(**named, number=number))
