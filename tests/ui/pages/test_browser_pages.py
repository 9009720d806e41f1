"""The main story in a real Chromium: a text, a photo and a PDF are kept and read, the radar grows,
a question is answered and rated, a memory is forgotten. Its screenshots are kept, to be looked at.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.memories.files import pdf
from tests.ui import test_browser_door as door
from tests.ui.conftest import ROOT

pytestmark = pytest.mark.browser

server, chromium = door.server, door.chromium

PLACES = (
    *("home", "remember", "memories", "profile", "ask"),
    *("explore", "graph", "collection", "teach", "catalogue", "evaluation"),
)
SCREENS = [(1280, "light"), (1280, "dark"), (390, "light"), (360, "dark")]


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(locale="en-GB", timezone_id="Asia/Seoul")
    opened.set_default_timeout(door.PATIENCE)
    yield opened
    opened.close()


def is_read(page: Page) -> None:
    expect(page.get_by_text("Kept and read.")).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    door.settled(page)


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep this memory").click()
    is_read(page)


def write_another(page: Page) -> None:
    page.get_by_role("button", name="Write another memory").click()
    expect(page.get_by_label("The memory", exact=True)).to_be_visible()
    door.settled(page)


def follow(page: Page, name: str) -> None:
    """A page of the menu, drawn."""
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    door.settled(page)


def test_a_persons_first_evening(server: door.Server, context: BrowserContext) -> None:
    page = door.arrive(context, server, "/remember")
    door.register(page, "Iris")
    expect(page.get_by_text("3 memories are left for today.")).to_be_visible()
    door.keep_picture(page, "remember-empty")
    page.get_by_label("The memory", exact=True).fill(
        "The archive in November smelled of cedar and old books. I loved the cedar most. "
        "Somebody wore vanilla, which I hate. <script>alert(1)</script>"
    )
    page.get_by_label("Title (if it has one)").fill("The archive")
    keep(page)
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
    door.keep_picture(page, "remember-read")

    write_another(page)
    page.locator("input[type=file]").first.set_input_files(ROOT / "data/example/orange_peel.webp")
    page.get_by_label("One line about them").fill("Orange peel on the stove. I loved it.")
    keep(page)
    write_another(page)
    content = pdf(
        ["A letter about the rose soap and the fresh linen of my grandmother. I loved it."]
    )
    page.locator("input[type=file]").first.set_input_files(
        [{"name": "letter.pdf", "mimeType": "application/pdf", "buffer": content}]
    )
    expect(page.get_by_label("One line about them")).to_be_visible()
    door.settled(page)
    keep(page)

    follow(page, "Profile")
    expect(page.locator(".js-plotly-plot .scatterlayer path.point").first).to_be_visible()
    door.keep_picture(page, "profile")
    follow(page, "Ask")
    question = page.get_by_label("Your question")
    question.fill("Dry cedar and old paper, nothing sweet")
    question.press("Enter")
    expect(page.locator(".fl-rank").first).to_be_visible()
    door.settled(page)
    page.get_by_text("Why, and why not").first.click()
    expect(page.get_by_text("How the score adds up")).to_be_visible()
    page.get_by_test_id("stFeedback").get_by_role("radio").nth(3).click()
    expect(page.get_by_text("It counts from the next question on.")).to_be_visible()
    door.settled(page)
    door.keep_picture(page, "ask-answer")

    follow(page, "Memories")
    door.keep_picture(page, "memories")
    page.get_by_role("button", name="Open").last.click()
    expect(page.get_by_role("heading", name="The archive")).to_be_visible()
    door.settled(page)
    door.keep_picture(page, "memory")
    page.get_by_text("Forget this memory").click()
    word = page.get_by_label("Type “forget” to go on")
    word.fill("forget")
    word.press("Enter")
    page.get_by_role("button", name="Forget it for good").click()
    expect(page.get_by_text("no trace of it was found.")).to_be_visible()
    expect(page.get_by_text("The archive")).to_have_count(0)
    door.keep_picture(page, "memories-forgotten")


@pytest.mark.parametrize("way", ["key", "pointer"])
def test_a_smell_is_chosen_on_its_words(
    server: door.Server, context: BrowserContext, way: str
) -> None:
    page = door.arrive(context, server, "/memories")
    page.locator("[class*=st-key-open-] button").first.click()
    word = page.locator("mark").last
    expect(word).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[class*=st-key-smell-] [role=radio]").last).to_be_visible()  # loaded late
    if way == "key":
        word.press("Enter")
    else:
        word.click()
    expect(page.locator("[class*=st-key-correcting-]")).to_be_in_viewport()
    expect(word).to_have_attribute("aria-pressed", "true")


def test_a_phone_has_its_menu_at_hand(server: door.Server, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(server.url)
    menu = page.locator(".st-key-menu")
    expect(menu.get_by_role("link")).to_have_count(5)
    door.settled(page)
    menu.get_by_role("link", name="Profile").click()
    expect(page.get_by_role("heading", name="Profile", exact=True)).to_be_visible()
    expect(page.locator(".st-key-menu_here")).to_have_text("spaProfile")
    menu.get_by_role("button", name="More").click()
    page.get_by_test_id("stPopoverBody").get_by_role("link", name="Account").click()
    expect(page.get_by_role("heading", name="Account", exact=True)).to_be_visible()
    expect(page.locator(".st-key-menu_here")).to_contain_text("More")
    page.close()


def test_a_click_on_the_radar_opens_its_number(
    server: door.Server, context: BrowserContext
) -> None:
    page = door.arrive(context, server, "/profile")
    expect(page.locator(".js-plotly-plot .scatterlayer path.point").first).to_be_visible()
    door.settled(page)
    boxes = [point.bounding_box() for point in page.locator(".scatterlayer path.point").all()]
    drawn = [box for box in boxes if box and box["width"] > 5]
    page.mouse.click(drawn[0]["x"] + drawn[0]["width"] / 2, drawn[0]["y"] + drawn[0]["height"] / 2)
    expect(page.locator(".st-key-opened-number .fl-big")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_fits_its_screen(
    server: door.Server, context: BrowserContext, width: int, scheme: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    wide = {}
    for place in PLACES:
        page.goto(f"{server.url}/{place if place != 'home' else ''}")
        expect(page.locator("h1").first).to_be_visible()
        door.settled(page)
        door.keep_picture(page, f"{place}-{width}-{scheme}")
        wide[place] = page.evaluate("document.querySelector('.stMain').scrollWidth")
    page.close()
    assert {place: pixels for place, pixels in wide.items() if pixels > width} == {}
