"""The other tastes somebody keeps beside their own, such as one for a gift: accounts that have a
guardian and no password. What is kept of such a taste is bound to it as anybody's rows are, so that
tastes cannot mix.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from flowery.storage import schema
from flowery.storage.account_rows import fold, user_of
from flowery.storage.database import Database
from flowery.storage.personal.bound import new_id, now
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import User

MOST = 12  # a family and some friends; each is a diary that is looked through at every start
_APART = "\x1f"  # no name of an account may hold it, so that a taste has nobody's name


class Wards:
    """The tastes that one person keeps."""

    def __init__(self, database: Database, guardian_id: str) -> None:
        self._database = database
        self.guardian_id = guardian_id

    def list(self) -> tuple[User, ...]:
        """Every taste, oldest first."""
        table = schema.accounts
        query = select(table).where(table.c.guardian_id == self.guardian_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.created_at, table.c.id)).mappings()
            return tuple(user_of(row) for row in rows)

    def get(self, taste_id: str) -> User:
        """One of them. Raises NotFound, also for another person's."""
        return self._only(taste_id, lambda taste: taste.id == taste_id)

    def named(self, name: str) -> User:
        """The one of a name. Raises NotFound."""
        return self._only(name, lambda taste: fold(taste.name) == fold(name))

    def add(self, name: str) -> User:
        """Begin another one, which speaks the guardian's language. Raises Refused when the name is
        taken or there are many already, NotFound for a guardian who is gone.
        """
        table = schema.accounts
        row: dict[str, Any] = {"id": new_id("u"), "created_at": now(), **self._called(name)}
        with self._database.write("taste.add") as connection:
            row |= {"guardian_id": self.guardian_id, **self._ways(connection)}
            mine = select(func.count()).where(table.c.guardian_id == self.guardian_id)
            if int(connection.execute(mine).scalar() or 0) >= MOST:
                raise Refused(f"You keep {MOST} tastes already; forget one of them first.")
            try:
                connection.execute(insert(table).values(row))
            except IntegrityError as error:
                raise _taken(name) from error
        return self.get(row["id"])

    def rename(self, taste_id: str, name: str) -> User:
        """Call it otherwise. Raises Refused when the name is taken, NotFound."""
        table = schema.accounts
        mine = (table.c.guardian_id == self.guardian_id, table.c.id == taste_id)
        with self._database.write("taste.rename") as connection:
            try:
                connection.execute(update(table).where(*mine).values(self._called(name)))
            except IntegrityError as error:
                raise _taken(name) from error
        return self.get(taste_id)

    def _only(self, asked: str, is_it: Callable[[User], bool]) -> User:
        found = next((taste for taste in self.list() if is_it(taste)), None)
        if found is None:
            raise NotFound(f"You keep no taste {asked!r}.")
        return found

    def _called(self, name: str) -> dict[str, str]:
        folded = f"{self.guardian_id}{_APART}{fold(name)}"
        return {"name": name.strip(), "folded_name": folded}

    def _ways(self, connection: Connection) -> dict[str, Any]:
        """The language and time zone of the guardian, who reads and writes in it."""
        table = schema.accounts
        query = select(table.c.language, table.c.time_zone)
        own = (table.c.id == self.guardian_id, table.c.guardian_id.is_(None))
        row = connection.execute(query.where(*own)).mappings().first()
        if row is None:
            raise NotFound(f"There is no account {self.guardian_id!r}.")
        return dict(row)


def _taken(name: str) -> Refused:
    return Refused(f"You keep a taste {name.strip()!r} already. Choose another name.")
