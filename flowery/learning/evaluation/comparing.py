"""Comparisons of two rankings on the lists that people are shown: begun and stopped by an
administrator, drafted for every question while one runs, judged by what people do with perfumes.

The person is told nothing but what is true: the perfumes, their scores and reasons are those of the
ranking as it stands; only which come up, and in which order, is drafted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from flowery.learning.evaluation.interleaving import (
    Team,
    Verdict,
    decided,
    drafted,
    verdict,
)
from flowery.learning.evaluation.tried import welcomes
from flowery.learning.evaluation.variants import Column, Variant, Variants
from flowery.storage.comparisons import Comparison
from flowery.storage.tables import Tables
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import User

Totals = Callable[[Mapping[str, Column]], Column]


@dataclass(frozen=True)
class Trial:
    """How one question is answered for a comparison: the scores of both rankings from the parts,
    and how their lists are drafted into one.
    """

    comparison_id: str
    a: Totals
    b: Totals
    draft: Callable[[Sequence[int], Sequence[int], int], Sequence[tuple[int, Team]]]


@dataclass(frozen=True, slots=True)
class Standing:
    """A comparison and how it stands, or how it ended."""

    comparison: Comparison
    verdict: Verdict


class Comparing:
    """The comparisons of a home."""

    def __init__(self, tables: Tables, variants: Variants) -> None:
        self._tables = tables
        self._variants = variants

    def begin(self, administrator: User, a: str, b: str) -> Comparison:
        """Compare two rankings, by name, from the next question on. Raises NotAllowed, NotFound,
        Refused.
        """
        self._tables.accounts.require_admin(administrator)
        for name in (a, b):
            self._variants.named(name)
        if a == b:
            raise Refused("Choose two different rankings to compare.")
        return self._tables.comparisons.add(a, b, administrator.id)

    def stop(self, administrator: User, comparison_id: str) -> Verdict:
        """End a comparison; what it came to is kept. Raises NotAllowed, NotFound, Refused."""
        self._tables.accounts.require_admin(administrator)
        came_to = self._judged(self._tables.comparisons.get(comparison_id))
        self._tables.comparisons.stop(comparison_id, asdict(came_to))
        return came_to

    def all(self, administrator: User) -> tuple[Standing, ...]:
        """Every comparison with how it stands or ended, newest first. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return tuple(Standing(one, self._verdict(one)) for one in self._tables.comparisons.list())

    def offered(self, administrator: User) -> tuple[Variant, ...]:
        """The rankings that can be compared. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return self._variants.list()

    def trial(self, user_id: str, question_id: str) -> Trial | None:
        """How to answer a question while a comparison runs; None while none does, in the example
        diary, and when one of the two rankings is gone.
        """
        running = self._tables.comparisons.running()
        example = self._tables.accounts.example() if running else None
        if running is None or (example is not None and example.id == user_id):
            return None
        try:
            a, b = (self._variants.named(name) for name in (running.a, running.b))
        except NotFound:
            return None
        coin = random.Random(f"{running.id} {question_id}")  # noqa: S311
        draft = partial(drafted, coin=lambda: coin.random() < 0.5)
        return Trial(running.id, a.totals, b.totals, draft)

    def _verdict(self, comparison: Comparison) -> Verdict:
        kept = comparison.verdict
        return self._judged(comparison) if kept is None else Verdict(**kept)

    def _judged(self, comparison: Comparison) -> Verdict:
        shown = self._tables.comparisons.shown(comparison.id)
        people = sorted({one.user_id for one in shown})
        acts = (act for user_id in people for act in welcomes(self._tables, user_id))
        won = decided(shown, acts)
        return verdict(len(shown), won.count("a"), won.count("b"))
