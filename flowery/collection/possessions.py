"""All that a person has of one perfume, gathered: bottles, wears, ratings and reactions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from flowery.storage.tables import PersonalTables
from flowery.words.vocabulary import Bottle, RatingScale, ReactionKind, UserFragrance, Wear

Thing = TypeVar("Thing", Bottle, Wear, UserFragrance)


@dataclass(frozen=True, slots=True)
class Possession:
    """One perfume of a person. Bottles come in the order they came, wears the latest first."""

    fragrance_id: str
    bottles: tuple[Bottle, ...]
    wears: tuple[Wear, ...]
    ratings: Mapping[RatingScale, int]
    reactions: frozenset[ReactionKind]
    reason: str = ""

    @property
    def here(self) -> tuple[Bottle, ...]:
        """The bottles that are not emptied."""
        return tuple(bottle for bottle in self.bottles if bottle.emptied_on is None)

    @property
    def is_owned(self) -> bool:
        """Whether it can be worn today: a bottle is here, or it is owned and no more is said."""
        return bool(self.here) or ("own" in self.reactions and not self.bottles)

    @property
    def was_owned(self) -> bool:
        """Whether every bottle of it is empty."""
        return bool(self.bottles) and not self.here

    @property
    def is_wished(self) -> bool:
        """Whether it is wished for and not there."""
        return "wish" in self.reactions and not self.is_owned

    @property
    def is_tried(self) -> bool:
        """Whether it was tried, worn or rated, and is neither owned nor decided about."""
        decided = self.is_owned or self.was_owned or self.is_wished or self.is_declined
        return not decided and bool(self.reactions & {"tried", "wore"} or self.ratings)

    @property
    def is_declined(self) -> bool:
        """Whether it was declined, be there a bottle of it or not."""
        return "declined" in self.reactions


def possessions(own: PersonalTables) -> tuple[Possession, ...]:
    """Every perfume the person said anything of, by id."""
    bottles, wears = _by_perfume(own.wardrobe.bottles()), _by_perfume(own.wears.list())
    said = _by_perfume(own.tastes.reactions())
    ratings: defaultdict[str, dict[RatingScale, int]] = defaultdict(dict)
    for rating in own.wardrobe.ratings():
        ratings[rating.fragrance_id][rating.scale] = rating.stars
    return tuple(
        Possession(
            fragrance_id,
            tuple(bottles.get(fragrance_id, ())),
            tuple(wears.get(fragrance_id, ())),
            dict(ratings.get(fragrance_id, {})),
            frozenset(one.reaction for one in said.get(fragrance_id, ())),
            _reason(said.get(fragrance_id, ())),
        )
        for fragrance_id in sorted({*bottles, *wears, *said, *ratings})
    )


def _by_perfume(things: Iterable[Thing]) -> dict[str, list[Thing]]:
    gathered: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        gathered[thing.fragrance_id].append(thing)
    return gathered


def _reason(said: Iterable[UserFragrance]) -> str:
    return next((one.reason for one in said if one.reason), "")
