"""Rows of a text table: CSV, TSV and their cousins in any common encoding.

It knows lines, delimiters and encodings, not what a column means.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flowery.perfumery.importing.encodings import Decoding, decoding_of
from flowery.perfumery.importing.flaws import Flaw
from flowery.words.errors import Refused

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 30
_CELL = 100_000  # characters; a longer cell means a quote that was never closed

_ROW = 2_000_000  # characters of one row, however many lines it goes on for

Found = tuple[int, dict[str, Any], str, bool]


def delimited_rows(path: Path) -> Iterator[Found]:
    """(number, cells, flaw, whether a wrong encoding was set right) of every row. Raises
    Refused.
    """
    decoding = decoding_of(path)
    with path.open("rb") as file:
        lines = _Lines(file, decoding)
        csv.field_size_limit(_CELL)
        reader = csv.reader(lines, delimiter=_delimiter(path, decoding))
        header = _header(path, reader)
        while True:
            lines.repaired, lines.taken = False, 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield reader.line_num, {}, Flaw(f"the line cannot be taken apart ({error})"), False
                continue
            if any(cell.strip() for cell in cells):
                yield _row(reader.line_num, header, cells, lines.repaired)


class _Lines:
    """The lines of a file as text; remembers whether one was in another encoding than the rest."""

    def __init__(self, file: Any, decoding: Decoding) -> None:
        self._lines = decoding.lines(file)
        self.repaired = False
        self.taken = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        text, repaired = next(self._lines)
        self.repaired = self.repaired or repaired
        self.taken += len(text)
        if self.taken > _ROW:
            raise csv.Error("a row is above two million characters")
        return text.replace("\x00", "")


def _header(path: Path, reader: Iterator[list[str]]) -> list[str]:
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise Refused(f"The first line of {path.name} is no header ({error}).") from error
    if len([name for name in header if name]) < 2:
        raise Refused(
            f"{path.name} has one column only. A table needs at least a house and a name, "
            "parted by comma, semicolon, tab or bar."
        )
    return header


def _row(number: int, header: list[str], cells: list[str], repaired: bool) -> Found:
    if any(cell.strip() for cell in cells[len(header) :]):
        flaw = Flaw(f"it has {len(cells)} cells where the header has {len(header)}")
        return number, {}, flaw, False
    return number, dict(zip(header, cells, strict=False)), "", repaired


def _delimiter(path: Path, decoding: Decoding) -> str:
    """The delimiter that cuts the first lines into the same number of cells, and the most."""
    with path.open("rb") as file:
        lines = [line for line, _ in zip(decoding.lines(file), range(_SAMPLE_LINES), strict=False)]
    sample = [text for text, _ in lines if text.strip()]
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: list[str], delimiter: str) -> float:
    try:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter)]
    except csv.Error:
        return 0.0
    if not widths or widths[0] < 2:
        return 0.0
    agreeing = sum(width == widths[0] for width in widths) / len(widths)
    return agreeing + min(widths[0], 50) / 100
