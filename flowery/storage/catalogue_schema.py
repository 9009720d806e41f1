"""The rows of the catalogue: perfumes, the imports they came with, and what new notes are."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text
from sqlalchemy.types import JSON

from flowery.storage import columns
from flowery.storage.columns import metadata

fragrances = Table(
    "fragrances",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("brand", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("origin", String(200), nullable=False),
)

imports = Table(
    "imports",
    metadata,
    columns.key(),
    columns.text("file_name"),
    Column("sha256", String(64), nullable=False, index=True),
    Column("mapping", JSON, nullable=False, default=dict),
    Column("state", String(16), nullable=False),
    columns.text("reason"),
    Column("rows", Integer, nullable=False, default=0),
    Column("rows_done", Integer, nullable=False, default=0),
    Column("counts", JSON, nullable=False, default=dict),
    Column("new_notes", JSON, nullable=False, default=dict),
    columns.moment("started_at"),
    columns.moment("ended_at", nullable=True),
)

refusals = Table(
    "refusals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    columns.part_of("import_id", "imports", index=True),
    Column("row", Integer, nullable=False),
    columns.text("reason"),
    Column("cells", JSON, nullable=False, default=dict),
)

note_aliases = Table(
    "note_aliases",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(200), nullable=False),
    Column("note", String(200), nullable=False, default=""),
    columns.done_by("told_by"),
    columns.moment("at"),
)
