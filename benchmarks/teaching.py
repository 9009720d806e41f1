"""*Teach me*: how long it takes to choose a question, what choosing is worth to made-up tasters,
and how many answers equal ten ratings of real people (`make bench RATINGS=table ITEMS=table`).
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.asking import ASKED, TEN, by_bald, by_chance, by_information, curves
from benchmarks.homes import PERSON, Homes
from benchmarks.measures import interval, told
from benchmarks.table import Row, at_most
from flowery.learning.evaluation.metrics import auc
from flowery.taste.askable import Askable, Person
from flowery.taste.preference import Belief, learned
from flowery.taste.prior import load_priors
from flowery.taste.questions import Posable, scatter, settled
from flowery.wiring import Flowery, open_flowery

NEEDED = 4
TASTERS, ANSWERS = 60, 8
RUNS = 9
_SEED = 4

Matrix = NDArray[np.float64]


def rows(homes: Homes) -> Iterator[Row]:
    """Milliseconds, made-up tasters, and real ratings where they are given."""
    flowery = open_flowery(homes.usual())
    yield from _timed(flowery)
    yield from _made_up(flowery)
    flowery.close()
    ratings, items = os.environ.get("RATINGS"), os.environ.get("ITEMS")
    if ratings and items:
        yield from _on_ratings(Path(ratings), Path(items))
    else:
        yield Row("answers that equal ten ratings", "give RATINGS= and ITEMS= to measure it")


def _timed(flowery: Flowery) -> Iterator[Row]:
    user_id = flowery.tables.accounts.named(PERSON).id
    lessons, columns = flowery.lessons, flowery.foretelling.columns
    sides = Askable(columns).every_side
    around, belief = scatter(columns.matrix), flowery.foretelling.belief(user_id)
    lessons.next(user_id)
    counted = f"{len(sides.questions)} sides and notes, {len(columns.matrix):,} perfumes"
    choosing = _milliseconds(lambda: settled(belief, sides, around))
    yield at_most(f"choosing among {counted}", choosing, 5, "ms")
    yield at_most("... the next question, belief known", _next(flowery, user_id, "side"), 20, "ms")
    yield at_most("... two perfumes, belief known", _next(flowery, user_id, "pair"), 60, "ms")
    teaching = lessons.answer(user_id, "axis:woody", 1.0)
    began = time.perf_counter()
    lessons.change(user_id, teaching.id)
    lessons.next(user_id)
    took = (time.perf_counter() - began) * 1000
    lessons.take_back(user_id, teaching.id)
    yield at_most("... what an answer changed, and the question after it", took, 250, "ms")


def _next(flowery: Flowery, user_id: str, sort: object) -> float:
    return _milliseconds(lambda: flowery.lessons.next(user_id, sort))  # type: ignore[arg-type]


def _made_up(flowery: Flowery) -> Iterator[Row]:
    """Tasters drawn from the very prior that Flowery believes in: they show that choosing works as
    it should, and nothing about people.
    """
    columns = flowery.foretelling.columns
    never = np.zeros(len(columns.matrix), dtype=np.bool_)
    sides = Askable(columns).sides(Person(frozenset(), (), never))
    features = columns.matrix.astype(np.float64)
    found = {
        name: _tasters(features, sides, choose)
        for name, choose in (
            ("by information", by_information),
            ("by BALD", by_bald),
            ("by chance", by_chance),
        )
    }
    apart = [a - b for a, b in zip(found["by information"], found["by chance"], strict=True)]
    low, high = interval(apart)
    what = f"{TASTERS} made-up tasters (a check, no evidence): AUC after {ANSWERS} answers"
    yield Row(what, told(found["by information"]))
    yield Row("... chosen by BALD", told(found["by BALD"]))
    yield Row("... chosen by chance", told(found["by chance"]))
    ahead = f"{np.mean(apart):+.3f} ({low:+.3f} to {high:+.3f})"
    yield Row("... by how much information is ahead of chance", ahead, "> 0", low > 0)


def _tasters(features: Matrix, sides: Posable, choose: Callable[..., int]) -> list[float]:
    priors = load_priors()
    prior = priors[len(priors) // 2]
    around, found = scatter(features.astype(np.float32)), []
    for number in range(TASTERS):
        chance = np.random.default_rng([_SEED, number])
        taste = chance.multivariate_normal(prior.mean, prior.covariance)
        liked = features @ taste > np.median(features @ taste)
        belief, chosen, said = Belief(prior.mean, prior.covariance), list[int](), list[float]()
        for _ in range(ANSWERS):
            left = np.setdiff1d(np.arange(len(sides.questions)), chosen)
            mask = np.isin(np.arange(len(sides.questions)), left)
            chosen.append(int(left[choose(belief, sides.only(mask), around, chance)]))
            logit = float(sides.things[chosen[-1]] @ (taste - prior.mean))
            said.append(float(chance.random() < 1 / (1 + np.exp(-sides.worth * logit))))
            counts = np.full(len(chosen), sides.worth)
            belief = learned(prior, sides.things[chosen], np.array(said), counts)
        found.append(auc(features @ belief.mean, liked))
    return found


def _on_ratings(ratings: Path, items: Path) -> Iterator[Row]:
    found = curves(ratings, items)
    ten = found[TEN][:, 0]
    yield Row(f"{len(ten):,} halves of real people's ratings: AUC unasked", _mean(found, 0))
    yield Row("... after ten ratings by chance, to be equalled", f"{ten.mean():.4f}")
    for way in (way for way in found if way != TEN):
        needed = _needed(found[way], float(ten.mean()))
        is_met = None if way != "sides by information" else needed <= NEEDED
        reached = f"{needed} answers" if needed <= ASKED else f"more than {ASKED} answers"
        best = f"{reached} (AUC {found[way][:, min(needed, ASKED)].mean():.4f})"
        yield Row(f"... {way}", best, "" if is_met is None else f"<= {NEEDED} answers", is_met)
    ahead = found["sides by information"][:, NEEDED] - ten
    low, high = interval(ahead.tolist())
    said = f"{ahead.mean():+.4f} ({low:+.4f} to {high:+.4f})"
    yield Row(f"... ahead of ten ratings after {NEEDED} answers about sides", said)


def _needed(curve: Matrix, wanted: float) -> int:
    """How many answers reach an AUC; one more than were followed where none did."""
    reached = np.flatnonzero(curve.mean(axis=0) >= wanted)
    return int(reached[0]) if len(reached) else ASKED + 1


def _mean(found: dict[str, Matrix], answers: int) -> str:
    return f"{found['sides by information'][:, answers].mean():.4f}"


def _milliseconds(act: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
