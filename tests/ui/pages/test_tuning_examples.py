"""The parts *Examples* and *Sets* of *Fine-tuning*: the queue, verdicts, edits, sets and files."""

from __future__ import annotations

from html import escape

from streamlit.testing.v1 import AppTest

from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.learning.examples.made import answered, corrected, hold
from tests.ui.pages.conftest import Show, drawn, links, read, steady, told


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    return steady(button.click().run())


def hold_still(house: Flowery, iris: User, examples: list[object]) -> tuple[str, ...]:
    """Examples that gathering leaves as they are."""
    ids = hold(house.tables, iris, examples)  # type: ignore[arg-type]
    house.examples.gather = lambda: 0  # type: ignore[method-assign]
    return ids


def test_an_empty_queue_says_where_examples_come_from(
    show: Show, house: Flowery, basil: User
) -> None:
    app = show("tuning", basil)
    assert any("switched that on under Account" in one for one in told(app.info))


def test_a_reviewer_sees_words_without_names_and_the_perfumes(
    show: Show, house: Flowery, iris: User, basil: User
) -> None:
    hold_still(house, iris, [answered(iris)])
    app = show("tuning", basil)
    said = read(app)
    assert "Memories it rested on" in said
    assert '<mark class="fl-replaced">Person A</mark>' in drawn(app)
    assert ("perfume=one", True) in [(query, "taken" in label) for _, label, query in links(app)]


def test_verdicts_empty_the_queue(show: Show, house: Flowery, iris: User, basil: User) -> None:
    hold_still(house, iris, [answered(iris, 1), corrected(iris, 2)])
    app = press(press(show("tuning", basil), "Accept"), "Discard")
    assert house.examples.review.counts(basil) == {"accepted": 1, "discarded": 1}
    assert any("No example is like that" in one for one in told(app.info))


def test_an_edit_is_shown_word_by_word(show: Show, house: Flowery, iris: User, basil: User) -> None:
    (example,) = hold_still(house, iris, [answered(iris, answer="Cedar & <b>smoke</b>.")])
    house.examples.review.edit(basil, example, "A cedar", "Warm cedar & <b>smoke</b>.")
    page = drawn(show("tuning", basil))
    assert '<del class="fl-gone">' in page
    assert escape("<b>smoke</b>.") in page
    assert "<b>smoke" not in page


def test_only_an_administrator_sees_the_queue(
    show: Show, house: Flowery, iris: User, sage: User
) -> None:
    hold_still(house, iris, [answered(iris)])
    app = show("tuning", sage)
    assert told(app.info) == ["This page is for the administrator."]


def test_a_set_is_frozen_and_can_be_taken_along(
    show: Show, house: Flowery, iris: User, sage: User, basil: User
) -> None:
    ids = hold_still(house, iris, [answered(iris, n) for n in range(3)])
    ids += hold_still(house, sage, [answered(sage, 9)])
    for one in ids:
        house.examples.review.say(basil, one, "accepted")
    app = show("tuning", basil, part="sets")
    assert any("4 accepted examples of 2 people" in one.value for one in app.markdown)
    app = press(app, "Freeze")
    assert any("**Set 1**" in one.value for one in app.markdown)
    app.session_state["sets.along"] = True
    app = steady(app.run())
    assert any("4 lines, about" in one.value for one in app.markdown)
    assert house.examples.sets.every(basil)[0].size == 4


def test_any_text_can_be_tried(show: Show, house: Flowery, basil: User) -> None:
    app = show("tuning", basil)
    (area,) = [one for one in app.text_area if one.label == "A text"]
    app = steady(area.set_value("My aunt Philomena wore Shalimar.").run())
    said = read(app)
    assert "My aunt Person A wore Shalimar." in said
    assert any("1 place was replaced" in one.value for one in app.caption)
