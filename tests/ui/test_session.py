"""Who is here: the guards of pages and of acts, and what a home that will not open looks like."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from flowery.ui import look, session
from flowery.ui.opening import opening
from flowery.wiring import Flowery
from flowery.words.errors import NotAllowed, Refused, StorageFailed
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.ui.conftest import ROOT, ComeAs


def admin_page() -> None:
    import streamlit as st

    from flowery.ui import session

    user = session.require_admin()
    st.write(f"secret for {user.name}")


def refusing_page() -> None:
    import streamlit as st

    from flowery.ui import look
    from flowery.words.errors import Refused

    with look.sentences():
        raise Refused("No **such** thing.")
    st.write("the page goes on")


def tab_page() -> None:
    import streamlit as st

    from flowery.ui import session

    session.keep_apart(session.user())
    st.text_area("Unsent", key="unsent")


def test_an_admin_page_is_for_the_administrator(iris: User, basil: User, come_as: ComeAs) -> None:
    for user, secrets in ((None, 0), (iris, 0), (basil, 1)):
        come_as(user)
        app = AppTest.from_function(admin_page, default_timeout=30).run()
        assert len(app.markdown) == secrets
        assert len(app.info) == 1 - secrets


def test_only_a_person_with_a_diary_of_their_own_writes(
    house: Flowery, iris: User, come_as: ComeAs
) -> None:
    come_as(iris)
    assert session.writing() is house
    example = house.tables.accounts.add("Hana (example)", None, is_example=True)
    for nobody in (example, None):
        come_as(nobody)
        assert not session.may_write()
        with pytest.raises(NotAllowed):
            session.writing()


def test_an_error_is_one_sentence_and_the_page_goes_on(house: Flowery) -> None:
    app = AppTest.from_function(refusing_page, default_timeout=30).run()
    assert [error.value for error in app.error] == [r"No \*\*such\*\* thing."]
    assert [text.value for text in app.markdown] == ["the page goes on"]


def test_other_failures_are_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), look.sentences():
        raise ZeroDivisionError


def test_a_tab_that_comes_back_as_somebody_else_is_empty(
    iris: User, basil: User, come_as: ComeAs
) -> None:
    come_as(iris)
    app = AppTest.from_function(tab_page, default_timeout=30).run()
    app.text_area(key="unsent").input("what Iris wrote").run()
    assert app.text_area(key="unsent").value == "what Iris wrote"
    come_as(basil)
    app.run()
    assert app.text_area(key="unsent").value != "what Iris wrote"


def test_a_home_is_opened_once_and_another_home_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_flowery(settings: Settings) -> object:
        opened.append(settings.folder)
        return object()

    class Idle:
        def __init__(self, flowery: object) -> None:
            self.flowery = flowery

        def start(self) -> None:
            """Has nothing to do."""

    monkeypatch.setattr("flowery.wiring.open_flowery", open_flowery)
    monkeypatch.setattr("flowery.worker.Worker", Idle)
    for home in ("one", "one", "other", "one"):
        monkeypatch.setenv("FLOWERY_HOME", str(tmp_path / home))
        assert session.worker().flowery is session.opened()  # type: ignore[attr-defined]
    assert opened == [tmp_path / "one", tmp_path / "other"]


def test_a_home_that_cannot_be_opened_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> None:
        raise StorageFailed("The disk is gone.")

    monkeypatch.setattr(session, "household", failing)
    app = AppTest.from_file(str(ROOT / "flowery/ui/main.py"), default_timeout=30).run()
    assert not app.exception
    assert [error.value for error in app.error] == ["The disk is gone."]


@pytest.mark.parametrize("can_open", [True, False])
def test_the_server_opens_the_home_early_and_lets_go_of_it(
    monkeypatch: pytest.MonkeyPatch, can_open: bool
) -> None:
    import asyncio

    ended: list[str] = []

    class Ending:
        @property
        def flowery(self) -> object:
            return self

        def stop(self) -> None:
            ended.append("worker")

        def close(self) -> None:
            ended.append("rows")

    def household() -> session.Household:
        if not can_open:
            raise Refused("Not today.")
        return session.Household(Ending())  # type: ignore[arg-type]

    monkeypatch.setattr(session, "household", household)

    async def serve() -> None:
        async with opening(st.App(str(ROOT / "flowery/ui/main.py"))):
            pass

    asyncio.run(serve())
    assert ended == (["worker", "rows"] if can_open else [])


def test_the_home_is_found_without_reading_the_settings_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(session, "_household", opened.append)
    session._of_home.cache_clear()
    for home in ("one", "two", "one", "one"):
        monkeypatch.setenv("FLOWERY_HOME", str(tmp_path / home))
        session.household()
    session._of_home.cache_clear()
    assert opened == [tmp_path / "one", tmp_path / "two"]
