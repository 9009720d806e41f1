"""Two rankings in one list, and which of them the person's acts speak for.

The list is drafted as two captains draft their teams (Radlinski, Kurup & Joachims 2008): a coin
says who picks first, and each picks the best that is left. The same perfumes at the head of both
lists belong to nobody, since liking them tells nothing. The first perfume of a list that is
welcomed decides the list, for good: a later one could turn a verdict that was read already.

The verdict holds at whatever moment it is read. If neither ranking were better, each decided list
would be a fair coin, and the odds of a mixture of unfair coins against it would reach twenty to one
in fewer than one comparison of twenty, however often one looks (Ville 1939; Robbins 1970; as used
for experiments by Johari, Koomen, Pekelis & Walsh 2022, "Always valid inference").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import lgamma, log
from typing import Literal

import numpy as np

from flowery.storage.comparisons import ShownList

Team = Literal["a", "b", ""]
Outcome = Literal["open", "a", "b", "neither"]

ODDS = 20.0  # to one: a wrong verdict in at most one comparison of twenty
MOST = 400  # decided lists; a difference not seen in so many is too small to matter here
_MIXTURE = 5.0  # of Beta: unfair coins of a third to two thirds, by which rankings of a kind differ
_WITHIN = timedelta(days=30)  # what is welcomed later was hardly found in that list
_GRID = np.linspace(0.001, 0.999, 999)


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody liked, owned, wished for, wore or rated a perfume with four stars or five."""

    user_id: str
    fragrance_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many lists each won, and what that tells. `share` of the decided lists went to A, and
    `low` to `high` holds the true share with 95 % at whatever moment it is read. `more` lists may
    be needed before it is sure (None when it is, or when nobody can say).
    """

    shown: int
    a: int
    b: int
    outcome: Outcome
    share: float
    low: float
    high: float
    more: int | None


def drafted(
    a: Sequence[int], b: Sequence[int], limit: int, coin: Callable[[], bool]
) -> tuple[tuple[int, Team], ...]:
    """One list of two, at most `limit` long, with the team of each; `coin` says whether A picks
    first.
    """
    same = _common_head(a, b, limit)
    teams: dict[int, Team] = dict.fromkeys(a[:same], "")
    picked = {"a": 0, "b": 0}
    while len(teams) < limit:
        turn: Team = "a"
        if picked["a"] > picked["b"] or (picked["a"] == picked["b"] and not coin()):
            turn = "b"
        left = [row for row in (a if turn == "a" else b) if row not in teams]
        if not left:
            break
        teams[left[0]] = turn
        picked[turn] += 1
    return tuple(teams.items())


def decided(lists: Iterable[ShownList], welcomes: Iterable[Welcome]) -> tuple[str, ...]:
    """Who won each decided list, in the order in which they were decided."""
    shown: dict[tuple[str, str], list[ShownList]] = {}
    for one in sorted(lists, key=lambda one: one.at):
        for fragrance_id in one.teams:
            shown.setdefault((one.user_id, fragrance_id), []).append(one)
    won: dict[str, str] = {}
    for welcome in sorted(welcomes, key=lambda one: one.at):
        earlier = shown.get((welcome.user_id, welcome.fragrance_id), ())
        last = [one for one in earlier if one.at < welcome.at <= one.at + _WITHIN][-1:]
        for one in last:
            if team := one.teams[welcome.fragrance_id]:
                won.setdefault(one.question_id, team)
    return tuple(won.values())


def verdict(shown: int, a: int, b: int) -> Verdict:
    """What so many won lists tell, of so many that were shown."""
    count = a + b
    is_sure = _odds(a, b) >= log(ODDS)
    outcome: Outcome = "open"
    if is_sure:
        outcome = "a" if a > b else "b"
    elif count >= MOST:
        outcome = "neither"
    low, high = likely_shares(a, b)
    share = a / count if count else 0.5
    more = _more(a, b) if outcome == "open" else None
    return Verdict(shown, a, b, outcome, share, low, high, more)


def likely_shares(a: int, b: int) -> tuple[float, float]:
    """Between which shares the true one lies with 95 %, whenever one looks."""
    held = _GRID[_likely(a, b)]
    return float(held[0]), float(held[-1])


def _common_head(a: Sequence[int], b: Sequence[int], limit: int) -> int:
    same = 0
    for one, other in zip(a[:limit], b[:limit], strict=False):
        if one != other:
            break
        same += 1
    return same


def _odds(a: float, b: float) -> float:
    """The logarithm of the odds of the mixture against a fair coin."""
    return _mixed(a, b) + (a + b) * log(2)


def _mixed(a: float, b: float) -> float:
    return _beta(_MIXTURE + a, _MIXTURE + b) - _beta(_MIXTURE, _MIXTURE)


def _likely(a: int, b: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which shares the mixture has not yet ruled out."""
    return np.asarray(_mixed(a, b) - a * np.log(_GRID) - b * np.log(1 - _GRID) < log(ODDS))


def _more(a: int, b: int) -> int | None:
    """How many more lists it takes if they go on as they went, drawn a little to the middle."""
    share = (a + 1) / (a + b + 2)
    for extra in range(1, MOST - a - b + 1):
        if _odds(a + extra * share, b + extra * (1 - share)) >= log(ODDS):
            return extra
    return None


def _beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)
