"""What is searched by meaning: LanceDB tables of vectors. It can be rebuilt from the rows and the
originals.

LanceDB never fsyncs and deletes only in its newest version, so nothing here is the only copy of
anything, and
`erase` also rewrites the table and drops its old versions. Words are kept uncompressed, so that a
search for traces sees them. Callers hold the writer lock
for every change.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import lancedb
import numpy as np
import pyarrow as pa
from lancedb.expr import col, lit
from numpy.typing import NDArray

from flowery.storage import fault
from flowery.words.errors import StorageFailed
from flowery.words.vocabulary import MemoryChunk

Matrix = NDArray[np.float32]
_PLAIN = {b"lance-encoding:compression": b"none"}
_KEY = {b"lance-schema:unenforced-primary-key": b"true", **_PLAIN}


class Vectors:
    """The opened LanceDB. `dimensions` is the width of every vector in it."""

    def __init__(self, uri: str, dimensions: int) -> None:
        self.uri = uri
        self._dimensions = dimensions
        self._writes = 0
        try:
            self._database = lancedb.connect(uri, read_consistency_interval=timedelta(0))
        except Exception as error:
            raise _failed(error) from error

    def put_chunks(self, user_id: str, chunks: Sequence[MemoryChunk], vectors: Matrix) -> int:
        """Replace the chunks of the memories these chunks belong to; returns how many such writes
        this opened store has seen.
        """
        fault.point("vectors.chunks")
        memories = sorted({chunk.memory_id for chunk in chunks})
        mine = (col("user_id") == lit(user_id)) & col("memory_id").isin(memories)
        self._delete("chunks", self._chunk_schema(), mine)
        rows = [
            {"id": c.id, "user_id": user_id, "memory_id": c.memory_id, "position": c.position}
            | {"kind": c.kind, "text": c.text, "start": c.start, "end": c.end, "vector": vector}
            for c, vector in zip(chunks, vectors, strict=True)
        ]
        self._add("chunks", self._chunk_schema(), rows)
        self._writes += 1
        return self._writes

    def chunks(
        self, user_id: str, memory_ids: Sequence[str] | None = None
    ) -> tuple[tuple[MemoryChunk, ...], Matrix]:
        """A person's chunks, ordered by memory and position, with their vectors (n, dimensions)."""
        mine = col("user_id") == lit(user_id)
        if memory_ids is not None:
            mine = mine & col("memory_id").isin(list(memory_ids))
        found = self._read("chunks", self._chunk_schema(), mine)
        found = found.sort_by([("memory_id", "ascending"), ("position", "ascending")])
        names = ("id", "memory_id", "position", "kind", "text", "start", "end")
        rows = found.select(list(names)).to_pylist()
        return tuple(MemoryChunk(**row) for row in rows), self._matrix(found)

    def drop_chunks(self, user_id: str, memory_id: str | None = None) -> int:
        """Delete the chunks of one memory, or of the person; returns how many."""
        mine = col("user_id") == lit(user_id)
        if memory_id is not None:
            mine = mine & (col("memory_id") == lit(memory_id))
        return self._delete("chunks", self._chunk_schema(), mine)

    def memories(self) -> frozenset[tuple[str, str]]:
        """(user id, memory id) of everything that has chunks."""
        names = ["user_id", "memory_id"]
        found = self._read("chunks", self._chunk_schema(), None, names)
        return frozenset((row["user_id"], row["memory_id"]) for row in found.to_pylist())

    def put_named(self, table: str, ids: Sequence[str], vectors: Matrix) -> None:
        """Replace a whole table of (id, vector), such as `fragrances` or `notes`."""
        fault.point(f"vectors.{table}")
        data = pa.table([pa.array(ids), self._vector_array(vectors)], schema=self._named_schema())
        try:
            mode = "overwrite" if self._exists(table) else "create"
            self._database.create_table(table, data, mode=mode)
        except Exception as error:
            raise _failed(error) from error

    def named(self, table: str) -> tuple[tuple[str, ...], Matrix]:
        """Every (id, vector) of a table, ids ascending; empty when it is not there."""
        found = self._read(table, self._named_schema(), None)
        ids, matrix = found["id"].to_pylist(), self._matrix(found)
        order = sorted(range(len(ids)), key=ids.__getitem__)
        if order != list(range(len(ids))):  # it was written in order, so this is seldom
            ids, matrix = [ids[row] for row in order], matrix[order]
        return tuple(ids), matrix

    def erase(self, table: str = "chunks") -> None:
        """Leave nothing of deleted rows: write the table anew, drop every older version and what
        killed writers left.

        Compaction alone would not do: a file with a few deleted rows is kept as it is, and the
        deletion itself is kept with its condition.
        """
        fault.point("vectors.erase")
        if not self._exists(table):
            return
        schema = self._chunk_schema() if table == "chunks" else self._named_schema()
        rows = self._read(table, schema, None)
        try:
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
        """Take a whole table away, before it is rebuilt."""
        if self._exists(table):
            self._database.drop_table(table)

    def drop_all(self) -> None:
        """Empty everything that is searched, before it is rebuilt."""
        self._database.drop_all_tables()

    def folder(self) -> Path | None:
        """Where the files lie, when they lie on this machine."""
        return None if "://" in self.uri else Path(self.uri)

    def _exists(self, table: str) -> bool:
        return table in self._database.list_tables().tables

    def _open(self, table: str, schema: pa.Schema) -> Any:
        return self._database.create_table(table, schema=schema, exist_ok=True)

    def _add(self, table: str, schema: pa.Schema, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        try:
            columns = {k: [row[k] for row in rows] for k in rows[0] if k != "vector"}
            matrix = np.stack([row["vector"] for row in rows])
            columns["vector"] = self._vector_array(matrix)
            self._open(table, schema).add(pa.table(columns, schema=schema))
        except Exception as error:
            raise _failed(error) from error

    def _delete(self, table: str, schema: pa.Schema, condition: Any) -> int:
        if not self._exists(table):
            return 0
        try:
            deleted = self._open(table, schema).delete(condition)
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

    def _matrix(self, table: pa.Table) -> Matrix:
        if not table.num_rows:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        matrix = np.empty((table.num_rows, self._dimensions), dtype=np.float32)
        row = 0
        for chunk in table["vector"].chunks:  # one copy of each, never of the whole
            matrix[row : row + len(chunk)] = chunk.flatten().to_numpy().reshape(len(chunk), -1)
            row += len(chunk)
        return matrix

    def _vector_array(self, matrix: Matrix) -> pa.Array:
        flat = pa.array(np.ascontiguousarray(matrix, dtype=np.float32).ravel())
        return pa.FixedSizeListArray.from_arrays(flat, self._dimensions)

    def _vector_field(self) -> pa.Field:
        return pa.field("vector", pa.list_(pa.float32(), self._dimensions))

    def _named_schema(self) -> pa.Schema:
        key = pa.field("id", pa.string(), nullable=False, metadata=_KEY)
        return pa.schema([key, self._vector_field()])

    def _chunk_schema(self) -> pa.Schema:
        return pa.schema(
            [
                pa.field("id", pa.string(), nullable=False, metadata=_KEY),
                *(
                    pa.field(name, pa.string(), nullable=False, metadata=_PLAIN)
                    for name in ("user_id", "memory_id")
                ),
                pa.field("position", pa.int32()),
                *(pa.field(name, pa.string(), metadata=_PLAIN) for name in ("kind", "text")),
                *(pa.field(n, pa.int32()) for n in ("start", "end")),
                self._vector_field(),
            ]
        )


def _failed(error: Exception) -> StorageFailed:
    return StorageFailed(
        f"What is searched could not be read or written ({type(error).__name__}); "
        "`python -m flowery rebuild` makes it anew."
    )
