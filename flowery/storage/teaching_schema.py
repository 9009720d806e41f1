"""The rows of *Teach me*: what a person answered when Flowery asked, and what they would change in
a perfume.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, String, Table
from sqlalchemy.types import JSON

from flowery.storage import columns
from flowery.storage.columns import metadata

teachings = Table(
    "teachings",
    metadata,
    columns.key(),
    columns.owner(),
    Column("kind", String(8), nullable=False),
    Column("subject", String(260), nullable=False),
    Column("over", String(200), nullable=True),
    Column("answer", Float, nullable=False, default=0.0),
    Column("skipped", Boolean, nullable=False, default=False),
    Column("asked_because", JSON, nullable=False, default=dict),
    columns.moment("created_at"),
)
