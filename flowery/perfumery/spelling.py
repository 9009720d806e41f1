"""The nearest known word to a misspelt one: "Guerlin", "vettiver", "쟈스민".

Hangul is compared letter by letter, so that one wrong vowel is one step and not a whole syllable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 4  # letters; shorter words have too many neighbours
_SHORTEST_KOREAN = 2  # syllables
_LONGEST = 40  # letters; nothing longer is one misspelt word, and comparing it takes minutes
_NEAR = 0.78  # one wrong letter in five, two in nine


class Spelling:
    """Known words, the most telling first: those of smell and houses before the rest."""

    def __init__(
        self, telling: Iterable[str], others: Iterable[str], plain: frozenset[str]
    ) -> None:
        self._telling = _letters(telling)
        self._others = _letters(others)
        self._plain = plain

    def nearest(self, word: str) -> str | None:
        """The known word that is meant, None when the word is known itself or nothing is near."""
        korean = "가" <= word[0] <= "힣"
        shortest = _SHORTEST_KOREAN if korean else _SHORTEST
        if not shortest <= len(word) <= _LONGEST or word.isdigit():
            return None
        letters = unicodedata.normalize("NFD", word)
        if letters in self._telling or word in self._plain:
            return None
        near = _best(letters, self._telling)
        if near is not None or letters in self._others:
            return near
        return _best(letters, self._others)


def _letters(words: Iterable[str]) -> dict[str, str]:
    return {unicodedata.normalize("NFD", word): word for word in words if len(word) > 1}


def _best(letters: str, known: dict[str, str]) -> str | None:
    found = process.extract(
        letters, list(known), scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=3
    )
    same_start = [near for near, _, _ in found if near[0] == letters[0]]
    return known[same_start[0]] if same_start else None
