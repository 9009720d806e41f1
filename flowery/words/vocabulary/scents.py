"""What a smell is said to be: axes, layers, and how a smell stands in a text or a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AXES = (
    "citrus",
    "fruity",
    "green",
    "aromatic",
    "aquatic",
    "floral",
    "white_floral",
    "powdery",
    "spicy",
    "gourmand",
    "amber",
    "woody",
    "mossy",
    "leather",
)
"""The 14 scent axes in circular order, so that the radar's shape means something."""


LAYERS = ("top", "heart", "base")


Layer = Literal["top", "heart", "base"]


Status = Literal["explicit", "inferred", "confirmed"]


Valence = Literal["loved", "neutral", "hated"]


@dataclass(frozen=True, slots=True)
class ExtractedScent:
    """A smell read in a memory. `note` is None for a source that no note stands for.

    `start`/`end` are code-point offsets into `ScentMemory.words` (None for what only a picture
    shows);
    an inferred smell names in `because` the words it rests on. `absent` marks what was said to be
    missing; `doubt` is how a model felt it, where that is not how it was read.
    """

    note: str | None
    source: str
    start: int | None
    end: int | None
    status: Status
    valence: Valence
    confidence: float
    qualities: tuple[str, ...] = ()
    layer: Layer | None = None
    because: tuple[str, ...] = ()
    absent: bool = False
    id: str = ""
    doubt: Valence | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What the person said about one smell of a memory; it outlives every new reading of it.

    `action`: "confirm", "correct" (with `note` and/or `valence`), "strike", or "add" (a smell that
    was missed).
    """

    id: str
    memory_id: str
    source: str
    start: int | None
    end: int | None
    read_note: str | None
    action: Literal["confirm", "correct", "strike", "add"]
    note: str | None
    valence: Valence | None
    created_at: datetime
