"""The one perfume in twelve that explores: how often, and which one it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from flowery.advice.exploring import EVERY, explored, is_due
from flowery.advice.features import Features
from flowery.advice.variety import Pool
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.words.vocabulary import Brief, Fragrance


@dataclass(frozen=True)
class Doubtful:
    """Foretold with these ranges, an even chance each."""

    high: np.ndarray

    @property
    def low(self) -> np.ndarray:
        return 1 - self.high

    @property
    def foretold(self) -> Doubtful:
        return self


@pytest.fixture(scope="module")
def features(taxonomy: Taxonomy) -> Features:
    notes = ("rose", "cedar", "vanilla", "fig", "smoke", "lemon", "mint", "leather")
    perfumes = [Fragrance(n, f"House {n}", n, flat=(n,)) for n in notes]
    vectors = np.eye(len(notes), dtype=np.float32)
    return Features(Catalogue(perfumes, taxonomy, vectors))


def chosen(features: Features, high: list[float], disliked: int | None = None) -> int:
    """The row at the last of four places; scores fall from .10 by .01."""
    totals = np.array([0.10 - 0.01 * row for row in range(8)])
    dislikes = np.zeros(8)
    if disliked is not None:
        dislikes[disliked] = -0.1
    pool = Pool(totals, np.ones(8, dtype=np.bool_), features)
    scores = totals[pool.rows]
    picks = pool.pick(scores, 4)
    found = explored(pool, scores, picks, dislikes, Doubtful(np.array(high)))  # type: ignore[arg-type]
    assert [pick.row for pick in found[:3]] == [pick.row for pick in picks[:3]]
    return found[3].row


def test_the_last_place_goes_to_the_greatest_doubt(features: Features) -> None:
    assert chosen(features, [0.6, 0.6, 0.6, 0.6, 0.7, 0.9, 0.6, 0.6]) == 5


def test_what_answers_far_less_well_is_not_explored(features: Features) -> None:
    assert chosen(features, [0.6, 0.6, 0.6, 0.6, 0.6, 0.7, 0.6, 0.6]) == 5
    totals = np.array([0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01])
    pool = Pool(totals, np.ones(8, dtype=np.bool_), features)
    picks = pool.pick(totals[pool.rows], 4)
    doubtful = Doubtful(np.array([0.6] * 7 + [0.99]))
    found = explored(pool, totals[pool.rows], picks, np.zeros(8), doubtful)  # type: ignore[arg-type]
    assert found[3].row == 3


def test_what_is_disliked_is_not_explored(features: Features) -> None:
    assert chosen(features, [0.6, 0.6, 0.6, 0.6, 0.7, 0.9, 0.6, 0.6], disliked=5) == 4


def test_about_one_place_in_twelve_explores_and_always_the_same() -> None:
    briefs = [Brief(budget_max=float(number)) for number in range(1200)]
    due = [is_due(brief, range(5)) for brief in briefs]
    assert sum(due) / (5 * len(due)) == pytest.approx(1 / EVERY, rel=0.15)
    assert due == [is_due(brief, range(5)) for brief in briefs]
    assert all(is_due(brief, range(12)) for brief in briefs[:50])
    assert not any(is_due(brief, range(3)) for brief in briefs)
