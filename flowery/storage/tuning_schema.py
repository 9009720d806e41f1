"""The rows of training: jobs with their log, what came of them, prompts, and which of it was in
use when.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import JSON

from flowery.storage import columns
from flowery.storage.columns import metadata

tuning_jobs = Table(
    "tuning_jobs",
    metadata,
    columns.key(),
    Column("kind", String(32), nullable=False),
    Column("set_id", String(64), nullable=False, default=""),
    Column("state", String(16), nullable=False, index=True),
    Column("progress", Float, nullable=False, default=0.0),
    Column("options", JSON, nullable=False, default=dict),
    Column("metrics", JSON, nullable=False, default=dict),
    Column("checkpoint", JSON, nullable=False, default=dict),
    columns.text("reason"),
    Column("is_cancelled", Boolean, nullable=False, default=False),
    Column("is_scheduled", Boolean, nullable=False, default=False),
    columns.done_by("asked_by"),
    columns.moment("created_at"),
    columns.moment("started_at", nullable=True),
    columns.moment("ended_at", nullable=True),
)

tuning_log = Table(
    "tuning_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    columns.part_of("job_id", "tuning_jobs", index=True),
    columns.text("line"),
    columns.moment("at"),
)

tuned_models = Table(
    "tuned_models",
    metadata,
    columns.key(),
    Column("kind", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    Column("job_id", String(64), nullable=False),
    Column("set_id", String(64), nullable=False, default=""),
    Column("artefact", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("gain", JSON, nullable=False, default=dict),
    columns.moment("created_at"),
    UniqueConstraint("kind", "number"),
)

prompts = Table(
    "prompts",
    metadata,
    columns.key(),
    Column("purpose", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    columns.text("template"),
    Column("style", JSON, nullable=False, default=dict),
    Column("model", String(200), nullable=False, default=""),
    Column("temperature", Float, nullable=True),
    columns.text("remark"),
    columns.done_by("made_by"),
    columns.moment("created_at"),
    UniqueConstraint("purpose", "number"),
)

activations = Table(
    "activations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("slot", String(64), nullable=False, index=True),
    Column("used_id", String(64), nullable=False, default=""),
    Column("goes_back_to", Integer, nullable=True),
    Column("is_overruled", Boolean, nullable=False, default=False),
    columns.text("reason"),
    columns.done_by("told_by"),
    columns.moment("at"),
)
