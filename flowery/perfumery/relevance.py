"""How well each perfume answers each thing that a search wants, and which perfumes it rules out.

It knows terms and the catalogue, no words: those were read by `asking`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from flowery.perfumery.catalogue import Catalogue, Column, Mask
from flowery.perfumery.groups import is_about
from flowery.perfumery.money import Budget
from flowery.perfumery.notes import direction
from flowery.perfumery.spans import Years
from flowery.perfumery.terms import Term
from flowery.words.vocabulary import AXES

_HALF = 0.06  # the weight at which a note is half as telling as it can be: one of about 16 notes
_WHOLE = 0.4  # jasmine in a white floral is more jasmine than jasmine in a vanilla
_BY_AXES = 0.5  # a perfume that only points the same way is half as good as one that says so
_NEAR_NOTE = 0.25  # and without the note that was named it is only of its kind
_SHARE = 0.22  # of 14 axes; above it people call a perfume "citrus", "sweet", "woody"
_STANDS_OUT = 0.5  # and so strong must the axis be in the term itself
_SAID_FOR = 0.6  # a perfume that is said to be for winter is more than half of what was asked
_NOT_FOR = 0.5  # and one that is said to be for other seasons half of what it smells like
_OF_FAMILY = 0.6  # of one family some are more like it than others
_LEANS = 0.4  # from here a wish lies on a side itself: "iris, not powdery"


class Relevance:
    """Terms against one catalogue; every answer has shape (n,)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._labels: dict[tuple[str, str], Mask] = {}

    def of(self, term: Term, notes: float = 1.0, accords: float = 1.0) -> Column:
        """How much of a term is in each perfume, 0..1, when notes and accords count so much."""
        shares = (notes, accords)
        best = self._by_axes(term)
        for note_id in term.named:
            best = np.maximum(best, self._noted(note_id, shares))
        if term.notes:
            best = np.maximum(best, self._usual(term, shares))
        if term.accord:
            best = np.maximum(best, self._accorded(term.accord, accords))
        if term.family:
            own = (self._families == term.family).astype(np.float32)
            best = np.maximum(best, own * (_OF_FAMILY + (1 - _OF_FAMILY) * self.towards((term,))))
        for field, value in (("seasons", term.season), ("occasions", term.occasion)):
            if value:
                best = self._in_season(best, field, value)
        return best

    def holds(self, term: Term, wishes: Iterable[Term] = ()) -> Mask:
        """Which perfumes must go when a term is ruled out: careful, since nothing may slip by.

        A wish that would be ruled out itself, and names less than the term does, is an exception
        to it: "no flowers except jasmine", "iris, not powdery".
        """
        but = [wish for wish in wishes if self._is_exception(wish, term)]
        spared = frozenset[str]().union(*(wish.named for wish in but))
        mask = self._catalogue.rows_with_any(self._ruled_out(term), but=spared)
        if term.accord and not spared & self._kinds_of(term.named):
            mask |= self._catalogue.rows_with_accord(term.accord)
        for axis in self._sides(term):
            leans = any(wish.axes.get(axis, 0.0) >= _LEANS for wish in but)
            mask |= self._noted_on(axis, spared) if leans else self._on_side(axis, spared)
        if term.family:
            mask |= self._families == term.family
        for field, value in (("seasons", term.season), ("occasions", term.occasion)):
            if value:
                mask |= self._labelled(field, value)
        return mask

    def towards(self, terms: Iterable[Term]) -> Column:
        """How far each perfume lies in the direction of some terms, about -1..1."""
        wanted = sum((direction(term.axes) for term in terms), np.zeros(len(AXES), np.float32))
        length = float(np.linalg.norm(wanted))
        along: Column = self._catalogue.axes @ (wanted / max(length, 1e-9))
        return along

    def of_years(self, years: Years) -> Mask:
        """Which perfumes are known to be of these years."""
        first, last = years.first or 0, years.last or 9999
        mask: Mask = (self._years >= first) & (self._years <= last) & (self._years > 0)
        return mask

    def beyond(self, budget: Budget) -> Mask:
        """Which perfumes are known to cost more, or less, than was said."""
        cheapest, dearest = budget.bands
        mask: Mask = (self._bands > dearest) | ((self._bands > 0) & (self._bands < cheapest))
        return mask

    def as_dear_as(self, rows: Iterable[int]) -> Mask:
        """Which perfumes are known to cost as much as the cheapest of these, or more."""
        known = [band for band in self._bands[list(rows)] if band]
        mask: Mask = self._bands >= (min(known) if known else np.inf)
        return mask

    @cached_property
    def of_unknown_price(self) -> Mask:
        """Which perfumes have no price."""
        mask: Mask = self._bands == 0
        return mask

    def _noted(self, note_id: str, shares: tuple[float, float]) -> Column:
        """The kinds of a note count as it does, an accord of its name nearly so; less where the
        whole smells of something else.
        """
        weights = np.zeros(len(self._catalogue), dtype=np.float32)
        for kind in self._catalogue.taxonomy.kinds_of(note_id):
            held = self._catalogue.note_holding(kind)
            np.add.at(weights, held.rows, held.weights)
        told: Column = np.float32(shares[0]) * (weights / (weights + _HALF))
        told *= (1 - _WHOLE) + _WHOLE * self._akin(note_id)
        return np.maximum(told, 0.5 * told + 0.45 * self._accorded(note_id, shares[1]))

    def _akin(self, note_id: str) -> Column:
        """How near each perfume as a whole lies to a note, 0..1."""
        along = self._catalogue.axes @ self._catalogue.taxonomy.axes_of(note_id)
        length = np.linalg.norm(self._catalogue.taxonomy.axes_of(note_id))
        near: Column = np.clip(along / max(float(length), 1e-9), 0, 1) if length else along + 1
        return near

    def _accorded(self, accord_id: str, share: float) -> Column:
        strengths = np.zeros(len(self._catalogue), dtype=np.float32)
        carried = self._catalogue.accord_holding(accord_id)
        strengths[carried.rows] = np.float32(share) * carried.strengths
        return strengths

    def _usual(self, term: Term, shares: tuple[float, float]) -> Column:
        total = np.zeros(len(self._catalogue), dtype=np.float32)
        for note_id, strength in term.notes.items():
            total = np.maximum(total, strength * self._noted(note_id, shares))
        return np.maximum(total, 0.6 * total + 0.5 * self._by_axes(term))

    def _by_axes(self, term: Term) -> Column:
        if not term.axes:
            return np.zeros(len(self._catalogue), dtype=np.float32)
        share = np.float32(_NEAR_NOTE if term.named else _BY_AXES)
        along: Column = np.maximum(share * self.towards((term,)), np.float32(0))
        return along

    def _sides(self, term: Term) -> set[str]:
        """The axes that are ruled out whole: those of a group, and those a quality stands for."""
        taxonomy = self._catalogue.taxonomy
        groups = [taxonomy.groups[note] for note in term.named if note in taxonomy.groups]
        sides = {axis for group in groups for axis in group.axes}
        if term.is_quality and not term.named & taxonomy.notes.keys():
            strongest = max(_STANDS_OUT, *term.axes.values())
            sides |= {axis for axis, weight in term.axes.items() if weight >= strongest}
        return sides

    def _ruled_out(self, term: Term) -> frozenset[str]:
        """The notes that go with a term: those it names, those it surely smells of, and those of
        the group that means the same as its accord.
        """
        groups = self._catalogue.taxonomy.groups.values()
        same = {group.id for group in groups if term.accord and group.accord == term.accord}
        sure = not (term.is_quality or term.season)
        usual = (note for note, strength in term.notes.items() if sure and strength >= 0.5)
        return term.named.union(usual, same)

    def _is_exception(self, wish: Term, term: Term) -> bool:
        """Whether a wish is among what a term rules out, and not all of it: roses are none to "no
        jam", however many rose jams there are.
        """
        sides = map(self._catalogue.taxonomy.side_of, self._sides(term))
        ruled_out = self._kinds_of(self._ruled_out(term)).union(*sides)
        is_whole = not term.named.isdisjoint(self._kinds_of(wish.named))
        return not wish.named.isdisjoint(ruled_out) and not is_whole

    def _kinds_of(self, note_ids: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*map(self._catalogue.taxonomy.kinds_of, note_ids))

    def _noted_on(self, axis: str, spared: frozenset[str]) -> Mask:
        side = self._catalogue.taxonomy.side_of(axis)
        return self._catalogue.rows_with_any(side, but=spared)

    def _on_side(self, axis: str, spared: frozenset[str]) -> Mask:
        """The notes and accords of a side of smell, and perfumes full of it."""
        mask = self._catalogue.rows_on_axis(axis, _SHARE)
        mask |= self._noted_on(axis, spared)
        for accord in self._catalogue.taxonomy.accords.values():
            if is_about(accord.axes, axis):
                mask |= self._catalogue.rows_with_accord(accord.id)
        return mask

    def _in_season(self, best: Column, field: str, value: str) -> Column:
        """What a perfume is said to be for counts more than what it smells of; where nothing is
        said, its smell must tell.
        """
        said = _SAID_FOR + (1 - _SAID_FOR) * best
        unsaid = np.where(self._labelled(field, ""), best, np.float32(_NOT_FOR) * best)
        return np.where(self._labelled(field, value), said, unsaid).astype(np.float32)

    def _labelled(self, field: str, value: str) -> Mask:
        """Which perfumes are said to be for a season or an occasion; for "", which for none."""
        if (field, value) not in self._labels:
            told = (getattr(fragrance, field) for fragrance in self._catalogue.fragrances)
            held = [value in labels if value else not labels for labels in told]
            self._labels[field, value] = np.array(held, dtype=np.bool_)
        return self._labels[field, value]

    @cached_property
    def _families(self) -> np.ndarray:
        return np.array([fragrance.family or "" for fragrance in self._catalogue.fragrances])

    @cached_property
    def _years(self) -> Column:
        return np.array([f.year or 0 for f in self._catalogue.fragrances], dtype=np.float32)

    @cached_property
    def _bands(self) -> Column:
        return np.array([f.price_band or 0 for f in self._catalogue.fragrances], dtype=np.float32)
