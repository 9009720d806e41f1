"""The refused rows as a table: row, reason, and the cells, made harmless for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from flowery.storage.imports import Refusal

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def refused_table(columns: Iterable[str], refusals: Iterable[Refusal]) -> bytes:
    """A CSV that spreadsheets open as UTF-8, with a column for every one that was understood."""
    columns = list(columns)
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(["row", "reason", *map(_harmless, columns)])
    for refusal in refusals:
        cells = (_harmless(refusal.cells.get(column, "")) for column in columns)
        writer.writerow([refusal.row, refusal.reason, *cells])
    return written.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell
