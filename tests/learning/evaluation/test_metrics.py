import numpy as np
import pytest

from flowery.learning.evaluation import metrics


def test_auc_counts_pairs_in_the_right_order_and_ties_as_half() -> None:
    liked = np.array([True, False, True, False])
    assert metrics.auc(np.array([4.0, 3, 2, 1]), liked) == 0.75
    assert metrics.auc(np.zeros(4), liked) == 0.5
    assert metrics.auc(-np.arange(4.0), liked[::-1]) == 0.25


def test_a_list_is_measured_by_where_the_relevant_ones_stand() -> None:
    relevant = np.zeros(30, dtype=bool)
    relevant[[7, 3]] = True
    ranked = np.array([9, 7, 1, 3, *(n for n in range(30) if n not in (9, 7, 1, 3))])
    found = metrics.of_list(ranked, relevant)
    assert found["p@10"] == 0.2
    assert found["recall@20"] == 1
    assert found["mrr"] == 0.5
    assert found["map"] == pytest.approx((1 / 2 + 2 / 4) / 2)
    best = 1 / np.log2(2) + 1 / np.log2(3)
    assert found["ndcg@10"] == pytest.approx((1 / np.log2(3) + 1 / np.log2(5)) / best)


def test_calibration_is_how_far_chances_lie_from_what_happened() -> None:
    chances = np.array([0.9, 0.9, 0.9, 0.9, 0.1, 0.1])
    liked = np.array([True, True, True, False, False, False])
    bins = metrics.binned(chances, liked)
    assert metrics.calibration_error(bins) == pytest.approx((4 * 0.15 + 2 * 0.1) / 6)
    assert metrics.calibration_error(np.stack([bins, bins])).shape == (2,)


def test_a_chance_of_one_has_a_bin() -> None:
    assert metrics.binned(np.array([1.0]), np.array([True]))[2].sum() == 1
