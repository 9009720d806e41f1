"""A taste: evidence, stated dislikes, and the profile that is replayed from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flowery.words.vocabulary.scents import Layer

EvidenceKind = Literal[
    "smell",
    "correction",
    "picture",
    "reaction",
    "rating",
    "stars",
    "answer_dislike",
    "taught",
    "critique",
]


Level = Literal["veto", "avoid", "allergy"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for (`direction` > 0) or against (< 0) a subject.

    `subject` is "note:ID", "axis:ID" or "fragrance:ID"; `strength` 0..1 is how much this kind of
    evidence
    weighs times how sure the reading is. `source` names the row it came from, `quote` stands in
    the memory.
    """

    id: str
    kind: EvidenceKind
    subject: str
    direction: float
    strength: float
    source: str
    at: datetime
    memory_id: str | None = None
    quote: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Dislike:
    """A stated dislike of a note, an accord or an axis. `facet`/`layer` narrow it; veto and
    allergy exclude, avoid only weighs.
    """

    id: str
    subject: str
    level: Level
    facet: str = ""
    layer: Layer | None = None
    created_at: datetime | None = None


StrikeKind = Literal["in", "speaks", "makes"]


@dataclass(frozen=True, slots=True)
class Strike:
    """An edge of the scent graph that a person struck: "note:ID" is not "in" "perfume:ID" to them,
    "memory:ID" does not speak ("speaks") for or against it, "note:ID" does not make ("makes")
    "accord:ID".
    """

    id: str
    source: str
    target: str
    kind: StrikeKind
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """How much one evidence row adds to one number; the shares of a number sum to it."""

    evidence: Evidence
    amount: float


@dataclass(frozen=True, slots=True)
class AxisScore:
    """One axis of the radar. `value` 0..1 is the sum of `shares` (cut off at 0 and 1); `total`
    that sum uncut.
    """

    axis: str
    value: float
    total: float
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class NoteScore:
    """One note of the profile: `score` -1..1 is the sum of `shares`, `supports`/`opposes` their
    two halves.
    """

    note: str
    score: float
    supports: float
    opposes: float
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ScentProfile:
    """A taste, replayed from evidence: nothing in it is stored as a number of its own."""

    axes: tuple[AxisScore, ...]
    notes: tuple[NoteScore, ...]
    families: tuple[tuple[str, float], ...]
    dislikes: tuple[Dislike, ...]
    emotions: tuple[tuple[str, int], ...]
    evidence: int
    memories: int

    @property
    def values(self) -> dict[str, float]:
        """The radar's numbers by axis."""
        return {score.axis: score.value for score in self.axes}
