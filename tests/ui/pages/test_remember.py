"""The page Remember: nothing that was written is lost, and what is kept is shown being read."""

import pytest
from streamlit.testing.v1 import AppTest

from flowery.storage import fault
from flowery.ui import session
from flowery.wiring import Flowery
from flowery.words.errors import StorageFull
from flowery.words.vocabulary import User
from tests.ui.pages.conftest import PEEL, Show, drawn, links, read, steady, told

FIELD = "draft0.text"


def keep(app: AppTest) -> AppTest:
    return steady(app.button(key="remember.keep").click().run())


def write(app: AppTest, text: str) -> AppTest:
    app.text_area(key=FIELD).set_value(text)
    return keep(app)


def test_a_memory_is_kept_read_and_its_smells_stand_on_its_words(
    show: Show, house: Flowery, iris: User
) -> None:
    app = show("remember", iris)
    assert "3 memories are left for today." in read(app)
    app.text_input(key="draft0.title").set_value(PEEL.title)
    app.text_input(key="draft0.who").set_value("my father, Eunjung")
    app = write(app, PEEL.text)
    assert told(app.success) == ["Kept. It is safe on the disk; now Flowery reads it."]
    assert [bar.text for bar in app.get("progress")] == ["Step 1 of 7: Reading what you gave …"]
    session.worker().settle_waiting()
    app = steady(app.run())
    assert told(app.success)[0].startswith("Kept and read.")
    assert "orange peel<sup>" in drawn(app)
    (memory,) = house.tables.of(iris.id).diary.list()
    assert (memory.title, memory.text, memory.people) == (
        PEEL.title,
        PEEL.text,
        ("my father", "Eunjung"),
    )
    assert ("memories", "Open this memory", f"memory={memory.id}") in links(app)
    app = steady(app.button(key="remember.another").click().run())
    assert app.text_area(key="draft1.text").value == ""
    assert "2 memories are left for today." in read(app)


@pytest.mark.parametrize("text", ["", "   \n ", "\u200b\u200b", "x" * 20_001])
def test_a_refusal_is_one_sentence_and_keeps_what_was_written(
    show: Show, house: Flowery, iris: User, text: str
) -> None:
    app = write(show("remember", iris), text)
    assert len(told(app.error)) == 1
    assert app.text_area(key=FIELD).value == text
    assert house.tables.of(iris.id).diary.list() == ()


def test_a_full_disk_keeps_what_was_written(show: Show, house: Flowery, iris: User) -> None:
    app = show("remember", iris)

    def full(name: str) -> None:
        if name == "database.memory.keep":
            raise StorageFull("The disk is full. Nothing was kept; make room and try again.")

    fault.arm(full)
    app = write(app, PEEL.text)
    assert told(app.error) == ["The disk is full. Nothing was kept; make room and try again."]
    assert app.text_area(key=FIELD).value == PEEL.text
    fault.arm(None)
    assert keep(app).success


def test_the_same_words_twice_are_one_memory_and_it_says_so(
    show: Show, house: Flowery, iris: User
) -> None:
    house.remember.keep(iris.id, PEEL)
    app = write(show("remember", iris), PEEL.text)
    assert told(app.success) == ["You kept this very memory before. Here it is."]
    assert len(house.tables.of(iris.id).diary.list()) == 1


def test_when_no_place_is_left_the_words_stay(show: Show, house: Flowery, iris: User) -> None:
    app = show("remember", iris)
    for number in range(3):
        app = write_another(app, number)
    assert "Today's memories are all kept." in read(app)
    app.text_area(key="draft3.text").set_value("The fourth smell of today")
    app = keep(app)
    assert told(app.error)[0].startswith("Today's 3 memories are kept.")
    assert app.text_area(key="draft3.text").value == "The fourth smell of today"


def write_another(app: AppTest, number: int) -> AppTest:
    app.text_area(key=f"draft{number}.text").set_value(f"Coffee, for the {number}th time")
    app = keep(app)
    return steady(app.button(key="remember.another").click().run())


def test_a_script_in_a_memory_is_text(show: Show, iris: User) -> None:
    app = write(show("remember", iris), "<script>alert('rose')</script> and roses")
    assert "<script" not in drawn(app)
    assert "&lt;script&gt;" in drawn(app)


def test_ten_thousand_characters_without_a_space_do_not_break_it(show: Show, iris: User) -> None:
    app = write(show("remember", iris), "장미" * 5_000)
    assert app.success
    app = show("remember", iris)
    app.text_input(key="draft0.title").set_value("a" * 10_000)
    app = write(app, "Another rose")
    assert "The title has 10,000 characters" in told(app.error)[0]


def test_a_photo_without_words_asks_for_a_line_and_goes_on_with_it(
    show: Show, house: Flowery, iris: User, photo: bytes
) -> None:
    app = show("remember", iris)
    app.file_uploader(key="draft0.files").set_value(("peel.webp", photo, "image/webp"))
    app = keep(app)
    session.worker().settle_waiting()
    app = steady(app.run())
    (memory,) = house.tables.of(iris.id).diary.list()
    assert memory.state == "needs_words"
    assert told(app.success) == ["Kept. Only your words are missing."]
    assert len(app.image) == 1
    app.text_area(key=f"words-for-{memory.id}").set_value("Orange peel on the stove")
    labelled = [button for button in app.button if button.label == "Keep these words"]
    app = steady(labelled[0].click().run())
    session.worker().settle_waiting()
    app = steady(app.run())
    assert house.tables.of(iris.id).diary.get(memory.id).state == "done"
    assert "Orange peel<sup>" in drawn(app)


def test_the_example_person_cannot_write(show: Show, house: Flowery, example: User) -> None:
    app = write(show("remember", example), PEEL.text)
    assert told(app.error) == ["This is an example diary, to look at only. Make your own to write."]
    assert house.tables.of(example.id).diary.list() == ()
