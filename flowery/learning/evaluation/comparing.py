"""Comparisons of two rankings on the lists that people are shown, or of two ways of wording: begun
and stopped by an administrator, drafted or worded for every question while one runs, judged by what
people do with perfumes, or by their stars.

The person is told nothing but what is true: the perfumes, their scores and reasons are those of the
ranking as it stands; only which come up, and in which order, is drafted. What stood when it began
is held still: what comes into use meanwhile shows in answers once the comparison is stopped.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from flowery.learning.evaluation.interleaving import (
    Team,
    Verdict,
    decided,
    drafted,
    verdict,
)
from flowery.learning.evaluation.tried import welcomes
from flowery.learning.evaluation.two_wordings import Arm, WordsVerdict, rated, words_verdict
from flowery.learning.evaluation.variants import OWN_WORDS, Column, Kind, Variant, Variants
from flowery.learning.tuning.adapter import Matrix
from flowery.learning.tuning.in_use import InUse, Pinned
from flowery.storage.comparisons import Comparison
from flowery.storage.tables import Tables
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import User

Totals = Callable[[Mapping[str, Column]], Column]


@dataclass(frozen=True)
class Ranked:
    """One ranking of a comparison: the scores from the parts, and how it turns the vector that is
    looked for, None where that is as it stands.
    """

    totals: Totals
    adapted: Callable[[Matrix], Matrix] | None


@dataclass(frozen=True)
class Trial:
    """How one question is answered for a comparison: what stands, both rankings, and how their
    lists are drafted into one.
    """

    comparison_id: str
    stands: Pinned
    a: Ranked
    b: Ranked
    draft: Callable[[Sequence[int], Sequence[int], int], Sequence[tuple[int, Team]]]


@dataclass(frozen=True)
class Spoken:
    """How one answer is worded for a comparison: for which team, and with what; `tuned` is None
    for Flowery's own words.
    """

    comparison_id: str
    team: Team
    tuned: Pinned | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A comparison and how it stands, or how it ended; `titles` of both, where they are known."""

    comparison: Comparison
    verdict: Verdict | WordsVerdict
    titles: Mapping[str, str]


class Comparing:
    """The comparisons of a home."""

    def __init__(self, tables: Tables, variants: Variants, in_use: InUse) -> None:
        self._tables = tables
        self._variants = variants
        self._in_use = in_use

    def begin(self, administrator: User, a: str, b: str) -> Comparison:
        """Compare two rankings or two ways of wording, by name, from the next question on. Raises
        NotAllowed, NotFound, Refused.
        """
        self._tables.accounts.require_admin(administrator)
        kinds = {self._variants.named(name).kind for name in (a, b)}
        if a == b:
            raise Refused("Choose two different ones to compare.")
        if len(kinds) > 1:
            raise Refused("A ranking cannot be compared with a way of wording.")
        pinned = {"kind": kinds.pop(), "slots": self._in_use.slots()}
        return self._tables.comparisons.add(a, b, administrator.id, pinned)

    def stop(self, administrator: User, comparison_id: str) -> Verdict | WordsVerdict:
        """End a comparison; what it came to is kept. Raises NotAllowed, NotFound, Refused."""
        self._tables.accounts.require_admin(administrator)
        came_to = self._judged(self._tables.comparisons.get(comparison_id))
        self._tables.comparisons.stop(comparison_id, asdict(came_to))
        return came_to

    def all(self, administrator: User) -> tuple[Standing, ...]:
        """Every comparison with how it stands or ended, newest first. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return tuple(map(self._standing, self._tables.comparisons.list()))

    def offered(self, administrator: User) -> tuple[Variant, ...]:
        """The rankings and ways of wording that can be compared. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return self._variants.list()

    def has_changed(self, administrator: User, comparison_id: str) -> bool:
        """Whether something came into use since a comparison began that it holds still, and that
        will show in answers when it is stopped. Raises NotAllowed, NotFound.
        """
        self._tables.accounts.require_admin(administrator)
        comparison = self._tables.comparisons.get(comparison_id)
        return comparison.runs and dict(comparison.slots) != self._in_use.slots()

    def trial(self, user_id: str, question_id: str) -> Trial | None:
        """How to answer a question while two rankings are compared; None while none are, in the
        example diary, and when one of the two is gone.
        """
        running, both = self._running("ranking", user_id)
        if running is None:
            return None
        coin = _coin(running, question_id)
        draft = partial(drafted, coin=lambda: coin.random() < 0.5)
        a, b = (self._ranked(running, one) for one in both)
        return Trial(running.id, self._in_use.pinned(running.slots), a, b, draft)

    def spoken(self, user_id: str, question_id: str) -> Spoken | None:
        """How to word an answer while two ways of wording are compared; None while none are."""
        running, both = self._running("words", user_id)
        if running is None:
            return None
        team: Team = "a" if _coin(running, question_id).random() < 0.5 else "b"
        variant = both[0] if team == "a" else both[1]
        tuned = None if variant.name == OWN_WORDS else self._pinned(running, variant)
        return Spoken(running.id, team, tuned)

    def _running(self, kind: Kind, user_id: str) -> tuple[Comparison | None, Sequence[Variant]]:
        """The comparison of a kind that is to be answered for, with its two variants."""
        running = self._tables.comparisons.running()
        example = self._tables.accounts.example() if running else None
        if running is None or (example is not None and example.id == user_id):
            return None, ()
        if running.is_of_words != (kind == "words"):
            return None, ()
        try:
            names = (running.a, running.b)
            return running, [self._variants.named(name, running.slots) for name in names]
        except NotFound:
            return None, ()

    def _ranked(self, comparison: Comparison, variant: Variant) -> Ranked:
        adapted = self._pinned(comparison, variant).adapted if variant.slots else None
        return Ranked(variant.totals, adapted)

    def _pinned(self, comparison: Comparison, variant: Variant) -> Pinned:
        return self._in_use.pinned({**comparison.slots, **variant.slots})

    def _standing(self, comparison: Comparison) -> Standing:
        offered = self._variants.list(comparison.slots)
        titles = {variant.name: variant.title for variant in offered}
        return Standing(comparison, self._verdict(comparison), titles)

    def _verdict(self, comparison: Comparison) -> Verdict | WordsVerdict:
        kept = comparison.verdict
        if kept is None:
            return self._judged(comparison)
        return _words_from(kept) if comparison.is_of_words else Verdict(**kept)

    def _judged(self, comparison: Comparison) -> Verdict | WordsVerdict:
        if comparison.is_of_words:
            answers = self._tables.comparisons.worded(comparison.id)
            return words_verdict(len(answers), rated(answers))
        shown = self._tables.comparisons.shown(comparison.id)
        people = sorted({one.user_id for one in shown})
        acts = (act for user_id in people for act in welcomes(self._tables, user_id))
        won = decided(shown, acts)
        return verdict(len(shown), won.count("a"), won.count("b"))


def _coin(comparison: Comparison, question_id: str) -> random.Random:
    """The same for the same question, so that it is answered the same whenever it is."""
    return random.Random(f"{comparison.id} {question_id}")  # noqa: S311


def _words_from(kept: Mapping[str, Any]) -> WordsVerdict:
    a, b = (Arm(**kept[team]) for team in ("a", "b"))
    return WordsVerdict(kept["worded"], a, b, kept["outcome"], kept["more"])
