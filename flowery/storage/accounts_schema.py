"""The rows of accounts and sessions, of wrong guesses at names, and of places of a day."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, String, Table, Text, false

from flowery.storage import columns
from flowery.storage.columns import metadata

accounts = Table(
    "accounts",
    metadata,
    columns.key(),
    Column("name", String(200), nullable=False),
    Column("folded_name", String(200), nullable=False, unique=True),
    Column("password_hash", Text, nullable=True),
    Column("is_admin", Boolean, nullable=False, default=False),
    Column("is_example", Boolean, nullable=False, default=False),
    Column("language", String(8), nullable=False, default="en"),
    Column("time_zone", String(64), nullable=False, default="UTC"),
    Column("intensity", String(32), nullable=True),
    Column("budget_max", Float, nullable=True),
    Column("memories_per_day", Integer, nullable=True),
    Column("guardian_id", String(64), nullable=True, index=True),
    Column("shares_examples", Boolean, nullable=False, default=False, server_default=false()),
    Column("stays_home", Boolean, nullable=False, default=False, server_default=false()),
    Column("version", Integer, nullable=False, default=0),
    columns.moment("created_at"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    columns.owner(),
    columns.moment("created_at"),
    columns.moment("expires_at"),
    columns.moment("ended_at", nullable=True),
    Column("taste_id", String(64), nullable=True),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    columns.key(),
    Column("folded_name", String(200), nullable=False, index=True),
    Column("origin", String(100), nullable=False, default=""),
    columns.moment("at"),
)

quotas = Table(
    "quotas",
    metadata,
    columns.part_of("user_id", "accounts", is_key=True),
    Column("day", String(10), primary_key=True),
    Column("used", Integer, nullable=False, default=0),
)
