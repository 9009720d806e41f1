"""Walks through a catalogue: which perfumes a search speaks of, narrowed by fields, counted,
sorted, a page at a time.

What must not be in a perfume, and every field that narrows, rule out before anything is ranked; the
counts are of the whole result, whatever page is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.asking import Asked
from flowery.perfumery.catalogue import Catalogue, Column, Mask
from flowery.perfumery.facets import Counts, Facets, Narrowing
from flowery.perfumery.fusion import Fusion, Told, ranked
from flowery.perfumery.titles import Titles
from flowery.perfumery.weighing import SourceWeights
from flowery.words.vocabulary import Fragrance

Places = NDArray[np.intp]
Order = Literal["best", "name", "newest", "oldest", "cheapest", "dearest"]

A_PAGE = 24
_ANSWERS = 0.26  # just above what a perfume that only points the same way can reach, see relevance
_ENOUGH = 12  # perfumes that answer every wish; where there are fewer, one wish is enough
_BEYOND = np.float32(1e-7)  # below any rank, for what lies deeper than ranks go


@dataclass(frozen=True, slots=True)
class Hit:
    """A perfume that was found; scores rank within one search only."""

    fragrance: Fragrance
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a result with the counts of all of it. `ruled_out` perfumes would be in it too, if
    the person had not ruled them out.
    """

    asked: Asked
    hits: tuple[Hit, ...]
    total: int
    counts: Counts
    page: int
    pages: int
    ruled_out: int = 0


class Exploring:
    """The walks through one catalogue."""

    def __init__(self, catalogue: Catalogue, titles: Titles, fusion: Fusion) -> None:
        self._catalogue = catalogue
        self._titles = titles
        self._fusion = fusion
        self.facets = Facets(catalogue.fragrances, titles.house_key)

    def found(
        self,
        asked: Asked,
        allowed: Mask,
        narrowing: Narrowing,
        weights: SourceWeights,
        order: Order = "best",
        page: int = 1,
        ruled_out: Mask | None = None,
    ) -> Found:
        """The perfumes a search speaks of among the allowed ones, narrowed."""
        told = self._fusion.told(asked, weights)
        spoken = self._spoken_of(asked, told, allowed, weights)
        within = self.facets.within(narrowing)
        kept = spoken if ruled_out is None else spoken & ~ruled_out
        chosen, open_to_all = _narrowed(kept, within), _narrowed(allowed, within)
        narrowed = asked.narrows or narrowing.narrows
        scores = self._fusion.fused(asked, told, open_to_all, narrowed, weights)
        rows = self._ordered(scores + _BEYOND * self._titles.renown, chosen, order)
        pages = max(1, -(-len(rows) // A_PAGE))
        page = min(max(page, 1), pages)
        shown = rows[(page - 1) * A_PAGE : page * A_PAGE]
        return Found(
            asked=asked,
            hits=tuple(Hit(self._catalogue.fragrances[r], float(scores[r])) for r in shown),
            total=len(rows),
            counts=self.facets.counts(kept, within),
            page=page,
            pages=pages,
            ruled_out=int(_narrowed(spoken, within).sum()) - len(rows),
        )

    def _spoken_of(self, asked: Asked, told: Told, allowed: Mask, weights: SourceWeights) -> Mask:
        """The perfumes that something speaks for: every wish where enough perfumes answer all of
        them, else any; everything, where nothing is asked but what to leave out.
        """
        if not _seeks(asked):
            return allowed
        makers = self._fusion.made_by(asked)
        among = allowed & makers if makers.any() else allowed
        spoken = self._answering(asked, told, among)
        spoken |= allowed & self._fusion.called(asked)
        if spoken.any():
            return spoken
        return among & (self._fusion.fused(asked, told, among, False, weights) > 0)

    def _answering(self, asked: Asked, told: Told, among: Mask) -> Mask:
        if told.alike is not None:
            return among & (ranked(told.alike, among) > 0)
        if told.wishes:
            answered = np.stack(told.wishes) >= _ANSWERS
            every: Mask = among & answered.all(axis=0)
            return every if every.sum() >= _ENOUGH else among & answered.any(axis=0)
        if asked.houses or asked.perfumers:
            return among
        return among & (told.texts > 0)

    def _ordered(self, scores: Column, chosen: Mask, order: Order) -> Places:
        rows = np.flatnonzero(chosen)
        rows = rows[np.argsort(-scores[rows], kind="stable")]
        return rows if order == "best" else rows[np.argsort(self._keys[order][rows], kind="stable")]

    @cached_property
    def _keys(self) -> Mapping[Order, Column]:
        """What each order goes by, ascending; what is not known comes last."""
        fragrances = self._catalogue.fragrances
        titles = [fragrance.title.casefold() for fragrance in fragrances]
        years = _or_last([fragrance.year for fragrance in fragrances])
        bands = _or_last([fragrance.price_band for fragrance in fragrances])
        return {
            "name": _places(titles),
            "newest": np.where(np.isinf(years), years, -years),
            "oldest": years,
            "cheapest": bands,
            "dearest": np.where(np.isinf(bands), bands, -bands),
        }


def _seeks(asked: Asked) -> bool:
    """Whether a search looks for something, and does not only leave out."""
    smells = asked.wants or asked.more or asked.less or asked.like or asked.rest
    return bool(smells or asked.houses or asked.perfumers or asked.named)


def _narrowed(rows: Mask, within: Mapping[str, Mask]) -> Mask:
    for mask in within.values():
        rows = rows & mask
    return rows


def _places(titles: Sequence[str]) -> Column:
    """The place of every title in the order of the alphabet."""
    places: Column = np.argsort(np.argsort(np.array(titles), kind="stable")).astype(np.float32)
    return places


def _or_last(values: Sequence[int | None]) -> Column:
    known = [np.inf if value is None else value for value in values]
    return np.array(known, dtype=np.float32)
