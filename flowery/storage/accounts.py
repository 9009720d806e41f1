"""The rows of accounts and failed sign-ins. Who may enter is decided in `people`, not here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from flowery.storage import schema
from flowery.storage.account_rows import fold, user_of
from flowery.storage.at_home import AtHome
from flowery.storage.database import Database
from flowery.storage.personal.bound import new_id, now
from flowery.storage.sessions import Sessions
from flowery.storage.wards import Wards
from flowery.words.errors import NotAllowed, NotFound, Refused
from flowery.words.vocabulary import User

CLOSED = "New accounts are not open here. Ask whoever runs this Flowery."
Guess = tuple[str, datetime]
"""Where a wrong guess at a name came from, and when."""


_PEOPLE = (schema.accounts.c.is_example.is_(False), schema.accounts.c.guardian_id.is_(None))
"""Neither the example person, who is made up, nor a taste that somebody keeps for another."""


class Accounts:
    """Accounts of everybody, and their sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.sessions = Sessions(database)
        self.at_home = AtHome(database)

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
            is_first = not connection.execute(_how_many()).scalar()
            if only_as_first and not is_first:
                raise NotAllowed(CLOSED)
            row["is_admin"] = is_admin or (first_is_admin and is_first)
            try:
                connection.execute(insert(schema.accounts).values(row))
            except IntegrityError as error:
                raise Refused(f"The name {name.strip()!r} is taken. Choose another.") from error
        return self.get(row["id"])

    def count(self) -> int:
        """How many people have an account."""
        with self._database.read() as connection:
            return int(connection.execute(_how_many()).scalar() or 0)

    def list(self) -> tuple[User, ...]:
        """Everybody whose rows there are, oldest account first: people, the tastes they keep for
        others, the example person.
        """
        with self._database.read() as connection:
            query = select(schema.accounts).order_by(schema.accounts.c.created_at)
            return tuple(user_of(row) for row in connection.execute(query).mappings())

    def people(self) -> tuple[User, ...]:
        """Everybody who has an account, oldest first."""
        query = select(schema.accounts).where(*_PEOPLE).order_by(schema.accounts.c.created_at)
        with self._database.read() as connection:
            return tuple(user_of(row) for row in connection.execute(query).mappings())

    def wards(self, guardian_id: str) -> Wards:
        """The tastes that somebody keeps beside their own."""
        return Wards(self._database, guardian_id)

    def get(self, user_id: str) -> User:
        """One account. Raises NotFound."""
        return user_of(self._row(schema.accounts.c.id == user_id, user_id))

    def named(self, name: str) -> User:
        """The account of a name. Raises NotFound."""
        table = schema.accounts
        is_it = and_(table.c.folded_name == fold(name), table.c.guardian_id.is_(None))
        return user_of(self._row(is_it, name))

    def example(self) -> User | None:
        """The example person, once they live here."""
        query = select(schema.accounts).where(schema.accounts.c.is_example)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else user_of(row)

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
        table = schema.accounts
        query = select(table.c.is_admin).where(table.c.id == user.id)
        with self._database.read() as connection:
            if not connection.execute(query).scalar():
                raise NotAllowed("Only an administrator may do that.")

    def make_admin(self, user_id: str, is_admin: bool) -> User:
        """Make somebody an administrator, or a person again. Raises Refused for the last one and
        for a taste, which nobody signs in to, NotFound.
        """
        table = schema.accounts
        with self._database.write("account.admin") as connection:
            others = select(func.count()).select_from(table).where(table.c.is_admin)
            if (
                not is_admin
                and not connection.execute(others.where(table.c.id != user_id)).scalar()
            ):
                raise Refused("This is the last administrator; make somebody else one first.")
            is_it = (table.c.id == user_id, table.c.guardian_id.is_(None))
            values = {"is_admin": is_admin, "version": table.c.version + 1}
            if not connection.execute(update(table).where(*is_it).values(values)).rowcount:
                raise NotFound(f"There is no account {user_id!r}.")
        return self.get(user_id)

    def erase(self, user_id: str) -> dict[str, int]:
        """Delete an account, the tastes it keeps, and every row of them; returns how many rows of
        which table.
        """
        counts: dict[str, int] = {}
        with self._database.write("account.erase") as connection:
            for one in (*_wards_of(connection, user_id), user_id):
                for name, gone in _erase(connection, one).items():
                    counts[name] = counts.get(name, 0) + gone
        return counts

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


def _wards_of(connection: Connection, user_id: str) -> Sequence[str]:
    table = schema.accounts
    return (
        connection.execute(select(table.c.id).where(table.c.guardian_id == user_id)).scalars().all()
    )


def _erase(connection: Connection, user_id: str) -> dict[str, int]:
    """What models did for somebody stays in the books, under nobody's name or that of whoever keeps
    the taste, so that forgetting gives no money back.
    """
    counts: dict[str, int] = {}
    accounts, usage, sessions = schema.accounts, schema.usage, schema.sessions
    guardian = connection.execute(
        select(accounts.c.guardian_id).where(accounts.c.id == user_id)
    ).scalar()
    connection.execute(update(usage).where(usage.c.user_id == user_id).values(user_id=guardian))
    connection.execute(update(sessions).where(sessions.c.taste_id == user_id).values(taste_id=None))
    remarks = schema.state  # such as a schedule, which runs in the name of whoever set it up
    connection.execute(delete(remarks).where(remarks.c.value.contains(user_id, autoescape=True)))
    for table in reversed(schema.metadata.sorted_tables):
        if "user_id" in table.c:
            gone = connection.execute(delete(table).where(table.c.user_id == user_id))
            counts[table.name] = gone.rowcount
    gone = connection.execute(delete(accounts).where(accounts.c.id == user_id))
    return counts | {"accounts": gone.rowcount}


def _how_many() -> Select[int]:
    return select(func.count()).select_from(schema.accounts).where(*_PEOPLE)
