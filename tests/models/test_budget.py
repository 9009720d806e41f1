"""Money is set aside before a call and let go of afterwards: side by side, calls cannot spend
together what only some of them may."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from flowery.models.budget import FEWEST, Purse, paid_for
from flowery.models.prices import Prices
from flowery.models.spending import Spending
from flowery.models.usage import Call, Caps, Meter, SetAside
from flowery.storage.database import Database
from flowery.storage.tables import Tables
from flowery.words.errors import ModelUnavailable, StorageBusy
from flowery.words.settings import Settings
from flowery.words.vocabulary import Usage, User

NOON = datetime(2026, 11, 15, 12, tzinfo=UTC)
PRICES = Prices(1.0, 10.0)
DEAREST = 1_000 * 1e-6 + 2_000 * 10e-6
"""US dollars of the call that these tests make."""


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def spending(tables: Tables, home: Path, clock: Clock) -> Spending:
    priced = {
        "model_usd_per_million_input_tokens": PRICES.read,
        "model_usd_per_million_output_tokens": PRICES.written,
    }
    return Spending(tables, Settings(home=home, **priced), clock)


def call(user_id: str | None = None, read: int = 1_000, written: int = 2_000) -> Call:
    return Call("m", "explain", user_id, read=read, written=written, seconds=120.0)


def admitted(spending: Spending, asked: Call) -> SetAside | None:
    try:
        return spending.set_aside(asked)
    except ModelUnavailable:
        return None


def test_24_at_once_on_a_budget_for_three_make_three(
    tables: Tables, spending: Spending, basil: User, iris: User
) -> None:
    spending.set_caps(basil, Caps(day=3 * DEAREST))
    together = Barrier(24)

    def one(_number: int) -> SetAside | None:
        together.wait()
        return admitted(spending, call(iris.id))

    with ThreadPoolExecutor(24) as threads:
        found = [kept for kept in threads.map(one, range(24)) if kept is not None]
    assert sorted(kept.written for kept in found) == pytest.approx([2_000] * 3, abs=1)
    for kept in found:
        spending.settle(kept)
    assert admitted(spending, call(iris.id)) is not None


OTHER_PROCESS = """
import sys
from datetime import UTC, datetime
from flowery.models.spending import Spending
from flowery.models.usage import Call
from flowery.storage.database import Database
from flowery.storage.tables import Tables
from flowery.words.settings import Settings
home = sys.argv[1]
prices = {"model_usd_per_million_input_tokens": 1, "model_usd_per_million_output_tokens": 10}
noon = datetime(2026, 11, 15, 12, tzinfo=UTC)
spending = Spending(Tables(Database(f"sqlite:///{home}/flowery.db")),
                    Settings(home=home, **prices), lambda: noon)
