"""Folds a text for comparison: case, width, accents, quotes and invisible characters do not count.

It remembers from which code points of the given text every folded letter came; it knows no words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-"})
HANGUL_VOWEL_OR_FINAL = range(0x1160, 0x1200)


@dataclass(frozen=True, slots=True)
class Letters:
    """Folded `text`; its letter i came from code points `starts[i]` to `ends[i]` as given."""

    text: str
    given: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the given text that letters start..end stand for."""
        return self.starts[start], self.ends[end - 1]

    def capital(self, index: int) -> bool:
        """Was this letter written large?"""
        return self.given[self.starts[index]].isupper()


def folded_letters(text: str) -> Letters:
    """A text as comparable letters with their places."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for letter in _folded(text[start:end]):
            letters.append(letter)
            starts.append(start)
            ends.append(end)
    return Letters("".join(letters), text, tuple(starts), tuple(ends))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Code points that make one letter: a base with its marks, a Hangul syllable with its parts."""
    spans: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if spans and _continues(character):
            spans[-1] = (spans[-1][0], index + 1)
        else:
            spans.append((index, index + 1))
    return spans


def _continues(character: str) -> bool:
    return character > "\u02ff" and (
        ord(character) in HANGUL_VOWEL_OR_FINAL or unicodedata.combining(character) != 0
    )


@lru_cache(maxsize=8192)
def _folded(cluster: str) -> str:
    if cluster.isascii():
        return cluster.lower()
    decomposed = unicodedata.normalize("NFKD", cluster.translate(QUOTES).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    visible = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", visible)
