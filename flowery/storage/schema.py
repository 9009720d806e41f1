"""The rows: one table a noun. It knows columns and keys; what rows mean stands beside it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import JSON

from flowery.storage import columns
from flowery.storage.catalogue_schema import fragrances, imports, note_aliases, refusals
from flowery.storage.collection_schema import bottles, ratings, strikes, wears
from flowery.storage.columns import metadata
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
    "activations",
    "bottles",
    "comparisons",
    "example_reviews",
    "fragrances",
    "imports",
    "metadata",
    "note_aliases",
    "prompts",
    "ratings",
    "refusals",
    "reports",
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
    Column("user_id", String(64), ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("used", Integer, nullable=False, default=0),
)

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
    Column(
        "question_id", String(64), ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True
    ),
    Column(
        "memory_id", String(64), ForeignKey("memories.id", ondelete="CASCADE"), primary_key=True
    ),
)

feedback = Table(
    "feedback",
    metadata,
    columns.key(),
    columns.owner(),
    Column(
        "question_id",
        String(64),
        ForeignKey("questions.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
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
)

state = Table(
    "state",
    metadata,
    Column("key", String(64), primary_key=True),
    columns.text("value"),
)
