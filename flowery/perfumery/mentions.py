"""Finds the perfumes and houses that a text names: "I wore Shalimar", "like chanel no 5".

A name that is also a plain word ("Angel", "Joy", "Her") counts only beside its house, or in
capitals and where perfume is spoken of. Better to miss one than to read a perfume into a diary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from flowery.perfumery.cues import search_cues
from flowery.perfumery.knowledge import DATA
from flowery.perfumery.naming import name_words
from flowery.perfumery.phrases import Found, Phrasebook, Word, words_of
from flowery.perfumery.titles import Titles

_BETWEEN = search_cues()["between_house_and_name"]
_CUES_BEFORE = search_cues()["before_a_perfume"]
_CUES_AFTER = search_cues()["after_a_perfume"]
_SENTENCE = re.compile(r"[.!?…:\n][\s\"'“‘(]*$")
_REACH = 3  # words between a cue and the name it speaks of
_LONE_NAME = 5  # letters; a shorter lone name ("Zen", "Noa") is too easily something else


class Mention(NamedTuple):
    """A perfume named in a text, in code points."""

    start: int
    end: int
    fragrance_id: str


class HouseMention(NamedTuple):
    """A house named in a text, in code points; `house` is its key."""

    start: int
    end: int
    house: str


class Mentions:
    """Reads titles in texts. `is_word` tells the words of smell, which are not names of their
    own.
    """

    def __init__(self, titles: Titles, ids: Sequence[str], is_word: Callable[[str], bool]) -> None:
        self._titles = titles
        self._ids = ids
        self._is_word = is_word
        self._names = Phrasebook(((key, key) for key in titles.by_name), plurals=False)

    def perfumes(self, text: str) -> tuple[Mention, ...]:
        """The perfumes named in a text, from left to right, none overlapping."""
        words = words_of(text)
        houses = self._titles.houses.find(words)
        found = [self._mention(text, words, name, houses) for name in self._names_in(words)]
        return _apart([mention for mention in found if mention is not None])

    def houses(self, text: str) -> tuple[HouseMention, ...]:
        """The houses named in a text outside the perfumes; one that is a plain word only in
        capitals.
        """
        taken = self.perfumes(text)
        return tuple(
            HouseMention(house.start, house.end, house.meaning)
            for house in self._titles.houses.find(words_of(text))
            if not any(m.start < house.end and house.start < m.end for m in taken)
            and self._is_house(text, house)
        )

    def _is_house(self, text: str, house: Found[str]) -> bool:
        """A house in capitals, or in small letters when it is well known or said to be one."""
        if _capitals(text, house):
            return True
        said = text[house.start : house.end]
        before = text[: house.start].rsplit(maxsplit=1)[-1:]
        known = self._titles.is_well_known(house.meaning) or before in (["by"], ["from"])
        return known and not self._is_plain(said)

    def _names_in(self, words: tuple[Word, ...]) -> list[Found[str]]:
        """Names, with "No5" and "Nº 5" brought to one form first."""
        forms = name_words(" ".join(word.form for word in words))
        if len(forms) == len(words):
            words = tuple(
                Word(word.start, word.end, form) for word, form in zip(words, forms, strict=True)
            )
        return self._names.find(words)

    def _mention(
        self, text: str, words: tuple[Word, ...], name: Found[str], houses: list[Found[str]]
    ) -> Mention | None:
        rows = self._titles.by_name[name.meaning]
        house = _beside(words, name, houses)
        if house is not None:
            inside = set(self._titles.of_house(house.meaning))
            row = self._titles.best_of(row for row in rows if row in inside)
            if row is not None:
                start, end = min(name.start, house.start), max(name.end, house.end)
                return Mention(start, end, self._ids[row])
        row = self._titles.best_of(rows)
        if row is None or not self._is_meant(text, words, name):
            return None
        return Mention(name.start, name.end, self._ids[row])

    def _is_meant(self, text: str, words: tuple[Word, ...], name: Found[str]) -> bool:
        said = text[name.start : name.end]
        several = name.last - name.first > 1
        if len(name.meaning) < 3 or name.meaning.isdigit() or (self._is_word(said) and not several):
            return False
        if words[name.first].is_korean:
            return not self._is_plain(said)  # Hangul has no capitals to tell a name by
        cued, capitals = _cued(words, name), _capitals(text, name)
        if self._is_plain(said) or len(name.meaning) < _LONE_NAME:
            return capitals and cued
        return capitals or cued or several

    def _is_plain(self, said: str) -> bool:
        """Whether every word is a plain one or a word of smell."""
        plain = plain_words()
        return all(
            len(word.form) == 1 or word.form in plain or self._is_word(word.form)
            for word in words_of(said)
        )


def _apart(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Of overlapping mentions the longest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        if not any(m.start < mention.end and mention.start < m.end for m in kept):
            kept.append(mention)
    return tuple(sorted(kept))


def _beside(
    words: tuple[Word, ...], name: Found[str], houses: Iterable[Found[str]]
) -> Found[str] | None:
    """The house right before or after a name, small words between them."""
    for house in houses:
        between = words[house.last : name.first] or words[name.last : house.first]
        near = house.last <= name.first or name.last <= house.first
        apart = max(name.first - house.last, house.first - name.last)
        if near and apart <= 2 and all(word.form in _BETWEEN for word in between):
            return house
    return None


def _cued(words: tuple[Word, ...], name: Found[str]) -> bool:
    before = {word.form for word in words[max(0, name.first - _REACH) : name.first]}
    after = {word.form for word in words[name.last : name.last + 2]}
    return bool(before & _CUES_BEFORE or after & _CUES_AFTER)


def _capitals(text: str, found: Found[str]) -> bool:
    """Whether every word is written as a name; one word that opens a sentence is not."""
    said = words_of(text[found.start : found.end])
    large = all(_is_large(text[found.start + w.start]) for w in said if w.form not in _BETWEEN)
    opens = not text[: found.start].rstrip(" \"'“‘(") or bool(_SENTENCE.search(text[: found.start]))
    return large and (len(said) > 1 or not opens)


def _is_large(letter: str) -> bool:
    return letter.isupper() or letter.isdigit() or "가" <= letter <= "힣"


@cache
def plain_words() -> frozenset[str]:
    """Plain words, English and Korean, that perfumes and houses are also called by."""
    text = (DATA / "plain_words.txt").read_text(encoding="utf-8")
    return frozenset(re.findall(r"\S+", text))
