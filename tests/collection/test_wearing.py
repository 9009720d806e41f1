"""The wear log by day, the most and the least, and how long ago."""

from collections.abc import Callable
from datetime import date

from flowery.collection import Possession, wearing
from flowery.words.vocabulary import Wear
from tests.collection.conftest import ANGEL, SHALIMAR, TAM_DAO

MakeWear = Callable[..., Wear]
TODAY = date(2026, 11, 21)


def possession(fragrance_id: str, *wears: Wear) -> Possession:
    return Possession(fragrance_id, (), wears, {}, frozenset({"own"}))


def test_days_of_a_year_hold_every_wear(wear: MakeWear) -> None:
    worn = (wear("2026-01-02"), wear("2026-01-02", at=wear("2026-01-02").created_at))
    days = wearing.days((*worn, wear("2024-02-29"), wear("2025-12-31")), 2026)
    assert days == {date(2026, 1, 2): (SHALIMAR, SHALIMAR)}
    assert wearing.days((wear("2024-02-29"),), 2024) == {date(2024, 2, 29): (SHALIMAR,)}


def test_years_begin_with_this_one(wear: MakeWear) -> None:
    assert wearing.years((wear("2024-02-29"), wear("2026-01-01")), TODAY) == (2026, 2024)
    assert wearing.years((), TODAY) == (2026,)


def test_the_most_and_the_least(wear: MakeWear) -> None:
    worn = (wear("2026-01-01"), wear("2026-01-02"))
    once = wear("2026-03-01", fragrance_id=TAM_DAO)
    assert wearing.most_worn((*worn, once)) == ((SHALIMAR, 2), (TAM_DAO, 1))
    owned = [possession(SHALIMAR, *worn), possession(TAM_DAO, once), possession(ANGEL)]
    assert [one.fragrance_id for one in wearing.least_worn(owned)] == [ANGEL, TAM_DAO, SHALIMAR]


def test_days_since_it_was_last_worn(wear: MakeWear) -> None:
    worn = possession(SHALIMAR, wear("2026-11-21"), wear("2025-01-01"))
    assert wearing.days_since(worn, TODAY) == 0
    assert wearing.days_since(possession(SHALIMAR, wear("2026-11-01")), TODAY) == 20
    assert wearing.days_since(possession(ANGEL), TODAY) is None
