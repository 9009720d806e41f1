"""How one person's taste looks at perfumes: how far each leans their way, why, and how likely it is
that they like it.

What leans is the person alone: the belief after their evidence less the one before, and less what
it says of the usual perfume. It is a sum over their rows of evidence, exactly (at the likeliest
weights every row pulls by how much it surprises), and over the axes and smells of a perfume.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flowery.taste.columns import USUAL, Column, Columns
from flowery.taste.observing import Observed
from flowery.taste.preference import Belief, Prior
from flowery.taste.spreading import struck_notes
from flowery.words.vocabulary import AXES, Chance, Evidence, Strike

ENOUGH = 4.0  # answers' worth of evidence: as much as two rated perfumes and a memory or two
SURE = 1.2816  # standard deviations to either side hold 80 % of a normal: four in five
_BLOCK = 4096  # rows whose doubt is worked out at a time; they stay in the processor's cache

Numbers = NDArray[np.float32]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Foretold:
    """The chance that each perfume is liked, with the ends of the range that holds it four times in
    five, each of shape (n,); `told` is the weight of the evidence it rests on.
    """

    chances: Numbers
    low: Numbers
    high: Numbers
    told: float


@dataclass(frozen=True, eq=False)
class Outlook:
    """One person's, as of one version of their rows. `without` gives it as it would be without some
    memories or rows of evidence, by their ids.
    """

    columns: Columns
    prior: Prior
    belief: Belief
    seen: Observed
    strikes: Sequence[Strike]
    without: Callable[[Collection[str]], Outlook]

    @property
    def is_telling(self) -> bool:
        """Whether there is enough evidence to give a chance as a number."""
        return self.seen.told >= ENOUGH

    @cached_property
    def leaning(self) -> Column:
        """How far each perfume leans the person's way, as a logit less that of the usual perfume,
        shape (n,).
        """
        weights = self._weights
        found: Column = (self.columns.matrix @ weights.astype(np.float32)).astype(np.float64)
        for row, smelled in self._smelled.items():
            found[row] = float(smelled @ weights)
        for perfume, silent in self._silent.items():
            row = self.columns.catalogue.row(perfume)
            found[row] = float(self._features(row) @ self._weights_but(silent))
        return found

    def leaning_without(self, memory_ids: Collection[str], rows: Rows) -> Column:
        """The same of some perfumes, had some memories never been kept, by one step of Newton's
        from here: near enough to tell which change places, in a fraction of the time.
        """
        gone = self._places(memory_ids)
        seen = self.seen
        things, liked, worth = seen.things[seen.about[gone]], seen.liked[gone], seen.worth[gone]
        chances = 1 / (1 + np.exp(-(things @ self.belief.mean)))
        told = (things * (worth * chances * (1 - chances))[:, None]).T @ things
        bend = np.linalg.inv(self.belief.covariance) - told
        moved = np.asarray(np.linalg.solve(bend, things.T @ (worth * (chances - liked))))
        moved[USUAL] = 0
        features = self.columns.matrix[rows]
        for place in np.flatnonzero(np.isin(rows, list(self._smelled))):
            features[place] = self._smelled[int(rows[place])]
        return np.asarray(self.leaning[rows] + features @ moved)

    def contributions(self, fragrance_id: str) -> Mapping[str, float]:
        """What each axis and smell of a perfume adds to its leaning, by "axis:ID", "note:ID",
        "accord:ID"; and by "", how much of that the usual perfume has too.
        """
        weights = self._weights_but(self._silent.get(fragrance_id, ()))
        struck = struck_notes(self.strikes).get(fragrance_id, ())
        found = self.columns.contributions(weights, fragrance_id, struck)
        return {"": found.usual, **found.by_subject}

    def speaker(self, fragrance_id: str, subject: str) -> Evidence | None:
        """The row of evidence that adds most to what a smell or an axis of a perfume adds."""
        silent, smell = self._silent.get(fragrance_id, ()), self.columns.alone(subject)
        amounts = self._pulls_on(smell) * np.sign(float(self._weights_but(silent) @ smell))
        amounts[self._places(silent)] = 0
        best = int(np.argmax(amounts)) if len(amounts) else 0
        return self.seen.rows[best] if len(amounts) and amounts[best] > 0 else None

    def has_more(self, fragrance_id: str, subject: str) -> bool:
        """Whether a perfume has more of a note or side than the usual one: of every note it holds,
        and of a side where it lies beyond the mean.
        """
        kind, _, name = subject.partition(":")
        row = self.columns.catalogue.row(fragrance_id)
        return kind != "axis" or float(self._features(row)[1 + AXES.index(name)]) > 0

    def shares(self, fragrance_id: str) -> tuple[tuple[Evidence, float], ...]:
        """What each row of evidence adds to the leaning of a perfume; they sum to it."""
        silent = self._silent.get(fragrance_id, ())
        amounts = self._pulls_on(self._features(self.columns.catalogue.row(fragrance_id)))
        pairs = zip(self.seen.rows, amounts, strict=True)
        return tuple((row, float(a)) for row, a in pairs if row.memory_id not in silent)

    @cached_property
    def foretold(self) -> Foretold:
        """The chance and doubt of every perfume, in the order of the catalogue."""
        whole = foretold_of(self.belief, self.columns.matrix, self.seen.told)
        for row, smelled in self._smelled.items():
            one = foretold_of(self.belief, smelled[None], self.seen.told)
            whole.chances[row], whole.low[row] = one.chances[0], one.low[0]
            whole.high[row] = one.high[0]
        return whole

    def chance(self, row: int) -> Chance | None:
        """The chance of one perfume by its row; None with too little evidence."""
        if not self.is_telling:
            return None
        one = foretold_of(self.belief, self._features(row)[None], self.seen.told)
        return Chance(*(round(float(v[0]), 4) for v in (one.chances, one.low, one.high)))

    def starting_chance(self, row: int) -> float:
        """The chance that anybody likes it of whom nothing is known."""
        before = Belief(self.prior.mean, self.prior.covariance)
        return float(foretold_of(before, self.columns.matrix[[row]], 0.0).chances[0])

    def _features(self, row: int) -> Numbers:
        """The columns of one perfume, as this person smells it."""
        return self._smelled.get(row, self.columns.matrix[row])

    @cached_property
    def _smelled(self) -> Mapping[int, Numbers]:
        """The columns of the perfumes in which the person struck a note, by row."""
        catalogue = self.columns.catalogue
        struck = {p: notes for p, notes in struck_notes(self.strikes).items() if p in catalogue}
        return {
            catalogue.row(perfume): self.columns.of_perfume(perfume, notes).astype(np.float32)
            for perfume, notes in struck.items()
        }

    @cached_property
    def _weights(self) -> Column:
        """What the person's evidence moved; the usual perfume leans nowhere."""
        weights = self.belief.mean - self.prior.mean
        weights[USUAL] = 0
        return weights

    def _pulls_on(self, x: NDArray[np.floating]) -> Column:
        """What each row of evidence adds to the leaning of a thing, shape (rows,)."""
        return np.asarray(self._surprise * (self._drawn @ x)[self.seen.about])

    @cached_property
    def _surprise(self) -> Column:
        """How far each row of evidence is from what is believed, by its worth, shape (rows,)."""
        chances = 1 / (1 + np.exp(-(self.seen.things @ self.belief.mean)))
        return np.asarray(self.seen.worth * (self.seen.liked - chances[self.seen.about]))

    @cached_property
    def _drawn(self) -> Column:
        """Where each thing that was judged draws the weights, shape (things, 79)."""
        drawn: Column = self.seen.things @ self.prior.covariance
        drawn[:, USUAL] = 0
        return drawn

    def _weights_but(self, silent: Collection[str]) -> Column:
        """The weights without what some memories moved."""
        rows = self._places(silent)
        if not rows:
            return self._weights
        moved: Column = self._surprise[rows] @ self._drawn[self.seen.about[rows]]
        return self._weights - moved

    def _places(self, memories: Collection[str]) -> list[int]:
        """The rows of evidence that some memories gave."""
        return [place for memory in memories for place in self._of_memory.get(memory, ())]

    @cached_property
    def _of_memory(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for place, row in enumerate(self.seen.rows):
            if row.memory_id:
                found.setdefault(row.memory_id, []).append(place)
        return found

    @cached_property
    def _silent(self) -> Mapping[str, frozenset[str]]:
        """The memories that do not speak for a perfume, by perfume."""
        found: dict[str, frozenset[str]] = {}
        for strike in self.strikes:
            perfume = strike.target.removeprefix("perfume:")
            if strike.kind == "speaks" and perfume in self.columns.catalogue:
                memory = strike.source.removeprefix("memory:")
                found[perfume] = found.get(perfume, frozenset()) | {memory}
        return found


def foretold_of(belief: Belief, features: Numbers, told: float) -> Foretold:
    """The chances of things of shape (n, 79) under a belief."""
    logits = features @ belief.mean.astype(np.float32)
    doubts = np.sqrt(variances(belief, features))
    drawn = logits / np.sqrt(1 + np.float32(np.pi / 8) * doubts * doubts)
    ends = (logits + side * np.float32(SURE) * doubts for side in (-1, 1))
    chances, low, high = (_logistic(one) for one in (drawn, *ends))
    return Foretold(chances, low, high, told)


def variances(belief: Belief, features: Numbers) -> Numbers:
    """How much the logit of each thing is in doubt, shape (n,)."""
    root = np.linalg.cholesky(belief.covariance).astype(np.float32)
    found = np.empty(len(features), dtype=np.float32)
    for first in range(0, len(features), _BLOCK):
        drawn = features[first : first + _BLOCK] @ root
        found[first : first + _BLOCK] = np.einsum("ij,ij->i", drawn, drawn)
    return found


def _logistic(logits: NDArray[np.floating]) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)
