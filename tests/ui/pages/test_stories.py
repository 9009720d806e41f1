"""The two stories of the main job, from page to page as a newcomer lives them."""

from streamlit.testing.v1 import AppTest

from flowery.ui import session
from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.ui.pages.conftest import LIBRARY, PEEL, RAIN, Show, drawn, links, read, steady, told


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return steady(button.click().run())


def write(show: Show, user: User, text: str) -> AppTest:
    app = show("remember", user)
    app.text_area(key="draft0.text").set_value(text)
    app = press(app, "Keep this memory")
    session.worker().settle_waiting()
    return steady(app.run())


def test_from_a_memory_to_the_profile(show: Show, house: Flowery, iris: User) -> None:
    """Written, read, corrected, seen in the profile, forgotten: and the profile is as before."""
    assert "There is too little to tell yet." in read(show("profile", iris))
    app = write(show, iris, LIBRARY.text)
    assert "cedar<sup>" in drawn(app)
    (memory,) = house.tables.of(iris.id).diary.list()
    cedar = next(s for s in house.remember.smells(iris.id, memory.id) if s.note == "cedar")
    steady(app.pills(key=f"smell-{memory.id}").set_value(cedar.id).run())
    press(app, "Yes, that is it")
    profile = show("profile", iris)
    steady(profile.selectbox(key="profile.open").set_value("note:cedar").run())
    assert "you said so yourself" in read(profile)
    detail = show("memories", iris, memory=memory.id)
    steady(detail.text_input(key=f"forget-word-{memory.id}").set_value("forget").run())
    detail = press(detail, "Forget it for good")
    assert told(detail.success)[0].endswith("no trace of it was found.")
    assert "There is too little to tell yet." in read(show("profile", iris))
    assert house.taste.evidence(iris.id) == ()


def test_from_a_question_to_a_perfume(show: Show, house: Flowery, iris: User) -> None:
    """Asked, answered with a quoted memory, rated, owned; and the next answer knows it."""
    for draft in (PEEL, LIBRARY, RAIN):
        write(show, iris, draft.text)
    app = show("ask", iris)
    app.text_input(key="ask.question").set_value("Dry cedar for the office, without vanilla")
    app = press(app, "Ask")
    (given,) = house.advice.history(iris.id, 5)
    vanilla = house.catalogue.rows_with_any(("vanilla",))
    rows = [house.catalogue.row(one.fragrance_id) for one in given.recommendations]
    assert rows != []
    assert not vanilla[rows].any()
    assert any(query.startswith("memory=") for _, _, query in links(app))
    first = given.recommendations[0]
    reactions = f"reactions-{given.question_id}-{first.fragrance_id}"
    app = steady(app.pills(key=reactions).set_value(["own"]).run())
    app = steady(app.feedback[0].set_value(4).run())
    assert "★★★★★" in read(show("home", iris))
    again = show("ask", iris)
    again.text_input(key="ask.question").set_value("Dry cedar for the office, without vanilla")
    press(again, "Ask")
    newest = house.advice.history(iris.id, 1)[0]
    assert first.fragrance_id not in [one.fragrance_id for one in newest.recommendations]
