"""The perfumes as rows: read a few at a time, replaced, and taken away when nobody knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.words.errors import NotFound

_STATEMENT = 500  # values; a statement carries a limited number of them


class FragranceRows:
    """Every perfume that is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """(id, brand, name, facts) of every perfume, in the order of their ids, a few at a time."""
        table = schema.fragrances
        query = select(table.c.id, table.c.brand, table.c.name, table.c.facts).order_by(table.c.id)
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=500).execute(query):
                yield row[0], row[1], row[2], row[3]

    def row(self, fragrance_id: str) -> tuple[str, dict[str, Any]]:
        """(origin, facts) of one perfume. Raises NotFound."""
        table = schema.fragrances
        query = select(table.c.origin, table.c.facts).where(table.c.id == fragrance_id)
        with self._database.read() as connection:
            found = connection.execute(query).first()
        if found is None:
            raise NotFound(f"The catalogue has no perfume {fragrance_id!r}.")
        return found.origin, found.facts

    def replace(self, rows: Sequence[Mapping[str, Any]], gone: Iterable[str] = ()) -> None:
        """Write perfumes down, where a row of the same id is replaced, and take some away. Rows
        carry id, brand, name, facts, origin.
        """
        with self._database.write("fragrances") as connection:
            _delete(connection, tuple(gone))
            replace_fragrances(connection, rows)

    def origins(self) -> dict[str, int]:
        """How many perfumes each origin told of first."""
        table = schema.fragrances
        query = select(table.c.origin, func.count()).group_by(table.c.origin)
        with self._database.read() as connection:
            return {str(row[0]): int(row[1]) for row in connection.execute(query)}

    def of_origin(self, origin: str) -> frozenset[str]:
        """The ids of the perfumes that an origin told of first."""
        query = select(schema.fragrances.c.id).where(schema.fragrances.c.origin == origin)
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def held(self) -> frozenset[str]:
        """The ids of the perfumes that somebody reacted to, rated or has a bottle of."""
        tables = (schema.reactions, schema.ratings, schema.bottles)
        with self._database.read() as connection:
            found = (connection.execute(select(t.c.fragrance_id).distinct()) for t in tables)
            return frozenset(row[0] for rows in found for row in rows)


def replace_fragrances(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write perfumes in a transaction that is open."""
    if rows:
        _delete(connection, tuple(row["id"] for row in rows))
        connection.execute(insert(schema.fragrances), list(rows))


def _delete(connection: Connection, ids: Sequence[str]) -> None:
    table = schema.fragrances
    for start in range(0, len(ids), _STATEMENT):
        chunk = ids[start : start + _STATEMENT]
        connection.execute(delete(table).where(table.c.id.in_(chunk)))
