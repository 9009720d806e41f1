"""How what stood on a shelf was taken: of the perfumes that were shown on it, how many were liked
afterwards, and how many turned down. What nobody said anything of counts for neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flowery.words.vocabulary import Answer, PerfumeRating, ReactionKind, UserFragrance

SHELVES = ("safest", "usual", "stretch", "surprise")
FEWEST = 5  # judged perfumes; below, a share is an accident

_REACTIONS: Mapping[ReactionKind, bool | None] = {
    "like": True,
    "own": True,
    "wish": True,
    "wore": True,
    "tried": None,
    "dislike": False,
    "declined": False,
}
_LIKED, _NOT_LIKED = 4, 2  # stars

Shown = Mapping[tuple[str, str], datetime]
Said = tuple[datetime, str, bool]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One shelf: how many perfumes were shown on it, and how many of them were taken or not."""

    shelf: str
    shown: int
    taken: int
    turned_down: int

    @property
    def is_telling(self) -> bool:
        """Whether enough were judged to say anything."""
        return self.taken + self.turned_down >= FEWEST


def acceptances(
    answers: Iterable[Answer],
    reactions: Iterable[UserFragrance],
    ratings: Iterable[PerfumeRating],
) -> tuple[Acceptance, ...]:
    """Every shelf, the nearest first. What was said last of a perfume counts, if it was said after
    the perfume was first shown there.
    """
    shown, last = _shown(answers), _last_words(reactions, ratings)
    return tuple(_acceptance(shelf, shown, last) for shelf in SHELVES)


def _acceptance(shelf: str, shown: Shown, last: Mapping[str, Said]) -> Acceptance:
    there = {perfume: at for (name, perfume), at in shown.items() if name == shelf}
    said = [last[p] for p, at in there.items() if p in last and last[p][0] > at]
    taken = sum(liked for _, _, liked in said)
    return Acceptance(shelf, len(there), taken, len(said) - taken)


def _shown(answers: Iterable[Answer]) -> Shown:
    """When a perfume was first shown on a shelf."""
    first: dict[tuple[str, str], datetime] = {}
    for answer in answers:
        for one in answer.recommendations:
            if one.shelf is not None and answer.created_at is not None:
                key = (one.shelf, one.fragrance_id)
                first[key] = min(first.get(key, answer.created_at), answer.created_at)
    return first


def _last_words(
    reactions: Iterable[UserFragrance], ratings: Iterable[PerfumeRating]
) -> Mapping[str, Said]:
    said: list[Said] = []
    for reaction in reactions:
        liked = _REACTIONS[reaction.reaction]
        if liked is not None:
            said.append((reaction.created_at, reaction.fragrance_id, liked))
    for rating in ratings:
        if rating.stars >= _LIKED or rating.stars <= _NOT_LIKED:
            said.append((rating.created_at, rating.fragrance_id, rating.stars >= _LIKED))
    return {one[1]: one for one in sorted(said)}
