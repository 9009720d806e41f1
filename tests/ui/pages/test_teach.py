"""The page *Teach me*: one question at a time, what its answer changed, and the end of asking."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from flowery.taste import lessons as lessons_module
from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.ui.pages.conftest import Show, drawn, links, read, steady, told


def press(app: AppTest, label: str) -> AppTest:
    button = next(one for one in app.button if one.label == label)
    return steady(button.click().run())


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_it_works_from_the_first_minute(show: Show, iris: User) -> None:
    app = show("teach", iris)
    said = read(app)
    assert "Do you like perfumes on the" in said
    assert "Why I ask: between one answer and its opposite" in said
    assert "0 of 14 sides of smell are settled" in said
    assert "Nothing yet. The first answer already changes your list." in said
    degrees = {"Very much", "Rather yes", "Neither yes nor no", "Rather no", "Not at all"}
    assert degrees <= set(labels(app))


def test_an_answer_is_kept_and_what_it_changed_is_said(
    show: Show, house: Flowery, iris: User
) -> None:
    posed = house.lessons.next(iris.id)
    assert posed is not None
    app = press(show("teach", iris), "Not at all")
    (kept,) = house.lessons.answers(iris.id)
    assert (kept.answer, kept.subject) == (-1.0, posed.question.subject)
    assert "moved by five points or more" in read(app)
    assert "side: Not at all" in read(app)
    sure = sum(one.is_sure for one in house.lessons.known(iris.id))
    assert f"{sure} of 14 sides of smell" in read(app)
    app.session_state["teach.changed"] = True
    app = steady(app.run())
    assert "How sure I am that you like it more than most, of 100" in read(app)
    first = house.lessons.change(iris.id, kept.id).after[0]
    assert ("explore", f"perfume={first}") in [(page, query) for page, _said, query in links(app)]


def test_it_is_taken_back_from_the_list(show: Show, house: Flowery, iris: User) -> None:
    app = press(show("teach", iris), "Not at all")
    app = press(app, "Take back")
    assert house.lessons.answers(iris.id) == ()
    assert "0 of 14 sides of smell are settled" in read(app)


def test_what_was_skipped_can_be_answered_later(show: Show, house: Flowery, iris: User) -> None:
    app = press(show("teach", iris), "I cannot say")
    (skipped,) = house.lessons.answers(iris.id)
    assert skipped.skipped
    app = press(app, "Answer it now")
    assert "Do you like perfumes on the" in read(app)
    press(app, "Rather no")
    assert [one.answer for one in house.lessons.answers(iris.id)] == [-0.5]


def test_two_perfumes_are_laid_beside_each_other(show: Show, house: Flowery, iris: User) -> None:
    app = show("teach", iris)
    app = steady(app.pills(key="teach.sort").set_value("pair").run())
    posed = house.lessons.next(iris.id, "pair")
    assert posed is not None
    both = (posed.question.subject.partition(":")[2], posed.question.over or "")
    named = [query for _page, _label, query in links(app)]
    assert all(f"perfume={fragrance_id}" in named for fragrance_id in both)
    assert labels(app).count("Rather this one") == 2
    app = steady([one for one in app.button if one.label == "Rather this one"][1].click().run())
    (kept,) = house.lessons.answers(iris.id)
    assert kept.answer == -1.0
    first, second = (house.catalogue.get(fragrance_id).title for fragrance_id in both)
    assert f"{second} rather than {first}" in read(app)


def test_a_sample_costs_at_most_what_was_said(show: Show, house: Flowery, iris: User) -> None:
    app = show("teach", iris)
    app = steady(app.pills(key="teach.sort").set_value("sample").run())
    app = steady(app.selectbox(key="teach.price").set_value(40).run())
    posed = house.lessons.next(iris.id, "sample", 40.0)
    assert posed is not None
    fragrance = house.catalogue.get(posed.question.subject.partition(":")[2])
    assert fragrance.price_band == 1
    assert fragrance.name in read(app)
    assert "below 40 € for a usual full bottle" in read(app)
    app = press(app, "Not tried yet")
    assert f"{fragrance.title}: not tried yet" in read(app)
    assert "Tell how it was" in labels(app)


def test_it_stops_and_says_so_and_asks_on_if_wanted(
    show: Show, monkeypatch: pytest.MonkeyPatch, iris: User
) -> None:
    monkeypatch.setattr(lessons_module, "LITTLE", 1.0)
    app = show("teach", iris)
    assert "That is enough for now." in read(app)
    assert "I cannot say" not in labels(app)
    app = press(app, "Ask me more anyway")
    assert "I cannot say" in labels(app)


def test_the_learning_curve_says_its_numbers(show: Show, house: Flowery, iris: User) -> None:
    for axis in ("woody", "leather", "citrus", "floral"):
        house.lessons.answer(iris.id, f"axis:{axis}", 1.0)
    app = show("teach", iris)
    app.session_state["teach.curve"] = True
    app = steady(app.run())
    (chart,) = app.get("plotly_chart")
    assert chart.proto.alt.startswith("after 0: ± ")
    assert "after 4 things you said" in read(app)
    assert "You judged 0 perfumes so far. From 5 on" in read(app)
    for fragrance in house.catalogue.fragrances[:5]:
        house.learning.react(iris.id, fragrance.id, "like")
    assert "Of 5 perfumes that you judged" in read(steady(app.run()))


def test_with_nothing_said_there_is_no_curve(show: Show, iris: User) -> None:
    app = show("teach", iris)
    app.session_state["teach.curve"] = True
    app = steady(app.run())
    assert app.get("plotly_chart") == []
    assert "There is too little to tell yet" in read(app)


def test_the_example_is_only_looked_at(show: Show, house: Flowery, example: User) -> None:
    app = press(show("teach", example), "Very much")
    assert any("example diary" in sentence for sentence in told(app.error))
    assert house.lessons.answers(example.id) == ()


def test_an_answer_opens_in_the_profile(show: Show, house: Flowery, iris: User) -> None:
    house.lessons.answer(iris.id, "axis:leather", 1.0)
    app = show("profile", iris)
    app = steady(app.selectbox(key="profile.open").set_value("axis:leather").run())
    assert "your answer when Flowery asked: Leather side: Very much" in read(app)


def test_it_speaks_korean(show: Show, house: Flowery, iris: User) -> None:
    house.tables.accounts.change(iris.id, language="ko")
    said = read(show("teach", iris))
    assert "축이 두드러진 향수를 좋아하나요?" in said
    assert "묻는 까닭" in said


def test_nothing_of_another_is_shown(show: Show, house: Flowery, iris: User, sage: User) -> None:
    house.lessons.answer(iris.id, "axis:leather", 1.0)
    app = show("teach", sage)
    assert "Leather side" not in drawn(app)
    assert "Nothing yet." in read(app)
