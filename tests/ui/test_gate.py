"""The first screen and the doors: strangers on every page, first account, signing in and out."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from flowery.ui import door
from flowery.ui.tickets import tickets
from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.conftest import PASSWORD
from tests.ui.conftest import ROOT, ComeAs

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tokens that were handed to the browser."""
    tokens: list[str] = []
    issue = tickets.issue

    def counted(token: str) -> str:
        tokens.append(token)
        return issue(token)

    monkeypatch.setattr(door.tickets, "issue", counted)
    return tokens


@pytest.fixture(autouse=True)
def _from_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test has no address that it comes from."""
    monkeypatch.setattr(door, "origin", lambda: "home")


@pytest.fixture
def open_app() -> Callable[[], AppTest]:
    return lambda: AppTest.from_file(str(ROOT / "flowery/ui/main.py"), default_timeout=30).run()


def words_on(app: AppTest) -> str:
    shown = (app.title, app.subheader, app.markdown, app.caption, app.info, app.error)
    return "\n".join(element.value for kind in shown for element in kind)


def label_of(app: AppTest, label: str) -> int:
    return [one.label for one in app.text_input].index(label)


def fill(app: AppTest, **words: str) -> None:
    for label, value in words.items():
        app.text_input[label_of(app, label.replace("_", " "))].input(value)


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    return button.click().run()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("token", [None, "made-up", "x' OR '1'='1"])
def test_a_stranger_sees_nothing_of_a_page(
    house: Flowery,
    iris: User,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    token: str | None,
) -> None:
    monkeypatch.setattr("flowery.ui.session.token", lambda: token)
    app = AppTest.from_file(str(ROOT / f"pages/{page}.py"), default_timeout=30).run()
    assert not app.exception
    assert [info.value for info in app.info] == ["Sign in to see this page."]
    assert len(app.main) == 1


@pytest.mark.parametrize("page", PAGES)
def test_a_session_that_ended_opens_no_page(
    house: Flowery, iris: User, come_as: ComeAs, page: str
) -> None:
    token = come_as(iris)
    assert token is not None
    house.people.sign_out(token)
    app = AppTest.from_file(str(ROOT / f"pages/{page}.py"), default_timeout=30).run()
    assert len(app.main) == 1


def test_the_first_account_is_asked_for_and_administers(
    house: Flowery, come_as: ComeAs, open_app: Callable[[], AppTest], entered: list[str]
) -> None:
    come_as(None)
    app = open_app()
    assert "Make the first account" in words_on(app)
    fill(app, Name="Basil", Password=PASSWORD, Password_once_more=PASSWORD)
    press(app, "Make the account")
    (token,) = entered
    user = house.people.user_of(token)
    assert user is not None
    assert (user.name, user.is_admin) == ("Basil", True)


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("too short", "too short", "at least 12 characters"),
        (PASSWORD, PASSWORD + "s", "not the same"),
        ("", "", "at least 12 characters"),
    ],
)
def test_a_refused_account_is_told_why_and_leaves_the_name(
    house: Flowery,
    come_as: ComeAs,
    open_app: Callable[[], AppTest],
    entered: list[str],
    password: str,
    again: str,
    said: str,
) -> None:
    come_as(None)
    app = open_app()
    fill(app, Name="Basil", Password=password, Password_once_more=again)
    press(app, "Make the account")
    assert said in words_on(app)
    assert app.text_input[label_of(app, "Name")].value == "Basil"
    assert (entered, house.people.is_empty()) == ([], True)


def test_signing_in(
    house: Flowery,
    iris: User,
    come_as: ComeAs,
    open_app: Callable[[], AppTest],
    entered: list[str],
) -> None:
    come_as(None)
    app = open_app()
    fill(app, Name="iris", Password=PASSWORD)
    press(app, "Sign in")
    (token,) = entered
    user = house.people.user_of(token)
    assert user is not None
    assert user.id == iris.id


@pytest.mark.parametrize("name", ["iris", "nobody"])
def test_a_wrong_sign_in_says_the_same_for_everybody(
    iris: User,
    come_as: ComeAs,
    open_app: Callable[[], AppTest],
    entered: list[str],
    name: str,
) -> None:
    come_as(None)
    app = open_app()
    fill(app, Name=name, Password="not this one at all")
    press(app, "Sign in")
    assert "do not belong together" in words_on(app)
    assert entered == []


def test_a_guesser_is_told_to_wait(
    iris: User, come_as: ComeAs, open_app: Callable[[], AppTest]
) -> None:
    come_as(None)
    app = open_app()
    for _ in range(6):
        fill(app, Name="iris", Password="not this one at all")
        press(app, "Sign in")
    assert "Too many wrong guesses. Try again in 30 seconds." in words_on(app)


def test_a_closed_house_offers_no_account(
    house: Flowery, basil: User, come_as: ComeAs, open_app: Callable[[], AppTest]
) -> None:
    house.people.open_registration(basil, is_open=False)
    come_as(None)
    app = open_app()
    assert [one.label for one in app.text_input] == ["Name", "Password"]
    assert "New account" not in words_on(app)


def test_the_gate_speaks_korean_when_asked(
    iris: User, come_as: ComeAs, open_app: Callable[[], AppTest]
) -> None:
    come_as(None)
    app = open_app()
    app.segmented_control(key="gate_language").set_value("ko").run()
    assert "로그인" in words_on(app)
    assert app.query_params["language"] == "ko"


def test_somebody_who_is_here_sees_no_gate(
    iris: User, come_as: ComeAs, open_app: Callable[[], AppTest]
) -> None:
    come_as(iris)
    app = open_app()
    assert not app.exception
    assert [one.label for one in app.text_input if one.label == "Password"] == []


def test_signing_out_ends_the_session_before_the_browser_hears_of_it(
    house: Flowery, iris: User, come_as: ComeAs, open_app: Callable[[], AppTest]
) -> None:
    token = come_as(iris)
    app = open_app()
    app.switch_page("../../pages/account.py").run()
    app.button(key="sign_out").click().run()
    assert house.people.user_of(token) is None
