"""The rows of sessions: whose they are, until when, and which taste of theirs somebody is in. They
bear the hash of a token, never the token.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, insert, or_, select, update

from flowery.storage import schema
from flowery.storage.account_rows import user_of
from flowery.storage.database import Database
from flowery.storage.personal.bound import now
from flowery.words.vocabulary import User


class Sessions:
    """The sessions of everybody."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(
        self,
        token_hash: str,
        user_id: str,
        opened_at: datetime,
        expires_at: datetime,
        taste_id: str | None = None,
    ) -> None:
        """Keep a session by the hash of its token; those that expired are forgotten."""
        table = schema.sessions
        opened = {"token_hash": token_hash, "user_id": user_id, "taste_id": taste_id}
        until = {"created_at": opened_at, "expires_at": expires_at}
        with self._database.write("session.open") as connection:
            connection.execute(delete(table).where(table.c.expires_at <= opened_at))
            connection.execute(insert(table).values(opened | until))

    def user(self, token_hash: str, moment: datetime) -> User | None:
        """Who is in this living session: the taste that was entered, if it is still one of theirs,
        else the person; None when it ended, expired or never was.
        """
        sessions, accounts = schema.sessions, schema.accounts
        alive = (sessions.c.ended_at.is_(None), sessions.c.expires_at > moment)
        entered = and_(
            accounts.c.id == sessions.c.taste_id, accounts.c.guardian_id == sessions.c.user_id
        )
        of_them = or_(accounts.c.id == sessions.c.user_id, entered)
        query = select(accounts).join(sessions, of_them)
        query = query.where(sessions.c.token_hash == token_hash, *alive)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(accounts.c.guardian_id.is_(None))).mappings()
            row = rows.first()
        return None if row is None else user_of(row)

    def enter(self, token_hash: str, taste_id: str | None) -> None:
        """Be in a taste from here on, or (None) in one's own."""
        table = schema.sessions
        with self._database.write("session.enter") as connection:
            here = table.c.token_hash == token_hash
            connection.execute(update(table).where(here).values(taste_id=taste_id))

    def living(self, user_id: str, moment: datetime) -> tuple[tuple[str, datetime, datetime], ...]:
        """(hash of the token, opened, expires) of the living sessions of a person, oldest first."""
        table = schema.sessions
        alive = (table.c.ended_at.is_(None), table.c.expires_at > moment)
        query = select(table.c.token_hash, table.c.created_at, table.c.expires_at)
        query = query.where(table.c.user_id == user_id, *alive).order_by(table.c.created_at)
        with self._database.read() as connection:
            rows = connection.execute(query)
            return tuple((r.token_hash, r.created_at, r.expires_at) for r in rows)

    def end(self, *, token_hash: str | None = None, user_id: str | None = None) -> int:
        """End one session, or every session of a person; returns how many."""
        table = schema.sessions
        which = table.c.token_hash == token_hash if token_hash else table.c.user_id == user_id
        query = update(table).where(which, table.c.ended_at.is_(None)).values(ended_at=now())
        with self._database.write("session.end") as connection:
            return connection.execute(query).rowcount
