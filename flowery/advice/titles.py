"""Perfumes, houses and perfumers that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from flowery.advice.inquiry import compares
from flowery.advice.phrases import KnownPhrases
from flowery.advice.saying import Span, words_of
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.naming import load_houses
from flowery.perfumery.phrases import Phrasebook, words_of as name_parts
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
_DENIED_AFTER = re.compile(
    r"^\S{0,3}\s*(?:말고(?!\s*(?:그와\s*|이와\s*)?비슷)|빼고|제외|싫|아닌|별로)"
)
_CUE = "like "  # said before a title so that one is expected
_OPENS = re.compile(
    r"^\s*(?P<title>[^,.;!?\n]{3,60}?)(?=\s*(?:,?\s*\b(?:but|only|just)\b|[,.;!?\n]|$))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s+(?:or|and|vs\.?|versus|with|to|than|between)\s+|[,.;:!?\n]|\bcompared?\b|\bbetween\b",
    re.IGNORECASE,
)


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
    """A perfume (by id), a house or a perfumer (by name), where it is named and whether it is
    denied.
    """

    id: str
    span: Span
    is_denied: bool


@dataclass(frozen=True, slots=True)
class NamedOnes:
    """Everything with a name of its own in a question."""

    perfumes: tuple[Named, ...]
    houses: tuple[Named, ...]
    perfumers: tuple[Named, ...]

    @property
    def all(self) -> tuple[Named, ...]:
        """Perfumes, houses and perfumers."""
        return (*self.perfumes, *self.houses, *self.perfumers)

    @property
    def denied(self) -> tuple[str, ...]:
        """What may not be shown, as the subjects of vetoes."""
        perfumes = (f"fragrance:{one.id}" for one in self.perfumes if one.is_denied)
        return (*perfumes, *(f"house:{one.id}" for one in self.houses if one.is_denied))


class TitleReader:
    """Reads the names of perfumes and houses."""

    def __init__(self, titles: Titles, known: KnownPhrases) -> None:
        self._titles = titles
        self._known = known
        keys = load_houses()
        self._houses: dict[str, str] = {}
        for fragrance in titles.catalogue.fragrances:
            self._houses.setdefault(keys.key(fragrance.brand), fragrance.brand)
        perfumers = {name for f in titles.catalogue.fragrances for name in f.perfumers}
        self._perfumers = Phrasebook(((name, name) for name in sorted(perfumers)), plurals=False)
        self.read = lru_cache(maxsize=4)(self._read)  # a question is read twice

    def _read(self, text: str) -> NamedOnes:
        """What is named in a cleaned text."""
        perfumes = tuple(
            Named(fragrance_id, (start, end), _is_denied(text, start, end))
            for start, end, fragrance_id in self._titles.mentions(text)
            if not self._is_a_smell(text[start:end])
        )
        if len(perfumes) < 2 and compares(text):
            perfumes = self._side_by_side(text) or perfumes
        perfumes = perfumes or self._after_like(text) or self._opening(text)
        perfumers = tuple(
            Named(found.meaning, (found.start, found.end), is_denied=False)
            for found in self._perfumers.find(name_parts(text))
            if not _within(found.start, perfumes)
        )
        houses = tuple(
            Named(self._houses[house], (start, end), _is_denied(text, start, end))
            for start, end, house in self._titles.houses(text)
            if house in self._houses and not _within(start, perfumes)
        )
        return NamedOnes(perfumes, houses, perfumers)

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

    def _opening(self, text: str) -> tuple[Named, ...]:
        """ "Shalimar but lighter": a title that stands at the beginning."""
        found = _OPENS.search(text)
        return self._exactly(found["title"], found.start("title")) if found else ()

    def _side_by_side(self, text: str) -> tuple[Named, ...]:
        """ "Angel or Black Opium": two titles or more, though they are plain words."""
        starts = [0, *(found.end() for found in _BETWEEN.finditer(text))]
        ends = [*(found.start() for found in _BETWEEN.finditer(text)), len(text)]
        parts = [(text[a:b].strip(), a) for a, b in zip(starts, ends, strict=True)]
        named = [one for part, start in parts for one in self._exactly(part.title(), start)]
        return tuple(named) if len({one.id for one in named}) > 1 else ()

    def _exactly(self, title: str, start: int) -> tuple[Named, ...]:
        """The perfume that this is the title of; none for a word of smell."""
        if not title or self._is_a_smell(title):
            return ()
        found = self._titles.mentions(_CUE + title)
        whole = (len(_CUE), len(_CUE + title))
        return tuple(
            Named(fragrance_id, (start, start + len(title)), is_denied=False)
            for first, last, fragrance_id in found
            if (first, last) == whole
        )


def _within(place: int, perfumes: tuple[Named, ...]) -> bool:
    return any(p.span[0] <= place < p.span[1] for p in perfumes)


def _is_denied(text: str, start: int, end: int) -> bool:
    return bool(_DENIED.search(text[:start]) or _DENIED_AFTER.search(text[end:]))
