"""Money in questions and searches."""

from __future__ import annotations

import pytest

from flowery.perfumery.money import Budget, budget_of


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("under 80 euros", 80),
        ("under €80", 80),
        ("80€ at most", 80),
        ("below 120 EUR please", 120),
        ("less than $100", 88),
        ("max £50", 58),
        ("under 80", 80),
        ("budget of 60", 60),
        ("between 50 and 90 euros", 90),
        ("5만원 이하", 31.25),
        ("5만 원 안쪽", 31.25),
        ("5만 이하", 31.25),
        ("3만원대 장미향", 18.75),
        ("50,000원 이하", 31.25),
        ("십오만 원 이하", 93.75),
        ("3만5천원 이하", 21.88),
        ("100달러 미만", 88),
        ("80유로 이하", 80),
        ("no more than 80 euros", 80),
        ("something affordable", 60),
        ("저렴한 향수", 60),
        ("over 100 euros", None),
        ("10만원 이상", None),
    ],
)
def test_a_budget_is_read_in_euros(text: str, euros: float | None) -> None:
    budget = budget_of(text)
    assert budget is not None
    assert budget.most == (None if euros is None else pytest.approx(euros, abs=0.01))


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("over 200 euros", 200),
        ("at least $100", 88),
        ("30만원 넘는 향수", 187.5),
        ("10만원 이상", 62.5),
        ("not more than 90 euros", None),
        ("under 80 euros", None),
    ],
)
def test_a_floor_is_a_floor(text: str, least: float | None) -> None:
    budget = budget_of(text)
    assert budget is not None
    assert budget.least == (None if least is None else pytest.approx(least))


@pytest.mark.parametrize(
    ("budget", "bands"),
    [
        (Budget(most=80), (1, 2)),
        (Budget(most=31.25), (1, 1)),
        (Budget(most=300), (1, 5)),
        (Budget(least=200), (5, 5)),
        (Budget(least=100), (3, 5)),
        (Budget(most=60, least=50), (2, 2)),
    ],
)
def test_bands_that_fit_a_budget(budget: Budget, bands: tuple[int, int]) -> None:
    assert budget.bands == bands


@pytest.mark.parametrize(
    "text",
    [
        *("a smell from 1990", "under the trees", "30 ml bottle", "no money words"),
        *("No 5", "4711", "section 2049b", "1 Million", "a day in may"),
    ],
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert budget_of(text) is None
