"""The rows: one table a noun. It knows columns and keys; what rows mean stands beside it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import JSON

from flowery.storage import columns
from flowery.storage.accounts_schema import accounts, quotas, sessions, sign_in_failures
from flowery.storage.catalogue_schema import fragrances, imports, note_aliases, refusals
from flowery.storage.collection_schema import bottles, ratings, strikes, wears
from flowery.storage.columns import metadata
from flowery.storage.connections_schema import connections, findings, listed_models
from flowery.storage.counts_schema import agreements, counts
from flowery.storage.evaluation_schema import comparisons, reports
from flowery.storage.examples_schema import (
    example_reviews,
    training_example_memories,
    training_examples,
    training_gathered,
    training_set_examples,
    training_sets,
)
from flowery.storage.teaching_schema import teachings
from flowery.storage.tuning_schema import (
    activations,
    prompts,
    tuned_models,
    tuning_jobs,
    tuning_log,
)

__all__ = [
    "accounts",
    "activations",
    "agreements",
    "bottles",
    "comparisons",
    "connections",
    "counts",
    "example_reviews",
    "findings",
    "fragrances",
    "imports",
    "listed_models",
    "metadata",
    "note_aliases",
    "prompts",
    "quotas",
    "ratings",
    "refusals",
    "reports",
    "sessions",
    "sign_in_failures",
    "strikes",
    "teachings",
    "training_example_memories",
    "training_examples",
    "training_gathered",
    "training_set_examples",
    "training_sets",
    "tuned_models",
    "tuning_jobs",
    "tuning_log",
    "wears",
]

memories = Table(
    "memories",
    metadata,
    columns.key(),
    columns.owner(),
    Column("content_hash", String(64), nullable=False),
    columns.text("title"),
    columns.text("text"),
    columns.text("happened"),
    columns.text("place"),
    Column("people", JSON, nullable=False, default=list),
    columns.text("emotion"),
    columns.text("occasion"),
    columns.text("caption"),
    columns.text("enhanced"),
    Column("colour", String(7), nullable=True),
    Column("keeps_original", Boolean, nullable=False, default=True),
    Column("state", String(16), nullable=False),
    columns.text("reason"),
    Column("quota_day", String(10), nullable=True),
    Column("revision", Integer, nullable=False, default=0),
    Column("attempts", Integer, nullable=False, default=0),
    columns.moment("created_at"),
    columns.moment("retry_at", nullable=True),
    columns.moment("settled_at", nullable=True),
    UniqueConstraint("user_id", "content_hash"),
    Index("ix_memories_state", "state"),
)

attachments = Table(
    "attachments",
    metadata,
    columns.key(),
    columns.owner(),
    columns.of_memory(),
    Column("position", Integer, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("media_type", String(64), nullable=False),
    columns.text("name"),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("kept", Boolean, nullable=False, default=True),
    columns.text("words"),
    Column("analysis", JSON(none_as_null=True), nullable=True),
    Column("pictures", JSON, nullable=False, default=list, server_default="[]"),
    Column("seen", JSON, nullable=False, default=list, server_default="[]"),
)

steps = Table(
    "steps",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    columns.owner(),
    columns.of_memory(),
    Column("step", String(16), nullable=False),
    Column("outcome", String(16), nullable=False),
    columns.text("detail"),
    Column("milliseconds", Integer, nullable=False, default=0),
    columns.moment("at"),
)

smells = Table(
    "smells",
    metadata,
    columns.key(),
    columns.owner(),
    columns.of_memory(),
    Column("note", String(100), nullable=True),
    columns.text("source"),
    Column("start", Integer, nullable=True),
    Column("end", Integer, nullable=True),
    Column("status", String(10), nullable=False),
    Column("valence", String(8), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("qualities", JSON, nullable=False, default=list),
    Column("layer", String(8), nullable=True),
    Column("because", JSON, nullable=False, default=list),
    Column("absent", Boolean, nullable=False, default=False),
    Column("doubt", String(8), nullable=True),
)

corrections = Table(
    "corrections",
    metadata,
    columns.key(),
    columns.owner(),
    columns.of_memory(),
    columns.text("source"),
    Column("start", Integer, nullable=True),
    Column("end", Integer, nullable=True),
    Column("read_note", String(100), nullable=True),
    Column("action", String(10), nullable=False),
    Column("note", String(100), nullable=True),
    Column("valence", String(8), nullable=True),
    columns.moment("created_at"),
)

dislikes = Table(
    "dislikes",
    metadata,
    columns.key(),
    columns.owner(),
    Column("subject", String(120), nullable=False),
    Column("level", String(8), nullable=False),
    Column("facet", String(64), nullable=False, default=""),
    Column("layer", String(8), nullable=True),
    columns.moment("created_at"),
)

questions = Table(
    "questions",
    metadata,
    columns.key(),
    columns.owner(),
    columns.text("question"),
    Column("kind", String(16), nullable=False),
    Column("cache_key", String(64), nullable=False, index=True),
    Column("answer", JSON(none_as_null=True), nullable=True),
    columns.moment("created_at"),
    Column("comparison_id", String(64), nullable=True, index=True),
)

question_memories = Table(
    "question_memories",
    metadata,
    columns.part_of("question_id", "questions", is_key=True),
    columns.part_of("memory_id", "memories", is_key=True),
)

feedback = Table(
    "feedback",
    metadata,
    columns.key(),
    columns.owner(),
    columns.part_of("question_id", "questions", unique=True),
    Column("stars", Integer, nullable=False),
    Column("dislikes", JSON, nullable=False, default=list),
    columns.text("text"),
    columns.moment("created_at"),
)

reactions = Table(
    "reactions",
    metadata,
    columns.key(),
    columns.owner(),
    Column("fragrance_id", String(200), nullable=False),
    Column("reaction", String(8), nullable=False),
    Column("reason", Text, nullable=False, default="", server_default=""),
    columns.moment("created_at"),
    Index("ix_reactions_user_fragrance", "user_id", "fragrance_id"),
)

usage = Table(
    "usage",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("user_id", String(64), nullable=True, index=True),
    Column("model", String(200), nullable=False),
    Column("purpose", String(64), nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("succeeded", Boolean, nullable=False),
    Column("prompt", String(64), nullable=False, default="", server_default=""),
    columns.moment("at"),
    Index("ix_usage_at", "at"),
)

reservations = Table(
    "reservations",
    metadata,
    columns.key(),
    columns.part_of("account_id", "accounts", nullable=True, index=True),
    Column("dollars", Float, nullable=False),
    columns.moment("expires_at"),
)

state = Table(
    "state",
    metadata,
    Column("key", String(64), primary_key=True),
    columns.text("value"),
)
