"""Money in questions."""

from __future__ import annotations

import pytest

from flowery.advice.budget import budget_in


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
        ("50,000원 이하", 31.25),
        ("십오만 원 이하", 93.75),
        ("3만5천원 이하", 21.88),
        ("100달러 미만", 88),
        ("80유로 이하", 80),
        ("something affordable", 60),
        ("저렴한 향수", 60),
        ("over 100 euros", None),
        ("10만원 이상", None),
        ("a smell from 1990", None),
        ("under the trees", None),
        ("30 ml bottle", None),
        ("no money words", None),
    ],
)
def test_a_budget_is_read_in_euros(text: str, euros: float | None) -> None:
    assert budget_in(text)[0] == (None if euros is None else pytest.approx(euros, abs=0.01))
