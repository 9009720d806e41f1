"""Notes, accords and real perfumes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from flowery.words.vocabulary.scents import Layer


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the taxonomy. `parent` is the note it is a kind of; a veto on the parent covers
    it.
    """

    id: str
    name: str
    korean: str
    family: str
    axes: Mapping[str, float]
    layer: Layer
    aliases: tuple[str, ...] = ()
    korean_aliases: tuple[str, ...] = ()
    parent: str | None = None
    facets: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Accord:
    """An accord (or an Edwards family): a named direction on the 14 axes."""

    id: str
    name: str
    korean: str
    axes: Mapping[str, float]
    aliases: tuple[str, ...] = ()
    korean_aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fragrance:
    """A real perfume. Notes are note ids by layer, or in `flat` where no pyramid is known.

    `price_band` 1..5: below 40, 40-80, 80-130, 130-200, above 200 euros for a usual full bottle.
    """

    id: str
    brand: str
    name: str
    year: int | None = None
    perfumers: tuple[str, ...] = ()
    concentration: str | None = None
    top: tuple[str, ...] = ()
    heart: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    flat: tuple[str, ...] = ()
    accords: Mapping[str, float] = field(default_factory=dict)
    family: str | None = None
    seasons: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    price_band: int | None = None
    discontinued: bool | None = None
    certainty: str = "commonly reported"

    @property
    def notes(self) -> tuple[str, ...]:
        """Every note once, top to base."""
        return tuple(dict.fromkeys(self.top + self.heart + self.base + self.flat))

    @property
    def title(self) -> str:
        """House and name, as it is said."""
        return title_of(self.brand, self.name)


def title_of(brand: str, name: str) -> str:
    """House and name, as they are said; a name that begins with its house stands alone."""
    return name if name.casefold().startswith(brand.casefold()) else f"{brand} {name}"


ReactionKind = Literal["like", "dislike", "own", "wish", "tried", "wore", "declined"]


@dataclass(frozen=True, slots=True)
class UserFragrance:
    """One reaction of a person to a perfume, and why where they said it."""

    id: str
    fragrance_id: str
    reaction: ReactionKind
    created_at: datetime
    reason: str = ""
