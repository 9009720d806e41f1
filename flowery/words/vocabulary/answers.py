"""A question taken apart, and its answer with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from flowery.words.vocabulary.perfumes import title_of

QuestionKind = Literal["recommendation", "search", "comparison"]
Awaited = Literal["brief", "words"]
"""What a model may still add to an answer: what else it reads in the question, and its words."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A question in plain words, taken apart. Subjects are "note:ID", "axis:ID" or "accord:ID"; a
    veto may also be "house:NAME" or "fragrance:ID". `years` are the first and the last.
    """

    kind: QuestionKind = "recommendation"
    wants: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    season: str | None = None
    occasion: str | None = None
    intensity: str | None = None
    budget_max: float | None = None
    like: tuple[str, ...] = ()
    shifts: Mapping[str, float] = field(default_factory=dict)
    brands: tuple[str, ...] = ()
    perfumers: tuple[str, ...] = ()
    years: tuple[int | None, int | None] | None = None
    include_known: bool = False
    how_many: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, or why not: `kind` names the part it belongs to, `amount` its exact contribution to the
    score.
    """

    kind: str
    amount: float
    note: str | None = None
    memory_id: str | None = None
    quote: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a perfume is liked, 0..1, and the range that holds it four times in five."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A perfume with its score. `score` equals the sum of `parts` to 1e-6."""

    fragrance_id: str
    brand: str
    name: str
    score: float
    parts: Mapping[str, float]
    supports: tuple[Reason, ...]
    opposes: tuple[Reason, ...]
    shelf: str | None = None
    sentence: str = ""
    what_if: tuple[str, ...] = ()
    chance: Chance | None = None

    @property
    def title(self) -> str:
        """House and name, as it is said."""
        return title_of(self.brand, self.name)


@dataclass(frozen=True, slots=True)
class Look:
    """The perfumes of an answer as they are, and as they would be if something were otherwise."""

    now: tuple[Recommendation, ...]
    then: tuple[Recommendation, ...]

    @property
    def came(self) -> tuple[Recommendation, ...]:
        """Those that would come in, the best first."""
        known = {one.fragrance_id for one in self.now}
        return tuple(one for one in self.then if one.fragrance_id not in known)

    @property
    def went(self) -> tuple[Recommendation, ...]:
        """Those that would go out."""
        left = {one.fragrance_id for one in self.then}
        return tuple(one for one in self.now if one.fragrance_id not in left)

    @property
    def moved(self) -> tuple[tuple[Recommendation, int, int], ...]:
        """Those that would stand at another place, with the place now and then, from 1."""
        places = {one.fragrance_id: place for place, one in enumerate(self.now, 1)}
        both = ((one, places.get(one.fragrance_id), p) for p, one in enumerate(self.then, 1))
        return tuple((one, now, then) for one, now, then in both if now and now != then)


@dataclass(frozen=True, slots=True)
class FoundMemory:
    """A memory that answers or supports a question; `quote` stands in it."""

    memory_id: str
    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What *Ask* says. `answer` is words only: it never adds, drops or reorders a perfume.
    `ranked_by` names the ranking and the tuned models in it, `prompt` the edition that a model was
    asked with ("" where none was).

    Of an answer that was drafted for a comparison of two rankings, `teams` says which of them each
    perfume came from: "a", "b", or "" for both. Of two ways of wording that are compared, it was
    `worded_for` one: "a" or "b".

    It is given at once, and `awaits` what a model adds afterwards. Where that understood more of
    the question, `alone` is the brief as it was understood without it.
    """

    question_id: str
    question: str
    kind: QuestionKind
    brief: Brief
    recommendations: tuple[Recommendation, ...]
    memories: tuple[FoundMemory, ...]
    answer: str
    words_by: str
    milliseconds: int
    cached: bool = False
    relax: tuple[str, ...] = ()
    created_at: datetime | None = None
    stars: int | None = None
    ranked_by: str = ""
    prompt: str = ""
    comparison_id: str = ""
    teams: tuple[str, ...] = ()
    worded_for: str = ""
    awaits: tuple[Awaited, ...] = ()
    alone: Brief | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """Stars on an answer, with the notes the person disliked in it."""

    id: str
    question_id: str
    stars: int
    dislikes: tuple[str, ...]
    text: str
    created_at: datetime
