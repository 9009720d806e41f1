"""What tables share: how their keys are named, the kinds of columns, and the moment as it is
kept.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    String,
    Text,
    TypeDecorator,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment; SQLite keeps none, so the zone is taken off and put on here."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def key() -> Column[str]:
    """The id of a row."""
    return Column("id", String(64), primary_key=True)


def owner() -> Column[str]:
    """Whose row it is; gone with the account."""
    return part_of("user_id", "accounts", index=True)


def of_memory(nullable: bool = False) -> Column[str]:
    """Which memory it belongs to; gone with it."""
    return part_of("memory_id", "memories", nullable=nullable, index=True)


def part_of(
    name: str,
    table: str,
    *,
    is_key: bool = False,
    nullable: bool = False,
    index: bool | None = None,
    unique: bool | None = None,
) -> Column[str]:
    """The id of a row of another table, with which this one goes."""
    whole = ForeignKey(f"{table}.id", ondelete="CASCADE")
    kept = (String(64), whole)
    if is_key:
        return Column(name, *kept, primary_key=True, index=index)
    return Column(name, *kept, nullable=nullable, index=index, unique=unique)


def done_by(name: str) -> Column[str]:
    """Who did it; what was done stays when the account goes."""
    return Column(name, String(64), ForeignKey("accounts.id", ondelete="SET NULL"), nullable=True)


def text(name: str) -> Column[Any]:
    """Words, "" when there are none."""
    return Column(name, Text, nullable=False, default="")


def moment(name: str, nullable: bool = False) -> Column[Any]:
    """A moment in UTC."""
    return Column(name, Moment, nullable=nullable)
