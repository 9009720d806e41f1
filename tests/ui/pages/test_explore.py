"""The page Explore: a search, a perfume itself, a note, perfumes beside each other, the weights."""

from __future__ import annotations

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from flowery.perfumery.weighing import MEASURED
from flowery.wiring import Flowery
from flowery.words.vocabulary import ScentMemory, User
from tests.ui.pages.conftest import Show, drawn, links, read, steady

SHALIMAR = "guerlain-shalimar"


def names(app: AppTest) -> list[str]:
    """The perfumes of a result, as their buttons call them."""
    opening = (b for b in app.button if (b.key or "").startswith("explore.open."))
    return [re.sub(r"\\(.)", r"\1", button.label) for button in opening]


def ids(app: AppTest) -> list[str]:
    keys = (b.key or "" for b in app.button)
    return [key.removeprefix("explore.open.") for key in keys if key.startswith("explore.open.")]


def press(app: AppTest, key: str) -> AppTest:
    (button,) = [button for button in app.button if button.key == key]
    return steady(button.click().run())


def search_for(app: AppTest, words: str) -> AppTest:
    app.text_input(key="explore.words").set_value(words)
    (button,) = [button for button in app.button if button.label == "Search"]
    return steady(button.click().run())


def counted(app: AppTest) -> int:
    (found,) = re.findall(r"([\d,]+) perfumes?</p>", drawn(app))
    return int(found.replace(",", ""))


def test_somebody_who_typed_nothing_finds_doors(show: Show, iris: User) -> None:
    app = show("explore", iris)
    assert names(app) == []
    assert "Say what you look for" in read(app)
    app = press(app, "explore.example.0")
    assert app.query_params["q"] == "rose without patchouli"
    assert len(names(app)) == 24


def test_what_should_cost_less_does(show: Show, house: Flowery, iris: User) -> None:
    app = show("explore", iris, q="like Shalimar but cheaper")
    assert "for less money" in read(app)
    band = house.catalogue.get(SHALIMAR).price_band or 0
    bands = [house.catalogue.get(one).price_band for one in ids(app)]
    assert bands
    assert all(one is None or one < band for one in bands)


def test_a_door_leads_into_the_catalogue(show: Show, house: Flowery, iris: User) -> None:
    app = show("explore", iris)
    app.button_group(key="explore.door.season").set_value("summer")
    app = steady(app.run())
    assert app.query_params["season"] == "summer"
    assert all("summer" in house.catalogue.get(one).seasons for one in ids(app))


def test_a_search_lies_in_the_address_and_comes_back_from_it(
    show: Show, house: Flowery, iris: User
) -> None:
    app = search_for(show("explore", iris), "  rose   without patchouli ")
    assert app.query_params["q"] == "rose without patchouli"
    again = show("explore", iris, q="rose without patchouli")
    assert ids(again) == ids(app)
    assert ids(app) == [h.fragrance.id for h in house.search.explore("rose without patchouli").hits]


def test_what_was_understood_is_shown(show: Show, iris: User) -> None:
    said = read(show("explore", iris, q="like Shalimar but lighter, without rose, under 80 euros"))
    for chip in ("like Guerlain Shalimar", "without Rose", "up to 80 €"):
        assert chip in said
    assert "“xyzzy”, as a word only" in read(show("explore", iris, q="rose xyzzy"))


@pytest.mark.parametrize(
    ("field", "value"), [("brand", "Guerlain"), ("price_band", "1"), ("discontinued", "yes")]
)
def test_a_field_narrows_to_what_it_counted(
    show: Show, house: Flowery, iris: User, field: str, value: str
) -> None:
    wide = house.search.explore("rose")
    narrow = show("explore", iris, **{"q": "rose", field: value})
    assert counted(narrow) == wide.counts[field][value] < wide.total
    wider = press(narrow, f"explore.without.{field}.{value}")
    assert counted(wider) == wide.total
    assert field not in wider.query_params


