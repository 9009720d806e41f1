"""The parts of a score for perfumes of which a person struck something: made anew for these few
alone, from the notes they smell in them and without the memories that do not speak.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from flowery.advice.aspects import Aspect, Aspects
from flowery.advice.features import Features, Perfumes
from flowery.advice.holdings import Column
from flowery.advice.ranking import Ground, Ranker
from flowery.advice.struck import Struck


def as_smelled(
    wishes: Iterable[Aspect], struck: Mapping[int, Struck], aspects: Aspects
) -> tuple[Aspect, ...]:
    """Wishes, as far as perfumes meet them with the notes that are smelled in them."""
    return tuple(_as_smelled(wish, struck, aspects) if struck else wish for wish in wishes)


def amended(
    parts: Mapping[str, Column],
    struck: Mapping[int, Struck],
    ground: Ground,
    ranker: Ranker,
    features: Features,
) -> dict[str, Column]:
    """The parts of all scores, those that rest on the person made anew where they struck."""
    personal = {name: parts[name].copy() for name in ("taste", "memories", "dislikes")}
    for row, one in struck.items():
        perfume = _without(features.some(np.array([row])), one)
        numbers = ground.liking.without(*one.memories) if one.memories else ground.liking.numbers
        personal["taste"][row] = ranker.taste(ground, numbers, perfume)[0]
        personal["memories"][row] = ranker.memories(ground, perfume, one.memories)[0]
        personal["dislikes"][row] = ranker.dislikes(ground, numbers, perfume)[0]
    return dict(parts) | personal


def _as_smelled(wish: Aspect, struck: Mapping[int, Struck], aspects: Aspects) -> Aspect:
    met = wish.met.copy()
    for row, one in struck.items():
        met[row] = aspects.without_notes(wish, row, one.notes)
    return replace(wish, met=met)


def _without(perfume: Perfumes, struck: Struck) -> Perfumes:
    notes = perfume.notes
    gone = [notes.places[note] for note in struck.notes if note in notes.places]
    stays = ~np.isin(notes.held, gone)
    left = replace(
        notes, rows=notes.rows[stays], held=notes.held[stays], values=notes.values[stays]
    )
    return replace(perfume, notes=left)
