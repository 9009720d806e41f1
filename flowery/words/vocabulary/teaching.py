"""What a person answered to a question of *Teach me*, or criticised in a perfume."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

TeachingKind = Literal["axis", "note", "pair", "sample", "critique"]


@dataclass(frozen=True, slots=True)
class Teaching:
    """One answer. `subject` is "axis:ID", "note:ID" or "fragrance:ID", `over` the other perfume of
    a pair, or the one that a critique is about.

    `answer` -1..1 is against or for the subject, 0 neither; of a pair 1 is the subject, -1 `over`.
    One that was `skipped` says nothing, and is kept so that it is not asked again.
    `asked_because` are the numbers it was asked for.
    """

    id: str
    kind: TeachingKind
    subject: str
    created_at: datetime
    over: str | None = None
    answer: float = 0.0
    skipped: bool = False
    asked_because: Mapping[str, float] = field(default_factory=dict)
