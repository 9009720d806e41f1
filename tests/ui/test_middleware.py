"""Media and uploads need a living session; uploads stay within a budget."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from flowery.ui import session
from flowery.ui.middleware import MEGABYTE, FilesNeedASession, is_guarded
from flowery.wiring import Flowery
from flowery.words.vocabulary import User

MEDIA, UPLOAD = "/media/3f.png", "/_stcore/upload_file/s1/f1"


async def taken(request: Request) -> Response:
    await request.body()
    return PlainTextResponse("Streamlit's")


@pytest.fixture
def browser(house: Flowery) -> Iterator[TestClient]:
    behind = [Route("/{path:path}", taken, methods=["GET", "PUT", "DELETE", "POST"])]
    app = Starlette(routes=behind, middleware=[Middleware(FilesNeedASession)])
    with TestClient(app) as client:
        yield client


def come(browser: TestClient, house: Flowery, user: User) -> str:
    token = house.people.open_session(user.id)
    browser.cookies.set(session.COOKIE, token)
    return token


@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", MEDIA), ("PUT", UPLOAD), ("DELETE", UPLOAD), ("GET", "/_stcore/metrics")],
)
@pytest.mark.parametrize("cookie", [None, "made-up"])
def test_a_stranger_gets_and_brings_nothing(
    browser: TestClient, method: str, address: str, cookie: str | None
) -> None:
    if cookie:
        browser.cookies.set(session.COOKIE, cookie)
    assert browser.request(method, address).status_code == 401


@pytest.mark.parametrize(
    "address", ["/", "/memories", "/static/media/font.woff2", "/_stcore/health"]
)
def test_the_page_itself_is_for_everybody(browser: TestClient, address: str) -> None:
    assert browser.get(address).text == "Streamlit's"


def test_a_person_gets_and_brings(browser: TestClient, house: Flowery, iris: User) -> None:
    come(browser, house, iris)
    media = browser.get(MEDIA)
    assert (media.status_code, media.headers["cache-control"]) == (200, "private, no-cache")
    assert browser.put(UPLOAD, content=b"a photo").status_code == 200


def test_an_ended_session_gets_nothing(browser: TestClient, house: Flowery, iris: User) -> None:
    token = come(browser, house, iris)
    house.people.sign_out(token)
    assert browser.get(MEDIA).status_code == 401


def test_the_example_person_looks_and_brings_nothing(browser: TestClient, house: Flowery) -> None:
    come(browser, house, house.tables.accounts.add("Hana (example)", None, is_example=True))
    assert browser.get(MEDIA).status_code == 200
    assert browser.put(UPLOAD, content=b"a photo").status_code == 403


def test_an_upload_says_its_length(browser: TestClient, house: Flowery, iris: User) -> None:
    come(browser, house, iris)
    assert browser.put(UPLOAD, content=iter([b"a ", b"photo"])).status_code == 411


def test_a_flood_of_uploads_is_held_back_and_others_are_not(
    browser: TestClient, house: Flowery, iris: User, basil: User
) -> None:
    come(browser, house, iris)
    claimed = {"content-length": str(100 * MEGABYTE)}
    statuses = [browser.put(UPLOAD, headers=claimed).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    come(browser, house, basil)
    assert browser.put(UPLOAD, headers=claimed).status_code == 200


def test_a_base_path_opens_no_way_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.config.get_option", lambda _name: "/garden/flowery/")
    assert is_guarded("/garden/flowery/media/3f.png")
    assert is_guarded("/garden/flowery/_stcore/upload_file/s/f")
    assert not is_guarded("/garden/flowery/memories")
