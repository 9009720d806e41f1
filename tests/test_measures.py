"""What the benchmarks measure with: known values of small lists."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.measures import interval, ndcg, recall, reciprocal_rank
from benchmarks.similarity import groups
from benchmarks.tfidf import TfIdf, pieces, words
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.words.vocabulary import Fragrance

GRADES = {"a": 3, "b": 2, "c": 1}


def test_the_best_order_is_one_and_nothing_found_is_zero() -> None:
    assert ndcg(["a", "b", "c"], GRADES) == pytest.approx(1)
    assert ndcg(["x", "y"], GRADES) == 0
    assert 0 < ndcg(["c", "b", "a"], GRADES) < 1


def test_recall_is_of_as_many_as_can_stand_there() -> None:
    assert recall(["a", "x"], GRADES) == 0.5
    assert recall(["a"], {str(n): 3 for n in range(50)} | {"a": 3}, depth=1) == 1
    assert recall(["c"], GRADES) == 0


def test_the_first_place_counts() -> None:
    assert reciprocal_rank(["x", "a"], {"a"}) == 0.5
    assert reciprocal_rank(["x"], {"a"}) == 0


def test_a_mean_lies_in_its_interval() -> None:
    values = [0.0, 1.0] * 50
    low, high = interval(values)
    assert low < 0.5 < high
    assert (low, high) == interval(values)


def test_tf_idf_prefers_what_is_rare() -> None:
    texts = TfIdf(["rose musk", "oud musk", "musk amber"], words)
    assert texts.scores("oud musk").argmax() == 1
    assert texts.near(0).argmax() == 0
    assert texts.scores("nothing").max() == 0


def test_pieces_find_korean_with_its_particles() -> None:
    texts = TfIdf(["장미", "자스민"], pieces)
    assert texts.scores("장미를").argmax() == 0
    assert texts.scores("장미를").max() > 0


def test_flankers_go_on_from_a_name_of_their_house(taxonomy: Taxonomy) -> None:
    titles = [
        *(("Mugler", "Angel"), ("Thierry Mugler", "Angel Innocent"), ("Mugler", "Alien")),
        *(("Kilian", "Angels' Share"), ("Mugler", "Mugler Angel Nova"), ("Kilian", "Angel")),
    ]
    perfumes = [Fragrance(str(row), *title) for row, title in enumerate(titles)]
    catalogue = Catalogue(perfumes, taxonomy, np.zeros((len(perfumes), 4), np.float32))
    assert list(groups(catalogue).values()) == [{0, 1, 4}]
