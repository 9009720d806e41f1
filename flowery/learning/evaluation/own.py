"""How well the likes of the people of this home are foretold: in the order of time, each from what
was known before it, and each from everything but itself.

In the order of time a list is good when it holds what was liked from then on; when one is left out,
when it holds that one. Nothing of a later opinion is known to a method, neither the person's own
nor anybody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray

from flowery.learning.evaluation.findings import Findings, Row, Unit
from flowery.learning.evaluation.methods import Asked, Matrix, Method
from flowery.learning.evaluation.outcomes import Outcome, Trial, outcome, row_of_outcomes
from flowery.learning.evaluation.tried import Opinion, known_at

Progress = Callable[[float], None]

REPLAYED, LEFT_OUT = "replayed", "left out"
LEAST, LEAST_EACH = 10, 3
"""Opinions, and of either kind, below which every interval would span all there is."""

MOST, MOST_OF_ALL = 200, 2000
"""Opinions of one person and of everybody that are asked, the newest: a hundred perfumes take some
seconds, and more opinions narrow the intervals less and less.
"""
_FEWEST = 10  # of each person, however many people there are
_INSTANT = timedelta(microseconds=1)  # the finest that is kept: so long before, nothing was said
_SHUFFLED = 5  # the seed by which equal scores stand in no order


def measured_own(
    opinions: Sequence[Opinion],
    methods: Sequence[Method],
    vectors: Matrix,
    progress: Progress = lambda _done: None,
) -> Findings:
    """Every method on the opinions of a home, oldest first, in both ways; or what is missing."""
    found = counted(opinions)
    rows: list[Row] = []
    for place, way in enumerate((REPLAYED, LEFT_OUT) if not found.too_little else ()):
        half = partial(_half, progress, place)
        measured = rows_of(opinions, methods, way, vectors, half)
        rows += [replace(row, method=f"{way}: {row.method}") for row in measured]
    return replace(found, rows=tuple(rows))


def counted(opinions: Sequence[Opinion]) -> Findings:
    """What there is to measure on, and what is missing."""
    people = {one.user_id for one in opinions}
    liked = sum(one.liked for one in opinions)
    counts = {"opinions": len(opinions), "liked": liked, "people": len(people)}
    unit: Unit = "people" if len(people) > 1 else "opinions"
    return Findings(unit, counts, too_little=too_little(liked, len(opinions) - liked))


def rows_of(
    opinions: Sequence[Opinion],
    methods: Sequence[Method],
    way: str,
    vectors: Matrix,
    progress: Progress,
) -> list[Row]:
    """A row for every method, asked for each opinion in one way."""
    told: list[list[Outcome]] = [[] for _ in methods]
    for part, trial in trials(opinions, way, len(vectors)):
        progress(part)
        for method, noted in zip(methods, told, strict=True):
            noted.append(outcome(trial, method.scores(trial.asked), vectors))
    return [
        row_of_outcomes(method.name, noted, method.is_chance, len(vectors))
        for method, noted in zip(methods, told, strict=True)
    ]


def _half(progress: Progress, place: int, part: float) -> None:
    progress((place + part) / 2)


def missing(liked: int, disliked: int) -> int:
    """How many opinions are missing before anything can be told."""
    lacking = max(0, LEAST_EACH - liked) + max(0, LEAST_EACH - disliked)
    return max(0, LEAST - liked - disliked, lacking)


def too_little(liked: int, disliked: int) -> str:
    """What is missing before anything can be told; "" when nothing is."""
    more = missing(liked, disliked)
    if not more:
        return ""
    return (
        f"There is too little to tell yet: {LEAST} perfumes have to be rated or worn, at least "
        f"{LEAST_EACH} of them liked and {LEAST_EACH} not; {more} are still missing."
    )


def trials(opinions: Sequence[Opinion], way: str, size: int) -> Iterator[tuple[float, Trial]]:
    """(how much is done, 0..1; a trial) for every opinion that is asked, person by person."""
    shuffled = np.random.default_rng(_SHUFFLED).permutation(size)
    people = sorted({one.user_id for one in opinions})
    for place, user_id in enumerate(people):
        mine = [one for one in opinions if one.user_id == user_id]
        others = [one for one in opinions if one.user_id != user_id]
        newest = mine[-max(_FEWEST, min(MOST, MOST_OF_ALL // len(people))) :]
        for done, about in enumerate(newest):
            part = (place + done / len(newest)) / len(people)
            yield part, _trial(about, mine, others, way, shuffled)


def _trial(
    about: Opinion,
    mine: Sequence[Opinion],
    others: Sequence[Opinion],
    way: str,
    shuffled: NDArray[np.int64],
) -> Trial:
    relevant = np.zeros(len(shuffled), dtype=np.bool_)
    until = None
    own = [one for one in mine if one is not about]
    if way == REPLAYED:
        until = about.since - _INSTANT
        relevant[[one.row for one in mine if one.liked and one.since >= about.since]] = True
        own, others = known_at(own, until), known_at(others, until)
    else:
        relevant[about.row] = about.liked
    asked = Asked(about.user_id, until, about.said, own, others)
    known = np.isin(shuffled, [one.row for one in own])
    return Trial(asked, about, relevant, shuffled[~known])
