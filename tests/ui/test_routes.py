"""The addresses beside Streamlit's: tickets become cookies, sessions end, others are refused."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from flowery.ui import session
from flowery.ui.headers import HEADERS
from flowery.ui.middleware import middleware
from flowery.ui.routes import CLOSE, HEALTH, OPEN, failed, routes
from flowery.ui.tickets import SECONDS, Tickets, tickets
from flowery.wiring import Flowery
from flowery.words.errors import StorageFailed
from flowery.words.vocabulary import User

OURS = {"Origin": "http://testserver"}


@pytest.fixture
def browser(house: Flowery) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes(), middleware=middleware())) as client:
        yield client


@pytest.fixture
def token(house: Flowery, iris: User) -> str:
    return house.people.open_session(iris.id)


def attributes(cookie: str) -> set[str]:
    return {part.strip().lower() for part in cookie.split(";")[1:]}


def test_a_ticket_becomes_a_cookie_that_scripts_cannot_read(
    browser: TestClient, token: str
) -> None:
    answer = browser.post(OPEN, content=tickets.issue(token), headers=OURS)
    assert answer.status_code == 204
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{session.COOKIE}={token};")
    assert attributes(cookie) == {"httponly", "samesite=strict", "path=/", "max-age=2592000"}
    assert answer.headers["cache-control"] == "no-store"


def test_behind_tls_the_cookie_is_secure(house: Flowery, token: str) -> None:
    app = Starlette(routes=routes())
    with TestClient(app, base_url="https://testserver") as client:
        origin = {"Origin": "https://testserver"}
        answer = client.post(OPEN, content=tickets.issue(token), headers=origin)
    assert "secure" in attributes(answer.headers["set-cookie"])


def test_a_ticket_is_good_once(browser: TestClient, token: str) -> None:
    ticket = tickets.issue(token)
    assert browser.post(OPEN, content=ticket, headers=OURS).status_code == 204
    again = browser.post(OPEN, content=ticket, headers=OURS)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers


def test_a_ticket_is_good_for_a_minute() -> None:
    moment = [0.0]
    issued = Tickets(lambda: moment[0])
    young, old = issued.issue("one"), issued.issue("other")
    moment[0] = SECONDS - 0.1
    assert issued.redeem(young) == "one"
    moment[0] = SECONDS
    assert issued.redeem(old) is None


def test_a_ticket_can_stand_in_a_script(token: str) -> None:
    assert tickets.issue(token).isalnum()


@pytest.mark.parametrize("body", [b"", b"made up", b"\xff\xfe", b"x" * 100_000])
def test_what_is_no_ticket_opens_nothing(browser: TestClient, body: bytes) -> None:
    answer = browser.post(OPEN, content=body, headers=OURS)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


@pytest.mark.parametrize("address", [OPEN, CLOSE])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "http://testserver:81"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_posts_from_other_sites_are_refused(
    house: Flowery, browser: TestClient, token: str, address: str, headers: dict[str, str]
) -> None:
    browser.cookies.set(session.COOKIE, token)
    ticket = tickets.issue(token)
    answer = browser.post(address, content=ticket, headers=headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    assert house.people.user_of(token) is not None
    assert tickets.redeem(ticket) == token


def test_closing_ends_the_session_and_takes_the_cookie_back(
    house: Flowery, browser: TestClient, token: str
) -> None:
    browser.cookies.set(session.COOKIE, token)
    answer = browser.post(CLOSE, headers=OURS)
    assert answer.status_code == 204
    assert "max-age=0" in attributes(answer.headers["set-cookie"])
    assert house.people.user_of(token) is None


@pytest.mark.parametrize("address", [OPEN, CLOSE])
def test_a_link_cannot_do_what_a_post_does(browser: TestClient, address: str) -> None:
    assert browser.get(address).status_code == 405


def test_health_is_told(browser: TestClient, house: Flowery) -> None:
    assert browser.get(HEALTH).json() == {"status": "ok"}


def test_a_home_that_cannot_be_read_is_not_healthy(
    browser: TestClient, house: Flowery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_key: str) -> str:
        raise StorageFailed("The disk is gone.")

    monkeypatch.setattr(house.tables, "state", failing)
    answer = browser.get(HEALTH)
    assert answer.status_code == 503
    assert "disk" not in answer.text


@pytest.mark.parametrize("address", [HEALTH, OPEN, "/nowhere", "/media/x.png"])
def test_every_answer_carries_the_headers(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_failure_says_nothing_of_itself_and_carries_the_headers(
    house: Flowery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_key: str) -> str:
        raise RuntimeError("the words of a memory")

    monkeypatch.setattr(house.tables, "state", failing)
    app = Starlette(
        routes=routes(), middleware=middleware(), exception_handlers={Exception: failed}
    )
    answer = TestClient(app, raise_server_exceptions=False).get(HEALTH)
    assert answer.status_code == 500
    assert "memory" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    directives = dict(
        part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";")
    )
    assert directives["frame-ancestors"] == "'self'"
    sources = {source for listed in directives.values() for source in listed.split()}
    schemes = {"data:", "blob:", "ws:", "wss:"}
    assert {s for s in sources if not s.startswith("'")} == schemes
    assert "data:" not in directives["script-src"]
