"""The verdicts of comparisons under looking after every list and every rating: how often two equals
are told apart, and after how much a real difference is found. No model and no home is needed.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from math import log
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.table import Row, at_most
from flowery.learning.evaluation import two_wordings
from flowery.learning.evaluation.interleaving import MOST, ODDS, verdict
from flowery.learning.evaluation.two_wordings import log_odds

if TYPE_CHECKING:
    from benchmarks.homes import Homes

COMPARISONS = 400
_WRONG = 5.0  # percent of comparisons of equals
_EQUALS = ((0.5, 1.0), (0.8, 1.0), (0.7, 0.3))
_BETTER = ((0.8, 0.6), (0.9, 0.7))
_SEED = 1

Generator = np.random.Generator


def rows(_homes: Homes) -> Iterator[Row]:
    """Lists of two rankings, then answers in two ways of wording."""
    generator = np.random.default_rng(_SEED)
    told = [_lists(generator, 0.5) for _ in range(COMPARISONS)]
    yield at_most("A/B of lists, equals told apart", _share(told), _WRONG, "%")
    for chance, often in _EQUALS:
        told = [_stars(generator, chance, chance, often) for _ in range(COMPARISONS)]
        what = f"A/B of words, equals of {chance:.0%} told apart"
        yield at_most(f"{what}, B rated {often:.0%} as often", _share(told), _WRONG, "%")
    for a, b in _BETTER:
        told = [_stars(generator, a, b, 1.0) for _ in range(COMPARISONS)]
        found = [after for after in told if after]
        needed = f"sure after {statistics.median(found):.0f} stars" if found else "never sure"
        yield Row(f"A/B of words, {a:.0%} against {b:.0%} found", f"{_share(told):.0f} %, {needed}")


def _share(told: list[int]) -> float:
    return 100 * sum(bool(after) for after in told) / len(told)


def _lists(generator: Generator, share: float) -> int:
    """After how many decided lists a verdict was sure; 0 when it never was."""
    won = np.cumsum(generator.random(MOST) < share).tolist()
    for count, a in enumerate(won, 1):
        if verdict(count, a, count - a).outcome in ("a", "b"):
            return count
    return 0


def _stars(generator: Generator, a: float, b: float, often: float) -> int:
    """After how many rated answers; B is rated so often for one of A."""
    good: dict[bool, list[bool]] = {True: [], False: []}
    of_a = generator.random(two_wordings.MOST) < 1 / (1 + often)
    for count, is_a in enumerate(of_a.tolist(), 1):
        good[is_a].append(bool(generator.random() < (a if is_a else b)))
        pairs = min(map(len, good.values()))
        sums = (float(sum(good[side][:pairs])) for side in (True, False))
        if pairs and log_odds(pairs, *sums) >= log(ODDS):
            return count
    return 0
