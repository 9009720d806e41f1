"""Perfumes and houses that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flowery.advice.phrases import KnownPhrases
from flowery.advice.saying import Span, words_of
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.naming import load_houses
from flowery.words.vocabulary import Fragrance

_LIKE = re.compile(
    r"\b(?:like|similar to|reminds me of|in the style of|close to|cousin of|version of|dupe for)\s+"
    r"(?P<title>[^,.;!?\n]{3,60}?)(?=\s+(?:but|with|without|only|just|and|for|in)\b|[,.;!?\n]|$)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\bnot?|\bnothing|\bunlike|\bhated?|\bdislike[ds]?|\bcan'?t stand|\bother than|\bexcept|"
    r"\bnever|\bwithout|\bavoid|\bdon'?t like|\bno more)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(r"^\S{0,3}\s*(?:말고|빼고|제외|싫|아닌|별로)")


class Titles(Protocol):
    """Finds perfumes and houses by name in one catalogue; its search does."""

    @property
    def catalogue(self) -> Catalogue:
        """The perfumes it knows."""

    def find(self, title: str) -> Fragrance | None:
        """The perfume of a title; None when unsure."""

    def mentions(self, text: str) -> Sequence[tuple[int, int, str]]:
        """(start, end, fragrance id) of the perfumes named in a text."""

    def houses(self, text: str) -> Sequence[tuple[int, int, str]]:
        """(start, end, key of the house) of the houses named outside its perfumes."""


@dataclass(frozen=True, slots=True)
class Named:
    """A perfume (by id) or a house (by its name), where it is named and whether it is denied."""

    id: str
    span: Span
    is_denied: bool


@dataclass(frozen=True, slots=True)
class NamedOnes:
    """Everything with a name of its own in a question."""

    perfumes: tuple[Named, ...]
    houses: tuple[Named, ...]

    @property
    def all(self) -> tuple[Named, ...]:
        """Perfumes and houses."""
        return (*self.perfumes, *self.houses)


class TitleReader:
    """Reads the names of perfumes and houses."""

    def __init__(self, titles: Titles, known: KnownPhrases) -> None:
        self._titles = titles
        self._known = known
        keys = load_houses()
        self._houses: dict[str, str] = {}
        for fragrance in titles.catalogue.fragrances:
            self._houses.setdefault(keys.key(fragrance.brand), fragrance.brand)

    def read(self, text: str) -> NamedOnes:
        """What is named in a cleaned text."""
        perfumes = tuple(
            Named(fragrance_id, (start, end), _is_denied(text, start, end))
            for start, end, fragrance_id in self._titles.mentions(text)
            if not self._is_a_smell(text[start:end])
        )
        perfumes = perfumes or self._after_like(text)
        houses = tuple(
            Named(self._houses[house], (start, end), _is_denied(text, start, end))
            for start, end, house in self._titles.houses(text)
            if house in self._houses and not _within(start, perfumes)
        )
        return NamedOnes(perfumes, houses)

    def _is_a_smell(self, named: str) -> bool:
        """Whether this is rather a note than a perfume of that name: "tuberose", "rose water"."""
        words = words_of(named)
        found = self._known.find(words)
        whole = any(f.first == 0 and f.last == len(words) - 1 for f in found)
        return whole and (len(words) == 1 or named == named.casefold())

    def _after_like(self, text: str) -> tuple[Named, ...]:
        found = _LIKE.search(text)
        if found is None or self._known.find(words_of(found["title"])):
            return ()
        fragrance = self._titles.find(found["title"])
        if fragrance is None:
            return ()
        start, end = found.span("title")
        return (Named(fragrance.id, (start, end), _is_denied(text, found.start(), end)),)


def _within(place: int, perfumes: tuple[Named, ...]) -> bool:
    return any(p.span[0] <= place < p.span[1] for p in perfumes)


def _is_denied(text: str, start: int, end: int) -> bool:
    return bool(_DENIED.search(text[:start]) or _DENIED_AFTER.search(text[end:]))
