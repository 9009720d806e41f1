"""What would change an answer: the same ranking without one memory, or without one known dislike.

Computed, not guessed: the parts that rest on it are made anew for the best two hundred, and the
list is picked again from them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from flowery.advice.because import Because
from flowery.advice.features import Features
from flowery.advice.holdings import Column
from flowery.advice.liking import Numbers
from flowery.advice.ranking import Ground, Ranker
from flowery.advice.variety import Pool

LOOKED_AT = 3  # perfumes at the top that are looked into, and dislikes that are taken away
FAR = 12  # places that are counted; beyond, a perfume is simply gone from the answer


@dataclass(frozen=True, slots=True)
class Change:
    """What would happen to a perfume. `place` is counted from 1, None when it would be out of
    sight; `rival` is the row that would come first instead.
    """

    without: str
    is_memory: bool
    place: int | None
    rival: int | None = None


class WhatIf:
    """Ranks the pool of an answer again, with something taken away."""

    def __init__(
        self, ranker: Ranker, features: Features, ground: Ground, pool: Pool, totals: Column
    ) -> None:
        self._ranker = ranker
        self._ground = ground
        self._pool = pool
        self._perfumes = features.some(pool.rows)
        self._totals = totals[pool.rows]
        self._again: dict[str, list[int]] = {}

    def changes(self, row: int, place: int, reasons: Sequence[Because]) -> list[Change]:
        """What would change about the perfume at this place; nothing is said of what would not."""
        found = [self._without_memory(row, place, reasons)]
        found += self._without_dislikes(row) if place == 1 else []
        return [change for change in found if change is not None]

    def _without_memory(self, row: int, place: int, reasons: Sequence[Because]) -> Change | None:
        """Where it would stand without the memory that speaks most for it."""
        memory = next((b.memory_id for b in reasons if b.memory_id and b.quote), None)
        if memory is None:
            return None
        order = self._order(f"memory:{memory}")
        then = order.index(row) + 1 if row in order else None
        return None if then == place else Change(memory, is_memory=True, place=then)

    def _without_dislikes(self, first: int) -> list[Change]:
        """The dislikes that keep another perfume from being first."""
        orders = [(subject, self._order(subject)) for subject in self._dislikes()]
        return [
            Change(subject, is_memory=False, place=1, rival=order[0])
            for subject, order in orders
            if order[0] != first
        ]

    def _dislikes(self) -> list[str]:
        """What is avoided, and the notes that are hated most."""
        numbers = self._ground.liking.numbers
        hated = self._ranker.hated(self._ground, numbers)
        asked = self._ground.brief.wants
        stated = (n for n in hated if n in numbers.notes and f"note:{n}" not in asked)
        known = sorted(stated, key=hated.__getitem__)
        avoided = [subject for subject, _ in self._ground.avoided]
        return list(dict.fromkeys((*avoided, *(f"note:{note}" for note in known))))[:LOOKED_AT]

    def _order(self, without: str) -> list[int]:
        if without not in self._again:
            picks = self._pool.pick(self._totals + self._difference(without), FAR)
            self._again[without] = [pick.row for pick in picks]
        return self._again[without]

    def _difference(self, without: str) -> Column:
        """What the scores of the pool would gain or lose."""
        liking, outlook = self._ground.liking, self._ground.outlook
        numbers = liking.numbers
        if without.startswith("memory:"):
            memory = without.removeprefix("memory:")
            leaning = outlook.leaning_without((memory,), self._pool.rows)
            return self._personal(liking.without(memory), leaning, (memory,)) - self._now
        dislikes = self._ranker.dislikes
        then = dislikes(self._ground, numbers, self._perfumes, without)
        return then - dislikes(self._ground, numbers, self._perfumes)

    @cached_property
    def _now(self) -> Column:
        return self._personal(
            self._ground.liking.numbers, self._ground.outlook.leaning[self._pool.rows]
        )

    def _personal(self, numbers: Numbers, leaning: Column, without: Collection[str] = ()) -> Column:
        """The parts of a score that rest on memories."""
        ranker, ground, perfumes = self._ranker, self._ground, self._perfumes
        return (
            ranker.taste(ground, numbers, perfumes)
            + ranker.learned(ground, leaning)
            + ranker.memories(ground, perfumes, without)
            + ranker.dislikes(ground, numbers, perfumes)
        )
