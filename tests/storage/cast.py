"""Rows that storage tests write: memories by Iris, and the stranger Sage."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from flowery.storage.database import Database
from flowery.storage.lock import WriterLock
from flowery.storage.originals import Originals
from flowery.storage.personal.bound import new_id
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.settings import Settings
from flowery.words.vocabulary import (
    Attachment,
    ExtractedScent,
    ImageAnalysis,
    MemoryChunk,
    ScentMemory,
    Swatch,
)

DIMENSIONS = 8
DAY = "2026-11-20"


@dataclass(frozen=True)
class Home:
    """The opened stores of a home, without models."""

    settings: Settings
    tables: Tables
    originals: Originals
    vectors: Vectors
    lock: WriterLock


def open_home(folder: Path) -> Home:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    database = Database(f"sqlite:///{folder / 'flowery.db'}")
    database.migrate()
    return Home(
        Settings(home=folder),
        Tables(database),
        Originals(folder / "originals"),
        Vectors(str(folder / "lance"), DIMENSIONS),
        WriterLock(folder / "writer.lock"),
    )


def memory(text: str = "Rain on the hot asphalt of Jeonju", **fields: object) -> ScentMemory:
    values: dict[str, object] = {
        "id": new_id("m"),
        "user_id": "",
        "title": "",
        "text": text,
        "state": "received",
        "created_at": datetime.now(UTC),
    }
    return ScentMemory(**(values | fields))


def photo(memory_id: str, digest: str, **fields: object) -> Attachment:
    values: dict[str, object] = {
        "id": new_id("a"),
        "memory_id": memory_id,
        "position": 0,
        "kind": "photo",
        "media_type": "image/webp",
        "name": "아궁이.webp",
        "size": 3,
        "sha256": digest,
        "analysis": ImageAnalysis((Swatch(50.0, 1.0, 2.0, 1.0, "#808080"),), 0.5, 0.5, 0.5),
    }
    return Attachment(**(values | fields))


def keep(home_or_tables: Home | Tables, user_id: str, made: ScentMemory, limit: int = 0) -> str:
    """Keep a memory under the hash of its text; returns its id."""
    tables = home_or_tables.tables if isinstance(home_or_tables, Home) else home_or_tables
    content = hashlib.sha256(made.text.encode()).hexdigest()
    return tables.of(user_id).diary.keep(made, content, DAY, limit).memory.id


def smell(source: str = "rose", start: int = 0, **fields: object) -> ExtractedScent:
    values: dict[str, object] = {
        "note": source,
        "source": source,
        "start": start,
        "end": start + len(source),
        "status": "explicit",
        "valence": "neutral",
        "confidence": 0.9,
    }
    return ExtractedScent(**(values | fields))


def chunk(memory_id: str, text: str, position: int = 0) -> MemoryChunk:
    return MemoryChunk(new_id("c"), memory_id, position, "text", text, 0, len(text))


def some_vectors(count: int, seed: int = 0) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)