print(spending.set_aside(Call("m", "explain", read=1000, written=2000, seconds=120.0)).id)
"""


def test_what_another_process_set_aside_counts_and_is_free_when_it_was_killed(
    spending: Spending, basil: User, home: Path, clock: Clock
) -> None:
    spending.set_caps(basil, Caps(month=DEAREST))
    ended = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS, str(home)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.startswith("b_")
    assert admitted(spending, call()) is None
    clock.now += timedelta(seconds=119)
    assert admitted(spending, call()) is None
    clock.now += timedelta(seconds=2)
    assert admitted(spending, call()) is not None


@pytest.mark.parametrize("ends_well", [True, False])
def test_after_the_call_only_what_it_took_is_gone(
    tables: Tables, home: Path, basil: User, iris: User, ends_well: bool
) -> None:
    priced = {"model_usd_per_million_output_tokens": 10.0}
    spending = Spending(tables, Settings(home=home, **priced))
    spending.set_caps(basil, Caps(day=0.03))
    meter = Meter(tables.record, spending)
    for _ in range(3):  # three of the dearest would be .06
        with suppress(KeyError), meter.call(call(iris.id)) as tally:
            assert admitted(spending, call(iris.id)) is None
            tally.output_tokens = 10
            if not ends_well:
                raise KeyError
    assert spending.spent(iris.id).day == pytest.approx(3 * 10 * 10e-6)


def test_a_call_that_the_breaker_refuses_sets_nothing_aside(
    tables: Tables, spending: Spending, basil: User
) -> None:
    spending.set_caps(basil, Caps(day=DEAREST))
    meter = Meter(tables.record, spending)
    meter.rest(60)
    with pytest.raises(ModelUnavailable, match="rests"), meter.call(call()):
        pytest.fail("it was let through")
    assert admitted(spending, call()) is not None


def test_a_persons_money_is_held_for_them_alone_and_their_tastes(
    tables: Tables, spending: Spending, basil: User, iris: User, sage: User
) -> None:
    mum = tables.accounts.wards(iris.id).add("For Mum")
    spending.set_caps(basil, Caps(person_day=DEAREST))
    assert admitted(spending, call(mum.id)) is not None
    assert admitted(spending, call(iris.id)) is None
    assert admitted(spending, call(sage.id)) is not None
    assert admitted(spending, call(None)) is not None


def test_what_costs_nothing_is_not_set_aside(
    tables: Tables, home: Path, basil: User, iris: User
) -> None:
    free = Spending(tables, Settings(home=home))
    free.set_caps(basil, Caps(day=0.01))
    for _ in range(3):
        assert free.set_aside(call(iris.id)) == SetAside("", 2_000)


def test_without_a_cap_nothing_is_written_down(spending: Spending, iris: User) -> None:
    assert spending.set_aside(call(iris.id, read=10**9)) == SetAside("", 2_000)


def test_little_money_buys_a_shorter_answer_and_too_little_none(
    spending: Spending, basil: User
) -> None:
    spending.set_caps(basil, Caps(day=0.001 + FEWEST * 10e-6 + 1e-9))
    assert spending.set_aside(call()).written == FEWEST
    spending.set_caps(basil, Caps(day=0.001 + FEWEST * 10e-6 - 1e-9))
    with pytest.raises(ModelUnavailable, match=r"Today's budget .* has too little left for this"):
        spending.set_aside(call())


def test_nobody_spends_when_nobody_can_say_what_is_spent(
    spending: Spending, basil: User, database_that: Callable[[Exception], None]
) -> None:
    spending.set_caps(basil, Caps(day=1.0))
    database_that(StorageBusy("locked"))
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        spending.set_aside(call())


@pytest.fixture
def database_that(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    def fails(error: Exception) -> None:
        def write(_self: Database, _name: str) -> object:
            raise error

        monkeypatch.setattr(Database, "write", write)

    return fails


def test_money_that_cannot_be_let_go_of_does_not_cost_the_answer(
    spending: Spending, basil: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_kept: SetAside) -> None:
        raise StorageBusy("locked")

    spending.set_caps(basil, Caps(day=1.0))
    monkeypatch.setattr(spending, "settle", busy)
    books: list[Usage] = []
    with Meter(books.append, spending).call(call()) as tally:
        tally.output_tokens = 7
    assert [one.output_tokens for one in books] == [7]


def test_an_erased_account_leaves_no_money_behind(
    tables: Tables, spending: Spending, basil: User, iris: User
) -> None:
    spending.set_caps(basil, Caps(month=DEAREST))
    assert admitted(spending, call(iris.id)) is not None
    tables.accounts.erase(iris.id)
    assert admitted(spending, call()) is not None


def test_a_purse_pays_for_what_costs_nothing_to_write() -> None:
    purse = Purse("It", cap=1.0, spent=0.5, held=0.4999)
    assert paid_for(call(read=10), purse, Prices(1.0, 0.0)) == 2_000
    with pytest.raises(ModelUnavailable, match="too little"):
        paid_for(call(read=10**6), purse, Prices(1.0, 0.0))
