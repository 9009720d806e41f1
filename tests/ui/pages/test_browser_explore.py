"""Explore in a real Chromium: search, narrow, open, go back, compare; and it fits every screen."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.ui import test_browser_door as door
from tests.ui.pages import test_browser_pages as story

pytestmark = pytest.mark.browser

server, chromium, context = door.server, door.chromium, story.context

NAMES = "[class*=st-key-perfume-name-] button"
ADDRESSES = {
    "explore-start": "/explore",
    "explore-result": "/explore?q=rose+without+patchouli&season=winter",
    "explore-perfume": "/explore?perfume=guerlain-shalimar",
    "explore-note": "/explore?note=rose",
    "explore-beside": "/explore?compare=guerlain-shalimar,dior-sauvage,4711-tosca,mugler-angel",
}


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()
    door.settled(page)


def test_a_walk_from_words_to_perfumes_beside_each_other(
    server: door.Server, context: BrowserContext
) -> None:
    page = door.arrive(context, server, "/explore")
    door.register(page, "Iris")
    field = page.get_by_label("What are you looking for?")
    field.fill("rose without patchouli")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"q=rose\+without\+patchouli$"))
    expect(page.locator(".fl-chips .fl-against")).to_have_text("without Patchouli")
    door.settled(page)

    page.get_by_role("button", name="Season").click()
    page.get_by_text(re.compile(r"^winter · \d+$")).click()
    expect(page).to_have_url(re.compile("season=winter"))
    page.keyboard.press("Escape")
    door.settled(page)
    first = page.locator(NAMES).first.inner_text()
    narrowed = page.url

    page.locator(NAMES).first.click()
    heading(page, first)
    page.go_back()
    expect(page).to_have_url(narrowed)
    heading(page, "Explore")
    page.reload()
    expect(page.locator(NAMES).first).to_have_text(first)
    door.settled(page)

    for place in (0, 1):
        page.get_by_role("button", name="Put aside to compare").nth(0).click()
        expect(page.get_by_role("button", name="Put aside; take back")).to_have_count(place + 1)
        door.settled(page)
    page.get_by_role("button", name="Compare these").click()
    heading(page, "Beside each other")
    expect(page.locator(".fl-beside thead th")).to_have_count(2)


def test_what_is_opened_far_down_is_seen_from_its_top(
    server: door.Server, context: BrowserContext
) -> None:
    page = door.arrive(context, server, "/explore?q=rose")
    last = page.locator(NAMES).last
    last.scroll_into_view_if_needed()
    name = last.inner_text()
    last.click()
    heading(page, name)
    expect(page.get_by_role("heading", level=1, name=name, exact=True)).to_be_in_viewport()


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (360, "dark")]
)
def test_every_view_fits_the_screen(
    server: door.Server, context: BrowserContext, width: int, scheme: str
) -> None:
    page = door.arrive(context, server, "/explore")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    wide = {}
    for name, address in ADDRESSES.items():
        page.goto(f"{server.url}{address}")
        expect(page.locator("h1").first).to_be_visible()
        door.settled(page)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
        door.keep_picture(page, f"{name}-{width}-{scheme}")
    assert {name: wide[name] for name in wide if wide[name] > width} == {}
