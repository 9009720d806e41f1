"""A question that is answered for a comparison of two rankings, or an answer that is worded for one
of two ways of wording: what advice needs to know of it.

Which rankings there are, how a list is drafted and who wins is no matter of advice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from flowery.advice.holdings import Column
from flowery.advice.tuned import Vector, Voiced

Turned = Callable[[Vector], Vector]
"""The vector of a question as it is looked for."""


class Ranked(Protocol):
    """One ranking of a comparison."""

    @property
    def totals(self) -> Callable[[Mapping[str, Column]], Column]:
        """The scores, from the parts with the weights of what stands."""

    @property
    def adapted(self) -> Turned | None:
        """What this ranking looks for; None for the same as what stands."""


class Stands(Protocol):
    """What was in use when a comparison began; it stays so for the questions of it."""

    @property
    def ranked_by(self) -> tuple[str, ...]:
        """The tuned models that ranking rests on."""

    @property
    def weights(self) -> Mapping[str, float]:
        """What each part of a score is multiplied with."""

    def adapted(self, vector: Vector) -> Vector:
        """The vector of a question as it is looked for."""


class Trial(Protocol):
    """Two rankings, and how their lists become one."""

    @property
    def comparison_id(self) -> str:
        """What it is for."""

    @property
    def stands(self) -> Stands:
        """What scores and reasons are of."""

    @property
    def a(self) -> Ranked:
        """The one."""

    @property
    def b(self) -> Ranked:
        """The other."""

    @property
    def draft(self) -> Callable[[Sequence[int], Sequence[int], int], Sequence[tuple[int, str]]]:
        """(row, team) of one list of two, with so many perfumes."""


TrialOf = Callable[[str, str], Trial | None]
"""By user and question id how a question is answered for a comparison, if it is."""


def no_trial(_user_id: str, _question_id: str) -> Trial | None:
    """For a house where nothing is compared."""
    return None


class Spoken(Protocol):
    """How an answer is worded for a comparison."""

    @property
    def comparison_id(self) -> str:
        """What it is for."""

    @property
    def team(self) -> str:
        """Which of the two ways it is: "a" or "b"."""

    @property
    def tuned(self) -> Voiced | None:
        """What its words are made with; None for Flowery's own."""


SpokenOf = Callable[[str, str], Spoken | None]
"""By user and question id how an answer is worded for a comparison, if it is."""


def not_spoken(_user_id: str, _question_id: str) -> Spoken | None:
    """For a house where nothing is compared."""
    return None
