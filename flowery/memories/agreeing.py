"""How far a model that read a memory agrees with the embedded reader. It counts, and it doubts:
where the two felt a smell otherwise, the reading stays and is marked, for the person to settle.

Nothing that was found goes, and no feeling is replaced: on memories that people judged the embedded
reader tells loved from hated rightly in .88, so of two that differ either may be right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flowery.words.vocabulary import ExtractedScent, Valence

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Agreed:
    """The smells of both readers, and how often what was the case: `read` places by the embedded
    one, `said` smells by the model; of these `added`, or at the `same_place`, with the `same_note`;
    `missed` places that only the embedded one read. "loved_hated" counts places that it read
    as loved and the model as hated, and so on.
    """

    smells: tuple[ExtractedScent, ...]
    counts: Counter[str]


def agreed(found: Sequence[ExtractedScent], said: Sequence[ExtractedScent]) -> Agreed:
    """What two readers make of one memory. `said` are smells of a model that stand in its words."""
    places = _places(found)
    counts, doubts = Counter({"read": len(places), "said": len(said)}), dict[Place, Valence]()
    added: list[ExtractedScent] = []
    met: set[Place] = set()
    for one in said:
        place = next((place for place in places if _overlaps(one, place)), None)
        if place is None:
            if all(not _overlaps(one, _place(other)) for other in _placed((*found, *added))):
                added.append(one)
        elif place not in met:
            met.add(place)
            there = places[place]
            felt = there[0].valence
            counts["same_note"] += any(one.note == other.note for other in there)
            counts[f"{felt}_{one.valence}"] += 1
            if felt != one.valence:
                doubts[place] = one.valence
    counts.update(same_place=len(met), missed=len(places) - len(met), added=len(added))
    return Agreed((*(_doubted(one, doubts) for one in found), *added), counts)


def _places(found: Sequence[ExtractedScent]) -> dict[Place, list[ExtractedScent]]:
    """What is read at each place; one word may stand for two notes. What was said to be missing is
    no smell that the other reader was asked for.
    """
    places: dict[Place, list[ExtractedScent]] = {}
    for one in _placed(found):
        if not one.absent:
            places.setdefault(_place(one), []).append(one)
    return places


def _placed(smells: Sequence[ExtractedScent]) -> list[ExtractedScent]:
    return [one for one in smells if one.start is not None and one.end is not None]


def _place(smell: ExtractedScent) -> Place:
    return smell.start or 0, smell.end or 0


def _overlaps(smell: ExtractedScent, place: Place) -> bool:
    start, end = _place(smell)
    return start < place[1] and place[0] < end


def _doubted(smell: ExtractedScent, doubts: dict[Place, Valence]) -> ExtractedScent:
    if smell.start is None or smell.absent:
        return smell
    return replace(smell, doubt=doubts.get(_place(smell)))