def test_sorting_and_paging_lie_in_the_address(show: Show, house: Flowery, iris: User) -> None:
    app = show("explore", iris, q="rose", sort="oldest", page="2")
    expected = house.search.explore("rose", order="oldest", page=2)
    assert ids(app) == [hit.fragrance.id for hit in expected.hits]
    app.selectbox(key="explore.order").set_value("newest")
    app = steady(app.run())
    assert (app.query_params["sort"], "page" in app.query_params) == ("newest", False)


@pytest.mark.parametrize(
    "address",
    [
        {"q": "rose", "page": "-1"},
        {"q": "rose", "page": "999999999999"},
        {"q": "rose", "sort": "'; drop table"},
        {"q": "x" * 5_000},
        {"q": "<script>alert(1)</script> ![x](y) $a$ :rose:"},
        {"season": "<b>summer"},
        {"price_band": "eleven"},
        {"compare": "a,b,,c"},
        {"note": "no_such_note"},
        {"perfume": "no-such-perfume"},
    ],
)
def test_no_address_breaks_the_page(show: Show, iris: User, address: dict[str, str]) -> None:
    app = show("explore", iris, **address)
    assert "<script>alert" not in drawn(app)
    assert "<b>summer" not in drawn(app)


def test_what_a_person_ruled_out_is_hidden_until_they_ask(
    show: Show, house: Flowery, iris: User
) -> None:
    before = counted(show("explore", iris, q="rose"))
    house.learning.dislike(iris.id, "note:patchouli", "veto")
    hidden = show("explore", iris, q="rose")
    assert counted(hidden) < before
    assert not [i for i in ids(hidden) if "patchouli" in house.catalogue.get(i).notes]
    left_out = before - counted(hidden)
    assert f"({left_out} here)" in hidden.toggle(key="explore.ruled_out").label.replace(",", "")
    hidden.toggle(key="explore.ruled_out").set_value(True)
    shown = steady(hidden.run())
    assert (counted(shown), shown.query_params["vetoed"]) == (before, "shown")
    assert "holds something you ruled out" in read(shown)


def test_no_match_says_which_filter_is_in_the_way(show: Show, house: Flowery, iris: User) -> None:
    app = show("explore", iris, q="oud", season="summer", brand="4711")
    assert "No perfume here answers all of this." in read(app)
    app = press(app, "explore.loosen.brand")
    assert ids(app) != []
    assert all("summer" in house.catalogue.get(one).seasons for one in ids(app))


def test_a_perfume_opens_and_the_way_back_leads_to_the_same_search(show: Show, iris: User) -> None:
    app = show("explore", iris, q="rose", sort="oldest")
    first = ids(app)[0]
    app = press(app, f"explore.open.{first}")
    assert app.query_params == {"perfume": first}
    app = press(app, "explore.back")
    assert app.query_params == {"q": "rose", "sort": "oldest"}


def test_a_perfume_tells_what_is_known_and_how_sure(show: Show, house: Flowery, iris: User) -> None:
    app = show("explore", iris, perfume=SHALIMAR)
    fragrance = house.catalogue.get(SHALIMAR)
    assert [title.value for title in app.title] == [fragrance.name]
    said = read(app)
    for fact in (str(fragrance.year), *fragrance.perfumers, "These facts come with Flowery."):
        assert fact in said
    notes = {pill for layer in ("top", "heart", "base") for pill in _options(app, layer)}
    assert notes == {house.taxonomy.label(note) for note in fragrance.notes}
    opened = [query for _, _, query in links(app)]
    assert f"focus=perfume%3A{SHALIMAR}" in opened
    assert f"add={SHALIMAR}" in opened


def _options(app: AppTest, layer: str) -> list[str]:
    labels = app.button_group(key=f"explore.notes.{layer}").options
    return [html.unescape(re.sub(r"\\(.)", r"\1", label)) for label in labels]


