"""Rows of a JSON file: a list of objects, one object a line, or an object that holds such a list.

Values are read one after another from a window of text, so that a large file needs little memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flowery.perfumery.importing.flaws import Flaw
from flowery.words.errors import Refused

_WINDOW = 1 << 16
_LARGEST = 1 << 20  # characters of one row; a perfume has a few thousand
_DEEPEST = 12  # brackets within brackets; a pyramid has three
_BETWEEN = re.compile(r"[\s,]*")
_LIST = re.compile(r'\s*\{\s*"[^"]{1,80}"\s*:\s*\[')

Found = tuple[int, dict[str, Any], str, bool]


def json_rows(path: Path) -> Iterator[Found]:
    """(number, cells, flaw, False) of every object. Raises Refused when the file is not JSON."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from _Values(file, path.name).rows()
    except UnicodeDecodeError as error:
        raise Refused(f"{path.name} is not in UTF-8, as JSON must be.") from error


class _Values:
    """A window on the text of a file, moving forward."""

    def __init__(self, file: Any, name: str) -> None:
        self._file, self._name = file, name
        self._text, self._at, self._ended = "", 0, False
        self._decoder = json.JSONDecoder()

    def rows(self) -> Iterator[Found]:
        """Every object of the list, or of the lines."""
        self._fill()
        opening = _LIST.match(self._text)
        is_list = bool(opening) or self._text.lstrip().startswith("[")
        self._at = opening.end() if opening else self._text.find("[") + 1 if is_list else 0
        number = 0
        while self._begin(is_list):
            number += 1
            value = self._value(number)
            good = isinstance(value, dict)
            yield number, value if good else {}, "" if good else Flaw("it is not an object"), False

    def _begin(self, is_list: bool) -> bool:
        """Whether another value comes."""
        while True:
            between = _BETWEEN.match(self._text, self._at)
            self._at = between.end() if between else self._at
            if self._at < len(self._text):
                break
            if self._ended:
                if is_list:
                    raise Refused(f"{self._name} ends in the middle of its list.")
                return False
            self._fill()
        return not (is_list and self._text[self._at] == "]")

    def _value(self, number: int) -> Any:
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except (json.JSONDecodeError, RecursionError, ValueError) as error:
                deep = isinstance(error, RecursionError)
                if deep or self._ended or len(self._text) - self._at > _LARGEST:
                    raise self._unreadable(number, error) from error
                self._fill()
                continue
            if end == len(self._text) and not self._ended:  # a number may go on
                self._fill()
                continue
            self._check_depth(number, end)
            self._at = end
            return value

    def _check_depth(self, number: int, end: int) -> None:
        depth = deepest = 0
        for bracket in re.findall(r"[\[\]{}]", self._text[self._at : end]):
            depth += 1 if bracket in "[{" else -1
            deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            raise Refused(f"Row {number} of {self._name} is nested too deeply to be a perfume.")

    def _unreadable(self, number: int, error: Exception) -> Refused:
        if isinstance(error, RecursionError):
            return Refused(f"Row {number} of {self._name} is nested too deeply to be a perfume.")
        if not self._ended:
            return Refused(f"Row {number} of {self._name} is above a million characters.")
        return Refused(f"Row {number} of {self._name} is not JSON, or the file is cut off.")

    def _fill(self) -> None:
        """Read on; what was used up is let go."""
        more = self._file.read(max(_WINDOW, len(self._text) - self._at))
        self._ended = not more
        self._text = self._text[self._at :] + more
        self._at = 0
