"""What every personal table shares: the database, the person, and the version that every change
moves on.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, Table, select, update

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.words.vocabulary import Dislike, PerfumeRating, Strike, Teaching, UserFragrance

Noun = TypeVar("Noun", Dislike, PerfumeRating, Strike, Teaching, UserFragrance)


def new_id(prefix: str) -> str:
    """A fresh id that says what it is: `m_3f…` for a memory."""
    return f"{prefix}_{secrets.token_hex(8)}"


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Bound:
    """Rows of one person."""

    def __init__(self, database: Database, user_id: str) -> None:
        self._database = database
        self.user_id = user_id

    def version(self) -> int:
        """A number that grows with every change of this person's rows; caches are keyed by it."""
        with self._database.read() as connection:
            return self._version(connection)

    def _version(self, connection: Connection) -> int:
        query = select(schema.accounts.c.version).where(schema.accounts.c.id == self.user_id)
        return int(connection.execute(query).scalar() or 0)

    def _nouns(self, table: Table, noun: type[Noun]) -> tuple[Noun, ...]:
        """Every row of this person as the noun it keeps, oldest first."""
        columns = (table.c[name] for name in noun.__slots__)
        query = select(*columns).where(table.c.user_id == self.user_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.created_at, table.c.id)).mappings()
            return tuple(noun(**row) for row in rows)

    def _touch(self, connection: Connection) -> None:
        accounts = schema.accounts
        connection.execute(
            update(accounts)
            .where(accounts.c.id == self.user_id)
            .values(version=accounts.c.version + 1)
        )
