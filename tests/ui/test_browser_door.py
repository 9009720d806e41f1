"""A real Chromium at the real server: registers, reloads, signs out, signs in, looks around.

Its screenshots are kept in tests/artefacts, to be looked at.
"""

import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from flowery.ui.headers import HEADERS
from flowery.ui.session import COOKIE
from tests.chromium import launch
from tests.ui.conftest import ROOT

pytestmark = pytest.mark.browser

ARTEFACTS = ROOT / "tests/artefacts"
SENTENCE = "a warm rain in May"
PATIENCE = 30_000  # milliseconds; the first start embeds the catalogue


@dataclass(frozen=True, slots=True)
class Server:
    """A running Flowery and its address."""

    url: str


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    port = free_port()
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    log = (home.parent / "server.log").open("w")
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(home), stdout=log, stderr=subprocess.STDOUT
    )
    started = Server(f"http://127.0.0.1:{port}")
    try:
        wait_until_healthy(started, process, home.parent / "server.log")
        yield started
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(locale="en-GB", timezone_id="Asia/Seoul")
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


def environment(home: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "FLOWERY_HOME": str(home / "flowery")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            with urlopen(f"{server.url}/healthz", timeout=60) as answer:
                assert answer.status == 200
                return
        except HTTPError as error:
            pytest.fail(f"the server answered {error.code}:\n{log.read_text()}")
        except URLError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


def status_of(server: Server, path: str, method: str = "GET", **headers: str) -> int:
    request = Request(f"{server.url}{path}", method=method, headers=headers)
    try:
        with urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def token_of(context: BrowserContext) -> str | None:
    return next((c["value"] for c in context.cookies() if c["name"] == COOKIE), None)


def settled(page: Page) -> None:
    """Streamlit has drawn what it will."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()


def arrive(context: BrowserContext, server: Server, path: str = "/") -> Page:
    page = context.new_page()
    page.goto(f"{server.url}{path}")
    expect(page.locator("h1").first).to_be_visible()
    settled(page)
    return page


def keep_picture(page: Page, name: str) -> None:
    """The whole page: Streamlit scrolls inside itself, so the window is made as high as that."""
    ARTEFACTS.mkdir(exist_ok=True)
    height = page.evaluate("document.querySelector('.stMain').scrollHeight")
    size = page.viewport_size or {"width": 1280, "height": 720}
    page.set_viewport_size({"width": size["width"], "height": max(height, 720)})
    page.screenshot(path=ARTEFACTS / f"{name}.png")
    page.set_viewport_size(size)


def at_gate(page: Page) -> None:
    expect(page.locator(".emblem")).to_be_visible()
    expect(page.get_by_role("heading", name="Flowery", exact=True)).to_be_visible()


def in_account(page: Page, name: str) -> None:
    expect(page.get_by_text(f"You are here as {name}.")).to_be_visible()


def register(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(SENTENCE)
    page.get_by_label("Password once more").fill(SENTENCE)
    page.get_by_role("button", name="Make the account").click()


def test_a_person_registers_stays_signs_out_and_comes_back(
    server: Server, context: BrowserContext
) -> None:
    page = arrive(context, server, "/account")
    at_gate(page)
    keep_picture(page, "gate-first")
    register(page, "Basil")
    in_account(page, "Basil")
    (cookie,) = [c for c in context.cookies() if c["name"] == COOKIE]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    assert page.evaluate("document.cookie").count(COOKIE) == 0

    page.reload()
    in_account(page, "Basil")
    assert token_of(context) == cookie["value"]
    expect(page.get_by_role("combobox", name="Time zone")).to_have_value("Asia/Seoul")
    keep_picture(page, "account")

    page.get_by_role("tab", name="Your data").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download everything").click()
    assert zipfile.ZipFile(download.value.path()).namelist() == ["flowery.json"]

    page.get_by_role("tab", name="Signing in").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    at_gate(page)
    assert token_of(context) is None

    context.add_cookies([cookie])  # the old token, put back by hand
    page.goto(f"{server.url}/account")
    at_gate(page)
    settled(page)
    keep_picture(page, "gate")

    page.get_by_label("Name").fill("basil")
    page.get_by_label("Password", exact=True).fill("not this one at all")
    page.locator("form, [data-testid=stForm]").get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("do not belong together")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(SENTENCE)
    page.locator("form, [data-testid=stForm]").get_by_role("button", name="Sign in").click()
    in_account(page, "Basil")


@pytest.mark.parametrize(
    "path", ["/", *sorted(f"/{page.stem}" for page in ROOT.glob("pages/*.py"))]
)
def test_every_address_shows_a_stranger_the_gate(
    server: Server, context: BrowserContext, path: str
) -> None:
    at_gate(arrive(context, server, path))


def test_a_new_person_sees_nothing_of_the_first(server: Server, context: BrowserContext) -> None:
    page = arrive(context, server, "/account")
    page.get_by_text("New account").click()
    expect(page.get_by_label("Password once more")).to_be_visible()
    settled(page)
    register(page, "Iris")
    in_account(page, "Iris")
    expect(page.get_by_role("tab", name="This house")).to_have_count(0)


def test_a_stranger_looks_around_in_the_example_diary(
    server: Server, context: BrowserContext
) -> None:
    page = arrive(context, server)
    page.get_by_role("button", name="Look around with an example diary").click()
    expect(page.get_by_text("You are looking around")).to_be_visible(timeout=60_000)
    settled(page)
    keep_picture(page, "example-home")
    page.get_by_role("button", name="Leave and make my own").click()
    at_gate(page)


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [
        (1280, "light", "en"),
        (1280, "dark", "ko"),
        (390, "light", "ko"),
        (390, "dark", "en"),
        (360, "light", "en"),
    ],
)
def test_the_gate_fits_every_screen(
    server: Server, chromium: Browser, width: int, scheme: str, language: str
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        locale={"en": "en-GB", "ko": "ko-KR"}[language],
    )
    context.set_default_timeout(PATIENCE)
    page = arrive(context, server)
    expect(page.get_by_role("button").last).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    keep_picture(page, f"gate-{width}-{scheme}-{language}")
    context.close()
    assert wide <= width


def test_nothing_is_fetched_from_elsewhere(server: Server, context: BrowserContext) -> None:
    asked: list[str] = []
    refused: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda m: refused.append(m.text) if "Content Security" in m.text else None)
    page.goto(server.url)
    at_gate(page)
    settled(page)
    ours = (server.url, server.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []
    assert refused == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/media/0000.png", 401),
        ("PUT", "/_stcore/upload_file/s/f", 401),
        ("GET", "/_stcore/metrics", 401),
        ("POST", "/session/open", 403),
        ("POST", "/session/close", 403),
        ("GET", "/healthz", 200),
    ],
)
def test_the_doors_stand_in_the_running_server(
    server: Server, method: str, path: str, status: int
) -> None:
    assert status_of(server, path, method) == status


def test_the_page_itself_carries_the_headers(server: Server) -> None:
    with urlopen(server.url, timeout=30) as answer:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
