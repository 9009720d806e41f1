"""Cuts folded letters into words and sentences. It knows no word's meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from flowery.memories.reading.letters import Letters, folded_letters

_WORD = re.compile(r"(?P<hangul>[가-힣]+)|[^\W_가-힣]+(?:'[^\W_가-힣]+)*'?")
_FULL_STOP = re.compile(r"[.!?。…]+[\s\"')\]]|[.!?。…]{2,}|[!?。…]|\n\s*\n")
LONGEST_SENTENCE = 200
"""More words without a full stop are cut here, so that reading time grows with the text alone."""

ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "st"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word without its apostrophes; `gap` is what stood between it and the one before."""

    word: str
    start: int
    end: int
    hangul: bool
    gap: str
    sentence: int
    capital: bool
    possessive: bool


@dataclass(frozen=True)
class Passage:
    """A text in words. Token and sentence numbers count from 0 over the whole text."""

    letters: Letters
    tokens: tuple[Token, ...]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """First token and token after the last, by sentence."""
        borders = [i for i in range(len(self.tokens)) if i == 0 or self._opens(i)]
        return tuple(pairwise([*borders, len(self.tokens)]))

    def _opens(self, index: int) -> bool:
        return self.tokens[index].sentence != self.tokens[index - 1].sentence

    def text_of(self, sentence: int) -> tuple[int, str]:
        """Where a sentence starts in the folded text, and its text to the end of its last word."""
        first, after = self.sentences[sentence]
        start = self.tokens[first].start
        return start, self.letters.text[start : self.tokens[after - 1].end]


def passage(text: str) -> Passage:
    """A text cut into words and sentences."""
    letters = folded_letters(text)
    tokens: list[Token] = []
    end, sentence, opened = 0, 0, 0
    for found in _WORD.finditer(letters.text):
        gap = letters.text[end : found.start()]
        opening = letters.capital(found.start()) or found["hangul"] is not None
        too_long = len(tokens) - opened >= LONGEST_SENTENCE
        if tokens and (too_long or _ends_sentence(tokens[-1], gap, opening)):
            sentence, opened = sentence + 1, len(tokens)
        tokens.append(_token(letters, found, gap, sentence))
        end = found.end()
    return Passage(letters, tuple(tokens))


def _token(letters: Letters, found: re.Match[str], gap: str, sentence: int) -> Token:
    written, start = found.group(), found.start()
    return Token(
        word=written.replace("'", ""),
        start=start,
        end=start + len(written.rstrip("'")),
        hangul=found["hangul"] is not None,
        gap=gap,
        sentence=sentence,
        capital=letters.capital(start),
        possessive=written.endswith(("'s", "s'")),
    )


def _ends_sentence(before: Token, gap: str, opening: bool) -> bool:
    if "\n" in gap and opening:
        return True
    if gap.startswith(".") and before.word in ABBREVIATIONS and before.capital:
        return False
    if gap == ".":  # "rose.i loved it" in a hurry, but not "3.5" or "e.g."
        return len(before.word) > 2 and not before.word.isdigit()
    return _FULL_STOP.search(gap) is not None
