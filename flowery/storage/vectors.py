"""What is searched by meaning: LanceDB tables of vectors. It can be rebuilt from the rows and the
originals.

LanceDB never fsyncs and deletes only in its newest version, so nothing here is the only copy of
anything, and
`erase` also rewrites the table and drops its old versions. Words are kept uncompressed, so that a
search for traces sees them. Callers hold the writer lock
for every change.

Vectors of different encoders do not compare, so each has a space of its own: tables beside those of
the encoder here, in the same folder. Whatever is taken away is taken from every space.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from flowery.storage import fault
from flowery.storage.lance import col, connect, lit
from flowery.storage.vector_tables import (
    Matrix,
    chunk_schema,
    matrix_of,
    named_schema,
    vector_array,
)
from flowery.words.errors import StorageFailed
from flowery.words.vocabulary import MemoryChunk

_CHUNKS = "chunks"
_MARK = "__"  # stands before the name of a space, and in no other name of a table


def space_of(embedder: str) -> str:
    """The name of the space of an encoder elsewhere."""
    return f"{_MARK}{hashlib.sha256(embedder.encode()).hexdigest()[:12]}"


def _space_in(table: str) -> str:
    _, mark, space = table.partition(_MARK)
    return f"{mark}{space}"


class Vectors:
    """The opened LanceDB, in one space ("": that of the encoder here). `dimensions` is the width of
    every vector in it.
    """

    def __init__(self, uri: str, dimensions: int, space: str = "") -> None:
        self.uri, self.space = uri, space
        self.dimensions = dimensions
        self._chunks = f"{_CHUNKS}{space}"
        self._writes = 0
        try:
            self._database = connect(uri, read_consistency_interval=timedelta(0))
        except Exception as error:
            raise _failed(error) from error

    def put_chunks(self, user_id: str, chunks: Sequence[MemoryChunk], vectors: Matrix) -> int:
        """Replace the chunks of the memories these chunks belong to; returns how many such writes
        this opened store has seen. What is put in the space here is newer than any other has it,
        so there they go.
        """
        fault.point(f"vectors.{self._chunks}")
        memories = sorted({chunk.memory_id for chunk in chunks})
        mine = (col("user_id") == lit(user_id)) & col("memory_id").isin(memories)
        for table in [self._chunks] if self.space else self._every_chunks():
            self._delete(table, mine)
        rows = [
            {"id": c.id, "user_id": user_id, "memory_id": c.memory_id, "position": c.position}
            | {"kind": c.kind, "text": c.text, "start": c.start, "end": c.end, "vector": vector}
            for c, vector in zip(chunks, vectors, strict=True)
        ]
        self._add(self._chunks, chunk_schema(self.dimensions), rows)
        self._writes += 1
        return self._writes

    def chunks(
        self, user_id: str, memory_ids: Sequence[str] | None = None
    ) -> tuple[tuple[MemoryChunk, ...], Matrix]:
        """A person's chunks, ordered by memory and position, with their vectors (n, dimensions)."""
        mine = col("user_id") == lit(user_id)
        if memory_ids is not None:
            mine = mine & col("memory_id").isin(list(memory_ids))
        found = self._read(self._chunks, chunk_schema(self.dimensions), mine)
        found = found.sort_by([("memory_id", "ascending"), ("position", "ascending")])
        names = ("id", "memory_id", "position", "kind", "text", "start", "end")
        rows = found.select(list(names)).to_pylist()
        return tuple(MemoryChunk(**row) for row in rows), matrix_of(found, self.dimensions)

    def drop_chunks(self, user_id: str, memory_id: str | None = None) -> int:
        """Delete the chunks of one memory, or of the person, in every space; returns how many."""
        mine = col("user_id") == lit(user_id)
        if memory_id is not None:
            mine = mine & (col("memory_id") == lit(memory_id))
        return sum(self._delete(table, mine) for table in self._every_chunks())

    def memories(self) -> frozenset[tuple[str, str]]:
        """(user id, memory id) of everything that has chunks in this space."""
        return self._memories_in(self._chunks)

    def version(self) -> int:
        """Another one whenever the chunks of this space were changed."""
        if not self._exists(self._chunks):
            return 0
        return int(self._database.open_table(self._chunks).version)

    def memories_anywhere(self) -> frozenset[tuple[str, str]]:
        """The same, of every space."""
        return frozenset().union(*map(self._memories_in, self._every_chunks()))

    def written_of(self, user_id: str, memory_ids: Sequence[str]) -> list[Matrix]:
        """The vectors of some memories, a matrix for every space."""
        mine = (col("user_id") == lit(user_id)) & col("memory_id").isin(list(memory_ids))
        found = [self._read(table, chunk_schema(1), mine) for table in self._every_chunks()]
        return [matrix_of(t, t.schema.field("vector").type.list_size) for t in found]

    def leave_out(self, user_ids: Collection[str]) -> int:
        """Delete whatever this space has of these people, and leave no byte of it; returns how many
        chunks.
        """
        if not (gone := self._delete(self._chunks, col("user_id").isin(sorted(user_ids)))):
            return 0
        self._write_anew(self._chunks)
        return gone

    def drop_spaces(self, but: Collection[str]) -> None:
        """Take away whatever is of other spaces than these; the one here stays."""
        for table in self._database.list_tables().tables:
            if (space := _space_in(table)) and space not in but:
                self._database.drop_table(table)

    def spaces(self) -> frozenset[str]:
        """Every space of which there is anything, without the one here."""
        tables = self._database.list_tables().tables
        return frozenset(space for space in map(_space_in, tables) if space)

    def put_named(self, table: str, ids: Sequence[str], vectors: Matrix) -> None:
        """Replace a whole table of (id, vector), such as `fragrances` or `notes`."""
        table = f"{table}{self.space}"
        fault.point(f"vectors.{table}")
        schema = named_schema(self.dimensions)
        data = pa.table([pa.array(ids), vector_array(vectors)], schema=schema)
        try:
            mode = "overwrite" if self._exists(table) else "create"
            self._database.create_table(table, data, mode=mode)
        except Exception as error:
            raise _failed(error) from error

    def named(self, table: str) -> tuple[tuple[str, ...], Matrix]:
        """Every (id, vector) of a table, ids ascending; empty when it is not there."""
        found = self._read(f"{table}{self.space}", named_schema(self.dimensions), None)
        ids, matrix = found["id"].to_pylist(), matrix_of(found, self.dimensions)
        order = sorted(range(len(ids)), key=ids.__getitem__)
        if order != list(range(len(ids))):  # it was written in order, so this is seldom
            ids, matrix = [ids[row] for row in order], matrix[order]
        return tuple(ids), matrix

    def erase(self) -> None:
        """Leave nothing of deleted chunks in any space: write their tables anew, drop every older
        version and what killed writers left.

        Compaction alone would not do: a file with a few deleted rows is kept as it is, and the
        deletion itself is kept with its condition.
        """
        fault.point("vectors.erase")
        for table in self._every_chunks():
            self._write_anew(table)

    def _write_anew(self, table: str) -> None:
        try:
            schema = self._database.open_table(table).schema
            rows = self._read(table, schema, None)
            opened = self._database.create_table(table, rows, schema=schema, mode="overwrite")
            with warnings.catch_warnings():
                # A reader whose version goes away reads again (`_read`); writers wait for the lock.
                warnings.simplefilter("ignore", UserWarning)
                opened.optimize(cleanup_older_than=timedelta(0), delete_unverified=True)
        except Exception as error:
            raise _failed(error) from error

    def compact(self) -> None:
        """Join the small files that single writes leave; older versions stay an hour for other
        readers.
        """
        for name in self._database.list_tables().tables:
            self._database.open_table(name).optimize(cleanup_older_than=timedelta(hours=1))

    def drop(self, table: str) -> None:
        """Take a whole table of this space away, before it is rebuilt."""
        if self._exists(f"{table}{self.space}"):
            self._database.drop_table(f"{table}{self.space}")

    def drop_all(self) -> None:
        """Empty everything that is searched, before it is rebuilt."""
        self._database.drop_all_tables()

    def folder(self) -> Path | None:
        """Where the files lie, when they lie on this machine."""
        return None if "://" in self.uri else Path(self.uri)

    def _exists(self, table: str) -> bool:
        return table in self._database.list_tables().tables

    def _every_chunks(self) -> list[str]:
        """The tables of chunks, of every space."""
        return [t for t in self._database.list_tables().tables if t.startswith(_CHUNKS)]

    def _memories_in(self, table: str) -> frozenset[tuple[str, str]]:
        names = ["user_id", "memory_id"]
        found = self._read(table, chunk_schema(self.dimensions), None, names)
        once = found.group_by(names).aggregate([])
        return frozenset(zip(*(once[name].to_pylist() for name in names), strict=True))

    def _add(self, table: str, schema: pa.Schema, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        try:
            columns = {k: [row[k] for row in rows] for k in rows[0] if k != "vector"}
            matrix = np.stack([row["vector"] for row in rows])
            columns["vector"] = vector_array(matrix)
            opened = self._database.create_table(table, schema=schema, exist_ok=True)
            opened.add(pa.table(columns, schema=schema))
        except Exception as error:
            raise _failed(error) from error

    def _delete(self, table: str, condition: Any) -> int:
        if not self._exists(table):
            return 0
        try:
            deleted: Any = self._database.open_table(table).delete(condition)
            return int(deleted.num_deleted_rows)
        except Exception as error:
            raise _failed(error) from error

    def _read(
        self, table: str, schema: pa.Schema, condition: Any, names: list[str] | None = None
    ) -> pa.Table:
        if not self._exists(table):
            return schema.empty_table()
        try:
            return self._found(table, condition, names)
        except Exception:  # noqa: BLE001  the version it read may have been erased under it
            try:
                return self._found(table, condition, names)
            except Exception as error:
                raise _failed(error) from error

    def _found(self, table: str, condition: Any, names: list[str] | None) -> pa.Table:
        query = self._database.open_table(table).search()
        if condition is not None:
            query = query.where(condition)
        if names is not None:
            query = query.select(names)
        return query.limit(None).to_arrow()


def _failed(error: Exception) -> StorageFailed:
    return StorageFailed(
        f"What is searched could not be read or written ({type(error).__name__}); "
        "`python -m flowery rebuild` makes it anew."
    )
