"""The page Home: a newcomer is led, somebody who is at home sees what changed."""

import pytest

from flowery.taste.lessons import Lessons
from flowery.wiring import Flowery
from flowery.words.vocabulary import ScentMemory, User
from tests.ui.pages.conftest import Show, links, read


def test_a_newcomer_sees_one_step_with_an_example(show: Show, iris: User) -> None:
    app = show("home", iris)
    assert "Write down one smell you would know anywhere" in read(app)
    assert [link[0] for link in links(app)] == ["remember"]
    assert app.get("plotly_chart") == []


def test_the_radar_the_memories_and_the_next_step(
    show: Show, iris: User, diary: tuple[ScentMemory, ...]
) -> None:
    app = show("home", iris)
    assert len(app.get("plotly_chart")) == 1
    assert "now: Citrus" in app.get("plotly_chart")[0].proto.alt
    assert "One long peel" in read(app)
    assert "Ask your first question" in read(app)
    opened = {query for page, _, query in links(app) if page == "memories"}
    assert {f"memory={memory.id}" for memory in diary} < opened


def test_what_the_last_memory_changed_is_said(
    show: Show, iris: User, diary: tuple[ScentMemory, ...]
) -> None:
    assert "Since the last thing you said: " in read(show("home", iris))


def test_the_last_answers_lead_back_to_them(
    show: Show, house: Flowery, iris: User, diary: tuple[ScentMemory, ...]
) -> None:
    asked = house.advice.ask(iris.id, "Something with cedar")
    app = show("home", iris)
    assert ("ask", "Something with cedar", f"question={asked.question_id}") in links(app)
    assert "How good was the answer to “Something with cedar”?" in read(app)


@pytest.mark.usefixtures("diary")
def test_who_rated_what_was_answered_is_led_to_the_questions_and_no_question_is_sought(
    show: Show, house: Flowery, iris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = house.advice.ask(iris.id, "Something with cedar")
    house.learning.rate(iris.id, asked.question_id, 4)
    monkeypatch.setattr(Lessons, "next", None)  # that would take a second
    app = show("home", iris)
    assert "5 short questions, and Flowery can tell far better what you would love." in read(app)
    assert ("teach", "Answer a question", "") in links(app)


@pytest.mark.usefixtures("diary")
def test_another_person_sees_none_of_it(show: Show, sage: User) -> None:
    assert "One long peel" not in read(show("home", sage))


def test_it_speaks_korean(
    show: Show, house: Flowery, iris: User, diary: tuple[ScentMemory, ...]
) -> None:
    korean = house.tables.accounts.change(iris.id, language="ko")
    app = show("home", korean)
    assert [title.value for title in app.title] == ["홈"]
    assert "다음 한 걸음" in read(app)
