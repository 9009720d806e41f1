"""Finds known phrases in a text in two languages: the longest first, spaces and plurals forgiven,
Korean particles left outside.

It knows how words are cut and joined, not what any phrase means: meanings are whatever was put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from flowery.perfumery.folding import folded, singular

Meaning = TypeVar("Meaning")

_WORD = re.compile(r"\d+|[가-힣]+|[^\W\d_가-힣]+(?:['’´`][^\W\d_가-힣]+)*")
_APART = re.compile(r"[,;!?()]|\s[-−–]\S*$")
_LONGEST = 8  # words; "L'Eau d'Issey Pour Homme Sport Polar Expedition" is about the longest title
_ENDINGS = (
    r"(?:(?:향|향기|향조|향수|냄새|내음|노트|계열|느낌|향이나는|향나는))?"
    r"(?:이랑|랑|하고|은|는|이|가|을|를|의|에|에서|와|과|도|만|으로|로|나|이나|처럼|같은|보다|용|"
    r"한|하고|하면서|하지만|하지|하게|한데|해서|해요|이고|인데|인|이면서|지|고|면서|지만|던|"
    r"없이|없는|없고|빼고|말고|제외|들어간|나는|있는)?"
)
_ENDING = re.compile(_ENDINGS)
_LONGEST_ENDING = 6  # syllables of a noun of smell and its particle


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place (code points), how it is compared, and whether a comma or the
    like parts it from the word before.
    """

    start: int
    end: int
    form: str
    is_apart: bool = False

    @property
    def is_korean(self) -> bool:
        """Whether it is written in Hangul."""
        return "가" <= self.form[0] <= "힣"


@dataclass(frozen=True, slots=True)
class Found(Generic[Meaning]):
    """A phrase in a text: code points `start`..`end`, and the words `first`..`last` (exclusive) it
    covers.
    """

    start: int
    end: int
    first: int
    last: int
    meaning: Meaning


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, digits apart from letters ("No5" is "no", "5")."""
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        form = _form(match.group())
        if form:
            apart = bool(_APART.search(text, end, match.start()))
            words.append(Word(match.start(), match.end(), form, apart))
            end = match.end()
    return tuple(words)


@lru_cache(maxsize=10_000)
def _form(word: str) -> str:
    return folded(word)


def joined(text: str) -> str:
    """How a phrase is looked up: its words without spaces."""
    return "".join(word.form for word in words_of(text))


def joined_singular(text: str) -> str:
    """The same with the plural of its last word taken off."""
    forms = [word.form for word in words_of(text)]
    return "".join([*forms[:-1], singular(forms[-1])]) if forms else ""


def ending_length(form: str, stem: int) -> int | None:
    """How many syllables after `stem` are a particle or a word for smell; None when they are
    neither.
    """
    rest = form[stem:]
    return len(rest) if len(rest) <= _LONGEST_ENDING and _ENDING.fullmatch(rest) else None


class Phrasebook(Generic[Meaning]):
    """Phrases with what they mean; the first meaning put in for a phrase stays."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]], plurals: bool = True) -> None:
        self._plurals = plurals
        self._meanings: dict[str, Meaning] = {}
        for phrase, meaning in phrases:
            key = joined(phrase)
            self._meanings.setdefault(phrase if phrase == key else key, meaning)
            if plurals:
                self._meanings.setdefault(joined_singular(phrase), meaning)
        self._meanings.pop("", None)

    def __contains__(self, phrase: str) -> bool:
        return joined(phrase) in self._meanings

    def get(self, phrase: str) -> Meaning | None:
        """What a whole phrase means."""
        found = self._meanings.get(joined(phrase))
        if found is None and self._plurals:
            found = self._meanings.get(joined_singular(phrase))
        return found

    @property
    def meanings(self) -> Mapping[str, Meaning]:
        """Every joined phrase with its meaning."""
        return self._meanings

    def find(self, words: tuple[Word, ...]) -> list[Found[Meaning]]:
        """The phrases of a text from left to right, none overlapping."""
        found: list[Found[Meaning]] = []
        at = 0
        while at < len(words):
            longest = self._at(words, at)
            if longest is not None:
                found.append(longest)
            at = longest.last if longest else at + 1
        return found

    def _at(self, words: tuple[Word, ...], first: int) -> Found[Meaning] | None:
        window = 1
        while window < min(len(words) - first, _LONGEST) and not words[first + window].is_apart:
            window += 1
        for last in range(first + window, first, -1):
            before = "".join(word.form for word in words[first : last - 1])
            for form, end in _stems(words[last - 1], self._plurals):
                meaning = self._meanings.get(before + form)
                if meaning is not None:
                    return Found(words[first].start, end, first, last, meaning)
        return None


def _stems(word: Word, plurals: bool) -> Iterator[tuple[str, int]]:
    """The forms a last word may stand for, with where each ends: as it is, singular, without an
    ending.
    """
    yield word.form, word.end
    if not word.is_korean:
        if plurals:
            yield singular(word.form), word.end
        return
    for length in range(len(word.form) - 1, 0, -1):
        if ending_length(word.form, length) is not None:
            yield word.form[:length], word.start + length
