"""What is never replaced in a text: the names of perfumes, houses, notes and accords."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from flowery.learning.examples.finding import Span
from flowery.perfumery.phrases import Phrasebook, words_of
from flowery.perfumery.search import CatalogueSearch
from flowery.words.vocabulary import Accord, Note

_SOMEWHERE = re.compile(r"\b(?:in|at|near|visiting|around) $")  # "in Muscat" is no grape


class KeptNames:
    """Reads names of perfumery in texts."""

    def __init__(self, search: CatalogueSearch) -> None:
        self._search = search

    @cached_property
    def _notes(self) -> Phrasebook[str]:
        return Phrasebook((name, name) for name in _names(self._search))

    def __call__(self, text: str) -> list[Span]:
        """Where they stand, in code points; some may overlap."""
        notes = [
            (found.start, found.end)
            for found in self._notes.find(words_of(text))
            if not (text[found.start].isupper() and _SOMEWHERE.search(text, 0, found.start))
        ]
        perfumes = [(one.start, one.end) for one in self._search.mentions(text)]
        return [*notes, *perfumes, *((one.start, one.end) for one in self._search.houses(text))]


def _names(search: CatalogueSearch) -> Iterator[str]:
    taxonomy = search.catalogue.taxonomy
    nouns: list[Note | Accord] = [*taxonomy.notes.values(), *taxonomy.accords.values()]
    for noun in nouns:
        yield from (noun.name, noun.korean, *noun.aliases, *noun.korean_aliases)
