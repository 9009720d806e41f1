"""The catalogue in memory: every perfume, what it smells of on the 14 axes, and which rows hold a
note.

A row is a perfume's place in `fragrances`; everything here is read only and is made anew when the
catalogue changes.
It knows facts about perfumes, not who likes them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.namesakes import by_first_word, carries, is_kind, name_parts
from flowery.perfumery.notes import LAYER_WEIGHTS, Taxonomy, direction
from flowery.storage.postings import Postings
from flowery.words.errors import NotFound
from flowery.words.vocabulary import AXES, LAYERS, Fragrance, Layer

Rows = NDArray[np.int32]
Mask = NDArray[np.bool_]
Matrix = NDArray[np.float32]
Column = NDArray[np.float32]

_ACCORD_SHARE = (
    0.35  # accords are what people smell, notes what the house says: both count, notes more
)
_FLAT = 3  # the layer code of notes without a pyramid


@dataclass(frozen=True, slots=True)
class Holding:
    """The rows that hold a note, in which layer (0 top, 1 heart, 2 base, 3 unknown), and what it
    weighs there (all notes of a perfume sum to 1).
    """

    rows: Rows
    layers: NDArray[np.int8]
    weights: Column


@dataclass(frozen=True, slots=True)
class Carrying:
    """The rows that carry an accord, and how strongly (0..1)."""

    rows: Rows
    strengths: Column


class Catalogue:
    """All perfumes, with the features that search and ranking read.

    `vectors` has shape (n, dimensions), rows in the order of `fragrances`; `axes` has shape (n,
    14), unit rows.
    """

    def __init__(
        self, fragrances: Sequence[Fragrance], taxonomy: Taxonomy, vectors: Matrix
    ) -> None:
        self.fragrances = tuple(fragrances)
        self.taxonomy = taxonomy
        self.vectors = vectors
        self._rows = {fragrance.id: row for row, fragrance in enumerate(self.fragrances)}
        self._holdings = _holdings(self.fragrances)
        self._carrying = _carrying(self.fragrances)
        self.axes = self._axes()

    def __len__(self) -> int:
        return len(self.fragrances)

    def __contains__(self, fragrance_id: str) -> bool:
        return fragrance_id in self._rows

    def row(self, fragrance_id: str) -> int:
        """The place of a perfume. Raises NotFound."""
        try:
            return self._rows[fragrance_id]
        except KeyError:
            raise NotFound(f"The catalogue has no perfume {fragrance_id!r}.") from None

    def get(self, fragrance_id: str) -> Fragrance:
        """A perfume by id. Raises NotFound."""
        return self.fragrances[self.row(fragrance_id)]

    def rows_with_any(
        self, note_ids: Iterable[str], layer: Layer | None = None, but: Iterable[str] = ()
    ) -> Mask:
        """Which rows hold any of these notes or a kind of one, shape (n,); what is a kind of `but`
        does not count.

        Careful on purpose, since vetoes rest on it: a note counts when its name contains the name
        of one of these ("white tuberose" holds tuberose), and so does an accord of the same name
        when no layer is asked for.
        """
        mask = np.zeros(len(self), dtype=np.bool_)
        spared = self._kinds_of(but)
        kinds = self._kinds_of(note_ids) - spared
        kept = set(self._covered_by(spared)) if spared else set()
        for held in (held for held in self._covered_by(kinds) if held not in kept):
            holding = self._holdings[held]
            mask[holding.rows if layer is None else _in_layer(holding, layer)] = True
        if layer is None:
            for kind in kinds:
                mask[self.accord_holding(kind).rows] = True
        return mask

    def rows_with_accord(self, accord_id: str, at_least: float = 0.0) -> Mask:
        """Which rows carry an accord with at least this strength, shape (n,)."""
        mask = np.zeros(len(self), dtype=np.bool_)
        carrying = self.accord_holding(accord_id)
        mask[carrying.rows[carrying.strengths >= at_least]] = True
        return mask

    def note_holding(self, note_id: str) -> Holding:
        """Where this very note is, and what it weighs; empty when no perfume names it."""
        return self._holdings.get(note_id, _NOWHERE)

    def accord_holding(self, accord_id: str) -> Carrying:
        """Where an accord is, and how strong; empty when no perfume carries it."""
        return self._carrying.get(accord_id, _UNHEARD)

    def rows_on_axis(self, axis: str, share: float) -> Mask:
        """Which rows have at least this share of their smell on one axis, shape (n,)."""
        column = self.axes[:, AXES.index(axis)]
        mask: Mask = column >= share * np.maximum(self.axes.sum(axis=1), 1e-9)
        return mask

    def frequency(self, note_id: str) -> int:
        """How many perfumes name this very note."""
        return len(np.unique(self.note_holding(note_id).rows))

    def note_ids(self) -> Iterable[str]:
        """Every note that some perfume names."""
        return self._holdings.keys()

    def accord_ids(self) -> Iterable[str]:
        """Every accord that some perfume carries."""
        return self._carrying.keys()

    def note_weights(self, row: int) -> dict[str, float]:
        """The notes of a perfume with their weights, which sum to 1 (0.35 top, 0.40 heart, 0.25
        base).
        """
        return note_weights(self.fragrances[row])

    @cached_property
    def postings(self) -> Postings:
        """Full text over house, name, perfumers, year, notes and accords."""
        return Postings(self._text(fragrance) for fragrance in self.fragrances)

    @cached_property
    def version(self) -> str:
        """A digest of every fact and vector; answers are cached under it."""
        digest = hashlib.sha256(np.ascontiguousarray(self.vectors).data)
        for fragrance in self.fragrances:
            digest.update(repr(fragrance).encode())
        return digest.hexdigest()[:16]

    @cached_property
    def _called(self) -> dict[str, tuple[str, ...]]:
        """The words of the name of every note that some perfume names."""
        return {note: name_parts(self.taxonomy.label(note)) for note in self._holdings}

    def _kinds_of(self, note_ids: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*map(self.taxonomy.kinds_of, note_ids))

    def _covered_by(self, kinds: frozenset[str]) -> list[str]:
        """The notes that a veto of these covers: whatever is called a kind of one ("clary sage",
        "jasmine tea"), and unknown notes that carry any of their names.
        """
        labels = {name_parts(self.taxonomy.label(kind)) for kind in kinds}
        names = by_first_word(said for kind in kinds for said in self._names_of(kind))
        known = self.taxonomy.notes
        carrying = (
            note
            for note, words in self._called.items()
            if (is_kind(words, labels) if note in known else carries(words, names))
        )
        return [note for note in dict.fromkeys((*kinds, *carrying)) if note in self._holdings]

    def _names_of(self, note_id: str) -> tuple[str, ...]:
        note = self.taxonomy.notes.get(note_id)
        label = self.taxonomy.label(note_id)
        return (label, note.korean, *note.aliases, *note.korean_aliases) if note else (label,)

    def _text(self, fragrance: Fragrance) -> str:
        label = self.taxonomy.label
        said = (*fragrance.notes, *fragrance.accords, *fragrance.seasons, *fragrance.occasions)
        who = (fragrance.brand, fragrance.name, *fragrance.perfumers, str(fragrance.year or ""))
        return " ".join((*who, fragrance.concentration or "", *(label(word) for word in said)))

    def _axes(self) -> Matrix:
        axes = np.zeros((len(self), len(AXES)), dtype=np.float32)
        for note, held in self._holdings.items():
            share = (1 - _ACCORD_SHARE) * held.weights[:, None] * self.taxonomy.axes_of(note)
            _add(axes, held.rows, share)
        totals = np.zeros(len(self), dtype=np.float32)
        for carried in self._carrying.values():
            totals[carried.rows] += carried.strengths
        for accord, carried in self._carrying.items():
            if accord in self.taxonomy.accords:
                shares = _ACCORD_SHARE * carried.strengths / np.maximum(totals[carried.rows], 1e-9)
                towards = direction(self.taxonomy.accords[accord].axes)
                axes[carried.rows] += shares[:, None] * towards
        lengths = np.linalg.norm(axes, axis=1, keepdims=True)
        unit: Matrix = axes / np.maximum(lengths, 1e-9)
        return unit


_NONE: Rows = np.zeros(0, dtype=np.int32)
_NOTHING: Column = np.zeros(0, dtype=np.float32)
_NOWHERE = Holding(_NONE, np.zeros(0, dtype=np.int8), _NOTHING)
_UNHEARD = Carrying(_NONE, _NOTHING)


def _add(axes: Matrix, rows: Rows, share: Matrix) -> None:
    """Add to rows, of which one may be named in several layers; that is slow, and seldom."""
    if (np.diff(rows) > 0).all():
        axes[rows] += share
    else:
        np.add.at(axes, rows, share)


def _in_layer(holding: Holding, layer: Layer) -> Rows:
    rows: Rows = holding.rows[holding.layers == LAYERS.index(layer)]
    return rows


def note_weights(fragrance: Fragrance) -> dict[str, float]:
    """The notes of a perfume with their weights, which sum to 1."""
    layers = [(getattr(fragrance, layer), LAYER_WEIGHTS[layer]) for layer in LAYER_WEIGHTS]
    layers.append((fragrance.flat, 1.0))
    filled = [(notes, weight) for notes, weight in layers if notes]
    total = sum(weight for _, weight in filled)
    weights: dict[str, float] = {}
    for notes, weight in filled:
        for note in notes:
            weights[note] = weights.get(note, 0.0) + weight / total / len(notes)
    return weights


def _holdings(fragrances: Sequence[Fragrance]) -> dict[str, Holding]:
    rows: dict[str, list[int]] = defaultdict(list)
    layers: dict[str, list[int]] = defaultdict(list)
    counts = np.zeros((len(fragrances), _FLAT + 1), dtype=np.float32)
    for row, fragrance in enumerate(fragrances):
        by_layer = (fragrance.top, fragrance.heart, fragrance.base, fragrance.flat)
        for code, notes in enumerate(by_layer):
            counts[row, code] = len(notes)
            for note in notes:
                rows[note].append(row)
                layers[note].append(code)
    shares = _layer_shares(counts)
    return {note: _holding(found, layers[note], shares) for note, found in rows.items()}


def _layer_shares(counts: Matrix) -> Matrix:
    """What one note weighs in each layer of each perfume, shape (n, 4)."""
    weights = np.array([*LAYER_WEIGHTS.values(), 1.0], dtype=np.float32)
    filled = (counts > 0) * weights
    totals = np.maximum(filled.sum(axis=1, keepdims=True), 1e-9)
    shares: Matrix = filled / totals / np.maximum(counts, 1)
    return shares


def _holding(rows: list[int], layers: list[int], shares: Matrix) -> Holding:
    where, codes = np.array(rows, dtype=np.int32), np.array(layers, dtype=np.int8)
    return Holding(where, codes, shares[where, codes])


def _carrying(fragrances: Sequence[Fragrance]) -> dict[str, Carrying]:
    rows: dict[str, list[int]] = defaultdict(list)
    strengths: dict[str, list[float]] = defaultdict(list)
    for row, fragrance in enumerate(fragrances):
        for accord, strength in fragrance.accords.items():
            rows[accord].append(row)
            strengths[accord].append(strength)
    return {
        accord: Carrying(
            np.array(found, dtype=np.int32), np.array(strengths[accord], dtype=np.float32)
        )
        for accord, found in rows.items()
    }
