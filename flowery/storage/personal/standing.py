"""How a person's word about a smell changes its reading: the last word counts, and none is ever
overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flowery.words.vocabulary import Correction, ExtractedScent

Placed = tuple[str, ExtractedScent]


def standing(smells: Iterable[Placed], corrections: Iterable[Correction]) -> tuple[Placed, ...]:
    """Smells as they stand after corrections, which come in the order they were made."""
    placed = list(smells)
    for correction in corrections:
        if correction.action == "add":
            placed.append((correction.memory_id, _added(correction)))
            continue
        meant = _meant(placed, correction)
        after = (_after(one, correction) if one is meant else one for one in placed)
        placed = [one for one in after if one is not None]
    return tuple(placed)


def _meant(placed: Sequence[Placed], correction: Correction) -> Placed | None:
    """The smell a correction is about: by its words, so that an edit elsewhere in the text does not
    lose it; of the same word twice the one at its place, or else the nearest.
    """
    said = {correction.read_note, correction.note}
    alike = [
        one
        for one in placed
        if (one[0], one[1].source) == (correction.memory_id, correction.source)
        and one[1].note in said
        and (one[1].status != "confirmed" or _distance(one[1], correction) == 0)
    ]
    return min(alike, key=lambda one: _distance(one[1], correction), default=None)


def _distance(smell: ExtractedScent, correction: Correction) -> int:
    return abs((smell.start or 0) - (correction.start or 0))


def _after(placed: Placed, correction: Correction) -> Placed | None:
    memory_id, smell = placed
    if correction.action == "strike":
        return None
    sure = replace(smell, status="confirmed", confidence=1.0, doubt=None)
    if correction.action == "correct":
        note = correction.note if correction.note is not None else smell.note
        sure = replace(sure, note=note, valence=correction.valence or smell.valence)
    return memory_id, sure


def _added(correction: Correction) -> ExtractedScent:
    return ExtractedScent(
        note=correction.note,
        source=correction.source,
        start=correction.start,
        end=correction.end,
        status="confirmed",
        valence=correction.valence or "neutral",
        confidence=1.0,
        id=correction.id,
    )
