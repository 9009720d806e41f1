"""Takes the pictures of README.md from the example diary: `python -m docs.pictures`.

Starts a Flowery with an empty home, walks through the example with a browser, and keeps what it
sees in `docs/pictures/`. Knows the ways to six pages; how they look is theirs.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.server import running
from tests.chromium import launch

FOLDER = Path(__file__).with_name("pictures")
WIDTH, HEIGHT = 1120, 920
PATIENCE = 90_000  # milliseconds; a first start embeds the catalogue and reads the diary


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, running(Path(home)) as server:
        server.serve_page()
        with sync_playwright() as playwright, launch(playwright) as browser:
            size = {"width": WIDTH, "height": HEIGHT}
            page = browser.new_page(viewport=size, locale="en-GB", color_scheme="light")
            page.set_default_timeout(PATIENCE)
            _enter(page, f"http://127.0.0.1:{server.port}")
            for name, arrive in _WAYS.items():
                arrive(page)
                _keep(page, name)


def _enter(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Look around with an example diary").click()
    expect(page.get_by_text("You are looking around")).to_be_visible(timeout=PATIENCE)
    _settle(page)
    _keep(page, "home")


def _memory(page: Page) -> None:
    _turn_to(page, "Memories")
    page.get_by_label("Search").fill("Ink that never dried")
    page.get_by_label("Search").press("Enter")
    expect(page.get_by_text("1 of 14 memories")).to_be_visible()
    page.locator("[class*=st-key-open-] button").click()
    page.locator("mark", has_text="tobacco").click()
    _settle(page)


def _profile(page: Page) -> None:
    _turn_to(page, "Profile")
    expect(page.locator(".scatterlayer path.point").first).to_be_visible()


def _answer(page: Page) -> None:
    _turn_to(page, "Ask")
    page.get_by_role("button", name="Something for a rainy evening").click()
    page.get_by_text("Why, and why not").first.click()
    expect(page.get_by_text("How the score adds up")).to_be_visible()
    _settle(page)
    page.locator(".fl-answer").evaluate("it => it.scrollIntoView()")


def _graph(page: Page) -> None:
    _turn_to(page, "Graph")
    expect(page.locator("canvas").first).to_be_visible()
    page.locator("canvas").first.evaluate("it => it.scrollIntoView({block: 'end'})")
    page.wait_for_timeout(2_000)  # the picture grows in


def _collection(page: Page) -> None:
    _turn_to(page, "Collection")
    expect(page.get_by_text("Takes me back").first).to_be_visible()


_WAYS = {
    "memory": _memory,
    "profile": _profile,
    "answer": _answer,
    "graph": _graph,
    "collection": _collection,
}


def _turn_to(page: Page, name: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    _settle(page)


def _settle(page: Page) -> None:
    """Streamlit has drawn what it will, and the drawings have stopped moving."""
    idle = "[data-testid=stApp][data-test-script-state=notRunning]"
    expect(page.locator(idle)).to_be_visible()
    page.wait_for_timeout(700)


def _keep(page: Page, name: str) -> None:
    # That it is the example stands under the picture; the line would only take room.
    page.add_style_tag(content=".st-key-example_line { display: none !important; }")
    page.mouse.move(0, 0)
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    taken.quantize(256).save(FOLDER / f"{name}.png", optimize=True)  # a third of the bytes


if __name__ == "__main__":
    main()
