"""Two ways of wording beside each other: a coin says which of the two words an answer, and the
stars that the answer gets say how it was taken.

Four stars or five within thirty days are good, one or two are bad; three say nothing. The first
rated answer of one way is paired with the first of the other, and so on, so that it does not matter
whether one of them is rated more often, nor whether people grow more content with time.

The verdict holds at whatever moment it is read. Of a pair with equal chances the odds of "good with
chance p here and q there" against "good with chance (p + q) / 2 in both" are a fair bet or a losing
one: their mean is 1 - d^2 k^2 for p and q apart by 2 d, whatever the common chance is, and even if
it changes from pair to pair. So they multiply, for a mixture of many p and q, to twenty to one in
fewer than one comparison of twenty of equals, however often one looks (Ville 1939; Turner, Ly and
Grunwald 2024, "Generic e-variables for exact sequential k-sample tests").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log

import numpy as np
from numpy.typing import NDArray

from flowery.learning.evaluation.interleaving import ODDS, Outcome, likely_shares
from flowery.storage.comparisons import WordedAnswer

MOST = 400  # rated answers; a difference not seen in so many is too small to matter here
_GOOD, _BAD = 4, 2
_WITHIN = timedelta(days=30)
_STEP = 4  # pairs between two looks ahead
_CHANCES = np.linspace(0.05, 0.95, 19)


@dataclass(frozen=True, slots=True)
class Arm:
    """How often one way was rated well, of how many, and where its true share lies with 95 % at
    whatever moment it is read.
    """

    good: int
    rated: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """How many were rated well."""
        return self.good / self.rated if self.rated else 0.5


@dataclass(frozen=True, slots=True)
class WordsVerdict:
    """How both ways were rated, and what that tells. `worded` answers were made; `more` rated ones
    may be needed before it is sure (None when it is, or when nobody can say).
    """

    worded: int
    a: Arm
    b: Arm
    outcome: Outcome
    more: int | None


def rated(answers: Iterable[WordedAnswer]) -> tuple[tuple[str, bool], ...]:
    """(team, whether it was good) of every answer whose stars tell, in the order of the stars."""
    return tuple(
        (one.team, one.stars >= _GOOD)
        for one in answers
        if one.stars is not None
        and one.rated_at is not None
        and (one.stars >= _GOOD or one.stars <= _BAD)
        and one.rated_at <= one.at + _WITHIN
    )


def words_verdict(worded: int, told: Sequence[tuple[str, bool]]) -> WordsVerdict:
    """What ratings tell, of so many answers that were worded."""
    a, b = ([good for team, good in told if team == one] for one in ("a", "b"))
    pairs = min(len(a), len(b))
    good = (float(sum(a[:pairs])), float(sum(b[:pairs])))
    outcome: Outcome = "open"
    if log_odds(pairs, *good) >= log(ODDS):
        outcome = "a" if good[0] > good[1] else "b"
    elif len(told) >= MOST:
        outcome = "neither"
    more = _more(pairs, *good) if outcome == "open" and pairs else None
    return WordsVerdict(worded, _arm(a), _arm(b), outcome, more)


def log_odds(pairs: float, good_a: float, good_b: float) -> float:
    """The logarithm of the odds of the mixture after so many pairs, so many of them good."""
    apart = (
        good_a * _UP[:, None]
        + (pairs - good_a) * _DOWN[:, None]
        + good_b * _UP[None, :]
        + (pairs - good_b) * _DOWN[None, :]
        - (good_a + good_b) * _MIDDLE_UP
        - (2 * pairs - good_a - good_b) * _MIDDLE_DOWN
    )
    return float(np.logaddexp.reduce(apart, axis=None)) - log(apart.size)


def _arm(told: Sequence[bool]) -> Arm:
    low, high = likely_shares(sum(told), len(told) - sum(told))
    return Arm(sum(told), len(told), low, high)


def _more(pairs: int, good_a: float, good_b: float) -> int | None:
    """How many more rated answers it takes if they go on as they went, drawn a little to the
    middle.
    """
    a, b = ((good + 1) / (pairs + 2) for good in (good_a, good_b))
    for extra in range(_STEP, MOST // 2 - pairs + 1, _STEP):
        if log_odds(pairs + extra, good_a + extra * a, good_b + extra * b) >= log(ODDS):
            return 2 * extra
    return None


_Table = NDArray[np.float64]
_MIDDLES: _Table = (_CHANCES[:, None] + _CHANCES[None, :]) / 2
_UP, _DOWN = np.log(_CHANCES), np.log(1 - _CHANCES)
_MIDDLE_UP, _MIDDLE_DOWN = np.log(_MIDDLES), np.log(1 - _MIDDLES)
