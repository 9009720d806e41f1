"""Understands searches against one catalogue: phrases, titles, perfumers and spelling together, and
the reader of memories for words that are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from flowery.perfumery.asking import STOP, Asked, Asker
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.mentions import Mentions, plain_words
from flowery.perfumery.phrases import Phrasebook, words_of
from flowery.perfumery.spelling import Spelling
from flowery.perfumery.terms import Term, phrasebook
from flowery.perfumery.titles import Titles
from flowery.perfumery.words import Lexicon
from flowery.words.vocabulary import ExtractedScent

ReadSmells = Callable[[str], tuple[ExtractedScent, ...]]


class Understanding:
    """Everything that words can mean in one catalogue; built when first asked."""

    def __init__(
        self, catalogue: Catalogue, lexicon: Lexicon, titles: Titles, read_smells: ReadSmells
    ) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._titles = titles
        self._read_smells = read_smells

    def asked(self, words: str) -> Asked:
        """A search taken apart."""
        asked = self._asker.read(words)
        return self._with_smells(asked, words) if asked.rest else asked

    def term(self, name: str) -> Term:
        """What a name stands for; an unknown one stands for the unknown notes called so."""
        term = self.phrases.get(name)
        named = frozenset({self._catalogue.taxonomy.note_id(name)})
        return Term(name, named=named) if term is None else replace(term, named=term.named | named)

    @cached_property
    def phrases(self) -> Phrasebook[Term]:
        """Every phrase of smell, mood and moment."""
        return phrasebook(self._catalogue.taxonomy, self._lexicon)

    @cached_property
    def mentions(self) -> Mentions:
        """The titles and houses in texts."""
        ids = [fragrance.id for fragrance in self._catalogue.fragrances]
        return Mentions(self._titles, ids, self.phrases.__contains__)

    @cached_property
    def _asker(self) -> Asker:
        everyone = {p for fragrance in self._catalogue.fragrances for p in fragrance.perfumers}
        perfumers = Phrasebook(((name, name) for name in sorted(everyone)), plurals=False)
        return Asker(self.phrases, self.mentions, perfumers, self._spelling.nearest)

    @cached_property
    def _spelling(self) -> Spelling:
        names = self._catalogue.taxonomy.note_names()
        brands = {fragrance.brand for fragrance in self._catalogue.fragrances}
        korean = {form for form in self._titles.houses.meanings if "가" <= form[0] <= "힣"}
        telling = {word.form for name in (*names, *brands, *korean) for word in words_of(name)}
        others = (word for word in self._catalogue.postings.vocabulary() if len(word) > 3)
        return Spelling(telling, others, plain_words() | STOP)

    def _with_smells(self, asked: Asked, words: str) -> Asked:
        """What the reader of memories finds in words that are no phrase of a search: inflected
        forms, things that smell.
        """
        rest = set(asked.rest)
        wants, without = list(asked.wants), list(asked.without)
        known = {note for term in (*wants, *without) for note in term.named}
        for smell in self._read_smells(words):
            if not smell.note or smell.note in known or not rest & _forms(smell.source):
                continue
            label = self._catalogue.taxonomy.label(smell.note)
            term = Term(label, named=frozenset({smell.note}))
            (without if smell.absent else wants).append(term)
        return replace(asked, wants=tuple(wants), without=tuple(without))


def _forms(source: str) -> set[str]:
    return {word.form for word in words_of(source)} | set(re.findall(r"[가-힣]{2,}", source))
