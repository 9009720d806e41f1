"""The days on which a person wore a perfume. A wear is a reaction "wore" with its details beside
it; one without details was of the day on which it was said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, RowMapping, delete, insert, select

from flowery.storage import schema
from flowery.storage.personal.bound import Bound, new_id, now
from flowery.storage.personal.tastes import put_reaction
from flowery.words.errors import NotFound
from flowery.words.vocabulary import UserFragrance, Wear

_DETAILS = ("worn_on", "occasion", "weather", "sprays", "note")


class Wears(Bound):
    """The wear log of one person."""

    def list(self) -> tuple[Wear, ...]:
        """Every wear, the latest day first."""
        query = self._joined()
        with self._database.read() as connection:
            zone = self._zone(connection)
            found = [_wear(row, zone) for row in connection.execute(query).mappings()]
        return tuple(sorted(found, key=lambda w: (w.worn_on, w.created_at, w.id), reverse=True))

    def get(self, wear_id: str) -> Wear:
        """One wear. Raises NotFound, also for another person's."""
        with self._database.read() as connection:
            return self._one(connection, wear_id)

    def add(self, wear: Wear) -> Wear:
        """Keep a wear under an id of its own."""
        made = replace(wear, id=new_id("r"), created_at=now())
        with self._database.write("wear.add") as connection:
            put_wear(connection, self.user_id, made)
            self._touch(connection)
        return made

    def change(self, wear_id: str, **details: Any) -> Wear:
        """Change details of a wear; returns it as it is now. Raises NotFound."""
        with self._database.write("wear.change") as connection:
            after = replace(self._one(connection, wear_id), **details)
            table = schema.wears
            connection.execute(delete(table).where(table.c.reaction_id == wear_id))
            connection.execute(insert(table).values(_details(after, self.user_id)))
            self._touch(connection)
        return after

    def remove(self, wear_id: str) -> Wear:
        """Take a wear back; returns it. Raises NotFound."""
        table = schema.reactions
        with self._database.write("wear.remove") as connection:
            gone = self._one(connection, wear_id)
            connection.execute(delete(schema.wears).where(schema.wears.c.reaction_id == wear_id))
            connection.execute(delete(table).where(table.c.id == wear_id))
            self._touch(connection)
        return gone

    def _joined(self) -> Any:
        reactions, wears = schema.reactions, schema.wears
        both = reactions.outerjoin(wears, wears.c.reaction_id == reactions.c.id)
        said = (reactions.c.id, reactions.c.fragrance_id, reactions.c.created_at)
        query = select(*said, *(wears.c[name] for name in _DETAILS)).select_from(both)
        return query.where(reactions.c.user_id == self.user_id, reactions.c.reaction == "wore")

    def _one(self, connection: Connection, wear_id: str) -> Wear:
        query = self._joined().where(schema.reactions.c.id == wear_id)
        row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound("This wear is not in your log any more.")
        return _wear(row, self._zone(connection))

    def _zone(self, connection: Connection) -> tzinfo:
        accounts = schema.accounts
        query = select(accounts.c.time_zone).where(accounts.c.id == self.user_id)
        return zone_of(str(connection.execute(query).scalar()))


def zone_of(time_zone: str) -> tzinfo:
    """Where days begin and end; an unknown zone counts as UTC."""
    try:
        return ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError):
        return UTC


def put_wear(connection: Connection, user_id: str, wear: Wear) -> None:
    """Write a wear down: the reaction, and its details."""
    put_reaction(
        connection, user_id, UserFragrance(wear.id, wear.fragrance_id, "wore", wear.created_at)
    )
    connection.execute(insert(schema.wears).values(_details(wear, user_id)))


def _details(wear: Wear, user_id: str) -> dict[str, Any]:
    details = {name: getattr(wear, name) for name in _DETAILS}
    return {"reaction_id": wear.id, "user_id": user_id, **details}


def _wear(row: RowMapping, zone: tzinfo) -> Wear:
    said_at: datetime = row["created_at"]
    if row["worn_on"] is None:  # said in passing, by `react --wore` or an earlier edition
        day = said_at.astimezone(zone).date().isoformat()
        return Wear(row["id"], row["fragrance_id"], day, said_at)
    details = {name: row[name] for name in _DETAILS}
    return Wear(id=row["id"], fragrance_id=row["fragrance_id"], created_at=said_at, **details)
