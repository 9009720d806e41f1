"""How alike two perfumes smell, as far as facts tell: their notes by layer and rarity, their
accords, what both are said to be about, and a little for one house and one name.

Similar, never identical: nothing here knows the formula.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from flowery.perfumery.catalogue import Catalogue, Column, Holding, Mask, Rows
from flowery.perfumery.titles import Titles
from flowery.words.vocabulary import LAYERS

_PLACE = 0.2  # of a note's weight goes to where in the pyramid it stands
_PARENT = 0.4  # of the weight of a kind goes to what it is a kind of
_RARITY = 0.75  # of a logarithm: on flankers a rare note tells a little less than TF-IDF thinks
_SCALE = np.float32(1.5)  # of notes and accords, beside the meaning, the house and the name

Postings = Mapping[str, tuple[Rows, Column]]


@dataclass(frozen=True, slots=True)
class Parts:
    """How much each part of a likeness weighs beside the notes. More on house and name would find
    more flankers, but then "smells like" would mean "is called like".
    """

    accords: float = 0.8
    meaning: float = 0.3
    name: float = 0.2
    house: float = 0.1


MEASURED = Parts()
"""By `make bench ARGUMENTS=similarity`, on groups of flankers in a large table."""


class Likeness:
    """The likeness of every perfume to one of them."""

    def __init__(self, catalogue: Catalogue, titles: Titles, parts: Parts = MEASURED) -> None:
        self._parts = parts
        self._catalogue = catalogue
        self._titles = titles
        self._smells = _Shared(_smell_features(catalogue, parts.accords), len(catalogue))
        self._names = _Shared(_name_features(titles), len(catalogue))

    def to(self, row: int) -> Column:
        """How alike each perfume is to one, shape (n,), about 0..2; the perfume itself the most."""
        parts, vectors = self._parts, self._catalogue.vectors
        total = _SCALE * self._smells.with_row(row, self._smells_of(row))
        total += parts.name * self._names.with_row(row, self._titles.name_words(row))
        total[list(self._titles.of_house(self._house_of(row)))] += parts.house
        total += parts.meaning * np.maximum(vectors @ vectors[row], 0)
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

    def _smells_of(self, row: int) -> set[str]:
        fragrance, known = self._catalogue.fragrances[row], self._catalogue.taxonomy.notes
        parents = {known[note].parent or note for note in fragrance.notes if note in known}
        placed = {_placed(layer, note) for layer in LAYERS for note in getattr(fragrance, layer)}
        return {*fragrance.notes, *parents, *placed, *map(_accord, fragrance.accords)}


class _Shared:
    """What perfumes have in common, of all that either of them has (the weighted overlap of
    Ruzicka): what only one of them has makes them unlike. Rare features weigh more.
    """

    def __init__(self, features: Postings, size: int) -> None:
        self._features = {
            feature: (rows, values * np.float32(np.log1p(size / len(rows)) ** _RARITY))
            for feature, (rows, values) in features.items()
        }
        self._whole = np.zeros(size, dtype=np.float32)
        for rows, values in self._features.values():
            self._whole[rows] += values

    def with_row(self, row: int, own: Iterable[str]) -> Column:
        """What each perfume shares with one that has its `own` features, 0..1, shape (n,)."""
        shared = np.zeros_like(self._whole)
        for feature in own:
            rows, values = self._features[feature]
            shared[rows] += np.minimum(values, values[np.searchsorted(rows, row)])
        either: Column = np.maximum(self._whole + self._whole[row] - shared, np.float32(1e-9))
        return shared / either


def _smell_features(catalogue: Catalogue, accords: float) -> Postings:
    """Every note, a little more where it stands in the same layer; a kind of rose counts a little
    as rose. Every accord as strong as it is.
    """
    parts: dict[str, list[tuple[Rows, Column]]] = defaultdict(list)
    for note_id in catalogue.note_ids():
        held = catalogue.note_holding(note_id)
        rows = np.unique(held.rows)
        parts[note_id].append((rows, _all(rows, 1 - _PLACE)))
        for layer, placed in _by_layer(held):
            parts[_placed(layer, note_id)].append((placed, _all(placed, _PLACE)))
        note = catalogue.taxonomy.notes.get(note_id)
        if note is not None and note.parent:
            parts[note.parent].append((rows, _all(rows, _PARENT * (1 - _PLACE))))
    for accord_id in catalogue.accord_ids():
        carried = catalogue.accord_holding(accord_id)
        parts[_accord(accord_id)].append((carried.rows, np.float32(accords) * carried.strengths))
    return {feature: _joined(pieces) for feature, pieces in parts.items()}


def _by_layer(held: Holding) -> Iterator[tuple[str, Rows]]:
    for code, layer in enumerate(LAYERS):
        rows: Rows = np.unique(held.rows[held.layers == code])
        if len(rows):
            yield layer, rows


def _all(rows: Rows, weight: float) -> Column:
    return np.full(len(rows), weight, dtype=np.float32)


def _placed(layer: str, note_id: str) -> str:
    return f"{layer}: {note_id}"


def _accord(accord_id: str) -> str:
    return f"accord: {accord_id}"


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
