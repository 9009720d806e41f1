"""How well each perfume answers each thing that a search wants, and which perfumes it rules out.

It knows terms and the catalogue, no words: those were read by `asking`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from flowery.perfumery.catalogue import Catalogue, Column, Mask
from flowery.perfumery.groups import is_about
from flowery.perfumery.notes import direction
from flowery.perfumery.spans import Budget, Years
from flowery.perfumery.terms import Term
from flowery.words.vocabulary import AXES

_HALF = 0.06  # the weight at which a note is half as telling as it can be: one of about 16 notes
_BY_AXES = 0.5  # a perfume that only points the same way is half as good as one that says so
_NEAR_NOTE = 0.25  # and without the note that was named it is only of its kind
_SHARE = 0.22  # of 14 axes; above it people call a perfume "citrus", "sweet", "woody"
_STANDS_OUT = 0.5  # and so strong must the axis be in the term itself


class Relevance:
    """Terms against one catalogue; every answer has shape (n,)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of(self, term: Term) -> Column:
        """How much of a term is in each perfume, 0..1."""
        best = self._by_axes(term)
        for note_id in term.named:
            best = np.maximum(best, self._noted(note_id))
        if term.notes:
            best = np.maximum(best, self._usual(term))
        if term.accord:
            best = np.maximum(best, self._accorded(term.accord))
        if term.family:
            best = np.maximum(best, (self._families == term.family).astype(np.float32))
        for field, value in (("seasons", term.season), ("occasions", term.occasion)):
            if value:
                best = np.maximum(best, 0.5 * best + 0.5 * self._labelled(field, value))
        return best

    def holds(self, term: Term) -> Mask:
        """Which perfumes must go when a term is ruled out: careful, since nothing may slip by."""
        goes_with = term.notes.items() if not (term.is_quality or term.season) else ()
        mask = self._catalogue.rows_with_any(
            term.named.union(note_id for note_id, strength in goes_with if strength >= 0.5)
        )
        if term.accord:
            mask |= self._catalogue.rows_with_accord(term.accord)
        for axis in self._sides(term):
            mask |= self._on_side(axis)
        if term.family:
            mask |= self._families == term.family
        for field, value in (("seasons", term.season), ("occasions", term.occasion)):
            if value:
                mask |= self._labelled(field, value) > 0
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

    def too_dear(self, budget: Budget) -> Mask:
        """Which perfumes are known to cost more."""
        mask: Mask = self._bands > budget.band
        return mask

    def _noted(self, note_id: str) -> Column:
        """The kinds of a note count as it does, an accord of its name nearly so."""
        weights = np.zeros(len(self._catalogue), dtype=np.float32)
        for kind in self._catalogue.taxonomy.kinds_of(note_id):
            held = self._catalogue.note_holding(kind)
            np.add.at(weights, held.rows, held.weights)
        told: Column = weights / (weights + _HALF)
        return np.maximum(told, 0.5 * told + 0.45 * self._accorded(note_id))

    def _accorded(self, accord_id: str) -> Column:
        strengths = np.zeros(len(self._catalogue), dtype=np.float32)
        carried = self._catalogue.accord_holding(accord_id)
        strengths[carried.rows] = carried.strengths
        return strengths

    def _usual(self, term: Term) -> Column:
        total = np.zeros(len(self._catalogue), dtype=np.float32)
        for note_id, strength in term.notes.items():
            total = np.maximum(total, strength * self._noted(note_id))
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

    def _on_side(self, axis: str) -> Mask:
        """The notes and accords of a side of smell, and perfumes full of it."""
        mask = self._catalogue.rows_on_axis(axis, _SHARE)
        mask |= self._catalogue.rows_with_any(self._catalogue.taxonomy.side_of(axis))
        for accord in self._catalogue.taxonomy.accords.values():
            if is_about(accord.axes, axis):
                mask |= self._catalogue.rows_with_accord(accord.id)
        return mask

    def _labelled(self, field: str, value: str) -> Column:
        held = [value in getattr(fragrance, field) for fragrance in self._catalogue.fragrances]
        return np.array(held, dtype=np.float32)

    @cached_property
    def _families(self) -> np.ndarray:
        return np.array([fragrance.family or "" for fragrance in self._catalogue.fragrances])

    @cached_property
    def _years(self) -> Column:
        return np.array([f.year or 0 for f in self._catalogue.fragrances], dtype=np.float32)

    @cached_property
    def _bands(self) -> Column:
        return np.array([f.price_band or 0 for f in self._catalogue.fragrances], dtype=np.float32)
