"""The perfumes a person has: their bottles, the days they wore one, and what they think of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

BottleForm = Literal["bottle", "decant", "sample"]


RatingScale = Literal["takes_back", "would_wear"]


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in the originals, by the sha256 of its bytes."""

    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Bottle:
    """One bottle, decant or sample. Days are ISO texts; `currency` is a code such as "EUR".

    `left` is what the person measured at `left_at`, in millilitres; None while only wears count.
    """

    id: str
    fragrance_id: str
    form: BottleForm
    created_at: datetime
    millilitres: float | None = None
    left: float | None = None
    left_at: datetime | None = None
    price: float | None = None
    currency: str = ""
    batch: str = ""
    note: str = ""
    bought_on: str | None = None
    emptied_on: str | None = None
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Wear:
    """A day on which a perfume was worn. Its id is that of the reaction "wore", which is its
    evidence.
    """

    id: str
    fragrance_id: str
    worn_on: str
    created_at: datetime
    occasion: str = ""
    weather: str = ""
    sprays: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PerfumeRating:
    """1 to 5 stars of one perfume on one scale; the latest wins."""

    id: str
    fragrance_id: str
    scale: RatingScale
    stars: int
    created_at: datetime
