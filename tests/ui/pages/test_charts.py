"""Drawings from numbers alone: what stands where."""

import re

import pytest

from flowery.ui import charts
from flowery.ui.axes import LIGHT


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "scheme", lambda: LIGHT)


@pytest.mark.parametrize("amounts", [(-0.1, -0.15), (0.2, -0.4), (0.1, 0.3)])
def test_the_numbers_of_a_waterfall_stand_on_no_name(amounts: tuple[float, ...]) -> None:
    parts = [(f"part {place}", amount) for place, amount in enumerate(amounts)]
    drawn = charts.waterfall(parts, "score")
    low, high = drawn.figure["layout"]["xaxis"]["range"]
    ends = [0.0, amounts[0], sum(amounts)]
    assert high > max(ends)
    assert low < min(ends) if min(ends) < 0 else low == 0
    assert [float(n.replace("−", "-")) for n in re.findall(r"[+−-]?\d\.\d{3}", drawn.alt)] == [
        *amounts,
        pytest.approx(sum(amounts)),
    ]
