"""A profile as ranking reads it: numbers by note and axis, also as they would be without a memory.

Every number of a profile is a sum of shares divided by one scale: caution plus the weight of all
evidence. Without a memory both the sum and the scale lose its part, so the number without it
follows from the shares alone, exactly, and nothing needs to be replayed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from flowery.advice.holdings import Column
from flowery.perfumery.notes import Taxonomy, direction
from flowery.words.vocabulary import AXES, Evidence, ScentProfile, Share

FROM_BROADER = 0.5  # who loves roses is likely, not sure, to love a damask rose


@dataclass(frozen=True, slots=True)
class Lost:
    """What a number loses with a memory: the sum of its shares, and the sum of their sizes."""

    amount: float
    size: float


@dataclass(frozen=True, eq=False)
class Numbers:
    """Likes of notes (-1..1) and of axes (`totals`, -1..1 before they are cut to 0..1)."""

    notes: Mapping[str, float]
    totals: Mapping[str, float]

    @cached_property
    def wanted(self) -> Column:
        """What is liked on the axes, a vector of length 1, or zeros; shape (14,)."""
        liked = direction({a: min(1.0, max(0.0, t)) for a, t in self.totals.items()})
        length = float(np.linalg.norm(liked))
        return liked.astype(np.float64) / length if length else np.zeros(len(AXES))

    @cached_property
    def unwanted(self) -> Column:
        """What is disliked on the axes, each 0 or below; shape (14,)."""
        return direction({a: min(0.0, t) for a, t in self.totals.items()}).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Spread:
    """Likes over the notes that perfumes hold: those above 0, and those below."""

    loved: Mapping[str, float]
    hated: Mapping[str, float]


class Liking:
    """What a person likes, with the evidence it rests on."""

    def __init__(self, profile: ScentProfile, taxonomy: Taxonomy) -> None:
        self.profile = profile
        self._taxonomy = taxonomy
        self._spread: tuple[Numbers, Spread] | None = None
        self._told_by: tuple[Iterable[str], tuple[tuple[str, str, float], ...]] | None = None
        self.numbers = Numbers(
            {score.note: score.score for score in profile.notes},
            {score.axis: score.total for score in profile.axes},
        )

    def without(self, *memory_ids: str) -> Numbers:
        """The numbers as they would be had these memories never been kept."""
        gone = [self._lost[memory] for memory in memory_ids if memory in self._lost]
        lost_notes, lost_axes = (_summed([both[place] for both in gone]) for place in (0, 1))
        notes = dict(self.numbers.notes)
        for note, lost in lost_notes.items():
            notes[note] = (notes[note] - lost.amount) / max(1e-9, 1 - lost.size)
        sizes = self._axis_sizes
        none = Lost(0.0, 0.0)
        left = {axis: size - lost_axes.get(axis, none).size for axis, size in sizes.items()}
        scale = 1 - max(sizes.values(), default=0.0) + max(left.values(), default=0.0)
        totals = {
            axis: (total - lost_axes.get(axis, none).amount) / max(1e-9, scale)
            for axis, total in self.numbers.totals.items()
        }
        return Numbers(notes, totals)

    def spread(self, numbers: Numbers, held: Iterable[str]) -> Spread:
        """Likes over the notes that perfumes hold; a kind of a known note has half of it, and so
        has a note of a known group.
        """
        known = self._spread
        if known is None or known[0] is not numbers:
            told = [(note, share * numbers.notes[by]) for note, by, share in self._told(held)]
            loved = {note: value for note, value in told if value > 0}
            hated = {note: value for note, value in told if value < 0}
            known = self._spread = (numbers, Spread(loved, hated))
        return known[1]

    def _told(self, held: Iterable[str]) -> tuple[tuple[str, str, float], ...]:
        """The notes that perfumes hold and something is known of, by which note, and how much of
        that. Without a memory the same notes are known, only by other numbers.
        """
        known = self._told_by
        if known is None or known[0] is not held:
            notes = self.numbers.notes
            own = ((n, n, 1.0) for n in held if n in notes)
            others = ((n, self._broader(n, notes), FROM_BROADER) for n in held if n not in notes)
            known = self._told_by = (held, (*own, *(one for one in others if one[1])))
        return known[1]

    def speakers(self, note: str) -> list[Evidence]:
        """The evidence about a note (or what it is a kind of), what says most first."""
        shares = self._note_shares.get(note)
        if shares is None:
            shares = self._note_shares.get(self._broader(note, self._note_shares), ())
        return [s.evidence for s in sorted(shares, key=lambda s: (-abs(s.amount), s.evidence.id))]

    def _broader(self, note: str, known: Container[str]) -> str:
        """The nearest of the notes and groups above a note that something is known of."""
        return next((one for one in self._taxonomy.broader_than(note) if one in known), "")

    def notes_of(self, memory_id: str) -> Mapping[str, float]:
        """What a memory says of notes: direction times strength, summed."""
        return self._memories.get(memory_id, {})

    def said_in(self, memory_id: str) -> Mapping[str, str]:
        """The notes of a memory with the words that name them."""
        return self._words.get(memory_id, {})

    @cached_property
    def _words(self) -> dict[str, dict[str, str]]:
        words: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for note, shares in self._note_shares.items():
            for row in (share.evidence for share in shares):
                if row.memory_id and row.quote:
                    words[row.memory_id].setdefault(note, row.quote)
        return dict(words)

    @cached_property
    def _note_shares(self) -> dict[str, tuple[Share, ...]]:
        return {score.note: score.shares for score in self.profile.notes}

    @cached_property
    def _axis_shares(self) -> tuple[tuple[str, tuple[Share, ...]], ...]:
        return tuple((score.axis, score.shares) for score in self.profile.axes)

    @cached_property
    def _axis_sizes(self) -> dict[str, float]:
        return {axis: sum(abs(s.amount) for s in shares) for axis, shares in self._axis_shares}

    @cached_property
    def _memories(self) -> dict[str, dict[str, float]]:
        said: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for note, shares in self._note_shares.items():
            for row in (share.evidence for share in shares):
                if row.memory_id and row.subject == f"note:{note}":
                    said[row.memory_id][note] += row.direction * row.strength
        return {memory: dict(notes) for memory, notes in said.items()}

    @cached_property
    def _lost(self) -> dict[str, tuple[dict[str, Lost], dict[str, Lost]]]:
        lost: dict[str, tuple[dict[str, Lost], dict[str, Lost]]] = {}
        for place, numbers in enumerate((self._note_shares.items(), self._axis_shares)):
            for name, shares in numbers:
                for share in shares:
                    if share.evidence.memory_id:
                        parts = lost.setdefault(share.evidence.memory_id, ({}, {}))[place]
                        known = parts.get(name, Lost(0.0, 0.0))
                        amount = known.amount + share.amount
                        parts[name] = Lost(amount, known.size + abs(share.amount))
        return lost


def _summed(parts: Iterable[Mapping[str, Lost]]) -> dict[str, Lost]:
    """What several memories take with them together."""
    total: dict[str, Lost] = {}
    for part in parts:
        for name, lost in part.items():
            known = total.get(name, Lost(0.0, 0.0))
            total[name] = Lost(known.amount + lost.amount, known.size + lost.size)
    return total
