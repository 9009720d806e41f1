"""The port of every training: what it needs, and what it makes of a set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flowery.learning.examples.sets import Frozen
from flowery.learning.tuning.report import Report
from flowery.words.errors import Refused
from flowery.words.vocabulary import Gain, JobKind, TunedModel


@dataclass(frozen=True, slots=True)
class Made:
    """What a training made, and what it gained on held-out examples."""

    artefact: bytes
    gain: Gain


class Trainer(Protocol):
    """One way to learn from a set."""

    kind: JobKind

    def absent(self) -> str:
        """Why it cannot be done here at all; "" when it can."""

    def train(self, examples: Frozen, active: TunedModel | None, report: Report) -> Made:
        """Learn from a set, beside what is in use. Raises Refused, Cancelled, ComesLater."""

    def check(self, artefact: bytes) -> None:
        """Whether an artefact can be used. Raises ValueError."""


def require(least: Sequence[int], found: Sequence[int]) -> None:
    """That each split teaches enough. Raises Refused, with how many more are needed."""
    lacking = sum(max(0, need - have) for need, have in zip(least, found, strict=True))
    if not lacking:
        return
    if not least[1]:  # a bank has nothing to choose
        raise Refused(
            f"{lacking} more approved examples are needed: to learn from there are {found[0]} of "
            f"{least[0]}, to be judged by {found[2]} of {least[2]}."
        )
    raise Refused(
        f"{lacking} more approved examples are needed: to learn from there are {found[0]} of "
        f"{least[0]}, to choose by {found[1]} of {least[1]}, to be judged by {found[2]} of "
        f"{least[2]}."
    )
