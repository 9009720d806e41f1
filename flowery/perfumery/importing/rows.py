"""The rows of a file, whatever its format: told by its first bytes, not by its name.

Rows come one after another and are never all in memory. Numbers are those a person sees: lines of
a text file or rows of a sheet, the header being 1; where there is no header, the first row is 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flowery.perfumery.importing.delimited import delimited_rows
from flowery.perfumery.importing.json_values import json_rows
from flowery.perfumery.importing.workbook import workbook_rows
from flowery.words.errors import Refused

_BATCH = 500
_ROW_GROUP_BYTES = 256 * 1024 * 1024  # one row group is decoded at a time
_BATCH_BYTES = 64 * 1024 * 1024  # 128 KB a row; a perfume with long reviews has a tenth of that
_MOST_ROWS = 1_000_000  # ten times the perfumes ever made; more is no table of perfumes


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number and its cells by column; `flaw` says why it cannot be read."""

    number: int
    cells: Mapping[str, Any]
    flaw: str = ""
    repaired: bool = False


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a file. Raises Refused when the file as a whole cannot be read."""
    for count, row in enumerate(_rows(path)):
        if count == _MOST_ROWS:
            raise Refused(f"{path.name} has more than a million rows; cut it into parts.")
        yield row


def _rows(path: Path) -> Iterator[Row]:
    start = _start(path)
    if start.startswith(b"PAR1"):
        yield from _parquet_rows(path)
    elif start.startswith(b"PK\x03\x04"):
        yield from (Row(*found) for found in workbook_rows(path))
    elif start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        yield from (Row(*found) for found in json_rows(path))
    else:
        yield from (Row(*found) for found in delimited_rows(path))


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(512)
    except OSError as error:
        raise Refused(f"{path.name} cannot be opened ({error.strerror}).") from error
    if not start.strip():
        raise Refused(f"{path.name} is empty.")
    return start


def _parquet_rows(path: Path) -> Iterator[Row]:
    try:
        file = pq.ParquetFile(path, read_dictionary=_texts(path))
        groups = (file.metadata.row_group(n) for n in range(file.metadata.num_row_groups))
        if max((group.total_byte_size for group in groups), default=0) > _ROW_GROUP_BYTES:
            raise Refused(f"{path.name} has row groups above 256 MB; write it with smaller ones.")
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH):
            if _decoded_bytes(batch) > _BATCH_BYTES:
                raise Refused(f"Rows after {number} of {path.name} are too large to be perfumes.")
            for cells in batch.to_pylist():
                number += 1
                yield Row(number, cells)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"{path.name} is not a whole Parquet file ({type(error).__name__})."
        ) from error


def _texts(path: Path) -> list[str]:
    """The columns of text. Read as a dictionary, a value that repeats is in memory once: a few
    kilobytes may stand for gigabytes.
    """
    schema = pq.read_metadata(path).schema
    columns = (schema.column(place) for place in range(len(schema)))
    return [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]


def _decoded_bytes(batch: pa.RecordBatch) -> int:
    """At least as many bytes as the rows of a batch take once every value is written out."""
    return int(batch.nbytes) + sum(map(_repeated_bytes, batch.columns))


def _repeated_bytes(column: pa.Array) -> int:
    while pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        column = column.flatten()
    if not pa.types.is_dictionary(column.type) or not len(column.dictionary):
        return 0
    longest = pc.max(pc.binary_length(column.dictionary)).as_py() or 0
    return int(longest) * len(column)
