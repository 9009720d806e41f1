"""Who keeps everything on this machine: a person who says so, with every taste they keep, and a
taste of which it is said alone.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select, update

from flowery.storage import schema
from flowery.storage.database import Database

_own, _guardian = schema.accounts, schema.accounts.alias("guardian")


class AtHome:
    """The switches of everybody. Asked of the rows each time, since another process may have turned
    one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def stays(self, user_id: str) -> bool:
        """Whether nothing of somebody may leave this machine."""
        return bool(self._ids(_own.c.id == user_id))

    def everybody(self) -> frozenset[str]:
        """Whoever keeps everything here."""
        return self._ids()

    def turn(self, user_id: str, stays: bool) -> tuple[str, ...]:
        """Turn a switch; returns whose consent to share examples ended with it, for an example is
        there to be sent.
        """
        table = schema.accounts
        theirs = or_(table.c.id == user_id, table.c.guardian_id == user_id)
        changed = {"stays_home": stays, "version": table.c.version + 1}
        with self._database.write("account.at_home") as connection:
            connection.execute(update(table).where(table.c.id == user_id).values(changed))
            if not stays:
                return ()
            everyone = tuple(connection.execute(select(table.c.id).where(theirs)).scalars())
            connection.execute(update(table).where(theirs).values(shares_examples=False))
        return everyone

    def _ids(self, *conditions: ColumnElement[bool]) -> frozenset[str]:
        kept = or_(_own.c.stays_home, _guardian.c.stays_home)
        joined = _own.outerjoin(_guardian, _guardian.c.id == _own.c.guardian_id)
        query = select(_own.c.id).select_from(joined).where(kept, *conditions)
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())
