"""The graph in a real Chromium: it is drawn, a click opens what was clicked, a way is told, and it
fits a phone. Its screenshots are kept, to be looked at.
"""

import re
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.ui import test_browser_door as door
from tests.ui.pages import test_browser_pages as story

pytestmark = pytest.mark.browser

server, chromium, context = door.server, door.chromium, story.context

PERFUME = "cb-i-hate-perfume-in-the-library"
STEP = 9  # pixels; the smallest thing drawn is hardly less


@pytest.fixture(scope="module")
def memory_id(server: door.Server, context: BrowserContext) -> str:
    """A memory that Iris kept, by its address."""
    page = door.arrive(context, server, "/remember")
    door.register(page, "Iris")
    page.get_by_label("The memory", exact=True).fill(
        "The archive smelled of cedar and old books. I loved the old books most. "
        "Somebody wore vanilla, which I hate."
    )
    page.get_by_label("Title (if it has one)").fill("<b>The archive</b> {a} {b|c}")
    story.keep(page)
    page.goto(f"{server.url}/memories")
    page.locator("[class*=st-key-open-] button").first.click()
    expect(page).to_have_url(re.compile("memory="))
    return parse_qs(urlsplit(page.url).query)["memory"][0]


def picture(page: Page) -> dict[str, float]:
    """Where the picture is, drawn."""
    drawn = page.get_by_test_id("stEChartsChart")
    expect(drawn).to_have_attribute("aria-busy", "false")
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()
    assert box is not None
    return dict(box)


def point_at_something(page: Page) -> None:
    """Move over the picture until the pointer says that there is something to click."""
    box = picture(page)
    across, down = (range(STEP, int(box[side]), STEP) for side in ("width", "height"))
    for y, x in product(down, across):
        page.mouse.move(box["x"] + x, box["y"] + y)
        if page.evaluate(
            "[...document.querySelectorAll('[data-testid=stEChartsChart] div')]"
            ".some(one => one.style.cursor === 'pointer')"
        ):
            return
    pytest.fail("there is nothing to point at in the picture")


def test_a_click_in_the_picture_opens_its_panel(
    server: door.Server, context: BrowserContext, memory_id: str
) -> None:
    page = door.arrive(context, server, "/graph")
    expect(page.get_by_text("Click a thing in the picture")).to_be_visible()
    point_at_something(page)
    page.mouse.down()
    page.mouse.up()
    panel = page.locator(".st-key-graph-panel")
    expect(panel).to_be_visible()
    expect(panel.locator(".fl-name")).not_to_be_empty()
    door.settled(page)
    door.keep_picture(page, "graph")


def test_the_way_to_a_perfume_is_told(
    server: door.Server, context: BrowserContext, memory_id: str
) -> None:
    ways = f"/graph?from=memory:{memory_id}&to=perfume:{PERFUME}&over=old_books"
    page = door.arrive(context, server, ways)
    picture(page)
    expect(page.get_by_text("you loved “old books”")).to_be_visible()
    expect(page.get_by_text("has Old books in it")).to_be_visible()
    expect(page.get_by_text("<b>The archive</b> {a} {b|c}").first).to_be_visible()
    door.keep_picture(page, "graph-way")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_the_graph_fits_every_screen(
    server: door.Server,
    chromium: Browser,
    context: BrowserContext,
    memory_id: str,
    width: int,
    scheme: str,
) -> None:
    other = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        storage_state=context.storage_state(),
    )
    other.set_default_timeout(door.PATIENCE)
    page = door.arrive(other, server, f"/graph?focus=memory:{memory_id}")
    box = picture(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    expect(page.locator(".st-key-graph-panel")).to_be_visible()
    door.keep_picture(page, f"graph-{width}-{scheme}")
    page.get_by_text("In space").click()
    expect(page.locator(".js-plotly-plot canvas").first).to_be_visible(timeout=door.PATIENCE)
    other.close()
    assert wide <= width
    assert box["height"] <= (640 if width > 640 else 480)
