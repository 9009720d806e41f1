"""The page Collection: adding, wearing, rating and changing, and what is said where nothing is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from flowery.collection import BottleFacts, WearFacts
from flowery.ui.collection.page import PART
from flowery.wiring import Flowery
from flowery.words.vocabulary import ScentMemory, User
from tests.ui.pages.conftest import Show, drawn, links, read, steady, told

SHALIMAR, ANGEL, TAM_DAO = "guerlain-shalimar", "mugler-angel", "diptyque-tam-dao"
TABLE = "brand,name,status,rating\nGuerlain,Shalimar,owned,9\nNobody,Nothing At All,owned,1\n"


def part(app: AppTest, name: str) -> AppTest:
    return steady(app.segmented_control(key=PART).set_value(name).run())


def press(app: AppTest, key: str) -> AppTest:
    return steady(app.button(key=key).click().run())


def opened(app: AppTest, key: str) -> AppTest:
    """The page with an expander open that draws only then."""
    app.session_state[key] = True
    return steady(app.run())


@pytest.fixture
def shelf(house: Flowery, iris: User) -> Flowery:
    """Iris owns a Shalimar, wears it, and has an opinion of Angel."""
    house.collection.add(iris.id, SHALIMAR, BottleFacts("bottle", 50.0, 100.0, "EUR"))
    today = house.collection.today(iris.id)
    for days in (1, 40, 80, 400):
        worn_on = (today - timedelta(days=days)).isoformat()
        house.collection.wear(iris.id, SHALIMAR, WearFacts(worn_on, sprays=5))
    house.learning.react(iris.id, ANGEL, "declined", "only <b>sugar</b>")
    return house


def test_an_empty_shelf_says_what_to_do_first(show: Show, iris: User) -> None:
    app = show("collection", iris)
    assert "Your shelf is empty so far." in read(app)
    assert app.segmented_control == []
    assert app.text_input(key="collection.add0.name").label == "Which perfume?"


def test_a_name_is_enough_to_own_a_perfume(show: Show, house: Flowery, iris: User) -> None:
    app = show("collection", iris)
    app = steady(app.text_input(key="collection.add0.name").set_value("shalimar").run())
    assert app.radio[0].options[0].startswith("Guerlain Shalimar · 1925")
    app = press(app, "collection.add0.keep")
    (one,) = house.collection.of(iris.id)
    assert (one.fragrance_id, one.is_owned, len(one.bottles)) == (SHALIMAR, True, 1)
    assert "Shalimar" in read(app)
    assert app.text_input(key="collection.add1.name").value == ""


def test_declining_asks_why(show: Show, house: Flowery, iris: User) -> None:
    app = show("collection", iris, add=ANGEL)
    app = steady(app.segmented_control(key="collection.add0.kind").set_value("declined").run())
    app.text_area(key="collection.add0.reason").set_value("only sugar")
    app = press(app, "collection.add0.keep")
    (one,) = house.collection.of(iris.id)
    assert (one.is_declined, one.reason) == (True, "only sugar")
    assert "add" not in app.query_params


def test_an_unknown_name_is_said(show: Show, iris: User) -> None:
    app = show("collection", iris)
    app = steady(app.text_input(key="collection.add0.name").set_value("없는향수이름zzqx").run())
    shown = " ".join(element.value for element in app.markdown)
    assert "No perfume here is called so." in shown or app.radio != []


def test_a_card_says_what_is_left_and_what_a_wear_costs(
    show: Show, shelf: Flowery, iris: User
) -> None:
    said = read(show("collection", iris))
    assert "about 48 of 50 ml left" in said
    assert "worn 4 times, last 1 day ago" in said
    assert "€25.00 a wear so far" in said
    assert "at the pace of the last 12 months" in said
    assert "In the last 12 months about 1.5 ml were used." in said


def test_one_press_wears_it_today(show: Show, shelf: Flowery, iris: User) -> None:
    app = press(show("collection", iris), f"wore-{SHALIMAR}")
    today = shelf.collection.today(iris.id).isoformat()
    assert shelf.tables.of(iris.id).wears.list()[0].worn_on == today
    assert app.button(key=f"wore-{SHALIMAR}").label == "Once more today"
    assert "today too" in read(app)


def test_stars_are_kept_and_taken_back(show: Show, shelf: Flowery, iris: User) -> None:
    app = show("collection", iris)
    app = steady(app.feedback(key=f"stars-{SHALIMAR}-takes_back").set_value(4).run())
    (one,) = [one for one in shelf.collection.of(iris.id) if one.fragrance_id == SHALIMAR]
    assert one.ratings == {"takes_back": 5}
    app = steady(app.feedback(key=f"stars-{SHALIMAR}-takes_back").set_value(None).run())
    assert shelf.tables.of(iris.id).wardrobe.ratings() == ()


def test_a_bottle_is_changed_measured_and_removed(show: Show, shelf: Flowery, iris: User) -> None:
    app = opened(show("collection", iris), f"bottles-{SHALIMAR}")
    wardrobe = shelf.tables.of(iris.id).wardrobe
    (bottle,) = wardrobe.bottles()
    app.number_input(key=f"left-{bottle.id}-None").set_value(20.0)
    app = press(app, f"measure-{bottle.id}")
    assert wardrobe.bottle(bottle.id).left == 20.0
    assert "about 20 of 50 ml left" in read(app)
    app.text_area(key=f"change-{bottle.id}-note").set_value("from Eunjung")
    app = press(app, f"keep-{bottle.id}")
    assert wardrobe.bottle(bottle.id).note == "from Eunjung"
    app = press(app, f"empty-{bottle.id}")
    assert "Every bottle of it is empty." in read(app)
    app = press(app, f"remove-{bottle.id}")
    assert wardrobe.bottles() == ()


def test_a_refusal_is_one_sentence_and_changes_nothing(
    show: Show, shelf: Flowery, iris: User
) -> None:
    app = opened(show("collection", iris), f"bottles-{SHALIMAR}")
    (bottle,) = shelf.tables.of(iris.id).wardrobe.bottles()
    app.text_area(key=f"change-{bottle.id}-note").set_value("x" * 10_000)
    app = press(app, f"keep-{bottle.id}")
    assert "10,000 characters" in told(app.error)[0]
    assert shelf.tables.of(iris.id).wardrobe.bottle(bottle.id) == bottle


def test_a_bottle_removed_in_another_tab_is_told(show: Show, shelf: Flowery, iris: User) -> None:
    app = opened(show("collection", iris), f"bottles-{SHALIMAR}")
    (bottle,) = shelf.tables.of(iris.id).wardrobe.bottles()
    shelf.collection.remove(iris.id, bottle.id)
    shelf.learning.react(iris.id, SHALIMAR, "own")
    app = steady(app.button(key=f"measure-{bottle.id}").click().run())
    assert shelf.tables.of(iris.id).wardrobe.bottles() == ()


def test_the_log_draws_the_year_with_the_same_in_words(
    show: Show, shelf: Flowery, iris: User
) -> None:
    app = part(show("collection", iris), "wears")
    (chart,) = app.get("plotly_chart")
    assert re.match(r"\d wears? in 20\d\d: ", chart.proto.alt)
    assert chart.proto.alt in read(app)
    assert "Worn most" in [element.value for element in app.subheader]


def test_a_wear_is_changed_and_taken_out(show: Show, shelf: Flowery, iris: User) -> None:
    wears = shelf.tables.of(iris.id).wears
    latest = wears.list()[0]
    app = press(part(show("collection", iris), "wears"), f"open-{latest.id}")
    app.number_input(key=f"change-{latest.id}-sprays").set_value(2)
    app = press(app, f"keep-{latest.id}")
    assert wears.get(latest.id).sprays == 2
    app = press(app, f"open-{latest.id}")
    app = press(app, f"remove-{latest.id}")
    assert latest.id not in {wear.id for wear in wears.list()}


def test_declined_shows_the_reason_as_it_was_said(show: Show, shelf: Flowery, iris: User) -> None:
    app = part(show("collection", iris), "declined")
    assert "only &lt;b&gt;sugar&lt;/b&gt;" in drawn(app)
    assert ("explore", "About it", f"perfume={ANGEL}") in links(app)
    app = press(app, f"back-declined-{ANGEL}")
    assert not any(one.is_declined for one in shelf.collection.of(iris.id))


def test_a_gap_opens_to_its_evidence_and_suggests_real_perfumes(
    show: Show, house: Flowery, iris: User, diary: tuple[ScentMemory, ...]
) -> None:
    house.collection.add(iris.id, ANGEL, BottleFacts())
    gap = house.collection.gaps(iris.id)[0]
    assert gap.kind == "axis"
    app = opened(part(show("collection", iris), "missing"), f"why-{gap.name}")
    assert "of what you like smells of it" in read(app)
    assert {query for page, _, query in links(app) if page == "memories"} != set()
    suggested = house.collection.suggested(iris.id, gap)
    assert len(suggested) == 3
    perfumes = {query for page, _, query in links(app) if page == "explore"}
    assert {f"perfume={one.fragrance_id}" for one in suggested} <= perfumes
    app = press(app, f"wish-{gap.name}-{suggested[0].fragrance_id}")
    assert any(one.is_wished for one in house.collection.of(iris.id))


def test_a_table_is_looked_at_before_it_is_kept(show: Show, house: Flowery, iris: User) -> None:
    app = opened(show("collection", iris), "collection.file")
    given = ("mine.csv", TABLE.encode(), "text/csv")
    app = steady(app.file_uploader(key="collection.in-0").set_value(given).run())
    said = read(app)
    assert "1 rows bring something new, 0 are known, 1 not taken." in said
    assert "Row 3 (Nobody · Nothing At All · owned · 1): No perfume here is surely" in said
    assert "The ratings go up to 10 and are halved." in said
    assert house.collection.of(iris.id) == ()
    app = press(app, "collection.in-0-keep")
    (one,) = house.collection.of(iris.id)
    assert (one.is_owned, one.ratings) == (True, {"would_wear": 5})


def test_the_example_is_only_looked_at(show: Show, house: Flowery, example: User) -> None:
    house.collection.add(example.id, SHALIMAR, BottleFacts())
    app = press(show("collection", example), f"wore-{SHALIMAR}")
    assert "to look at only" in told(app.error)[0]
    assert house.tables.of(example.id).wears.list() == ()


def test_nobody_sees_another_persons_shelf(
    show: Show, shelf: Flowery, iris: User, sage: User
) -> None:
    shelf.collection.add(sage.id, TAM_DAO, BottleFacts())
    said = read(show("collection", sage))
    assert "Tam Dao" in said
    assert "Shalimar" not in said


def test_ratings_and_declines_stand_among_the_evidence(
    show: Show, shelf: Flowery, iris: User
) -> None:
    shelf.collection.rate(iris.id, SHALIMAR, "takes_back", 5)
    app = show("profile", iris)
    app = steady(app.selectbox(key="profile.open").set_value("axis:powdery").run())
    assert "5 of 5 stars, “takes me back”: Guerlain Shalimar" in read(app)
    assert "you declined Mugler Angel" in read(app)


def test_the_page_speaks_korean(show: Show, shelf: Flowery, iris: User) -> None:
    shelf.tables.accounts.change(iris.id, language="ko")
    korean = shelf.tables.accounts.get(iris.id)
    said = read(show("collection", korean))
    assert "50 ml 중 약 48 ml 남음" in said
    assert "지금까지 한 번에 €25.00" in said


def test_an_emptied_count_is_not_said_to_last(show: Show, shelf: Flowery, iris: User) -> None:
    (bottle,) = shelf.tables.of(iris.id).wardrobe.bottles()
    shelf.collection.measure(iris.id, bottle.id, 0.0)
    said = read(show("collection", iris))
    assert "By the count nothing is left" in said
    assert "more month" not in said
