"""A shelf in a real Chromium: a perfume is found by its name, worn, rated, measured and looked at,
on a wide screen and on a phone. Its screenshots are kept, to be looked at.
"""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.ui import test_browser_door as door
from tests.ui.conftest import ROOT
from tests.ui.pages import test_browser_pages as story

pytestmark = pytest.mark.browser

server, chromium, context = door.server, door.chromium, story.context


def part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=re.compile(name)).click()
    door.settled(page)


def test_a_shelf_from_the_first_perfume_on(server: door.Server, context: BrowserContext) -> None:
    page = door.arrive(context, server, "/collection")
    door.register(page, "Iris")
    expect(page.get_by_text("Your shelf is empty so far.")).to_be_visible()
    door.keep_picture(page, "collection-empty")
    page.get_by_label("Which perfume?").fill("shalimar")
    page.get_by_label("Which perfume?").press("Enter")
    page.get_by_text("More about it (if you like)").click()
    page.get_by_label("Size in ml").fill("50")
    page.locator("input[type=file]").first.set_input_files(ROOT / "data/example/orange_peel.webp")
    expect(page.get_by_text("orange_peel.webp")).to_be_visible()
    door.settled(page)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("about 50 of 50 ml left")).to_be_visible()
    expect(page.get_by_alt_text("Your bottle of Guerlain Shalimar")).to_be_visible()

    page.get_by_role("button", name="Wore it today").click()
    expect(page.get_by_text("about 49.6 of 50 ml left")).to_be_visible()
    page.get_by_test_id("stFeedback").first.get_by_role("radio").nth(4).click()
    door.settled(page)
    page.get_by_text("Bottles and details").click()
    page.get_by_role("button", name="What is left").click()
    page.get_by_label("Millilitres left").fill("20")
    page.get_by_label("Millilitres left").press("Enter")
    page.get_by_role("button", name="Count on from here").click()
    expect(page.get_by_text("about 20 of 50 ml left")).to_be_visible()
    door.settled(page)
    door.keep_picture(page, "collection-owned")

    part(page, "Wears")
    expect(page.get_by_text(re.compile("^1 wear in"))).to_be_visible()
    expect(page.locator(".js-plotly-plot .heatmaplayer")).to_be_visible()
    door.keep_picture(page, "collection-wears")
    page.set_viewport_size({"width": 360, "height": 740})
    part(page, "Owned")
    expect(page.get_by_text("about 20 of 50 ml left")).to_be_visible()
    wide = page.evaluate("document.querySelector('.stMain').scrollWidth")
    assert wide <= 360, "nothing runs out of a phone"
    door.keep_picture(page, "collection-phone")
