"""What models cost and may cost: caps at the door, the books, what departs from the usual."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel
from sqlalchemy import update

from flowery.models.connect import open_models
from flowery.models.port import Request
from flowery.models.spending import Spending
from flowery.models.unusual import DayTotal, departures
from flowery.models.usage import Call, Caps, Meter
from flowery.storage import schema
from flowery.storage.tables import Tables
from flowery.words.errors import ModelUnavailable, NotAllowed, Refused
from flowery.words.settings import Settings
from flowery.words.vocabulary import Usage, User

NOON = datetime(2026, 11, 15, 12, tzinfo=UTC)
ONE_DOLLAR = 1_000_000
"""So many tokens read."""


class Words(BaseModel):
    words: str


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(
        home=home,
        model_usd_per_million_input_tokens=1,
        model_usd_per_million_output_tokens=10,
        model_budget_usd_per_day=None,
    )


@pytest.fixture
def spending(tables: Tables, settings: Settings) -> Spending:
    return Spending(tables, settings, lambda: NOON)


def call(
    tables: Tables,
    user_id: str | None,
    at: datetime = NOON,
    tokens: int = ONE_DOLLAR,
    succeeded: bool = True,
    **said: str,
) -> None:
    """A call in the books at a moment."""
    model, purpose = said.get("model", "chat-1"), said.get("purpose", "explain")
    tables.record(Usage(model, purpose, user_id, tokens, 0, 250, succeeded))
    table = schema.usage
    with tables.database.write("test") as connection:
        newest = table.c.at > datetime.now(UTC) - timedelta(minutes=5)
        connection.execute(update(table).where(newest).values(at=at))


def admit(spending: Spending, user_id: str | None) -> None:
    with Meter([].append, spending).call(Call("m", "read", user_id)):
        pass


def test_without_a_cap_everything_is_admitted(
    tables: Tables, spending: Spending, iris: User
) -> None:
    call(tables, iris.id, tokens=10**9)
    admit(spending, iris.id)


@pytest.mark.parametrize(
    ("caps", "said"),
    [
        (Caps(day=2.0), r"Today's budget for models \(2\.00 USD\) is spent"),
        (Caps(month=5.0), r"This month's budget for models \(5\.00 USD\) is spent"),
        (Caps(person_day=1.0), r"Your budget for models today \(1\.00 USD\) is spent"),
    ],
)
def test_a_spent_cap_shuts_the_door(
    tables: Tables, spending: Spending, basil: User, iris: User, caps: Caps, said: str
) -> None:
    call(tables, iris.id, NOON - timedelta(days=14), tokens=3 * ONE_DOLLAR)  # the first of November
    call(tables, iris.id, NOON - timedelta(days=15), tokens=30 * ONE_DOLLAR)  # in October
    call(tables, basil.id)
    call(tables, iris.id, NOON.replace(hour=0), tokens=ONE_DOLLAR - 1)
    spending.set_caps(basil, caps)
    admit(spending, iris.id)
    call(tables, iris.id, tokens=1)
    with pytest.raises(ModelUnavailable, match=said) as told:
        admit(spending, iris.id)
    assert not told.value.permanent


def test_an_opened_home_asks_its_budget_before_any_call(
    tables: Tables, home: Path, iris: User
) -> None:
    named = {"openai_base_url": "http://127.0.0.1:9", "chat_model": "chat-1"}
    settings = Settings(home=home, model_budget_usd_per_month=0.0, **named)
    models = open_models(settings, tables, Spending(tables, settings))
    with pytest.raises(ModelUnavailable, match="This month's budget"):
        models.answer(Request("explain", "", "", iris.id), Words)
    assert tables.books.first_day() is None


def test_a_persons_cap_is_theirs_alone_and_their_tastes_share_it(
    tables: Tables, spending: Spending, basil: User, iris: User, sage: User
) -> None:
    mum = tables.accounts.wards(iris.id).add("For Mum")
    spending.set_caps(basil, Caps(person_day=1.0))
    call(tables, mum.id)
    for user_id in (iris.id, mum.id):
        with pytest.raises(ModelUnavailable, match="Your budget"):
            admit(spending, user_id)
    admit(spending, sage.id)
    admit(spending, None)
    tables.accounts.erase(mum.id)
    with pytest.raises(ModelUnavailable, match="Your budget"):
        admit(spending, iris.id)


def test_what_an_administrator_typed_takes_the_place_of_the_settings(
    tables: Tables, home: Path, basil: User
) -> None:
    spending = Spending(tables, Settings(home=home, model_budget_usd_per_day=3.0))
    assert spending.caps() == Caps(day=3.0)
    spending.set_caps(basil, Caps(day=1.5, month=20.0))
    assert spending.caps() == Caps(day=1.5, month=20.0)
    assert spending.typed_caps(basil) == Caps(day=1.5, month=20.0)
    spending.set_caps(basil, Caps())
    assert spending.caps() == Caps(day=3.0)


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf"), 2e6, True])
def test_a_cap_is_a_sum_of_money(spending: Spending, basil: User, wrong: float) -> None:
    with pytest.raises(Refused, match="US dollars"):
        spending.set_caps(basil, Caps(month=wrong))
    assert spending.caps() == Caps()


def test_caps_that_cannot_be_read_count_as_never_typed(tables: Tables, spending: Spending) -> None:
    for kept in ("not json", "[]", '{"day": "much"}', '{"day": -3}', "7"):
        tables.set_state("models.caps", kept)
        assert spending.caps() == Caps()


def test_the_books_are_read_by_day_account_model_and_purpose(
    tables: Tables, spending: Spending, basil: User, iris: User
) -> None:
    mum = tables.accounts.wards(iris.id).add("For Mum")
    call(tables, iris.id, tokens=100)
    call(tables, mum.id, tokens=50, succeeded=False)
    call(tables, None, tokens=7, purpose="embed", model="vectors-1")
    call(tables, iris.id, NOON - timedelta(days=1), tokens=5)
    call(tables, iris.id, NOON - timedelta(days=40), tokens=10**6)
    found = spending.report(basil, 28)
    told = [(n.day.day, n.account_id, n.model, n.calls, n.failures) for n in found.lines]
    assert told == [
        (14, iris.id, "chat-1", 1, 0),
        (15, None, "vectors-1", 1, 0),
        (15, iris.id, "chat-1", 2, 1),
    ]
    assert [line.input_tokens for line in found.lines] == [5, 7, 150]
    assert [line.milliseconds for line in found.lines] == [250, 250, 500]
    assert (len(found.days), found.days[-1].day) == (28, NOON.date())
    assert [day.calls for day in found.days[-3:]] == [0, 1, 3]
    assert found.days[-1].dollars == pytest.approx(157e-6)


def test_the_stars_of_a_model_are_those_of_answers_it_worded(
    tables: Tables, spending: Spending, basil: User, iris: User
) -> None:
    own = tables.of(iris.id).questions
    for number, (model, stars) in enumerate([("chat-1", 5), ("chat-1", 4), ("embedded", 2)]):
        own.save(f"q{number}", "?", "recommend", str(number), {"words_by": model}, [])
        own.rate(f"q{number}", stars, [], "")
    own.save("q9", "never rated", "recommend", "9", {"words_by": "chat-2"}, [])
    liked = spending.report(basil, 28).liked
    assert [(one.model, one.answers, one.stars) for one in liked] == [
        ("chat-1", 2, 4.5),
        ("embedded", 1, 2.0),
    ]


def test_only_an_administrator_reads_the_books(spending: Spending, iris: User) -> None:
    for act in (
        lambda: spending.report(iris, 28),
        lambda: spending.departures(iris),
        lambda: spending.typed_caps(iris),
        lambda: spending.set_caps(iris, Caps()),
    ):
        with pytest.raises(NotAllowed):
            act()


def days(*calls: int, **other: float) -> list[DayTotal]:
    first = date(2026, 11, 1)
    return [
        DayTotal(first + timedelta(days=n), count, other.get("dollars", 0.0), 0)
        for n, count in enumerate(calls)
    ]


WEEK = (30, 41, 28, 35, 33, 44, 31)


def test_a_day_like_the_others_is_no_news() -> None:
    assert departures(days(*WEEK, *WEEK, 45, 20)) == ()


def test_a_day_of_much_is_told_with_what_is_usual() -> None:
    (found,) = departures(days(*WEEK, *WEEK, 240, 30))
    assert (found.measure, found.amount, found.usual) == ("calls", 240, 33)
    assert found.low < min(WEEK) < max(WEEK) < found.high
    assert found.day == date(2026, 11, 15)


def test_one_wild_day_before_does_not_make_the_next_one_usual() -> None:
    (found,) = departures(days(*WEEK, 5000, *WEEK, 240, 30))
    assert found.amount == 240


def test_today_is_told_while_it_goes_on_and_never_for_too_little() -> None:
    (found,) = departures(days(*WEEK, *WEEK, 33, 240))
    assert found.day == date(2026, 11, 16)
    assert departures(days(*WEEK, *WEEK, 33, 0)) == ()


def test_a_day_of_nothing_is_told_once_it_is_over() -> None:
    (found,) = departures(days(*WEEK, *WEEK, 0, 0))
    assert (found.amount, found.day) == (0, date(2026, 11, 15))


def test_a_week_is_the_least_that_tells_what_is_usual() -> None:
    assert departures(days(*WEEK[:6], 500, 40)) == ()
    assert len(departures(days(*WEEK, 500, 500))) == 2
    assert departures(()) == ()


def test_days_that_are_all_alike_leave_room_for_a_little_more() -> None:
    assert departures(days(*[40] * 20, 50, 50)) == ()
    assert len(departures(days(*[40] * 20, 80, 40))) == 1


def test_money_is_told_apart_from_calls() -> None:
    usual = days(*[30] * 20, dollars=0.5)
    dear = [*usual[:-2], DayTotal(usual[-2].day, 31, 4.0, 0), usual[-1]]
    assert [found.measure for found in departures(dear)] == ["dollars"]


def test_failures_are_told_when_there_are_many() -> None:
    usual = days(*[30] * 20)
    broken = [*usual[:-1], DayTotal(usual[-1].day, 30, 0.0, 12)]
    assert [found.measure for found in departures(broken)] == ["failures"]


def test_the_usual_is_of_the_days_since_the_first_call(
    tables: Tables, spending: Spending, basil: User, iris: User
) -> None:
    assert spending.departures(basil) == ()
    for ago in range(8, 0, -1):
        call(tables, iris.id, NOON - timedelta(days=ago), tokens=10**5)
    assert spending.departures(basil) == ()
    for _ in range(9):
        call(tables, iris.id, tokens=10**6)
    assert [(one.measure, one.day) for one in spending.departures(basil)] == [
        ("dollars", NOON.date())
    ]