def test_a_flat_list_is_said_to_be_one(show: Show, house: Flowery, iris: User) -> None:
    flat = next(f for f in house.catalogue.fragrances if f.flat and not f.top)
    assert "No pyramid is known" in read(show("explore", iris, perfume=flat.id))


def test_an_imported_fact_names_its_file(show: Show, house: Flowery, iris: User) -> None:
    from flowery.perfumery.merging import Kept
    from flowery.perfumery.stock import BUILT_IN, perfume_row

    kept = Kept(house.catalogue.get(SHALIMAR), {"year": "import:shelf & more.csv"})
    house.tables.fragrances.replace([perfume_row(kept, BUILT_IN)])
    assert "(from the file shelf & more.csv)" in read(show("explore", iris, perfume=SHALIMAR))


def test_a_reaction_is_kept(show: Show, house: Flowery, iris: User) -> None:
    app = show("explore", iris, perfume=SHALIMAR)
    app.button_group(key=f"reactions-page-{SHALIMAR}").set_value(["wish"])
    steady(app.run())
    kept = house.tables.of(iris.id).tastes.reactions()
    assert [(r.fragrance_id, r.reaction) for r in kept] == [(SHALIMAR, "wish")]


def test_the_example_diary_keeps_no_reaction(show: Show, house: Flowery, example: User) -> None:
    app = show("explore", example, perfume=SHALIMAR)
    app.button_group(key=f"reactions-page-{SHALIMAR}").set_value(["wish"])
    steady(app.run())
    assert house.tables.of(example.id).tastes.reactions() == ()


def test_what_memories_say_of_a_perfume_is_told_with_their_words(
    show: Show, house: Flowery, iris: User, diary: tuple[ScentMemory, ...]
) -> None:
    cedar = next(f.id for f in house.catalogue.fragrances if {"cedar", "orange"} <= set(f.notes))
    app = show("explore", iris, perfume=cedar)
    app.session_state[f"explore.about.{cedar}"] = True
    app = steady(app.run())
    quotes = re.findall(r'class="fl-quote"[^>]*>([^<]+)<', drawn(app))
    assert quotes
    assert all(any(html.unescape(q) in memory.words for memory in diary) for q in quotes)


def test_a_ruled_out_perfume_says_so(show: Show, house: Flowery, iris: User) -> None:
    house.learning.dislike(iris.id, "note:vanilla", "veto")
    app = show("explore", iris, perfume=SHALIMAR)
    assert "It holds something you ruled out." in read(app)
    assert "hold something you ruled out are left out" in read(app)
    assert alike(app) != []
    assert not [one for one in alike(app) if "vanilla" in house.catalogue.get(one).notes]
    app.session_state[f"explore.about.{SHALIMAR}"] = True
    app = steady(app.run())
    assert any("never recommended to you" in piece.value for piece in app.markdown)


def alike(app: AppTest) -> list[str]:
    keys = (b.key or "" for b in app.button)
    return [k.removeprefix("alike.open.") for k in keys if k.startswith("alike.open.")]


def test_a_perfume_that_is_gone_is_answered_with_what_is_still_made(
    show: Show, house: Flowery, iris: User
) -> None:
    gone = next(f for f in house.catalogue.fragrances if f.discontinued and len(f.notes) > 5)
    app = show("explore", iris, perfume=gone.id)
    assert "these could take its place" in read(app)
    assert alike(app) != []
    assert {house.catalogue.get(one).discontinued for one in alike(app)} == {False}


def test_look_alikes_may_cost_less_and_be_no_flankers(
    show: Show, house: Flowery, iris: User
) -> None:
    app = show("explore", iris, perfume=SHALIMAR)
    assert "never identical" in read(app)
    app.toggle(key=f"alike.cheaper.{SHALIMAR}").set_value(True)
    app.toggle(key="alike.no_flankers").set_value(True)
    app = steady(app.run())
    assert alike(app) != []
    band = house.catalogue.get(SHALIMAR).price_band or 0
    assert all((house.catalogue.get(one).price_band or 9) < band for one in alike(app))
    assert not [one for one in alike(app) if "shalimar" in one]


