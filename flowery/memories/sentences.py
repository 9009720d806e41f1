"""Where sentences end, in English and Korean, with or without punctuation.

A text is parted without a gap: the sentences, one after another, are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]
"""First code point and the one after the last."""

_STOP = re.compile(r"(?:[.!?…]+|[。！？]+)[\"'”’」』)\]]*(?=\s|$)\s*|\n\s*\n\s*|(?<=[。！？])")
_SHORT = re.compile(
    r"(?:^|[\s(\"“])(?:mr|mrs|ms|dr|prof|st|vs|etc|e\.g|i\.e|approx|no|vol|[a-z])\.\s*$", re.I
)
_CLOSING = re.compile(r"[\"'”’」』)\]]")
_LINE = re.compile(r"\n")


def sentences(text: str) -> tuple[Span, ...]:
    """The spans of the sentences; each holds the white space behind it."""
    borders = [0, *_borders(text), len(text)]
    return tuple((start, end) for start, end in pairwise(borders) if start < end)


def pieces(text: str, span: Span, longest: int) -> Iterator[Span]:
    """A sentence in pieces of at most so many characters, at white space where there is some."""
    start, end = span
    while end - start > longest:
        cut = _last_space(text, start, start + longest)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _borders(text: str) -> list[int]:
    found = {match.end() for match in _STOP.finditer(text) if _really_ends(text, match)}
    lines = {match.end() for match in _LINE.finditer(text)}
    return sorted((found | lines) - {0, len(text)})


def _really_ends(text: str, match: re.Match[str]) -> bool:
    if text[match.end() : match.end() + 1].islower() and _CLOSING.search(match.group()):
        return False  # "Really?" she said
    if not match.group().startswith("."):
        return True
    before = text[max(0, match.start() - 12) : match.start() + 1]
    return _SHORT.search(before) is None


def _last_space(text: str, start: int, end: int) -> int:
    for place in range(end, start + (end - start) // 2, -1):
        if text[place - 1].isspace():
            return place
    return end
