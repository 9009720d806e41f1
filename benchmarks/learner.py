"""How long the learner takes: a belief from 100 observations, the chances of 38,000 perfumes with
their doubt, and the columns of a catalogue, which are made once.

The observations are ratings drawn with a fixed seed; what they say does not matter for the time.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.table import Row, at_most
from flowery.taste.columns import WIDTH, Columns
from flowery.taste.foretelling import learned_from
from flowery.taste.observing import Observed
from flowery.taste.outlook import foretold_of
from flowery.wiring import open_flowery

if TYPE_CHECKING:
    from benchmarks.homes import Homes

OBSERVATIONS, REFIT = 100, 20
PERFUMES, SCORING = 38_000, 15
BUILT_IN = 300  # milliseconds for the columns of the built-in catalogue: a start must not feel it
_ROUNDS = 15


def rows(homes: Homes) -> Iterator[Row]:
    """Refit and scoring, and the columns of the built-in catalogue or of the one given."""
    flowery = open_flowery(homes.large() if homes.catalogue else homes.usual())
    catalogue = flowery.catalogue
    making = _milliseconds(lambda: Columns(catalogue), 3)
    matrix = Columns(catalogue).matrix
    flowery.close()
    seen = _observed(matrix)
    _, belief = learned_from(seen)
    refit = _milliseconds(lambda: learned_from(seen), _ROUNDS)
    many = np.resize(matrix, (PERFUMES, WIDTH))
    scoring = _milliseconds(lambda: many @ belief.mean.astype(np.float32), _ROUNDS)
    foretelling = _milliseconds(lambda: foretold_of(belief, many, 1.0), _ROUNDS)
    yield at_most(f"learner, refit at {OBSERVATIONS} observations", refit, REFIT, "ms")
    yield at_most(f"... scoring {PERFUMES:,} perfumes", scoring, SCORING, "ms")
    yield Row("... chances and doubts of as many", f"{foretelling:.3g} ms")
    what = f"... columns of {len(catalogue):,} perfumes, once a catalogue"
    yield (
        Row(what, f"{making:.3g} ms") if homes.catalogue else at_most(what, making, BUILT_IN, "ms")
    )


def _observed(matrix: np.ndarray) -> Observed:
    chance = np.random.default_rng(100)
    things = matrix[chance.choice(len(matrix), OBSERVATIONS)].astype(np.float64)
    liked = (chance.random(OBSERVATIONS) < 0.6).astype(np.float64)
    about = np.arange(OBSERVATIONS)
    return Observed(things, about, liked, chance.uniform(0.2, 1.5, OBSERVATIONS), ())


def _milliseconds(act: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)
