"""The rows of accounts, sessions and failed sign-ins. Who may enter is decided in `people`, not
here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.storage.personal.bound import new_id, now
from flowery.words.errors import NotAllowed, NotFound, Refused
from flowery.words.vocabulary import User

CLOSED = "New accounts are not open here. Ask whoever runs this Flowery."
Guess = tuple[str, datetime]
"""Where a wrong guess at a name came from, and when."""


def fold(name: str) -> str:
    """A name as it is compared: "IRIS " and "iris" are one person."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


class Accounts:
    """Accounts and sessions of everybody."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        name: str,
        password_hash: str | None,
        *,
        first_is_admin: bool = False,
        only_as_first: bool = False,
        is_admin: bool = False,
        is_example: bool = False,
    ) -> User:
        """Write an account down. With `first_is_admin` the very first one becomes administrator,
        exactly one; with `only_as_first` it is that one or none.

        Raises Refused when the name is taken, NotAllowed when somebody else was first.
        """
        row: dict[str, Any] = {"id": new_id("u"), "name": name.strip(), "folded_name": fold(name)}
        row |= {"password_hash": password_hash, "is_example": is_example, "created_at": now()}
        with self._database.write("account.add") as connection:
            real = select(func.count()).where(schema.accounts.c.is_example.is_(False))
            is_first = not connection.execute(real).scalar()
            if only_as_first and not is_first:
                raise NotAllowed(CLOSED)
            row["is_admin"] = is_admin or (first_is_admin and is_first)
            try:
                connection.execute(insert(schema.accounts).values(row))
            except IntegrityError as error:
                raise Refused(f"The name {name.strip()!r} is taken. Choose another.") from error
        return self.get(row["id"])

    def count(self) -> int:
        """How many people have an account (the example person is not counted)."""
        real = select(func.count()).where(schema.accounts.c.is_example.is_(False))
        with self._database.read() as connection:
            return int(connection.execute(real).scalar() or 0)

    def list(self) -> tuple[User, ...]:
        """Everybody, oldest account first."""
        with self._database.read() as connection:
            query = select(schema.accounts).order_by(schema.accounts.c.created_at)
            return tuple(_user(row) for row in connection.execute(query).mappings())

    def get(self, user_id: str) -> User:
        """One account. Raises NotFound."""
        return _user(self._row(schema.accounts.c.id == user_id, user_id))

    def named(self, name: str) -> User:
        """The account of a name. Raises NotFound."""
        return _user(self._row(schema.accounts.c.folded_name == fold(name), name))

    def example(self) -> User | None:
        """The example person, once they live here."""
        query = select(schema.accounts).where(schema.accounts.c.is_example)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _user(row)

    def password_hash(self, name: str) -> tuple[str, str] | None:
        """(user id, password hash) of a name, or None: unknown, or an account nobody can sign in
        to.
        """
        table = schema.accounts
        query = select(table.c.id, table.c.password_hash).where(table.c.folded_name == fold(name))
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None or row.password_hash is None else (row.id, row.password_hash)

    def change(self, user_id: str, **values: Any) -> User:
        """Set columns of an account: password_hash, language, time_zone, intensity, budget_max,
        is_admin, memories_per_day.
        """
        table = schema.accounts
        values["version"] = table.c.version + 1
        with self._database.write("account.change") as connection:
            connection.execute(update(table).where(table.c.id == user_id).values(values))
        return self.get(user_id)

    def require_admin(self, user: User) -> None:
        """Asked of the row, since somebody may have been made a person meanwhile. Raises
        NotAllowed.
        """
        if not self.get(user.id).is_admin:
            raise NotAllowed("Only an administrator may do that.")

    def erase(self, user_id: str) -> dict[str, int]:
        """Delete an account and every row of it; returns how many rows of which table."""
        counts: dict[str, int] = {}
        with self._database.write("account.erase") as connection:
            for table in reversed(schema.metadata.sorted_tables):
                if "user_id" in table.c:
                    gone = connection.execute(delete(table).where(table.c.user_id == user_id))
                    counts[table.name] = gone.rowcount
            table = schema.accounts
            gone = connection.execute(delete(table).where(table.c.id == user_id))
            counts["accounts"] = gone.rowcount
        return counts

    def open_session(
        self, token_hash: str, user_id: str, opened_at: datetime, expires_at: datetime
    ) -> None:
        """Keep a session by the hash of its token; those that expired are forgotten."""
        table = schema.sessions
        row: dict[str, Any] = {"token_hash": token_hash, "user_id": user_id}
        row |= {"created_at": opened_at, "expires_at": expires_at}
        with self._database.write("session.open") as connection:
            connection.execute(delete(table).where(table.c.expires_at <= opened_at))
            connection.execute(insert(table).values(row))

    def session_user(self, token_hash: str, moment: datetime) -> User | None:
        """Whose living session this is; None when it ended, expired or never was."""
        sessions, accounts = schema.sessions, schema.accounts
        alive = (sessions.c.ended_at.is_(None), sessions.c.expires_at > moment)
        query = select(accounts).join(sessions).where(sessions.c.token_hash == token_hash, *alive)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _user(row)

    def open_sessions(
        self, user_id: str, moment: datetime
    ) -> tuple[tuple[str, datetime, datetime], ...]:
        """(hash of the token, opened, expires) of the living sessions of a person, oldest first."""
        table = schema.sessions
        alive = (table.c.ended_at.is_(None), table.c.expires_at > moment)
        query = select(table.c.token_hash, table.c.created_at, table.c.expires_at)
        query = query.where(table.c.user_id == user_id, *alive).order_by(table.c.created_at)
        with self._database.read() as connection:
            rows = connection.execute(query)
            return tuple((r.token_hash, r.created_at, r.expires_at) for r in rows)

    def end_sessions(self, *, token_hash: str | None = None, user_id: str | None = None) -> int:
        """End one session, or every session of a person; returns how many."""
        table = schema.sessions
        which = table.c.token_hash == token_hash if token_hash else table.c.user_id == user_id
        query = update(table).where(which, table.c.ended_at.is_(None)).values(ended_at=now())
        with self._database.write("session.end") as connection:
            return connection.execute(query).rowcount

    def note_guess(
        self,
        name: str,
        origin: str,
        moment: datetime,
        since: datetime,
        wait: Callable[[Sequence[Guess]], timedelta],
    ) -> timedelta:
        """Note a guess at a name as wrong before it is tried, unless `wait` of those `since` a
        moment says how long it has to wait, which is returned. So guesses that are made at once
        count each other; older ones are forgotten. `origin` tells guessers apart (an address).
        """
        table = schema.sign_in_failures
        with self._database.write("sign_in.guess") as connection:
            connection.execute(delete(table).where(table.c.at < since))
            due = wait(_guesses(connection, name, since))
            if not due:
                row = {"id": new_id("x"), "folded_name": fold(name), "origin": origin, "at": moment}
                connection.execute(insert(table).values(row))
            return due

    def failures(self, name: str, since: datetime) -> tuple[Guess, ...]:
        """The wrong guesses at a name since a moment, oldest first."""
        with self._database.read() as connection:
            return _guesses(connection, name, since)

    def clear_failures(self, name: str, origin: str) -> None:
        """Forget the wrong guesses from one origin after the right one."""
        table = schema.sign_in_failures
        same = (table.c.folded_name == fold(name), table.c.origin == origin)
        with self._database.write("sign_in.clear") as connection:
            connection.execute(delete(table).where(*same))

    def remark(self, key: str) -> str:
        """What was said about all accounts, such as whether new ones may be made ("" when
        nothing).
        """
        query = select(schema.state.c.value).where(schema.state.c.key == f"accounts.{key}")
        with self._database.read() as connection:
            return str(connection.execute(query).scalar() or "")

    def set_remark(self, key: str, value: str) -> None:
        """Keep what was said about all accounts."""
        table = schema.state
        with self._database.write("accounts.remark") as connection:
            connection.execute(delete(table).where(table.c.key == f"accounts.{key}"))
            connection.execute(insert(table).values(key=f"accounts.{key}", value=value))

    def _row(self, condition: Any, asked: str) -> RowMapping:
        with self._database.read() as connection:
            row = connection.execute(select(schema.accounts).where(condition)).mappings().first()
        if row is None:
            raise NotFound(f"There is no account {asked!r}.")
        return row


def _guesses(connection: Connection, name: str, since: datetime) -> tuple[Guess, ...]:
    table = schema.sign_in_failures
    query = select(table.c.origin, table.c.at).where(
        table.c.folded_name == fold(name), table.c.at >= since
    )
    return tuple((r.origin, r.at) for r in connection.execute(query.order_by(table.c.at)))


def _user(row: RowMapping) -> User:
    return User(**{name: row[name] for name in User.__slots__})