def test_a_note_opens(show: Show, house: Flowery, iris: User) -> None:
    app = show("explore", iris, perfume=SHALIMAR)
    app.button_group(key="explore.notes.heart").set_value("rose")
    app = steady(app.run())
    assert app.query_params == {"note": "rose"}
    note = house.taxonomy.notes["rose"]
    said = read(app)
    assert note.description in said
    assert all(allergen in said for allergen in note.allergens)
    assert "rose garden" in said
    perfumes = [b for b in app.button if (b.key or "").startswith("explore.with.")]
    assert len(perfumes) == 12


def test_perfumes_stand_beside_each_other(show: Show, house: Flowery, iris: User) -> None:
    app = show("explore", iris, compare=f"{SHALIMAR},dior-sauvage")
    (chart,) = app.get("plotly_chart")
    assert "Shalimar: Citrus" in chart.proto.alt
    assert "Sauvage: Citrus" in chart.proto.alt
    one, other = house.catalogue.get(SHALIMAR), house.catalogue.get("dior-sauvage")
    only = set(one.notes) ^ set(other.notes)
    bold = set(re.findall(r"<strong>([^<]+)</strong>", drawn(app)))
    assert bold == {house.taxonomy.label(note) for note in only}


def test_a_perfume_joins_and_leaves_a_comparison(show: Show, iris: User) -> None:
    app = show("explore", iris, compare=SHALIMAR)
    assert "Choose at least two perfumes" in read(app)
    app.text_input(key="compare.add").set_value("dior sauvage")
    (button,) = [button for button in app.button if button.label == "Add"]
    app = steady(button.click().run())
    assert app.query_params["compare"] == f"{SHALIMAR},dior-sauvage"
    app = press(app, f"compare.less.{SHALIMAR}")
    assert app.query_params["compare"] == "dior-sauvage"


def test_perfumes_are_put_aside_and_compared(show: Show, iris: User) -> None:
    app = show("explore", iris, q="rose")
    first, second = ids(app)[:2]
    app = press(app, f"explore.aside.{first}")
    assert "one more to compare it with" in read(app)
    app = press(app, f"explore.aside.{second}")
    app = press(app, "explore.compare")
    assert app.query_params["compare"] == f"{first},{second}"


def test_an_administrator_tries_weights_out_keeps_them_and_goes_back(
    show: Show, house: Flowery, basil: User
) -> None:
    app = press(show("explore", basil, q="rose vanilla"), "explore.weigh")
    app.slider(key="weights.notes").set_value(0.0)
    app = steady(app.run())
    said = read(app)
    assert "with these weights" in said
    assert re.search(r"\((new|[↑↓]\d)\)", said)
    assert house.weighing.now() == MEASURED
    (keep,) = [button for button in app.button if button.label == "Keep these weights"]
    app = steady(keep.click().run())
    assert house.weighing.now().notes == 0.0
    (back,) = [button for button in app.button if button.label == "Back to the measured ones"]
    app = steady(back.click().run())
    assert house.weighing.now() == MEASURED
    assert app.slider(key="weights.notes").value == MEASURED.notes


def test_nobody_else_sees_the_weights(show: Show, basil: User, iris: User) -> None:
    assert [b for b in show("explore", iris).button if b.key == "explore.weigh"] == []
    app = show("explore", iris, weights="open")
    assert app.slider == []  # type: ignore[comparison-overlap]


def test_explore_speaks_korean(show: Show, house: Flowery, iris: User) -> None:
    house.tables.accounts.change(iris.id, language="ko")
    app = show("explore", iris, q="장미 없이 비 오는 날 향")
    assert [title.value for title in app.title] == ["향수 찾기"]
    chips = re.findall(r'<li class="fl-against">([^<]+)</li>', drawn(app))
    assert len(chips) == 1
    assert "장미" in chips[0]
    assert names(app) != []
