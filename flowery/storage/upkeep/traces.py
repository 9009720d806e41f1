"""Looks for traces of what was forgotten: through every byte of the home, not through the tables.

It knows marks (ids, digests, pieces of text, vectors) and files. A piece that somebody else's row
still holds, or another memory of the same person, is not a trace.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, select

from flowery.storage import schema
from flowery.storage.database import Database

SHORTEST = 24  # characters; shorter pieces of text stand in any diary
_PIECES = 8  # of one text, spread over it
_BLOCK = 1 << 22
_VECTOR_BYTES = 64  # 16 numbers of a vector are its own

_HOLDERS = (
    *(schema.memories.c[name] for name in ("title", "text", "caption", "enhanced", "happened")),
    *(schema.memories.c[name] for name in ("place", "emotion", "occasion")),
    schema.attachments.c.words,
    schema.questions.c.question,
    schema.feedback.c.text,
    schema.reactions.c.reason,
    *(schema.bottles.c[name] for name in ("batch", "note")),
    *(schema.wears.c[name] for name in ("occasion", "weather", "note")),
)
_FILES = (schema.attachments.c.sha256, schema.bottles.c.sha256)


@dataclass(frozen=True, slots=True)
class Marks:
    """What would give something away: names that are its own, and pieces of its text."""

    names: tuple[str, ...]
    pieces: tuple[str, ...]
    vectors: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """How much was looked through, and how many marks were seen (once a file)."""

    bytes_scanned: int
    traces_found: int


def marks(
    names: Iterable[str], texts: Iterable[str], vectors: Iterable[NDArray[np.float32]] = ()
) -> Marks:
    """The marks of something: its ids and digests, its texts, its vectors of any length."""
    pieces = dict.fromkeys(piece for text in texts for piece in _pieces(text))
    rows = tuple(v.tobytes()[:_VECTOR_BYTES] for v in vectors if v.any())
    return Marks(tuple(dict.fromkeys(names)), tuple(pieces), rows)


def distinctive(found: Marks, database: Database) -> Marks:
    """The marks that nothing which is kept may rightly bear. Call it after the rows are gone."""
    with database.read() as connection:
        pieces = tuple(p for p in found.pieces if not _is_held(connection, p))
        names = tuple(name for name in found.names if not _is_kept_file(connection, name))
    # A text that stands elsewhere word for word has the same vector there; so may a short one.
    vectors = found.vectors if pieces and pieces == found.pieces else ()
    return Marks(names, pieces, vectors)


def search(folders: Iterable[Path], found: Marks) -> Search:
    """Look through every file of these folders, and through the names of the files."""
    forms = _forms(found)
    scanned = traces = 0
    for path in _files(folders):
        size, seen = _look_through(path, forms)
        scanned += size
        traces += seen + sum(name in path.name for name in found.names)
    return Search(scanned, traces)


def _pieces(text: str) -> Iterator[str]:
    stripped = text.strip()
    last = len(stripped) - SHORTEST
    if last < 0:
        return
    for number in range(_PIECES):
        start = last * number // (_PIECES - 1)
        yield stripped[start : start + SHORTEST]


def _forms(found: Marks) -> tuple[bytes, ...]:
    """Every way a mark may be written: as UTF-8, as JSON with and without escapes, as numbers."""
    texts = (*found.names, *found.pieces)
    plain = (text.encode("utf-8", "replace") for text in texts)
    escaped = (json.dumps(text)[1:-1].encode() for text in texts)
    unescaped = (json.dumps(t, ensure_ascii=False)[1:-1].encode("utf-8", "replace") for t in texts)
    return tuple(dict.fromkeys((*plain, *escaped, *unescaped, *found.vectors)))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    seen = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and path not in seen:
                seen.add(path)
                yield path


def _look_through(path: Path, forms: Sequence[bytes]) -> tuple[int, int]:
    """(bytes read, forms seen); a file that goes away meanwhile holds nothing."""
    overlap = max(map(len, forms), default=1) - 1
    unseen, size, tail = set(forms), 0, b""
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                size += len(block)
                window = tail + block
                unseen -= {form for form in unseen if form in window}
                tail = window[-overlap:] if overlap else b""
    except FileNotFoundError:
        return size, 0
    return size, len(set(forms)) - len(unseen)


def _is_held(connection: Connection, piece: str) -> bool:
    return any(_exists(connection, c.contains(piece, autoescape=True)) for c in _HOLDERS)


def _is_kept_file(connection: Connection, name: str) -> bool:
    return len(name) == 64 and any(_exists(connection, column == name) for column in _FILES)


def _exists(connection: Connection, condition: ColumnElement[bool]) -> bool:
    return connection.execute(select(1).where(condition).limit(1)).first() is not None
