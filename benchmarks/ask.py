"""How long an answer takes in the large home, beside an exact scan of the same vectors.

Every question is another one, so that none comes from what was kept; each answer is written down
as in real life, with its fsync.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.homes import PERSON, Homes
from benchmarks.table import Row, at_most
from flowery.wiring import Flowery, open_flowery

LIMIT_MILLISECONDS, LIMIT_SCANS = 60, 10
ROUNDS = 4

QUESTIONS = (
    "A rainy library, nothing sweet, under {n} euros",
    "something with rose but no patchouli, like day {n}",
    "장미 없이 비 오는 날 향, {n}유로 이하",
    "like number {n} but lighter and less powdery",
    "three quiet perfumes for the office, without vanilla, musk or amber, under {n} dollars",
    "the smell of wet stone, incense and cold smoke in the winter of {n}",
    "달지 않은 가죽 향 {n}",
    "a green spring morning, fig leaf and cut grass, under {n} euros",
)


def rows(homes: Homes) -> Iterator[Row]:
    """The median answer, the exact scan, and how many scans an answer takes."""
    flowery = open_flowery(homes.large())
    user_id = flowery.tables.accounts.named(PERSON).id
    began = time.perf_counter()
    flowery.advice.warm(user_id)
    flowery.advice.ask(user_id, "warm up")
    warming = time.perf_counter() - began
    flowery.tables.of(user_id).questions.drop_answers()  # of an earlier run in the same home
    questions = [q.format(n=50 + n) for n in range(ROUNDS) for q in QUESTIONS]
    scan = _milliseconds([_scan(flowery, user_id)] * 30)
    asked = _milliseconds([_ask(flowery, user_id, question) for question in questions])
    again = _milliseconds([_ask(flowery, user_id, question) for question in questions])
    flowery.close()
    yield at_most("ask, median", asked, LIMIT_MILLISECONDS, "ms")
    yield Row("... an exact scan of the same vectors", f"{scan:.3g} ms")
    yield at_most("... in exact scans", asked / scan, LIMIT_SCANS, "x")
    yield Row("... the very same question again", f"{again:.3g} ms")
    yield Row("... getting ready for the first question", f"{warming:.3g} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Row("... resident memory at its peak", f"{peak:.0f} MB")


def _ask(flowery: Flowery, user_id: str, question: str) -> Callable[[], object]:
    return lambda: flowery.advice.ask(user_id, question)


def _scan(flowery: Flowery, user_id: str) -> Callable[[], object]:
    """The best of every perfume and every chunk by cosine, in plain numpy."""
    perfumes = flowery.catalogue.vectors
    _, chunks = flowery.vectors.chunks(user_id)
    question = flowery.models.embed(["wet stone and incense"])[0]

    def scan() -> tuple[np.ndarray, np.ndarray]:
        return np.argpartition(-(perfumes @ question), 12), np.argpartition(
            -(chunks @ question), 12
        )

    return scan


def _milliseconds(acts: list[Callable[[], object]]) -> float:
    took = []
    for act in acts:
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
