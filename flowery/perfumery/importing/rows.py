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
import pyarrow.parquet as pq

from flowery.perfumery.importing.delimited import delimited_rows
from flowery.perfumery.importing.json_values import json_rows
from flowery.perfumery.importing.workbook import workbook_rows
from flowery.words.errors import Refused

_BATCH = 1000
_ROW_GROUP_BYTES = 512 * 1024 * 1024  # one row group is decoded at a time


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number and its cells by column; `flaw` says why it cannot be read."""

    number: int
    cells: Mapping[str, Any]
    flaw: str = ""
    repaired: bool = False


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a file. Raises Refused when the file as a whole cannot be read."""
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
        file = pq.ParquetFile(path)
        groups = (file.metadata.row_group(n) for n in range(file.metadata.num_row_groups))
        if max((group.total_byte_size for group in groups), default=0) > _ROW_GROUP_BYTES:
            raise Refused(f"{path.name} has row groups above 512 MB; write it with smaller ones.")
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH):
            for cells in batch.to_pylist():
                number += 1
                yield Row(number, cells)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"{path.name} is not a whole Parquet file ({type(error).__name__})."
        ) from error
