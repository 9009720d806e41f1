"""Replay: the profile as a sum over evidence. Any order of the same rows gives the very same
numbers.

Every number is linear in the evidence, so each row's share of it can be shown: the shares sum to
the number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import fsum, sqrt

from flowery.words.vocabulary import AXES, AxisScore, Evidence, NoteScore, Share

AXIS_CAUTION = 2.0  # as much as two full sentences, for nothing: one memory does not fill the radar
NOTE_CAUTION = 1.0  # a note is asked for less, since fewer sentences speak of it

Spread = Callable[[str], Mapping[str, float]]
"""Weights of a subject ("note:rose", "fragrance:…") on axes, or on notes."""


def axis_scores(evidence: Iterable[Evidence], spread: Spread) -> tuple[AxisScore, ...]:
    """The 14 axes. One scale for all of them, so that the shape of the radar is that of the
    evidence.
    """
    parts = _parts(evidence, spread)
    scale = AXIS_CAUTION + max((_weight(parts[axis]) for axis in AXES), default=0.0)
    return tuple(_axis(axis, parts[axis], scale) for axis in AXES)


def running_values(
    evidence: Iterable[Evidence], spread: Spread
) -> Iterator[tuple[Evidence, Mapping[str, float]]]:
    """Each row, oldest first, with the 14 axes 0..1 as they stood after it."""
    totals, weights = dict.fromkeys(AXES, 0.0), dict.fromkeys(AXES, 0.0)
    spread_once = lru_cache(maxsize=None)(spread)  # a perfume worn daily is one subject
    for row in sorted(evidence, key=lambda row: (row.at, row.id)):
        for axis, weight in spread_once(row.subject).items():
            totals[axis] += row.direction * row.strength * weight
            weights[axis] += abs(row.direction * row.strength * weight)
        scale = AXIS_CAUTION + max(weights.values())
        yield row, {axis: min(1.0, max(0.0, total / scale)) for axis, total in totals.items()}


def note_scores(evidence: Iterable[Evidence], spread: Spread) -> tuple[NoteScore, ...]:
    """Every note that something speaks for or against, -1..1, the best liked first."""
    parts = _parts(evidence, spread)
    scores = [_note(note, found) for note, found in parts.items()]
    return tuple(sorted(scores, key=lambda score: (-score.score, score.note)))


def family_shares(
    values: Mapping[str, float], families: Mapping[str, Mapping[str, float]]
) -> tuple[tuple[str, float], ...]:
    """How close the radar is to each family's prototype (cosine 0..1), the closest first."""
    close = ((family, _cosine(values, prototype)) for family, prototype in families.items())
    found = [(family, round(value, 6)) for family, value in close if value > 0]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _parts(
    evidence: Iterable[Evidence], spread: Spread
) -> defaultdict[str, list[tuple[Evidence, float]]]:
    parts: defaultdict[str, list[tuple[Evidence, float]]] = defaultdict(list)
    for row in sorted(evidence, key=lambda row: (row.at, row.id)):
        signed = row.direction * row.strength
        if signed:
            for target, weight in spread(row.subject).items():
                if weight:
                    parts[target].append((row, signed * weight))
    return parts


def _axis(axis: str, parts: Sequence[tuple[Evidence, float]], scale: float) -> AxisScore:
    shares = tuple(Share(row, amount / scale) for row, amount in parts)
    total = fsum(share.amount for share in shares)
    return AxisScore(axis, min(1.0, max(0.0, total)), total, shares)


def _note(note: str, parts: Sequence[tuple[Evidence, float]]) -> NoteScore:
    scale = NOTE_CAUTION + _weight(parts)
    shares = tuple(Share(row, amount / scale) for row, amount in parts)
    supports = fsum(share.amount for share in shares if share.amount > 0)
    opposes = fsum(-share.amount for share in shares if share.amount < 0)
    return NoteScore(note, fsum(share.amount for share in shares), supports, opposes, shares)


def _weight(parts: Iterable[tuple[Evidence, float]]) -> float:
    return fsum(abs(amount) for _, amount in parts)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    dot = fsum(one.get(axis, 0.0) * other.get(axis, 0.0) for axis in AXES)
    lengths = sqrt(fsum(v * v for v in one.values())) * sqrt(fsum(v * v for v in other.values()))
    return dot / lengths if lengths else 0.0
