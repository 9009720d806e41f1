"""What was edited in a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Change:
    """Words that stayed (both the same), went (`after` "") or came (`before` "")."""

    before: str
    after: str


Difference = tuple[Change, ...]


def difference(before: str, after: str) -> Difference:
    """The words of two texts beside each other, in order."""
    return tuple(_changes(_WORD.findall(before), _WORD.findall(after)))


def _changes(before: list[str], after: list[str]) -> Iterator[Change]:
    compared = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a, to_a, b, to_b in compared.get_opcodes():
        gone, come = "".join(before[a:to_a]), "".join(after[b:to_b])
        if tag == "equal":
            yield Change(gone, come)
            continue
        if gone:
            yield Change(gone, "")
        if come:
            yield Change("", come)
