"""The places of a day: how many new memories a person may still keep. Exact, since they are counted
in the transaction that keeps the memory.

A memory that is refused or failed holds no place; one that comes back to life takes it again. The
tastes that somebody keeps beside their own share the places of the account.
"""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, insert, select, update

from flowery.storage import schema
from flowery.words.errors import DailyLimitReached
from flowery.words.vocabulary import MemoryState

_WITHOUT = frozenset({"refused", "failed"})


def used(connection: Connection, user_id: str, day: str) -> int:
    """How many places of a day are taken."""
    quotas = schema.quotas
    account_id = _account_of(connection, user_id)
    query = select(quotas.c.used).where(quotas.c.user_id == account_id, quotas.c.day == day)
    return int(connection.execute(query).scalar() or 0)


def left(connection: Connection, user_id: str, day: str, limit: int) -> int | None:
    """How many places of a day are left; None when there is no limit."""
    limit = _limit_of(connection, user_id, limit)
    return max(limit - used(connection, user_id, day), 0) if limit else None


def take(connection: Connection, user_id: str, day: str, limit: int) -> None:
    """Take one place of a day that may hold `limit` (0: any number; a person may have a limit of
    their own). Raises DailyLimitReached.
    """
    limit = _limit_of(connection, user_id, limit)
    if limit and used(connection, user_id, day) >= limit:
        raise DailyLimitReached(
            f"Today's {limit} memories are kept. Tomorrow there is room again; "
            "an administrator can lift the limit."
        )
    _add(connection, user_id, day, +1)


def move(connection: Connection, memory: RowMapping, state: MemoryState) -> None:
    """Give a memory's place back, or take it again, when its state changes to `state`."""
    held, holds = memory["state"] not in _WITHOUT, state not in _WITHOUT
    if held != holds and memory["quota_day"]:
        _add(connection, memory["user_id"], memory["quota_day"], +1 if holds else -1)


def _limit_of(connection: Connection, user_id: str, limit: int) -> int:
    accounts = schema.accounts
    account_id = _account_of(connection, user_id)
    own = select(accounts.c.memories_per_day).where(accounts.c.id == account_id)
    lifted = connection.execute(own).scalar()
    return limit if lifted is None else int(lifted)


def _add(connection: Connection, user_id: str, day: str, number: int) -> None:
    quotas = schema.quotas
    account_id = _account_of(connection, user_id)
    mine = (quotas.c.user_id == account_id, quotas.c.day == day)
    moved = connection.execute(
        update(quotas).where(*mine).values(used=quotas.c.used + number)
    ).rowcount
    if not moved:
        connection.execute(insert(quotas).values(user_id=account_id, day=day, used=max(number, 0)))


def _account_of(connection: Connection, user_id: str) -> str:
    guardian = select(schema.accounts.c.guardian_id).where(schema.accounts.c.id == user_id)
    return connection.execute(guardian).scalar() or user_id
