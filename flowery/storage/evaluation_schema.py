"""The rows of evaluation: reports, and comparisons of two rankings. Which lists a comparison was
answered with stands with the questions, so that it goes with them.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, String, Table
from sqlalchemy.types import JSON

from flowery.storage import columns
from flowery.storage.columns import metadata

reports = Table(
    "reports",
    metadata,
    columns.key(),
    Column("kind", String(16), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    columns.text("reason"),
    Column("done", Float, nullable=False, default=0.0),
    Column("settings", JSON, nullable=False, default=dict),
    Column("findings", JSON(none_as_null=True), nullable=True),
    columns.done_by("begun_by"),
    columns.moment("started_at"),
    columns.moment("ended_at", nullable=True),
)

comparisons = Table(
    "comparisons",
    metadata,
    columns.key(),
    Column("a", String(64), nullable=False),
    Column("b", String(64), nullable=False),
    Column("verdict", JSON(none_as_null=True), nullable=True),
    Column("pinned", JSON, nullable=False, default=dict, server_default="{}"),
    columns.done_by("begun_by"),
    columns.moment("started_at"),
    columns.moment("ended_at", nullable=True),
)
