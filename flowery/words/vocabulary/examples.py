"""Training examples: what people taught, without their names, and the frozen sets made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from flowery.words.vocabulary.scents import Valence

ExampleSource = Literal["answer", "correction"]


ExampleState = Literal["waiting", "accepted", "discarded", "flagged"]


Verdict = Literal["accepted", "discarded", "flagged"]
"""What a reviewer says of an example."""


Split = Literal["train", "validation", "test"]


@dataclass(frozen=True, slots=True)
class Recalled:
    """A memory that an answer rested on, with the words it quoted; names in them are replaced."""

    memory_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A perfume an answer showed, in its order: the parts its score sums, what was said for and
    against it, and what the person did with it afterwards.
    """

    fragrance_id: str
    brand: str
    name: str
    parts: Mapping[str, float]
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    sentence: str = ""
    verdict: Literal["chosen", "declined", ""] = ""


@dataclass(frozen=True, slots=True)
class Reread:
    """A smell that a person put right: the words with what stands around them, what was read there
    and what the person said. A note is None where nothing was read, or nothing smells.
    """

    before: str
    words: str
    after: str
    read_note: str | None
    read_valence: Valence | None
    action: Literal["confirm", "correct", "strike", "add"]
    note: str | None
    valence: Valence | None


@dataclass(frozen=True, slots=True)
class Quality:
    """How good an example is, 0..1, and what that rests on; each part is 0..1, too."""

    value: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """One thing a person taught with consent, from a rated answer or a corrected smell. Personal
    names and places in its words are replaced. `brief` is a brief as JSON; `rejected` the words of
    the answer before a reviewer edited them ("" when nobody did).
    """

    id: str
    user_id: str
    source: ExampleSource
    source_id: str
    language: str
    created_at: datetime
    question: str = ""
    brief: Mapping[str, Any] = field(default_factory=dict)
    memories: tuple[Recalled, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    answer: str = ""
    words_by: str = ""
    stars: int | None = None
    dislikes: tuple[str, ...] = ()
    comment: str = ""
    reread: Reread | None = None
    rejected: str = ""
    state: ExampleState = "waiting"
    quality: Quality = field(default_factory=Quality)
    disagrees: bool = False
    wants_second: bool = False

    @property
    def is_liked(self) -> bool:
        """Whether the person gave the answer 4 or 5 stars."""
        return self.stars is not None and self.stars >= 4

    @property
    def is_disliked(self) -> bool:
        """Whether the person gave the answer 1 or 2 stars."""
        return self.stars is not None and self.stars <= 2

    @property
    def memory_ids(self) -> tuple[str, ...]:
        """The memories whose words it shows."""
        return tuple(dict.fromkeys(one.memory_id for one in self.memories))


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """A frozen set. `counts` says how many examples each split has now, `withdrawn` how many went
    since it was frozen; `content_hash` is of what was frozen. `by` is None when that
    account is gone.
    """

    id: str
    number: int
    frozen_at: datetime
    by: str | None
    content_hash: str
    counts: Mapping[Split, int]
    withdrawn: int = 0

    @property
    def size(self) -> int:
        """How many examples are left in it."""
        return sum(self.counts.values())
