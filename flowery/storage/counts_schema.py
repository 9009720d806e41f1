"""The rows that count what models said: what was dropped of it, a day, and how far a model agrees
with the embedded reader, a memory. Numbers only, never a word of anybody's.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.types import JSON

from flowery.storage import columns
from flowery.storage.columns import metadata

counts = Table(
    "counts",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("model", String(200), primary_key=True),
    Column("purpose", String(64), primary_key=True),
    Column("what", String(40), primary_key=True),
    Column("number", Integer, nullable=False, default=0),
)

agreements = Table(
    "agreements",
    metadata,
    columns.part_of("memory_id", "memories", is_key=True),
    columns.owner(),
    Column("model", String(200), nullable=False),
    Column("counts", JSON, nullable=False),
    columns.moment("at"),
)
