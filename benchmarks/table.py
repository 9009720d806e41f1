"""The table that a benchmark run prints: what was measured, and what was wanted of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured. `is_met` is None where nothing is demanded, only told."""

    what: str
    measured: str
    wanted: str = ""
    is_met: bool | None = None


def at_most(what: str, value: float, limit: float, unit: str) -> Row:
    """A row whose number may not be larger than a limit."""
    return Row(what, f"{value:,.3g} {unit}", f"<= {limit:g} {unit}", value <= limit)


def printed(rows: Sequence[Row]) -> str:
    """Rows as a table in columns."""
    cells = [("what", "measured", "wanted", "")]
    cells += [(row.what, row.measured, row.wanted, _verdict(row)) for row in rows]
    widths = [max(_width(line[column]) for line in cells) for column in range(4)]
    lines = ["  ".join(_padded(*pair) for pair in zip(line, widths, strict=True)) for line in cells]
    return "\n".join([lines[0], "-" * (sum(widths) + 6), *lines[1:]])


def _verdict(row: Row) -> str:
    return {True: "met", False: "NOT MET", None: ""}[row.is_met]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
