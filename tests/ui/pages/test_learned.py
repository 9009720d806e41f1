"""What was learned, on the pages: the chance and what it rests on, a look at what would be
otherwise, a change that is asked for, and how shelves were taken.
"""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.ui.pages.conftest import Show, links, read, steady, told
from tests.ui.pages.test_ask import Diary, answer, ask, press

QUESTION = "Something with cedar, nothing sweet"


@pytest.fixture
def judged(house: Flowery, iris: User, diary: Diary) -> User:
    for fragrance_id in ("diptyque-tam-dao", "le-labo-santal-33"):
        house.learning.react(iris.id, fragrance_id, "own")
    for fragrance_id in ("mugler-angel", "dior-jadore"):
        house.learning.react(iris.id, fragrance_id, "dislike")
    return iris


def unfolded(app: AppTest, key: str) -> AppTest:
    app.session_state[key] = True
    return steady(app.run())


def test_a_card_tells_a_chance_once_enough_is_known(
    show: Show, house: Flowery, judged: User, sage: User
) -> None:
    assert "Likely for you: " in read(ask(show("ask", judged), QUESTION))
    assert "Likely for you: " not in read(ask(show("ask", sage), QUESTION))


def test_the_chance_of_a_perfume_opens_to_the_evidence(
    show: Show, house: Flowery, judged: User, sage: User
) -> None:
    app = unfolded(show("explore", judged, perfume="le-labo-rose-31"), "chance-le-labo-rose-31")
    assert any(box.label.startswith("Likely for you: ") for box in app.expander)
    assert any(box.label.startswith("Likely to take you back: ") for box in app.expander)
    assert "Anybody would start at" in read(app)
    assert "you dislike Mugler Angel" in read(app)
    app = show("explore", sage, perfume="le-labo-rose-31")
    assert not any(box.label.startswith("Likely") for box in app.expander)


def test_a_look_without_a_memory_keeps_nothing(
    show: Show, house: Flowery, judged: User, diary: Diary
) -> None:
    app = ask(show("ask", judged), QUESTION)
    given, version = answer(house, judged), house.tables.of(judged.id).version()
    app = unfolded(app, f"what-if-{given.question_id}")
    box = app.selectbox(key=f"what-if-of-{given.question_id}")
    app = steady(box.set_value(f"memory:{diary[1].id}").run())
    assert not app.exception
    assert "Would " in read(app) or "Nothing in this list would change." in read(app)
    assert any(query == f"memory={diary[1].id}" for _, _, query in links(app))
    assert house.tables.of(judged.id).version() == version
    assert len(house.advice.history(judged.id)) == 1


def test_a_dislike_is_taken_back_by_one_press_after_the_look(
    show: Show, house: Flowery, judged: User
) -> None:
    stated = house.learning.dislike(judged.id, "cedar", "veto")
    app = ask(show("ask", judged), "Something dry and woody")
    question_id = answer(house, judged).question_id
    app = unfolded(app, f"what-if-{question_id}")
    box = app.selectbox(key=f"what-if-of-{question_id}")
    app = steady(box.set_value(f"dislike:{stated.id}").run())
    assert "Would come in" in read(app)
    assert house.taste.dislikes(judged.id) == (stated,)
    press(app, "Take this dislike back")
    assert house.taste.dislikes(judged.id) == ()


def test_an_allergy_is_not_offered_for_a_look(show: Show, house: Flowery, judged: User) -> None:
    stated = house.learning.dislike(judged.id, "cedar", "allergy")
    app = ask(show("ask", judged), "Something dry and woody")
    question_id = answer(house, judged).question_id
    app = unfolded(app, f"what-if-{question_id}")
    options = app.selectbox(key=f"what-if-of-{question_id}").options
    assert len(options) == 3, "the three memories alone"
    assert stated in house.taste.dislikes(judged.id)


def test_a_change_is_understood_kept_and_taken_back(
    show: Show, house: Flowery, judged: User
) -> None:
    app = ask(show("ask", judged), QUESTION)
    key = f"{answer(house, judged).question_id}"
    app = unfolded(app, f"critique-{key}")
    app.text_input(key=f"critique-words-{key}").set_value("less sweet, more smoke")
    app = press(app, "Keep it")
    kept = house.tables.of(judged.id).teachings.list()
    assert {(one.subject, one.answer) for one in kept} == {
        ("note:smoke", 1.0),
        ("axis:gourmand", -1.0),
    }
    app = unfolded(app, f"critique-{key}")
    smoke = next(one for one in kept if one.subject == "note:smoke")
    steady(app.button(key=f"uncritique-{key}-{smoke.id}").click().run())
    (left,) = house.tables.of(judged.id).teachings.list()
    assert left.subject == "axis:gourmand"


def test_a_change_that_is_not_understood_is_met_with_a_sentence(
    show: Show, house: Flowery, judged: User
) -> None:
    app = ask(show("ask", judged), QUESTION)
    key = f"{answer(house, judged).question_id}"
    app = unfolded(app, f"critique-{key}")
    app.text_input(key=f"critique-words-{key}").set_value("hello there")
    app = press(app, "Keep it")
    assert told(app.error) == ["No change was understood. Say it like “less sweet, more smoke”."]
    assert house.tables.of(judged.id).teachings.list() == ()


def test_the_profile_tells_how_shelves_were_taken(show: Show, house: Flowery, judged: User) -> None:
    given = house.advice.ask(judged.id, QUESTION)
    house.learning.react(judged.id, given.recommendations[0].fragrance_id, "like")
    app = unfolded(show("profile", judged), "profile.shelves")
    assert "You judged 1 of them afterwards: too little to tell." in read(app)
    assert "One place in twelve" in read(app)


def test_the_example_diary_is_looked_at_and_not_changed(
    show: Show, house: Flowery, example: User
) -> None:
    given = house.advice.history(example.id, 1)
    app = show("profile", example)
    assert not app.exception
    assert house.advice.history(example.id, 1) == given
