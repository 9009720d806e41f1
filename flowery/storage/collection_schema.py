"""The rows of the collection: bottles, wears and ratings; and the struck edges of a graph."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, String, Table, UniqueConstraint

from flowery.storage import columns
from flowery.storage.columns import metadata

bottles = Table(
    "bottles",
    metadata,
    columns.key(),
    columns.owner(),
    Column("fragrance_id", String(200), nullable=False),
    Column("form", String(8), nullable=False),
    Column("millilitres", Float, nullable=True),
    Column("left", Float, nullable=True),
    columns.moment("left_at", nullable=True),
    Column("price", Float, nullable=True),
    Column("currency", String(3), nullable=False, default=""),
    columns.text("batch"),
    columns.text("note"),
    Column("bought_on", String(10), nullable=True),
    Column("emptied_on", String(10), nullable=True),
    Column("sha256", String(64), nullable=True, index=True),
    Column("media_type", String(64), nullable=True),
    columns.moment("created_at"),
)

wears = Table(
    "wears",
    metadata,
    columns.part_of("reaction_id", "reactions", is_key=True),
    columns.owner(),
    Column("worn_on", String(10), nullable=False),
    Column("occasion", String(64), nullable=False, default=""),
    Column("weather", String(64), nullable=False, default=""),
    Column("sprays", Integer, nullable=True),
    columns.text("note"),
)

ratings = Table(
    "ratings",
    metadata,
    columns.key(),
    columns.owner(),
    Column("fragrance_id", String(200), nullable=False),
    Column("scale", String(16), nullable=False),
    Column("stars", Integer, nullable=False),
    columns.moment("created_at"),
    UniqueConstraint("user_id", "fragrance_id", "scale"),
)

strikes = Table(
    "strikes",
    metadata,
    columns.key(),
    columns.owner(),
    columns.of_memory(nullable=True),
    Column("source", String(260), nullable=False),
    Column("target", String(260), nullable=False),
    Column("kind", String(32), nullable=False),
    columns.moment("created_at"),
    UniqueConstraint("user_id", "source", "target", "kind"),
)
