"""Intervals: they hold the truth about as often as they say, and pairs tell more than two alone."""

import numpy as np
import pytest

from flowery.learning.evaluation.resampling import difference, exact, ratio


def means(values: np.ndarray) -> dict[str, tuple[float, float]]:
    return {f"u{n}": (float(value), 1.0) for n, value in enumerate(values)}


def test_a_mean_and_a_share_are_sums_by_sums() -> None:
    assert ratio({"a": (1.0, 1.0), "b": (3.0, 1.0)}).value == 2.0
    assert ratio({"a": (1.0, 2.0), "b": (2.0, 2.0)}).value == 0.75


def test_nothing_below_the_line_is_no_number() -> None:
    assert ratio({}) is None
    assert ratio({"a": (0.0, 0.0)}) is None


def test_an_interval_holds_the_mean_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(1)
    held = 0
    for _ in range(200):
        found = ratio(means(generator.normal(0.3, 1, 40)))
        held += found.low <= 0.3 <= found.high
    assert 180 <= held <= 198


def test_a_pair_sees_a_difference_that_two_intervals_hide() -> None:
    generator = np.random.default_rng(2)
    people = generator.normal(0, 1, 60)
    one, other = means(people + 0.2), means(people + generator.normal(0, 0.1, 60))
    apart = difference(one, other)
    assert apart.value == pytest.approx(0.2, abs=0.05)
    assert apart.low > 0
    assert ratio(one).low < ratio(other).high


def test_only_what_both_measured_is_compared() -> None:
    assert difference({"a": (1.0, 1.0)}, {"b": (1.0, 1.0)}) is None
    both = difference(means(np.arange(4.0)), means(np.arange(6.0)))
    assert both.value == 0


def test_the_same_numbers_have_the_same_interval() -> None:
    sums = means(np.arange(9.0))
    assert ratio(sums) == ratio(sums)


def test_what_is_exact_has_no_interval() -> None:
    assert exact(0.25).low == exact(0.25).high == 0.25
