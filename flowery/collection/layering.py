"""Which two perfumes of a wardrobe may be worn together, and why: a rule of thumb of our own.

Two perfumes go together when they share a note or an accord that bridges them, and when each
brings a side the other lacks. Pairs that smell nearly the same bring nothing, pairs without
anything in common fight. Nobody has smelled them: it is a suggestion, and a page says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from flowery.collection.gaps import shares_of
from flowery.perfumery.catalogue import Catalogue, Column
from flowery.words.vocabulary import AXES

_ALIKE, _APART = 0.92, 0.25  # cosines on the axes between which two perfumes complement each other
_HEAVY = ("spicy", "gourmand", "amber", "woody", "mossy", "leather")
_BRINGS = 0.08  # share of a smell by which one must be ahead on a side to bring it
_SHARED = 4  # notes that are named
_LOOKED_AT = 60  # perfumes; more make more pairs than anybody reads
_PAIRS = 4


@dataclass(frozen=True, slots=True)
class Layering:
    """Two perfumes to wear together: the heavier one first, on the skin. `shared` are notes or
    accords of both, `under_brings` and `over_brings` the axis each adds.
    """

    under: str
    over: str
    shared: tuple[str, ...]
    under_brings: str
    over_brings: str
    score: float


@dataclass(frozen=True, slots=True)
class _Scents:
    """The perfumes that are looked at, as numbers."""

    ids: Sequence[str]
    shares: Column
    closeness: Column
    notes: Sequence[Mapping[str, float]]
    accords: Sequence[Mapping[str, float]]


def layerings(
    owned: Sequence[str], liked: Mapping[str, float], catalogue: Catalogue
) -> tuple[Layering, ...]:
    """The best pairs, each perfume in one of them at most. `liked` are the profile's axes."""
    ids = [fragrance_id for fragrance_id in owned if fragrance_id in catalogue][:_LOOKED_AT]
    if len(ids) < 2:
        return ()
    scents = _scents(ids, catalogue)
    wish = np.array([1 + liked.get(axis, 0.0) for axis in AXES])
    found = [_pair(scents, a, b, wish) for a, b in combinations(range(len(ids)), 2)]
    pairs = sorted((p for p in found if p), key=lambda pair: (-pair.score, pair.under, pair.over))
    return tuple(_apart(pairs))


def _scents(ids: Sequence[str], catalogue: Catalogue) -> _Scents:
    rows = [catalogue.row(fragrance_id) for fragrance_id in ids]
    axes = catalogue.axes[rows]
    notes = [catalogue.note_weights(row) for row in rows]
    accords = [catalogue.fragrances[row].accords for row in rows]
    return _Scents(ids, shares_of(ids, catalogue), axes @ axes.T, notes, accords)


def _pair(scents: _Scents, a: int, b: int, wish: Column) -> Layering | None:
    shared = _common(scents.notes[a], scents.notes[b])
    shared = shared or _common(scents.accords[a], scents.accords[b])
    if not shared or not _APART <= scents.closeness[a, b] <= _ALIKE:
        return None
    under, over = (a, b) if _weight(scents, a) >= _weight(scents, b) else (b, a)
    ahead = (scents.shares[over] - scents.shares[under]) * wish
    if ahead.max() < _BRINGS or -ahead.min() < _BRINGS:
        return None
    bridge = sum(sorted(shared.values(), reverse=True)[:_SHARED])
    named = sorted(shared, key=lambda one: (-shared[one], one))[:_SHARED]
    return Layering(
        under=scents.ids[under],
        over=scents.ids[over],
        shared=tuple(named),
        under_brings=AXES[int(ahead.argmin())],
        over_brings=AXES[int(ahead.argmax())],
        score=round(float(bridge + ahead.max() - ahead.min()), 6),
    )


def _common(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {name: min(weight, other[name]) for name, weight in one.items() if name in other}


def _weight(scents: _Scents, place: int) -> float:
    """How much of a smell lies on its heavy sides, which stay on the skin."""
    return float(sum(scents.shares[place][AXES.index(axis)] for axis in _HEAVY))


def _apart(pairs: Sequence[Layering]) -> list[Layering]:
    taken: set[str] = set()
    chosen: list[Layering] = []
    for pair in pairs:
        if not taken & {pair.under, pair.over} and len(chosen) < _PAIRS:
            chosen.append(pair)
            taken |= {pair.under, pair.over}
    return chosen
