"""JSON lines from stdin, UTF-8 whatever the locale. They are judged whole before anything is
done.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flowery.cli.progress import shown
from flowery.words.errors import Refused


class WrongUsage(Exception):
    """The arguments do not go together; exit status 2."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, the id that its answer carries, and the words it brings; or the words
    of an argument, alone.
    """

    number: int
    id: Any
    words: str
    is_one_of_many: bool = True


def lines_of(field: str) -> tuple[Line, ...]:
    """Every line of stdin as `{"id": …, FIELD: "…"}`. Raises Refused with the line's number."""
    given = enumerate(standard_input().split("\n"), start=1)  # a JSON text may hold other breaks
    return tuple(_line(number, line, field) for number, line in given if line.strip())


def standard_input() -> str:
    """All of stdin. Raises Refused when it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"The input is not UTF-8 at byte {error.start}; save it as UTF-8.") from error


def _line(number: int, text: str, field: str) -> Line:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"Line {number} is not JSON; nothing was done.") from error
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get(field), str):
        wanted = f'{{"id": …, "{field}": "…"}}'
        raise Refused(f"Line {number} is not an object {wanted}; nothing was done.")
    return Line(number, row["id"], row[field])


def gathered(text: str | None, from_stdin: bool, field: str) -> Sequence[Line]:
    """The words of one argument, or the lines of stdin: exactly one of the two. Raises
    WrongUsage, Refused.
    """
    if from_stdin == (text is not None):
        raise WrongUsage(f"Give either one {field} or --stdin with JSON lines.")
    return lines_of(field) if from_stdin else (Line(1, None, text or "", is_one_of_many=False),)


def one_by_one(lines: Sequence[Line], act: Callable[[Line], None]) -> None:
    """Do something with each line. Of many, one that is refused stops no other: a sentence on
    stderr names them all at the end. A single one that is refused raises.
    """
    refused: list[tuple[Line, Refused]] = []
    for line in shown(lines, "lines"):
        try:
            act(line)
        except Refused as error:
            if not line.is_one_of_many:
                raise
            refused.append((line, error))
    if refused:
        numbers = ", ".join(str(line.number) for line, _ in refused)
        print(f"Not answered: lines {numbers}. {refused[0][1]}", file=sys.stderr)
