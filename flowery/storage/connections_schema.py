"""The rows of the model endpoint: what an administrator typed of it, which models it lists, and
what was found that they can do.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, String, Table
from sqlalchemy.types import JSON

from flowery.storage import columns
from flowery.storage.columns import metadata

connections = Table(
    "connections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("is_off", Boolean, nullable=False, default=False),
    columns.text("address"),
    Column("models", JSON, nullable=False, default=dict),
    Column("dimensions", Integer, nullable=True),
    Column("seconds", Float, nullable=True),
    Column("prices", JSON, nullable=False, default=dict),
    Column("ends", JSON, nullable=False, default=dict),
    Column("sealed_key", LargeBinary, nullable=True),
    columns.moment("key_kept_at", nullable=True),
    columns.done_by("told_by"),
    columns.moment("at"),
)

listed_models = Table(
    "listed_models",
    metadata,
    Column("address", String(500), primary_key=True),
    Column("model", String(200), primary_key=True),
    Column("ends_on", String(10), nullable=True),
    columns.moment("at"),
)

findings = Table(
    "findings",
    metadata,
    Column("address", String(500), primary_key=True),
    Column("model", String(200), primary_key=True),
    Column("what", String(100), primary_key=True),
    Column("found", String(16), nullable=False),
    columns.text("told"),
    columns.moment("at"),
)
