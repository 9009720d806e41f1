"""Ranks a catalogue for a search: by what is in each perfume, by text, by meaning, by likeness, and
the ranks fused. Names come before everything.

It only ranks; what may be found at all was decided before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from flowery.perfumery.asking import Asked
from flowery.perfumery.catalogue import Catalogue, Column, Mask, Matrix
from flowery.perfumery.likeness import Likeness
from flowery.perfumery.phrases import joined, words_of
from flowery.perfumery.relevance import Relevance
from flowery.perfumery.titles import Titles
from flowery.perfumery.weighing import SourceWeights
from flowery.words.errors import ModelError

_log = logging.getLogger(__name__)

Embed = Callable[[Sequence[str]], Matrix]

_K = 60  # reciprocal rank fusion (Cormack, Clarke & Büttcher 2009)
_DEEP = 400  # ranks below this add less than a seventh of the first and are left out
_FAR = 0.25  # cosine below which two texts have nothing to do with each other
_SHIFT = 0.25  # how much "lighter" weighs beside the likeness to the perfume it is said of
_LEANING = 0.3  # how much "less sweet" weighs beside what is wanted
_BESIDE_LIKE = 0.5  # "like Shalimar but lighter" asks for a Shalimar, not for any light perfume
_ONLY_ASKED = 1e-4  # below every rank: where only a house or a year is asked, the known come first
_PRICE_UNKNOWN = 0.5  # where money was spoken of: perhaps it fits
_NAMED, _CALLED, _OF_HOUSE, _FLANKER = 3.0, 2.0, 1.0, 0.5  # above all ranks together (about 0.1)
_EMBEDDED = 256  # questions whose vector is kept


@dataclass(frozen=True, slots=True)
class Told:
    """What each way of finding says, with its weight; and apart, each wish, the texts, and the
    likeness to the perfumes that are compared with.
    """

    sources: tuple[tuple[float, Column], ...]
    wishes: tuple[Column, ...]
    texts: Column
    alike: Column | None


class Fusion:
    """Ranks one catalogue. Every score has shape (n,), 0 where nothing speaks for a perfume."""

    def __init__(self, catalogue: Catalogue, titles: Titles, embed: Embed) -> None:
        self._catalogue = catalogue
        self._titles = titles
        self._embed_one = lru_cache(maxsize=_EMBEDDED)(lambda text: embed([text])[0])
        self.relevance = Relevance(catalogue)

    @cached_property
    def likeness(self) -> Likeness:
        """The likeness of perfumes to each other."""
        return Likeness(self._catalogue, self._titles)

    def scores(self, asked: Asked, allowed: Mask, narrowed: bool, weights: SourceWeights) -> Column:
        """Fused ranks among the allowed rows; with `narrowed` every one of them counts a little."""
        return self.fused(asked, self.told(asked, weights), allowed, narrowed, weights)

    def told(self, asked: Asked, weights: SourceWeights) -> Told:
        """What each way of finding says of every perfume."""
        wishes = self._wishes(asked, weights)
        sources: list[tuple[float, Column]] = []
        if asked.wants or asked.more or asked.less:
            facts = min(_BESIDE_LIKE, weights.facts) if asked.like else weights.facts
            sources.append((facts, self._by_facts(asked, wishes)))
        texts = self._catalogue.postings.scores(_spoken(asked))
        sources.append((weights.texts, texts))
        if not asked.is_only_names:
            sources.append((weights.meaning, self._by_meaning(asked)))
        alike = self._by_likeness(asked) if asked.like else None
        if alike is not None:
            sources.append((weights.alike, alike))
        return Told(tuple(sources), tuple(wishes), texts, alike)

    def fused(
        self, asked: Asked, told: Told, allowed: Mask, narrowed: bool, weights: SourceWeights
    ) -> Column:
        """The ranks of all sources among the allowed rows, fused."""
        total = self._nothing()
        for weight, scores in told.sources:
            total += weight * ranked(scores, allowed)
        if asked.budget or asked.cheaper:
            total[self.relevance.of_unknown_price] *= _PRICE_UNKNOWN
        if narrowed:
            total += np.float32(_ONLY_ASKED) * self._titles.renown
        return np.where(allowed, self._with_names(total, asked, weights), np.float32(0))

    def called(self, asked: Asked) -> Mask:
        """The perfumes that a search names, with their flankers, shape (n,)."""
        mask = np.zeros(len(self._catalogue), dtype=np.bool_)
        mask[list(self._called(asked))] = True
        for row in map(self._catalogue.row, asked.named):
            mask |= self.likeness.flankers(row)
        return mask

    def made_by(self, asked: Asked) -> Mask:
        """The perfumes of the houses and perfumers that a search names, shape (n,)."""
        mask = np.zeros(len(self._catalogue), dtype=np.bool_)
        for house in asked.houses:
            mask[list(self._titles.of_house(house))] = True
        for perfumer in asked.perfumers:
            mask[self._made_by(perfumer)] = True
        return mask

    def _wishes(self, asked: Asked, weights: SourceWeights) -> list[Column]:
        """How much of each wish is where; one that is said a hundred times is looked up once."""
        terms = (*asked.wants, *asked.more)
        different = {id(term): term for term in terms}
        of = {key: self.relevance.of(t, *weights.shares) for key, t in different.items()}
        return [of[id(term)] for term in terms]

    def _by_facts(self, asked: Asked, wishes: Sequence[Column]) -> Column:
        """How much of what is wanted is there: the mean over the wishes, less where one is missing
        altogether.
        """
        leaning: Column = np.float32(_LEANING) * self._shift(asked)
        if not wishes:
            return np.maximum(leaning, np.float32(0))
        stacked = np.stack(wishes)
        whole = stacked.mean(axis=0) * (0.4 + 0.6 * np.sqrt(stacked.min(axis=0)))
        score: Column = np.maximum(whole + leaning, 0).astype(np.float32)
        return score

    def _shift(self, asked: Asked) -> Column:
        """How far each perfume lies towards *more* and away from *less*."""
        return self.relevance.towards(asked.more) - self.relevance.towards(asked.less)

    def _by_meaning(self, asked: Asked) -> Column:
        said = [term.label for term in (*asked.wants, *asked.more)]
        text = " ".join((*said, *(word for word in asked.rest if word.isascii())))
        if not text:
            return self._nothing()
        try:
            near: Column = self._catalogue.vectors @ self._embed_one(text)
        except ModelError as error:
            _log.info("search without vectors: %s", type(error).__name__)
            return self._nothing()
        return np.where(near > _FAR, near, np.float32(0))

    def _by_likeness(self, asked: Asked) -> Column:
        rows = [self._catalogue.row(fragrance_id) for fragrance_id in asked.like]
        alike = sum((self.likeness.to(row) for row in rows), self._nothing()) / len(rows)
        shift = self._shift(replace(asked, more=(*asked.more, *asked.wants)))
        return np.maximum(alike + np.float32(_SHIFT) * shift, np.float32(0))

    def _with_names(self, total: Column, asked: Asked, weights: SourceWeights) -> Column:
        """The title itself, then its flankers, then its house or perfumer."""
        of_house = _OF_HOUSE * weights.brands
        for house in asked.houses:
            total[list(self._titles.of_house(house))] += of_house
        for perfumer in asked.perfumers:
            total[self._made_by(perfumer)] += of_house
        for fragrance_id in asked.named:
            row = self._catalogue.row(fragrance_id)
            total[self.likeness.flankers(row)] += _FLANKER
            total[row] += _NAMED
        total[list(self._called(asked))] += _CALLED
        return total

    def _called(self, asked: Asked) -> Sequence[int]:
        """The perfumes whose whole name is the search; a single word of smell is not a name."""
        if asked.wants and len(words_of(asked.text)) < 2:
            return []
        return self._titles.by_name.get(joined(asked.text), ())

    def _made_by(self, perfumer: str) -> list[int]:
        fragrances = self._catalogue.fragrances
        return [row for row, found in enumerate(fragrances) if perfumer in found.perfumers]

    def _nothing(self) -> Column:
        return np.zeros(len(self._catalogue), dtype=np.float32)


def ranked(scores: Column, allowed: Mask) -> Column:
    """1 / (60 + rank) for the best few hundred allowed rows, 0 for the rest and for whatever scored
    nothing.
    """
    ranked = np.zeros(len(scores), dtype=np.float32)
    rows = np.flatnonzero(allowed & (scores > 0))
    if len(rows) > _DEEP:
        rows = rows[np.argpartition(-scores[rows], _DEEP)[:_DEEP]]
    order = rows[np.argsort(-scores[rows], kind="stable")]
    ranked[order] = 1 / (_K + np.arange(1, len(order) + 1, dtype=np.float32))
    return ranked


def _spoken(asked: Asked) -> str:
    """The words to look up in texts: what is wanted, and what nobody understood; never what is
    unwanted.
    """
    if asked.is_only_names:
        return asked.text
    return " ".join((*(term.label for term in (*asked.wants, *asked.more)), *asked.rest))
