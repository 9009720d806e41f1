"""What tables of vectors look like, and matrices as their columns and back."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_PLAIN = {b"lance-encoding:compression": b"none"}
_KEY = {b"lance-schema:unenforced-primary-key": b"true", **_PLAIN}


def named_schema(dimensions: int) -> pa.Schema:
    """A table of (id, vector)."""
    key = pa.field("id", pa.string(), nullable=False, metadata=_KEY)
    return pa.schema([key, _vector_field(dimensions)])


def chunk_schema(dimensions: int) -> pa.Schema:
    """A table of chunks, whose words a search for traces can see."""
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
            _vector_field(dimensions),
        ]
    )


def vector_array(matrix: Matrix) -> pa.Array:
    """The rows of a matrix as a column."""
    flat = pa.array(np.ascontiguousarray(matrix, dtype=np.float32).ravel())
    return pa.FixedSizeListArray.from_arrays(flat, matrix.shape[1])


def matrix_of(table: pa.Table, dimensions: int) -> Matrix:
    """The column as a matrix, shape (n, dimensions)."""
    if not table.num_rows:
        return np.zeros((0, dimensions), dtype=np.float32)
    matrix = np.empty((table.num_rows, dimensions), dtype=np.float32)
    row = 0
    for chunk in table["vector"].chunks:  # one copy of each, never of the whole
        matrix[row : row + len(chunk)] = chunk.flatten().to_numpy().reshape(len(chunk), -1)
        row += len(chunk)
    return matrix


def _vector_field(dimensions: int) -> pa.Field:
    return pa.field("vector", pa.list_(pa.float32(), dimensions))
