"""The rows of training: examples, what they rest on, their reviews, and the frozen sets.

A row bears its owner, so that it goes with them; what rests on a memory goes with the memory.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import JSON

from flowery.storage import columns
from flowery.storage.columns import metadata

training_examples = Table(
    "training_examples",
    metadata,
    columns.key(),
    columns.owner(),
    Column("source", String(16), nullable=False),
    Column("source_id", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("content", JSON, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("edits", JSON(none_as_null=True), nullable=True),
    Column("state", String(16), nullable=False),
    Column("quality", Float, nullable=False),
    Column("quality_parts", JSON, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("disagrees", Boolean, nullable=False),
    Column("wants_second", Boolean, nullable=False, default=False),
    columns.moment("created_at"),
    UniqueConstraint("user_id", "source", "source_id"),
    Index("ix_training_examples_state", "state"),
)

training_example_memories = Table(
    "training_example_memories",
    metadata,
    columns.part_of("example_id", "training_examples", is_key=True),
    columns.part_of("memory_id", "memories", is_key=True, index=True),
)

training_gathered = Table(
    "training_gathered",
    metadata,
    columns.part_of("user_id", "accounts", is_key=True),
    Column("stamp", String(64), nullable=False),
)

example_reviews = Table(
    "example_reviews",
    metadata,
    columns.part_of("example_id", "training_examples", is_key=True),
    columns.part_of("reviewer_id", "accounts", is_key=True, index=True),
    Column("verdict", String(16), nullable=False),
    columns.moment("at"),
)

training_sets = Table(
    "training_sets",
    metadata,
    columns.key(),
    Column("number", Integer, nullable=False, unique=True),
    columns.moment("frozen_at"),
    columns.done_by("frozen_by"),
    Column("content_hash", String(64), nullable=False),
    Column("size", Integer, nullable=False),
)

training_set_examples = Table(
    "training_set_examples",
    metadata,
    columns.part_of("set_id", "training_sets", is_key=True),
    columns.part_of("example_id", "training_examples", is_key=True, index=True),
    columns.owner(),
    Column("split", String(16), nullable=False),
    Column("content", JSON, nullable=False),
    Column("digest", String(64), nullable=False),
)
