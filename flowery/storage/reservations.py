"""Money that is set aside for calls that are being made, so that calls side by side, in one process
or several, cannot spend together what only one of them may.

What is asked is asked inside the write that sets aside: on SQLite it holds the lock from its
beginning, so nobody sets anything aside in between.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from flowery.storage import schema
from flowery.storage.books import tokens_since
from flowery.storage.database import Database

Tokens = tuple[int, int]
"""Read and written."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What models took today, this month, and for one account today; and the US dollars that are
    set aside for everybody and for that account.
    """

    day: Tokens
    month: Tokens
    person_day: Tokens
    held: float
    held_for_person: float


class Reservations:
    """What is set aside, each with the moment at which it is free again whatever happened."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_aside(
        self,
        account_id: str | None,
        moment: datetime,
        until: datetime,
        price: Callable[[Gone], float],
    ) -> str:
        """Ask for the `price` in view of all that is gone, and set it aside; returns its id, ""
        where it costs nothing. What `price` raises leaves everything as it was.
        """
        table = schema.reservations
        with self._database.write("reservations") as connection:
            connection.execute(delete(table).where(table.c.expires_at <= moment))
            dollars = price(_gone(connection, account_id, moment))
            if dollars <= 0:
                return ""
            key = f"b_{token_hex(8)}"
            row = {"id": key, "account_id": account_id, "dollars": dollars, "expires_at": until}
            connection.execute(insert(table).values(row))
            return key

    def let_go(self, key: str) -> None:
        """It is free again."""
        with self._database.write("reservations") as connection:
            table = schema.reservations
            connection.execute(delete(table).where(table.c.id == key))


def _gone(connection: Connection, account_id: str | None, moment: datetime) -> Gone:
    day = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    table, held = schema.reservations, select(func.sum(schema.reservations.c.dollars))
    own = held.where(table.c.account_id == account_id)
    return Gone(
        day=tokens_since(connection, day),
        month=tokens_since(connection, day.replace(day=1)),
        person_day=tokens_since(connection, day, account_id) if account_id else (0, 0),
        held=_sum(connection.execute(held).scalar()),
        held_for_person=_sum(connection.execute(own).scalar()) if account_id else 0.0,
    )


def _sum(found: Any) -> float:
    return float(found or 0.0)
