"""The page Memories: found again, corrected in two clicks, changed, and forgotten for good."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from flowery.memories.intake import Draft, Upload
from flowery.ui import words
from flowery.wiring import Flowery
from flowery.words.vocabulary import ExtractedScent, ScentMemory, User
from tests.ui.pages.conftest import Show, drawn, folder_bytes, links, read, steady, told

Diary = tuple[ScentMemory, ...]


def smell(house: Flowery, memory: ScentMemory, source: str) -> ExtractedScent:
    found = house.remember.smells(memory.user_id, memory.id)
    return next(one for one in found if one.source == source)


def choose(app: AppTest, memory: ScentMemory, one: ExtractedScent) -> AppTest:
    return steady(app.pills(key=f"smell-{memory.id}").set_value(one.id).run())


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return steady(button.click().run())


def test_a_newcomer_is_told_how_to_begin(show: Show, iris: User) -> None:
    app = show("memories", iris)
    assert "There is no memory yet." in read(app)
    assert [link[0] for link in links(app)] == ["remember"]


def test_every_memory_is_a_card_that_opens(show: Show, iris: User, diary: Diary) -> None:
    app = show("memories", iris)
    assert "3 memories" in read(app)
    for memory in diary:
        opened = steady(app.button(key=f"open-{memory.id}").click().run())
        assert [title.value for title in opened.title] == [memory.title]
        app = steady(opened.button(key="memories.all").click().run())
    assert [title.value for title in app.title] == ["Memories"]


@pytest.mark.parametrize(
    ("said", "found"),
    [("stove", "One long peel"), ("cedar", "The reading room"), ("흙", "비 오는 날")],
)
def test_search_finds_words_and_smells(
    show: Show, iris: User, diary: Diary, said: str, found: str
) -> None:
    app = steady(show("memories", iris).text_input(key="memories.words").set_value(said).run())
    assert "1 of 3 memories" in read(app)
    assert found in read(app)


def test_a_search_that_finds_nothing_says_what_to_do(show: Show, iris: User, diary: Diary) -> None:
    app = show("memories", iris).text_input(key="memories.words").set_value("zebra").run()
    assert "Try fewer words" in steady(app).markdown[-1].value


def test_filter_and_order(show: Show, iris: User, diary: Diary) -> None:
    app = show("memories", iris)
    app.multiselect(key="memories.emotions").set_value(["peace"])
    assert "1 of 3 memories" in read(steady(app.run()))
    app.multiselect(key="memories.emotions").set_value([])
    app.selectbox(key="memories.order").set_value("oldest")
    said = read(steady(app.run()))
    assert said.index("One long peel") < said.index("The reading room") < said.index("비 오는 날")


def test_many_memories_come_in_pages(show: Show, house: Flowery, iris: User) -> None:
    house.tables.accounts.change(iris.id, memories_per_day=0)
    for number in range(14):
        house.remember.keep(iris.id, Draft(title=f"Memory {number}", text=f"Coffee {number}"))
    app = show("memories", iris)
    assert len([button for button in app.button if button.label == "Open"]) == 12
    assert len(app.get("pagination")) == 1


def test_a_memory_opens_with_its_smells_on_its_words(show: Show, iris: User, diary: Diary) -> None:
    room = diary[1]
    app = show("memories", iris, memory=room.id)
    assert [title.value for title in app.title] == ["The reading room"]
    assert "old books<sup>" in drawn(app)
    assert "candle. " not in drawn(app)
    assert "✕" in drawn(app)


def test_a_memory_without_a_title_is_headed_by_its_day(
    show: Show, house: Flowery, iris: User
) -> None:
    kept = house.remember.keep(iris.id, Draft(text="The cedar chest of my aunt.")).memory
    house.remember.settle(iris.id, kept.id)
    day = words.day(kept.created_at, "UTC")
    assert read(show("memories", iris)).count("The cedar chest") == 1
    app = show("memories", iris, memory=kept.id)
    assert [title.value for title in app.title] == [day]
    assert "without a title" in [line.value for line in app.markdown]


def test_the_words_of_the_chosen_smell_are_marked(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = show("memories", iris, memory=diary[1].id)
    assert 'aria-pressed="true" data-chip' not in drawn(app)
    app = choose(app, diary[1], smell(house, diary[1], "cedar"))
    assert re.search(r'aria-pressed="true" data-chip="\d">cedar<', drawn(app))


def test_a_smell_is_confirmed_in_two_clicks(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    cedar = smell(house, diary[1], "cedar")
    app = choose(show("memories", iris, memory=diary[1].id), diary[1], cedar)
    app = steady(app.button(key=f"confirm-{cedar.id}").click().run())
    assert smell(house, diary[1], "cedar").status == "confirmed"
    assert app.button(key=f"confirm-{cedar.id}").disabled
    assert any(row.kind == "correction" for row in house.taste.evidence(iris.id))


def test_a_smell_is_struck_in_two_clicks(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    cedar = smell(house, diary[1], "cedar")
    app = choose(show("memories", iris, memory=diary[1].id), diary[1], cedar)
    app = steady(app.button(key=f"strike-{cedar.id}").click().run())
    left = {one.id for one in house.remember.smells(iris.id, diary[1].id)}
    assert cedar.id not in left
    assert app.pills(key=f"smell-{diary[1].id}").value is None


def test_a_smell_is_corrected_to_another_note_and_feeling(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    cedar = smell(house, diary[1], "cedar")
    app = choose(show("memories", iris, memory=diary[1].id), diary[1], cedar)
    app = steady(app.selectbox(key=f"note-{cedar.id}").set_value("sandalwood").run())
    assert smell(house, diary[1], "cedar").note == "sandalwood"
    key = f"valence-{cedar.id}-{cedar.valence}"
    steady(app.segmented_control(key=key).set_value("hated").run())
    assert smell(house, diary[1], "cedar").valence == "hated"


def test_a_missed_smell_is_added_on_its_words(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    peel = diary[0]
    app = show("memories", iris, memory=peel.id)
    app.text_input(key=f"missed-words-{peel.id}").set_value("stove")
    app.selectbox(key=f"missed-note-{peel.id}").set_value("wood_smoke")
    press(app, "Add this smell")
    added = smell(house, peel, "stove")
    assert peel.words[added.start : added.end] == "stove"
    assert (added.note, added.status, added.valence) == ("wood_smoke", "confirmed", "loved")


def test_words_that_are_not_there_cannot_smell(show: Show, iris: User, diary: Diary) -> None:
    app = show("memories", iris, memory=diary[0].id)
    app.text_input(key=f"missed-words-{diary[0].id}").set_value("zebra")
    app.selectbox(key=f"missed-note-{diary[0].id}").set_value("rose")
    app = press(app, "Add this smell")
    assert told(app.error) == ["Those words do not stand in the memory. Copy them as they are."]


def test_an_edit_is_kept_and_read_again(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    peel = diary[0]
    app = show("memories", iris, memory=peel.id)
    app.text_area(key=f"edit-text-{peel.id}").set_value("Now it smells of cedar.")
    app = press(app, "Keep the changes")
    house.remember.settle(iris.id, peel.id)
    assert house.tables.of(iris.id).diary.get(peel.id).text == "Now it smells of cedar."
    assert {s.note for s in house.remember.smells(iris.id, peel.id)} == {"cedar"}


def test_forgetting_needs_the_word_and_gives_a_receipt(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    peel = diary[0]
    app = show("memories", iris, memory=peel.id)
    assert app.button(key=f"forget-{peel.id}").disabled
    app = steady(app.text_input(key=f"forget-word-{peel.id}").set_value("Forget").run())
    app = steady(app.button(key=f"forget-{peel.id}").click().run())
    assert told(app.success)[0].endswith("no trace of it was found.")
    assert "One long peel" not in read(app)
    assert peel.text.encode() not in folder_bytes(house.settings.folder)
    assert told(steady(app.run()).success) == []


def test_another_persons_memory_does_not_open(show: Show, sage: User, diary: Diary) -> None:
    app = show("memories", sage, memory=diary[0].id)
    assert "One long peel" not in read(app)
    assert [title.value for title in app.title] == ["Memories"]


def test_the_example_person_changes_nothing(show: Show, house: Flowery, example: User) -> None:
    kept = house.remember.keep(example.id, Draft(text="It smelled of cedar.")).memory
    memory = house.remember.settle(example.id, kept.id)
    cedar = smell(house, memory, "cedar")
    app = choose(show("memories", example, memory=memory.id), memory, cedar)
    app = steady(app.button(key=f"strike-{cedar.id}").click().run())
    assert told(app.error)[0].startswith("This is an example diary")
    app.text_input(key=f"forget-word-{memory.id}").set_value("forget").run()
    app = steady(app.button(key=f"forget-{memory.id}").click().run())
    assert told(app.error)[0].startswith("This is an example diary")
    assert house.remember.smells(example.id, memory.id) == (cedar,)


def test_a_hostile_memory_is_only_text(show: Show, house: Flowery, iris: User) -> None:
    evil = "<script>alert(1)</script>"
    draft = Draft(
        title=f"{evil} **{'x' * 200}**", text=f"{evil} of roses", place=evil, emotion=evil
    )
    kept = house.remember.keep(iris.id, draft).memory
    house.remember.settle(iris.id, kept.id)
    for app in (show("memories", iris), show("memories", iris, memory=kept.id)):
        assert "<script" not in drawn(app)
        assert evil in read(app)


def test_a_photo_is_shown_with_its_colours(
    show: Show, house: Flowery, iris: User, photo: bytes
) -> None:
    draft = Draft(caption="Orange peel on the stove", files=(Upload("peel.webp", photo),))
    kept = house.remember.keep(iris.id, draft).memory
    house.remember.settle(iris.id, kept.id)
    app = show("memories", iris, memory=kept.id)
    assert len(app.image) == 1
    assert "What the picture shows: " in read(app)
    assert 'class="fl-palette" role="img" aria-label="#' in drawn(app)


def test_a_photo_that_was_let_go_says_so(
    show: Show, house: Flowery, iris: User, photo: bytes
) -> None:
    draft = Draft(caption="Orange peel", files=(Upload("peel.webp", photo),), keeps_original=False)
    kept = house.remember.keep(iris.id, draft).memory
    house.remember.settle(iris.id, kept.id)
    app = show("memories", iris, memory=kept.id)
    assert "The picture itself was not kept, only what was seen in it." in read(app)


@pytest.mark.parametrize(
    ("state", "said"),
    [("failed", "A step did not work: "), ("refused", "This could not be read. ")],
)
def test_a_memory_that_could_not_be_read_says_why(
    show: Show, house: Flowery, iris: User, diary: Diary, state: str, said: str
) -> None:
    own = house.tables.of(iris.id).diary
    own.set_state(diary[0].id, state, reason="The *file* is gone.")  # type: ignore[arg-type]
    app = show("memories", iris, memory=diary[0].id)
    (sentence,) = [*told(app.warning), *told(app.error)]
    assert sentence.startswith(said + r"The \*file\* is gone\.")
    (change,) = [box for box in app.expander if box.label == "Change this memory"]
    assert change.proto.expanded is (state == "refused")


def test_a_voice_note_is_played_and_waits_for_its_words(
    show: Show, house: Flowery, iris: User, voice: bytes
) -> None:
    kept = house.remember.keep(iris.id, Draft(title="Said aloud", files=(Upload("a.wav", voice),)))
    memory = house.remember.settle(iris.id, kept.memory.id)
    assert memory.state == "needs_words"
    app = show("memories", iris, memory=memory.id)
    assert len(app.get("audio")) == 1
    assert re.search(r"Reading what you gave · waits for words · \d+ ms", read(app))
    app.text_area(key=f"words-for-{memory.id}").set_value("The cedar chest of my aunt")
    press(app, "Keep these words")
    house.remember.settle(iris.id, memory.id)
    app = show("memories", iris, memory=memory.id)
    assert "of my aunt" in read(app)
    assert house.tables.of(iris.id).diary.get(memory.id).state == "done"
