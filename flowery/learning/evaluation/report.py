"""Means over people with intervals of 95 %, drawn a thousand times anew from the same people
(Efron's bootstrap), paired where ours is compared with another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flowery.learning.evaluation.metrics import calibration_error
from flowery.learning.evaluation.protocol import Outcome, outcomes
from flowery.learning.evaluation.rankers import Learner, Ours, simple
from flowery.learning.evaluation.resampling import Measured, draws, within
from flowery.learning.evaluation.tables import read_items, read_ratings

OURS, FACTS_ONLY = "flowery", "flowery_facts"
KNOWN = (1, 5, 30)

Draws = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """How one method did with n ratings known, over so many people."""

    method: str
    n: int
    people: int
    metrics: Mapping[str, Measured]


def of_ratings(
    ratings: Path, items: Path, learner: Learner, known: Sequence[int] = KNOWN
) -> tuple[Line, ...]:
    """Our learner and the simple rankers on a table of ratings. Raises Refused."""
    told, described = read_ratings(ratings), read_items(items)
    ours = (Ours(OURS, learner, described, True), Ours(FACTS_ONLY, learner, described, False))
    rankers = (*ours, *simple(described, len(told.item_names)))
    return tuple(lines(outcomes(told, rankers, known), len(told.item_names)))


def lines(found: Iterable[tuple[str, int, Outcome]], count_items: int) -> Iterator[Line]:
    """A line for every method and n; `ahead` is by how much the AUC of ours is higher."""
    by_method: dict[tuple[str, int], list[Outcome]] = defaultdict(list)
    for method, n, outcome in found:
        by_method[method, n].append(outcome)
    people = max(map(len, by_method.values()), default=0)
    drawn = draws(people)
    for (method, n), done in by_method.items():
        measured = _of_people(done, drawn, count_items)
        ahead = _column(by_method[OURS, n], "auc") - _column(done, "auc")
        yield Line(method, n, people, measured | {"ahead": _mean(ahead, drawn)})


def _of_people(done: Sequence[Outcome], drawn: Draws, count_items: int) -> dict[str, Measured]:
    found = {name: _mean(_column(done, name), drawn) for name in done[0].numbers}
    bins = np.stack([outcome.bins for outcome in done])
    found["ece"] = within(
        float(calibration_error(bins.sum(axis=0))),
        calibration_error(np.einsum("dp,pkb->dkb", drawn, bins)),
    )
    shown = np.zeros((len(done), count_items), dtype=np.float32)
    for row, outcome in enumerate(done):
        shown[row, outcome.first] = 1
    seen = (drawn > 0).astype(np.float32) @ shown
    found["coverage"] = within(float((shown.sum(axis=0) > 0).mean()), (seen > 0).mean(axis=1))
    return found


def _column(done: Sequence[Outcome], name: str) -> Draws:
    return np.array([outcome.numbers[name] for outcome in done])


def _mean(values: Draws, drawn: Draws) -> Measured:
    return within(float(values.mean()), drawn @ values / len(values))
