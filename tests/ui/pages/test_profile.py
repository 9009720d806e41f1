"""The page Profile: every number opens, and what is shown adds up."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from flowery.ui import sums
from flowery.ui.profile import evidence as evidence_list
from flowery.wiring import Flowery
from flowery.words.vocabulary import ScentMemory, User
from tests.ui.pages.conftest import Show, drawn, links, read, steady, told

Diary = tuple[ScentMemory, ...]


def open_number(app: AppTest, subject: str) -> AppTest:
    return steady(app.selectbox(key="profile.open").set_value(subject).run())


def amounts(app: AppTest) -> list[float]:
    shown = re.findall(r'fl-amount">([+−]?[\d.]+)<', drawn(app))
    return [float(number.replace("−", "-")) for number in shown]


def test_nothing_is_said_of_nobody(show: Show, iris: User) -> None:
    app = show("profile", iris)
    assert "There is too little to tell yet." in read(app)
    assert app.get("plotly_chart") == []


def test_too_little_is_said_as_such(show: Show, house: Flowery, iris: User, diary: Diary) -> None:
    house.remember.forget(iris.id, diary[2].id)
    app = show("profile", iris)
    assert told(app.info) == ["There is too little to tell yet. 1 more memory would help."]


def test_the_radar_says_its_numbers_in_words(show: Show, iris: User, diary: Diary) -> None:
    app = show("profile", iris)
    alt = app.get("plotly_chart")[0].proto.alt
    assert alt.startswith("now: Citrus ")
    assert "; before: Citrus " in alt
    assert drawn(app).count("<tr>") == 15


@pytest.mark.parametrize("subject", ["axis:woody", "note:cedar", "note:vanilla"])
def test_an_opened_number_is_the_sum_of_what_is_shown(
    show: Show, iris: User, diary: Diary, subject: str
) -> None:
    app = open_number(show("profile", iris), subject)
    (shown,) = re.findall(r'class="fl-big">([−\d.]+)<', drawn(app))
    number = float(shown.replace("−", "-"))
    assert amounts(app) != []
    assert sum(amounts(app)) == pytest.approx(number, abs=1e-6)


def test_evidence_quotes_its_sentence_and_leads_to_its_memory(
    show: Show, iris: User, diary: Diary
) -> None:
    app = open_number(show("profile", iris), "note:cedar")
    assert "It smelled of old books and cedar." in read(app)
    assert ("memories", "The reading room", f"memory={diary[1].id}") in links(app)


def test_a_note_in_a_layer_opens_its_number(show: Show, iris: User, diary: Diary) -> None:
    app = show("profile", iris)
    base = next(pills for pills in app.pills if pills.label == "Base")
    app = steady(base.set_value("cedar").run())
    assert app.selectbox(key="profile.open").value == "note:cedar"


def test_reactions_stand_among_the_evidence(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    with_cedar = house.catalogue.fragrances[int(house.catalogue.rows_with_any(("cedar",)).argmax())]
    house.learning.react(iris.id, with_cedar.id, "own")
    app = open_number(show("profile", iris), "axis:woody")
    assert f"you own {with_cedar.title}" in read(app)


def test_dislikes_are_named_with_their_level(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    house.learning.dislike(iris.id, "tuberose", "veto")
    house.learning.dislike(iris.id, "rose", "avoid", "candied", "base")
    said = read(show("profile", iris))
    assert "Tuberose: never" in said
    assert "Rose (candied, Base): rather not" in said


def test_a_period_of_life_is_laid_beside_now(show: Show, iris: User, diary: Diary) -> None:
    app = show("profile", iris).selectbox(key="profile.beside").set_value("the 1990s").run()
    assert "; the 1990s: Citrus" in steady(app).get("plotly_chart")[0].proto.alt


def test_the_timeline_says_what_changed_the_profile(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    house.learning.react(iris.id, house.catalogue.fragrances[0].id, "like")
    app = show("profile", iris)
    app.session_state["profile.story"] = True
    app = steady(app.run())
    assert len(app.get("plotly_chart")) == 2
    assert "비 오는 날" in read(app)
    assert re.search(r"\d{4} · [A-Z][a-z ]+\N{NO-BREAK SPACE}[+−]\d", read(app))
    assert f"you like {house.catalogue.fragrances[0].title}" in read(app)


def test_before_is_before_the_last_thing_alone(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    for fragrance in house.catalogue.fragrances[:2]:
        house.learning.react(iris.id, fragrance.id, "own")
    before = house.taste.timeline(iris.id)[-2].values
    alt = show("profile", iris).get("plotly_chart")[0].proto.alt
    assert f"; before: Citrus {100 * before['citrus']:.0f}, " in alt


def test_groups_of_evidence_add_up_to_the_number(house: Flowery, iris: User, diary: Diary) -> None:
    profile = house.taste.profile(iris.id)
    for score in (*profile.axes, *profile.notes):
        total = score.total if hasattr(score, "total") else score.score
        shown = sum(group.points for group in evidence_list.grouped(score.shares))
        assert sums.plain(shown) == sums.plain(round(total * 1000) / 10)


@pytest.mark.usefixtures("diary")
def test_another_persons_taste_is_not_shown(show: Show, sage: User) -> None:
    assert "There is too little to tell yet." in read(show("profile", sage))


def test_families_are_called_by_their_own_names(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    said = read(show("profile", iris))
    closest = [family for family, _ in house.taste.profile(iris.id).families[:5]]
    assert [f for f in closest if house.taxonomy.families[f].name not in said] == []


def test_an_axis_and_a_note_of_one_name_open_each_their_own(
    show: Show, house: Flowery, iris: User
) -> None:
    house.learning.react(iris.id, "mugler-angel", "own")
    app = open_number(show("profile", iris), "axis:amber")
    assert "Amber, of 100 points" in read(app)
    assert "Amber, between −100" in read(open_number(app, "note:amber"))
