"""What is left, how long it lasts and what a wear costs: numbers one can add up by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from flowery.collection import Possession, level
from flowery.words.vocabulary import Bottle, Wear
from tests.collection.conftest import NOON, SHALIMAR

MakeBottle, MakeWear = Callable[..., Bottle], Callable[..., Wear]
TODAY = date(2026, 11, 21)


def possession(bottles: tuple[Bottle, ...], wears: tuple[Wear, ...] = ()) -> Possession:
    return Possession(SHALIMAR, bottles, wears, {}, frozenset({"own"}))


def test_a_spray_is_a_tenth_of_a_millilitre(bottle: MakeBottle, wear: MakeWear) -> None:
    worn = (wear("2026-01-02", 3), wear("2026-01-03"))
    assert level.left((bottle(),), worn, UTC) == {"b_1": 49.3}


def test_nothing_is_said_of_a_bottle_of_unknown_size(bottle: MakeBottle, wear: MakeWear) -> None:
    unknown = bottle(millilitres=None)
    assert level.left((unknown,), (wear("2026-01-02"),), UTC) == {"b_1": None}
    assert level.left_of(possession((bottle("b_2"), unknown)), UTC) is None


def test_counting_goes_on_from_what_was_measured(bottle: MakeBottle, wear: MakeWear) -> None:
    measured = bottle(left=20.0, left_at=NOON)
    said_before = wear("2026-11-20", 5, NOON - timedelta(days=1))
    of_a_day_before = wear("2026-11-01", 5, NOON + timedelta(hours=1))
    after = wear("2026-11-21", 5, NOON + timedelta(hours=2))
    worn = (said_before, of_a_day_before, after)
    assert level.left((measured,), worn, UTC) == {"b_1": 19.5}


def test_a_sample_runs_dry_and_the_next_bottle_goes_on(bottle: MakeBottle, wear: MakeWear) -> None:
    sample, full = bottle("b_1", form="sample", millilitres=0.5), bottle("b_2")
    worn = tuple(wear(f"2026-01-0{day}", 3) for day in range(1, 4))
    assert level.left((sample, full), worn, UTC) == {"b_1": 0.0, "b_2": 49.7}


def test_a_wear_is_not_poured_from_a_bottle_that_came_later(
    bottle: MakeBottle, wear: MakeWear
) -> None:
    later = bottle(bought_on="2026-06-01")
    assert level.left((later,), (wear("2026-05-31", 9),), UTC) == {"b_1": 50.0}


def test_an_emptied_bottle_holds_nothing(bottle: MakeBottle) -> None:
    assert level.left((bottle(emptied_on="2026-05-01"),), (), UTC) == {"b_1": 0.0}


def test_a_pace_needs_three_wears_and_a_month(wear: MakeWear) -> None:
    worn = [wear(f"2026-11-{day:02}", 10) for day in (19, 20, 21)]
    assert level.pace(worn, TODAY) is None
    assert level.pace([*worn[:1], wear("2026-10-01", 10)], TODAY) is None
    used = level.pace([*worn, wear("2026-10-01", 10)], TODAY)
    assert used == level.Pace(4.0, 4, 52)
    assert level.years_to_go(28.08, used) == pytest.approx(28.08 / (4 * 365 / 52))


def test_a_pace_forgets_what_is_longer_ago_than_a_year(wear: MakeWear) -> None:
    worn = [wear("2020-01-01", 99), *(wear(f"2026-0{m}-01", 10) for m in (3, 5, 7))]
    assert level.pace(worn, TODAY) == level.Pace(3.0, 3, 365)
    assert level.years_to_go(6.0, level.pace(worn, TODAY)) == pytest.approx(2.0)


def test_without_a_pace_or_an_amount_nothing_is_told(wear: MakeWear) -> None:
    assert level.years_to_go(10.0, None) is None
    assert level.years_to_go(None, level.Pace(1.0, 3, 365)) is None


def test_currencies_are_never_added_up(bottle: MakeBottle, wear: MakeWear) -> None:
    dear = bottle("b_1", price=100.0, currency="EUR")
    won = bottle("b_2", price=50_000.0, currency="KRW")
    worn = tuple(wear(f"2026-01-0{day}") for day in range(1, 6))
    bought = (dear, won, bottle("b_3", price=20.0, currency="EUR"))
    both = possession(bought, worn)
    assert level.spent(both.bottles) == (("EUR", 120.0), ("KRW", 50_000.0))
    assert level.cost_per_wear(both) == (("EUR", 24.0), ("KRW", 10_000.0))
    assert level.cost_per_wear(possession((dear,))) == ()


def test_the_day_of_a_measure_is_that_of_the_person(bottle: MakeBottle, wear: MakeWear) -> None:
    """At 23:00 in London it is the next day in Seoul."""
    from zoneinfo import ZoneInfo

    late = datetime(2026, 11, 20, 23, tzinfo=UTC)
    measured, worn = bottle(left=20.0, left_at=late), wear("2026-11-20", 5, NOON)
    assert level.left((measured,), (worn,), ZoneInfo("Asia/Seoul")) == {"b_1": 20.0}
    assert level.left((measured,), (worn,), UTC) == {"b_1": 19.5}
