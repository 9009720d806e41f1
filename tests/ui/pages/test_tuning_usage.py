"""The part Use and cost: the books of everybody, the caps, and the note when a day is unusual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert
from streamlit.testing.v1 import AppTest

from flowery.models.spending import Spending
from flowery.models.usage import Caps
from flowery.storage import schema
from flowery.ui.tuning import usage_table as tuning_usage_table
from flowery.wiring import Flowery
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.ui.conftest import ComeAs
from tests.ui.pages.conftest import Show, read, steady, told

PART = """
from flowery.ui import session
from flowery.ui.tuning import usage as tuning_usage

tuning_usage.show(session.require_user())
"""


@pytest.fixture
def priced(house: Flowery, monkeypatch: pytest.MonkeyPatch) -> Flowery:
    """The house with prices of a model."""
    settings = Settings(home=house.settings.folder, model_usd_per_million_input_tokens=1)
    object.__setattr__(house, "spending", Spending(house.tables, settings))
    return house


@pytest.fixture
def part(priced: Flowery, come_as: ComeAs) -> Callable[[User], AppTest]:
    def shown(user: User) -> AppTest:
        come_as(user)
        return steady(AppTest.from_string(PART, default_timeout=30).run())

    return shown


def calls(house: Flowery, user_id: str | None, number: int, ago: int = 0, **said: str) -> None:
    row = {"user_id": user_id, "model": "chat-1", "purpose": "explain", "input_tokens": 10_000}
    row |= {"output_tokens": 0, "milliseconds": 500, "succeeded": True, "prompt": ""} | said
    row |= {"at": datetime.now(UTC) - timedelta(days=ago)}
    with house.tables.database.write("test") as connection:
        connection.execute(insert(schema.usage), [row] * number)


def test_where_no_model_was_called_it_says_that_nothing_leaves(
    basil: User, part: Callable[[User], AppTest]
) -> None:
    app = part(basil)
    assert "No model was called yet: nothing leaves this machine." in told(app.markdown)
    assert told(app.error) == []


def test_a_person_reads_no_books(
    priced: Flowery, iris: User, basil: User, part: Callable[[User], AppTest]
) -> None:
    calls(priced, basil.id, 3)
    app = part(iris)
    assert told(app.error) == ["Only an administrator may do that."]
    assert "Basil" not in read(app)


def test_the_books_are_summed_up_by_what_is_chosen(
    priced: Flowery, iris: User, basil: User, part: Callable[[User], AppTest]
) -> None:
    mum = priced.people.add_taste(iris, "A secret name")
    calls(priced, iris.id, 3)
    calls(priced, mum.id, 1)
    calls(priced, None, 2, model="<b>vectors</b>", purpose="embed")
    app = part(basil)
    assert "chat-140" in read(app)  # its name and the number of its calls stand beside each other
    assert "<b>vectors</b>" in read(app)
    assert [(one.label, one.value) for one in app.metric] == [
        ("Calls", "6"),
        ("Tokens", "60,000"),
        ("Cost", "0.0600 USD"),
        ("Failures", "0"),
    ]
    app = steady(app.segmented_control(key="tuning.usage.by").set_value("person").run())
    assert "Iris40" in read(app)
    assert "nobody20" in read(app)
    assert "A secret name" not in read(app)


def test_the_file_has_every_line_and_no_formula(priced: Flowery, iris: User, basil: User) -> None:
    calls(priced, iris.id, 2, model="=HYPERLINK(1)")
    calls(priced, iris.id, 1, ago=1)
    found = priced.spending.report(basil, 7)
    lines = tuning_usage_table.written(found, {iris.id: "Iris"}).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("day,person,model,purpose,calls")
    assert [line.split(",", 1)[1] for line in lines[1:]] == [
        "Iris,chat-1,explain,1,0,10000,0,0.010000,500",
        "Iris,'=HYPERLINK(1),explain,2,0,20000,0,0.020000,1000",
    ]


def test_an_administrator_sets_the_caps(
    priced: Flowery, basil: User, part: Callable[[User], AppTest]
) -> None:
    app = part(basil)
    app.number_input[0].set_value(2.5)
    app.number_input[2].set_value(0.25)
    next(one for one in app.button if one.label == "Save").click().run()
    assert told(app.error) == []
    assert priced.spending.caps() == Caps(day=2.5, person_day=0.25)
    assert "Today 0.00 USD of 2.50 USD are spent." in read(part(basil))


def test_without_prices_it_says_that_no_cap_can_hold(
    house: Flowery, basil: User, come_as: ComeAs
) -> None:
    calls(house, basil.id, 1)
    come_as(basil)
    app = steady(AppTest.from_string(PART, default_timeout=30).run())
    assert "No prices are set" in read(app)
    assert "US dollars a day" not in read(app)


def test_an_unusual_day_is_told_to_administrators_at_home(
    house: Flowery, iris: User, basil: User, show: Show
) -> None:
    for ago in range(9, 1, -1):
        calls(house, iris.id, 10, ago)
    assert "usual" not in read(show("home", basil))
    calls(house, iris.id, 90)
    assert "models were called 90 times; 0 to 28 are usual" in read(show("home", basil))
    assert "usual" not in read(show("home", iris))
