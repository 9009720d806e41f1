"""Shown parts add up to the shown whole, whatever is rounded."""

from math import fsum

import pytest
from hypothesis import given, strategies as st

from flowery.ui import sums

AMOUNTS = st.lists(st.floats(-1, 1, allow_nan=False), max_size=60)


@given(AMOUNTS)
def test_shown_points_add_up_to_the_rounded_sum(amounts: list[float]) -> None:
    tenths = [round(point * 10) for point in sums.points(amounts)]
    assert sum(tenths) == round(fsum(amount * 1_000 for amount in amounts))


@given(AMOUNTS)
def test_no_part_is_off_by_more_than_its_last_figure(amounts: list[float]) -> None:
    shown = sums.points(amounts)
    assert all(abs(s - 100 * a) <= 0.1 + 1e-9 for s, a in zip(shown, amounts, strict=True))


@pytest.mark.parametrize(
    ("value", "said"), [(8.3, "+8.3"), (-1.24, "−1.2"), (0.0, "0.0"), (-0.04, "0.0")]
)
def test_numbers_carry_a_true_sign(value: float, said: str) -> None:
    assert sums.signed(value) == said


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert [sums.signed(value, 3) for value in (0.0124, -0.0004)] == ["+0.012", "0.000"]
