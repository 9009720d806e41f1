"""The year of wears: every day that there is, none that there is not, and the same in words."""

from datetime import date

import pytest

from flowery.ui import words
from flowery.ui.collection import calendar as collection_calendar
from flowery.wiring import Flowery

SHALIMAR = "guerlain-shalimar"


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    spoken = str(request.param)
    for room in (words, collection_calendar):
        monkeypatch.setattr(room, "language", lambda: spoken)
    return spoken


@pytest.mark.parametrize(("year", "cells"), [(2024, 366), (2026, 365)])
def test_a_year_has_its_days(house: Flowery, language: str, year: int, cells: int) -> None:
    days = {date(year, 2, 28): (SHALIMAR,) * 5, date(year, 12, 31): (SHALIMAR,)}
    chart = collection_calendar.year_of_wears(days, year)
    (trace,) = chart.figure["data"]
    counts = [count for row in trace["z"] for count in row if count is not None]
    assert (len(counts), sum(counts)) == (cells, 3 + 1), "five wears are as dark as three"
    assert "Guerlain Shalimar, Guerlain Shalimar" in trace["customdata"][1][27]
    said = f"{year}년 착용 6번" if language == "ko" else f"6 wears in {year}"
    assert chart.alt.startswith(said)


def test_a_year_without_wears_says_so(house: Flowery) -> None:
    assert collection_calendar.year_of_wears({}, 2026).alt == "No wears in 2026"


def test_a_name_is_no_tag_in_a_hover_label() -> None:
    assert collection_calendar._plain("<b>%{x}") == "&lt;b>% {x}"
