"""The switch "Nothing of mine leaves this machine": off until it is pressed, as it stands in the
rows, and never turned by a page that was merely drawn again; and what the page *Settings* says of
an encoder elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from flowery.memories.moving import Moving, Progress
from flowery.models.connection import Connection
from flowery.models.connections import Connections
from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.ui.conftest import ROOT, ComeAs

Open = Callable[[User, str], AppTest]


@pytest.fixture
def at(come_as: ComeAs) -> Open:
    def opened(person: User, page: str = "account") -> AppTest:
        come_as(person)
        app = AppTest.from_file(str(ROOT / "flowery/ui/main.py"), default_timeout=60).run()
        app.switch_page(f"../../pages/{page}.py").run()
        assert not app.exception
        return app

    return opened


def switch(app: AppTest, user: User) -> Any:
    return app.toggle(key=f"stays_home_{user.id}")


def said(app: AppTest) -> str:
    return "\n".join(one.value for kind in (app.markdown, app.caption) for one in kind)


def test_it_is_turned_by_a_press_and_ends_sharing(house: Flowery, iris: User, at: Open) -> None:
    house.people.share_examples(iris, True)
    app = at(iris, "account")
    assert switch(app, iris).value is False
    assert "nothing leaves anyway" in said(app)
    switch(app, iris).set_value(True).run()
    kept = house.tables.accounts.get(iris.id)
    assert (kept.stays_home, kept.shares_examples) == (True, False)
    assert "every example made of yours is removed" in app.toast[0].value
    assert switch(app, iris).value is True
    assert app.toggle(key=f"shares_nothing_{iris.id}").disabled
    switch(app, iris).set_value(False).run()
    assert not house.tables.accounts.get(iris.id).stays_home
    assert not house.tables.accounts.get(iris.id).shares_examples


def test_what_another_tab_turned_is_not_turned_back(house: Flowery, iris: User, at: Open) -> None:
    app = at(iris, "account")
    house.people.stay_home(iris, True)
    app.run()
    assert switch(app, iris).value is True
    assert house.tables.accounts.get(iris.id).stays_home
    house.people.stay_home(iris, False)
    app.run()
    assert switch(app, iris).value is False
    assert not house.tables.accounts.get(iris.id).stays_home


def test_in_a_taste_it_follows_ones_own(house: Flowery, iris: User, at: Open) -> None:
    mum = house.people.add_taste(iris, "For Mum")
    assert not switch(at(mum, "account"), mum).disabled
    house.people.stay_home(iris, True)
    app = at(mum, "account")
    assert (switch(app, mum).value, switch(app, mum).disabled) == (True, True)
    assert "It is on for your own account" in said(app)


def test_the_example_person_turns_nothing(house: Flowery, at: Open) -> None:
    example = house.tables.accounts.add("Hana (example)", None, is_example=True)
    app = at(example, "account")
    switch(app, example).set_value(True).run()
    assert "to look at only" in app.error[0].value
    assert not house.tables.accounts.get(example.id).stays_home
    assert switch(app, example).value is False


def test_it_says_where_words_would_go(
    house: Flowery, iris: User, at: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Connection(address="http://models.test/v1", models={"chat": "m"})
    monkeypatch.setattr(Connections, "now", lambda _self: there)
    assert r"Models at models\.test are connected now." in said(at(iris, "account"))


PROGRESS = {
    "first": (Progress("far@x", 0, 40, 0, False, False), "perfumes are being placed first"),
    "on its way": (Progress("far@x", 12, 40, 0, True, False), "goes on after a restart"),
    "waits": (Progress("far@x", 12, 40, 0, True, False, "Away."), "It waits and tries again"),
    "whole": (Progress("far@x", 40, 40, 0, True, True), "finds 40 memories by meaning"),
    "refused": (Progress("far@x", 39, 40, 1, True, True), "1 memory it would not take"),
    "none": (None, "embedded inside Flowery"),
}


@pytest.mark.parametrize(("progress", "words"), PROGRESS.values(), ids=PROGRESS.keys())
def test_settings_say_how_far_another_encoder_is(
    house: Flowery,
    basil: User,
    at: Open,
    monkeypatch: pytest.MonkeyPatch,
    progress: Progress | None,
    words: str,
) -> None:
    monkeypatch.setattr(Moving, "progress", lambda _self: progress)
    app = at(basil, "settings")
    bars = [one.proto.text for one in app.get("progress")]
    warnings = [one.value for one in app.warning]
    assert words in "\n".join([said(app), *bars, *warnings])
