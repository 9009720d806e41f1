"""The pages of an administrator, opened as everybody: a demoted one sees no more than a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.ui.conftest import ROOT, ComeAs

ADMINISTRATORS = sorted(
    path.stem for path in (ROOT / "pages").glob("*.py") if "require_admin()" in path.read_text()
)
REFUSED = "This page is for the administrator."


@pytest.fixture
def open_app() -> Callable[[], AppTest]:
    return lambda: AppTest.from_file(str(ROOT / "flowery/ui/main.py"), default_timeout=60).run()


def at(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"../../pages/{page}.py").run()
    assert not app.exception, [problem.message for problem in app.exception]
    return app


def refusals(app: AppTest) -> list[str]:
    return [info.value for info in app.info]


def test_there_are_pages_for_administrators() -> None:
    assert {"catalogue", "evaluation", "tuning"} <= set(ADMINISTRATORS)


@pytest.mark.parametrize("page", ADMINISTRATORS)
def test_a_page_of_administrators_opens_for_them_alone(
    house: Flowery,
    basil: User,
    iris: User,
    come_as: ComeAs,
    open_app: Callable[[], AppTest],
    page: str,
) -> None:
    example = house.tables.accounts.add("Hana (example)", None, is_example=True)
    gift = house.people.add_taste(basil, "For Mum")
    for person in (iris, gift, example):
        come_as(person)
        app = AppTest.from_file(str(ROOT / f"pages/{page}.py"), default_timeout=60).run()
        assert (refusals(app), len(app.main)) == ([REFUSED], 1), person.name
    come_as(basil)
    app = at(open_app(), page)
    assert REFUSED not in refusals(app)
    assert len(app.title) == 1


@pytest.mark.parametrize("page", ADMINISTRATORS)
def test_a_page_that_is_open_closes_when_its_administrator_is_demoted(
    house: Flowery, basil: User, come_as: ComeAs, page: str
) -> None:
    come_as(basil)
    app = AppTest.from_file(str(ROOT / f"pages/{page}.py"), default_timeout=60).run()
    house.tables.accounts.change(basil.id, is_admin=False)
    assert (refusals(app.run()), len(app.main)) == ([REFUSED], 1)


def test_the_menu_of_a_demoted_administrator_is_a_persons(
    house: Flowery, basil: User, come_as: ComeAs, open_app: Callable[[], AppTest]
) -> None:
    come_as(basil)
    pages = [link.proto.label for link in open_app().get("page_link")]
    assert "Catalogue" in pages
    house.tables.accounts.change(basil.id, is_admin=False)
    pages = [link.proto.label for link in open_app().get("page_link")]
    assert "Catalogue" not in pages


def test_a_switch_of_the_house_that_is_still_on_the_screen_does_nothing(
    house: Flowery, basil: User, come_as: ComeAs, open_app: Callable[[], AppTest]
) -> None:
    come_as(basil)
    app = at(open_app(), "account")
    switch = app.toggle(key="registration_open")
    house.tables.accounts.change(basil.id, is_admin=False)
    switch.set_value(False).run()
    assert house.people.is_open()
    assert "This house" not in [tab.label for tab in app.tabs]
