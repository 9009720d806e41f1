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
    return Column(
        "user_id",
        String(64),
        ForeignKey("accounts.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


def of_memory(nullable: bool = False) -> Column[str]:
    """Which memory it belongs to; gone with it."""
    return Column(
        "memory_id",
        String(64),
        ForeignKey("memories.id", ondelete="CASCADE"),
        nullable=nullable,
        index=True,
    )


def text(name: str) -> Column[Any]:
    """Words, "" when there are none."""
    return Column(name, Text, nullable=False, default="")


def moment(name: str, nullable: bool = False) -> Column[Any]:
    """A moment in UTC."""
    return Column(name, Moment, nullable=nullable)
