"""Rows of the first sheet of an Excel workbook (XLSX), read from its XML as a stream.

Formulas are not computed: a row with one is refused. Declared entities and inflated archives are
refused before they are unpacked.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from flowery.perfumery.importing.flaws import Flaw
from flowery.words.errors import Refused

_UNPACKED = 400 * 1024 * 1024  # bytes of one part
_STRINGS = 50_000_000  # characters of all shared strings
_CELL = 100_000  # characters
_WINDOW = 1 << 16
_COLUMNS = 400

Found = tuple[int, dict[str, Any], str, bool]


def workbook_rows(path: Path) -> Iterator[Found]:
    """(number, cells, flaw, False) of every row below the header. Raises Refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            strings = _shared_strings(archive, path.name)
            header: list[str] = []
            for number, values, formula in _Sheet(archive, path.name, strings).rows():
                if not header:
                    header = [str(value or "").strip() for value in values]
                elif any(value not in (None, "") for value in values):
                    cells = dict(zip(header, values, strict=False))
                    yield number, cells, formula, False
    except (zipfile.BadZipFile, expat.ExpatError, EOFError, KeyError, RuntimeError) as error:
        raise Refused(
            f"{path.name} is not a whole Excel workbook ({type(error).__name__})."
        ) from error


def _part(archive: zipfile.ZipFile, part: str, name: str) -> Any:
    if archive.getinfo(part).file_size > _UNPACKED:
        raise Refused(f"{name} unpacks to more than 400 MB.")
    return archive.open(part)


def _first_sheet(archive: zipfile.ZipFile) -> str:
    sheets = [n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)]
    return min(sheets, key=lambda n: int(re.findall(r"\d+", n)[-1]), default="xl/worksheets/none")


def _parser(name: str) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise Refused(f"{name} declares entities, which no workbook needs.")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


def _shared_strings(archive: zipfile.ZipFile, name: str) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    strings: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []
    size = 0

    def start(tag: str, _: dict[str, str]) -> None:
        inside.append(_local(tag))

    def text(data: str) -> None:
        nonlocal size
        if inside and inside[-1] == "t" and "rPh" not in inside:
            pieces.append(data)
            size += len(data)
            if size > _STRINGS:
                raise Refused(f"{name} holds more than 50 million characters.")

    def end(tag: str) -> None:
        inside.pop()
        if _local(tag) == "si":
            strings.append("".join(pieces))
            pieces.clear()

    parser = _parser(name)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    with _part(archive, "xl/sharedStrings.xml", name) as file:
        while data := file.read(_WINDOW):
            parser.Parse(data, False)
        parser.Parse(b"", True)
    return strings


class _Sheet:
    """The first sheet, row by row: (number, values, flaw)."""

    def __init__(self, archive: zipfile.ZipFile, name: str, strings: list[str]) -> None:
        self._archive, self._name, self._strings = archive, name, strings
        self._done: list[tuple[int, list[Any], str]] = []
        self._number, self._column, self._kind = 0, 0, ""
        self._values: dict[int, Any] = {}
        self._flaw, self._text, self._reads = "", "", False

    def rows(self) -> Iterator[tuple[int, list[Any], str]]:
        """Every row of the sheet."""
        parser = _parser(self._name)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        with _part(self._archive, _first_sheet(self._archive), self._name) as file:
            while data := file.read(_WINDOW):
                parser.Parse(data, False)
                yield from self._done
                self._done = []
            parser.Parse(b"", True)
        yield from self._done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = _local(tag)
        if local == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._values, self._flaw, self._column = {}, "", 0
        elif local == "c":
            self._column = _column(attributes.get("r", ""), self._column + 1)
            self._kind, self._text = attributes.get("t", "n"), ""
        elif local == "f":
            cell = f"{_letters(self._column)}{self._number}"
            self._flaw = Flaw(f"cell {cell} is a formula; keep its value")
        self._reads = local in ("v", "t")

    def _characters(self, data: str) -> None:
        if self._reads and len(self._text) < _CELL:
            self._text += data

    def _end(self, tag: str) -> None:
        self._reads = False
        local = _local(tag)
        if local == "c" and self._column <= _COLUMNS:
            self._values[self._column] = self._value()
        elif local == "row":
            width = max(self._values, default=0)
            values = [self._values.get(column) for column in range(1, width + 1)]
            self._done.append((self._number, values, self._flaw))

    def _value(self) -> Any:
        if self._kind == "s" and self._text.isdigit() and int(self._text) < len(self._strings):
            return self._strings[int(self._text)]
        if self._kind == "n" and re.fullmatch(r"-?\d+(\.0+)?", self._text):
            return int(float(self._text))
        return self._text or None


def _column(reference: str, otherwise: int) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        return otherwise
    column = 0
    for letter in letters.group():
        column = column * 26 + ord(letter) - 64
    return column


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
