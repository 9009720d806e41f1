"""The gate: an interval of a paired gain, drawn over people where there are enough."""

import numpy as np
import pytest

from flowery.learning.tuning.gate import gain_of, ndcg


def test_a_gain_in_every_pair_is_sure() -> None:
    before = [0.1, 0.5, 0.9, 0.3] * 5
    gain = gain_of("m", before, [one + 0.05 for one in before], [f"p{n}" for n in range(20)])
    assert gain.by == pytest.approx(0.05)
    assert gain.low == pytest.approx(0.05)
    assert gain.is_sure


def test_noise_is_not_sure_and_no_gain_is_none() -> None:
    chance = np.random.default_rng(0)
    before = chance.random(40)
    after = before + chance.normal(0, 0.2, 40)
    assert not gain_of("m", list(before), list(after), ["p"] * 40).is_sure
    assert not gain_of("m", list(before), list(before), ["p"] * 40).is_sure
    assert not gain_of("m", [], [], []).is_sure


def test_many_examples_of_one_person_do_not_make_it_sure() -> None:
    """Nine people lose a little, one with sixty examples gains: over examples that looked sure."""
    people = [*(f"p{n}" for n in range(9)), *["busy"] * 60]
    before, after = [0.5] * 69, [*[0.45] * 9, *[0.6] * 60]
    assert not gain_of("m", before, after, people).is_sure
    assert gain_of("m", before, after, ["one"] * 69).is_sure


def test_the_same_examples_give_the_same_interval() -> None:
    before, after = [0.1, 0.4, 0.3, 0.9], [0.2, 0.3, 0.5, 0.9]
    assert gain_of("m", before, after, [""] * 4) == gain_of("m", before, after, [""] * 4)


def test_ndcg_by_hand() -> None:
    scores = np.array([0.9, 0.8, 0.1, 0.7])
    assert ndcg(scores, [0]) == 1
    assert ndcg(scores, [1]) == pytest.approx(1 / np.log2(3))
    assert ndcg(scores, [2], depth=2) == 0
    assert ndcg(scores, []) == 0
