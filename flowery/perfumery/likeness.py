"""How alike two perfumes smell, as far as facts tell: their notes by layer and rarity, their
accords, what both are said to be about, and a little for one house and one name.

Similar, never identical: nothing here knows the formula.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from flowery.perfumery.catalogue import Catalogue, Column, Mask, Rows
from flowery.perfumery.titles import Titles

_ACCORDS = 0.5  # measured on 1,500 flankers of a large table: .26 of them found in ten by notes and
_PARENTS = 0.4  # accords alone, .40 with house and name; more weight on names finds more flankers,
_HOUSE = 0.1  # but then "smells like" would mean "is called like"
_NAME = 0.2
_MEANING = 0.3

Postings = Mapping[str, tuple[Rows, Column]]


class Likeness:
    """The likeness of every perfume to one of them."""

    def __init__(self, catalogue: Catalogue, titles: Titles) -> None:
        self._catalogue = catalogue
        self._titles = titles
        self._notes = _normalised(_note_features(catalogue), len(catalogue))
        self._accords = _normalised(_accord_features(catalogue), len(catalogue))
        self._names = _normalised(_name_features(titles), len(catalogue))

    def to(self, row: int) -> Column:
        """How alike each perfume is to one, shape (n,), about 0..2; the perfume itself the most."""
        fragrance = self._catalogue.fragrances[row]
        notes = self._with_parents(fragrance.notes)
        total = np.zeros(len(self._catalogue), dtype=np.float32)
        self._add(total, 1.0, self._notes, notes, row)
        self._add(total, _ACCORDS, self._accords, fragrance.accords, row)
        self._add(total, _NAME, self._names, self._titles.name_words(row), row)
        total[list(self._titles.of_house(self._house_of(row)))] += _HOUSE
        vectors = self._catalogue.vectors
        total += _MEANING * np.maximum(vectors @ vectors[row], 0)
        return total

    def flankers(self, row: int) -> Mask:
        """The perfumes of the same house whose name begins with this one's, or the reverse."""
        mask = np.zeros(len(self._catalogue), dtype=np.bool_)
        keys, own = self._titles.keys, self._titles.keys[row]
        for other in self._titles.of_house(self._house_of(row)):
            mask[other] = keys[other].startswith(own) or own.startswith(keys[other])
        return mask

    def _house_of(self, row: int) -> str:
        return self._titles.house_key(self._catalogue.fragrances[row].brand)

    def _with_parents(self, notes: Iterable[str]) -> set[str]:
        known = self._catalogue.taxonomy.notes
        parents = {known[note].parent for note in notes if note in known}
        return {*notes, *(parent for parent in parents if parent)}

    def _add(
        self, total: Column, weight: float, features: Postings, own: Iterable[str], row: int
    ) -> None:
        for feature in own:
            if feature in features:
                rows, values = features[feature]
                total[rows] += weight * values[np.searchsorted(rows, row)] * values


def _note_features(catalogue: Catalogue) -> Postings:
    """Every note by the root of its weight, so that a long list does not drown each of its notes;
    a kind of rose counts a little as rose.
    """
    parts: dict[str, list[tuple[Rows, Column]]] = defaultdict(list)
    for note_id in catalogue.note_ids():
        held = catalogue.note_holding(note_id)
        weights = np.sqrt(held.weights).astype(np.float32)
        parts[note_id].append((held.rows, weights))
        note = catalogue.taxonomy.notes.get(note_id)
        if note is not None and note.parent:
            parts[note.parent].append((held.rows, np.float32(_PARENTS) * weights))
    return {note: _joined(pieces) for note, pieces in parts.items()}


def _accord_features(catalogue: Catalogue) -> Postings:
    carried = {accord: catalogue.accord_holding(accord) for accord in catalogue.taxonomy.accords}
    return {a: (held.rows, held.strengths) for a, held in carried.items() if len(held.rows)}


def _name_features(titles: Titles) -> Postings:
    rows: dict[str, list[int]] = defaultdict(list)
    for row in range(titles.size):
        for word in titles.name_words(row):
            rows[word].append(row)
    return {
        word: (np.array(found, dtype=np.int32), np.ones(len(found), dtype=np.float32))
        for word, found in rows.items()
    }


def _joined(pieces: list[tuple[Rows, Column]]) -> tuple[Rows, Column]:
    rows = np.concatenate([where for where, _ in pieces])
    found, places = np.unique(rows, return_inverse=True)
    weights = np.concatenate([weights for _, weights in pieces])
    return found, np.bincount(places, weights).astype(np.float32)


def _normalised(features: Postings, size: int) -> Postings:
    """Weighted by rarity, every row of length 1. What one perfume has alone counts in its length
    and is then let go: it makes nothing alike.
    """
    weighted = {
        feature: (rows, values * np.float32(np.log1p(size / len(rows))))
        for feature, (rows, values) in features.items()
    }
    squares = np.zeros(size, dtype=np.float32)
    for rows, values in weighted.values():
        squares[rows] += values * values
    lengths: Column = np.sqrt(np.maximum(squares, np.float32(1e-12)))
    return {
        feature: (rows, values / lengths[rows])
        for feature, (rows, values) in weighted.items()
        if len(rows) > 1
    }
