"""The learning curve of one person: how sure the first of their list became with what they said,
and how well what was believed before foretold what they said of perfumes then.

Nothing of the future is known to the past here: each moment is learned anew from what had been said
until then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from flowery.perfumery.catalogue import Mask
from flowery.taste.foretelling import Foretelling
from flowery.taste.outlook import Numbers, foretold_of
from flowery.taste.preference import Belief
from flowery.taste.questions import first_of
from flowery.words.vocabulary import Evidence

ENOUGH_ROWS = 3  # pieces of evidence, below which a curve would be two dots
ENOUGH_JUDGED = 5  # perfumes; of fewer, chance alone would look like skill
_MOMENTS = 12
_JUDGED = 30  # the latest; each is a belief learned anew
_JUST_BEFORE = timedelta(microseconds=1)
_OUTRIGHT = {"rating", "reaction", "taught"}  # said of a perfume itself, not of an answer

BeliefUntil = Callable[[datetime], Belief]


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the first 24 were at a moment: by how many points of a hundred a chance may be
    wrong to either side, four times in five; after so many pieces of evidence.
    """

    at: datetime
    said: int
    doubt: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A perfume that was judged for the first time, and the chance it had just before."""

    fragrance_id: str
    at: datetime
    chance: float
    liked: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A learning curve, oldest first."""

    moments: tuple[Sureness, ...]
    judged: tuple[Judged, ...]

    @property
    def is_telling(self) -> bool:
        """Whether there is enough for a curve."""
        return len(self.moments) > ENOUGH_ROWS

    @property
    def has_foretold(self) -> bool:
        """Whether enough was judged to say how well it was foretold."""
        return len(self.judged) >= ENOUGH_JUDGED

    @property
    def hits(self) -> int:
        """How many were on the side of even odds that was foretold."""
        return sum((one.chance > 0.5) == one.liked for one in self.judged)

    @property
    def brier(self) -> float:
        """The mean squared distance of chances from what was said, 0..1."""
        return float(np.mean([(one.chance - one.liked) ** 2 for one in self.judged]))

    @property
    def brier_of_share(self) -> float:
        """The same of one who knows only what share of the earlier ones was liked."""
        said = [float(one.liked) for one in self.judged]
        shares = [(sum(said[:n]) + 1) / (n + 2) for n in range(len(said))]
        return float(np.mean([(a - b) ** 2 for a, b in zip(shares, said, strict=True)]))


def curve(foretelling: Foretelling, user_id: str, rows: Sequence[Evidence], never: Mask) -> Curve:
    """The curve of a person by their evidence, oldest first."""

    def until(at: datetime) -> Belief:
        return foretelling.belief(user_id, until=at)

    return Curve(_moments(foretelling, rows, never, until), _judged(foretelling, rows, until))


def _moments(
    foretelling: Foretelling, rows: Sequence[Evidence], never: Mask, until: BeliefUntil
) -> tuple[Sureness, ...]:
    if not rows:
        return ()
    times = [rows[0].at - _JUST_BEFORE, *dict.fromkeys(row.at for row in rows)]
    places = np.unique(np.linspace(0, len(times) - 1, _MOMENTS).round().astype(int))
    allowed = foretelling.columns.matrix[~never]
    chosen = [times[place] for place in places]
    counts = [sum(row.at <= at for row in rows) for at in chosen]
    return tuple(
        Sureness(at, said, _doubt(until(at), allowed))
        for at, said in zip(chosen, counts, strict=True)
    )


def _doubt(belief: Belief, features: Numbers) -> float:
    first = features[first_of(features @ belief.mean.astype(np.float32))]
    told = foretold_of(belief, first, 0.0)
    return float(50 * (told.high - told.low).mean()) if len(first) else 0.0


def _judged(
    foretelling: Foretelling, rows: Sequence[Evidence], until: BeliefUntil
) -> tuple[Judged, ...]:
    catalogue, first = foretelling.columns.catalogue, dict[str, Evidence]()
    for row in rows:
        kind, _, name = row.subject.partition(":")
        if kind == "fragrance" and row.kind in _OUTRIGHT and row.direction and name in catalogue:
            first.setdefault(name, row)
    latest = list(first.items())[-_JUDGED:]
    return tuple(_one_judged(foretelling, name, row, until) for name, row in latest)


def _one_judged(foretelling: Foretelling, name: str, row: Evidence, until: BeliefUntil) -> Judged:
    features = foretelling.columns.matrix[[foretelling.columns.catalogue.row(name)]]
    told = foretold_of(until(row.at - _JUST_BEFORE), features, 0.0)
    return Judged(name, row.at, float(told.chances[0]), row.direction > 0)
