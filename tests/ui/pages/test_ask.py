"""The page Ask: from a question to perfumes with reasons, and what the person says of them."""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from flowery.ui.perfume.details import layers
from flowery.wiring import Flowery
from flowery.words.vocabulary import Answer, ScentMemory, User
from tests.ui.pages.conftest import Show, drawn, links, read, steady, told

Diary = tuple[ScentMemory, ...]


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return steady(button.click().run())


def ask(app: AppTest, question: str) -> AppTest:
    app.text_input(key="ask.question").set_value(question)
    return press(app, "Ask")


def answer(house: Flowery, user: User) -> Answer:
    return house.advice.history(user.id, 1)[0]


def names(app: AppTest) -> list[str]:
    return [html.unescape(n) for n in re.findall(r'fl-rank">\d+</span>([^<]+)', drawn(app))]


def test_a_newcomer_sees_three_examples(show: Show, iris: User) -> None:
    app = show("ask", iris)
    examples = [button for button in app.button if (button.key or "").startswith("ask.example")]
    assert len(examples) == 3
    assert "Flowery does not know you yet" in read(app)
    app = steady(examples[0].click().run())
    assert app.text_input(key="ask.question").value == examples[0].label


def test_an_empty_question_is_met_with_a_sentence(show: Show, iris: User) -> None:
    app = press(show("ask", iris), "Ask")
    assert told(app.warning) == ["Write a question first, or choose an example."]


def test_a_question_is_answered_with_real_perfumes(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = ask(show("ask", iris), "Something with cedar, nothing sweet")
    given = answer(house, iris)
    assert names(app) == [one.name for one in given.recommendations]
    assert all(one.fragrance_id in house.catalogue for one in given.recommendations)
    assert given.answer in read(app)
    assert app.query_params["question"] == given.question_id
    assert app.text_input(key="ask.question").value == "Something with cedar, nothing sweet"


def test_the_quoted_memory_is_linked(show: Show, house: Flowery, iris: User, diary: Diary) -> None:
    app = ask(show("ask", iris), "Something with cedar")
    quotes = re.findall(r'class="fl-quote"[^>]*>([^<]+)<', drawn(app))
    assert quotes != []
    assert all(any(quote in memory.words for memory in diary) for quote in quotes)
    assert any(query == f"memory={diary[1].id}" for _, _, query in links(app))


def test_details_open_on_demand_and_their_parts_add_up(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = ask(show("ask", iris), "Something with cedar")
    assert app.get("plotly_chart") == []
    first = answer(house, iris).recommendations[0]
    key = f"details-{answer(house, iris).question_id}-{first.fragrance_id}"
    app.session_state[key] = True
    app = steady(app.run())
    (chart,) = app.get("plotly_chart")
    parts = [float(n.replace("−", "-")) for n in re.findall(r"[+−]?\d\.\d{3}", chart.proto.alt)]
    assert sum(parts[:-1]) == pytest.approx(parts[-1], abs=0.005)
    assert "Speaks against it" in read(app)
    assert "Accords" in read(app)


def test_a_wish_is_taken_away_and_asked_again(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = ask(show("ask", iris), "Something with cedar, nothing sweet")
    first = answer(house, iris)
    assert "axis:gourmand" in first.brief.vetoes
    chips = app.pills[0]
    kept = [option for option in chips.value if option != "vetoes=axis:gourmand"]
    app = press(steady(chips.set_value(kept).run()), "Ask again with these wishes")
    assert answer(house, iris).question_id != first.question_id
    assert answer(house, iris).brief.vetoes == ()


def test_what_is_understood_is_shown_before_it_is_asked(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = show("ask", iris)
    app.text_input(key="ask.question").set_value("Cedar under 80 euros")
    app = press(app, "First show what you understand")
    assert house.advice.history(iris.id, 1) == ()
    assert "budget_max=80.0" in app.pills[0].value
    app = press(app, "Ask with these wishes")
    assert answer(house, iris).brief.budget_max == 80.0


def test_a_wish_is_added(show: Show, house: Flowery, iris: User, diary: Diary) -> None:
    app = ask(show("ask", iris), "Something with cedar")
    season = next(box for box in app.selectbox if box.label == "Season")
    season.set_value("autumn")
    note = next(box for box in app.selectbox if box.label == "A smell")
    note.set_value("incense")
    app = press(press(app, "Add"), "Ask again with these wishes")
    assert answer(house, iris).brief.season == "autumn"
    assert "note:incense" in answer(house, iris).brief.wants


def test_what_was_ruled_out_for_good_is_no_chip(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    house.learning.dislike(iris.id, "tuberose", "veto")
    app = ask(show("ask", iris), "Something with cedar")
    assert "vetoes=note:tuberose" not in app.pills[0].value
    assert "Always left out, as you said: Tuberose" in read(app)


def test_a_reaction_is_evidence_and_counts_in_the_next_answer(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = ask(show("ask", iris), "Something with cedar")
    first = answer(house, iris).recommendations[0]
    reactions = f"reactions-{answer(house, iris).question_id}-{first.fragrance_id}"
    app = steady(app.pills(key=reactions).set_value(["own"]).run())
    said = [(r.fragrance_id, r.reaction) for r in house.tables.of(iris.id).tastes.reactions()]
    assert said == [(first.fragrance_id, "own")]
    app = ask(app, "Something with cedar")
    assert first.name not in names(app)


def test_a_reaction_is_taken_back(show: Show, house: Flowery, iris: User, diary: Diary) -> None:
    app = ask(show("ask", iris), "Something with cedar")
    first = answer(house, iris).recommendations[0]
    reactions = f"reactions-{answer(house, iris).question_id}-{first.fragrance_id}"
    app = steady(app.pills(key=reactions).set_value(["like"]).run())
    app = steady(app.pills(key=reactions).set_value(["like", "dislike"]).run())
    assert app.pills(key=reactions).value == ["dislike"]
    app = steady(app.pills(key=reactions).set_value([]).run())
    assert house.tables.of(iris.id).tastes.reactions() == ()


def test_stars_and_a_disliked_note_are_kept(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = ask(show("ask", iris), "Something with cedar")
    given = answer(house, iris)
    app = steady(app.feedback[0].set_value(3).run())
    assert answer(house, iris).stars == 4
    disliked = app.multiselect(key=f"disliked-{given.question_id}")
    steady(disliked.set_value(["cedar"]).run())
    (feedback,) = house.tables.of(iris.id).questions.feedback()
    assert (feedback.stars, feedback.dislikes) == (4, ("cedar",))


def test_a_search_finds_memories(show: Show, house: Flowery, iris: User, diary: Diary) -> None:
    app = ask(show("ask", iris), "Which of my memories smell of cedar?")
    assert answer(house, iris).kind == "search"
    assert names(app) == []
    assert any(query == f"memory={diary[1].id}" for _, _, query in links(app))


def test_a_comparison_lays_radars_over_each_other(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = ask(show("ask", iris), "Compare Shalimar and Terre d'Hermès")
    assert answer(house, iris).kind == "comparison"
    alt = app.get("plotly_chart")[0].proto.alt
    assert "Shalimar: Citrus" in alt
    assert "Terre d'Hermès: Citrus" in alt
    assert "Only in Shalimar" in read(app)


def test_when_nothing_fits_one_wish_can_be_let_go(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = ask(
        show("ask", iris),
        "Something from Guerlain without vanilla, without citrus, "
        "without floral, without woody, without amber, without spicy, under 1 euro",
    )
    given = answer(house, iris)
    assert given.recommendations == ()
    offered = [button for button in app.button if button.label.startswith("Let go of")]
    assert len(offered) == len(given.relax)


def test_earlier_questions_open_again(show: Show, house: Flowery, iris: User, diary: Diary) -> None:
    given = house.advice.ask(iris.id, "Something with cedar")
    app = show("ask", iris)
    app = steady(app.button(key=f"open-{given.question_id}").click().run())
    assert app.query_params["question"] == given.question_id
    assert names(app) == [one.name for one in given.recommendations]


@pytest.mark.usefixtures("diary")
def test_another_persons_answer_does_not_open(
    show: Show, house: Flowery, iris: User, sage: User
) -> None:
    given = house.advice.ask(iris.id, "Something with cedar")
    app = show("ask", sage, question=given.question_id)
    assert names(app) == []
    assert len(told(app.info)) == 1


def test_a_question_may_hold_anything(show: Show, iris: User, diary: Diary) -> None:
    app = ask(show("ask", iris), "<script>alert(1)</script> :red[cedar] $x$")
    assert "<script" not in drawn(app)


def test_the_example_person_cannot_ask(show: Show, house: Flowery, example: User) -> None:
    app = ask(show("ask", example), "Something with cedar")
    assert told(app.error)[0].startswith("This is an example diary")
    assert house.advice.history(example.id, 1) == ()


def test_an_answer_that_rested_on_a_forgotten_memory_says_so(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    given = house.advice.ask(iris.id, "Something with cedar")
    house.remember.forget(iris.id, diary[1].id)
    app = show("ask", iris, question=given.question_id)
    assert names(app) == []
    assert "This answer rested on a memory that you forgot." in read(app)
    assert "This answer rested on a memory that you forgot." in read(show("home", iris))


def test_no_sentence_is_quoted_twice_on_the_cards(
    show: Show, house: Flowery, iris: User, diary: Diary
) -> None:
    app = ask(show("ask", iris), "Something with cedar")
    quotes = re.findall(r'class="fl-quote"[^>]*>([^<]+)<', drawn(app))
    assert len(quotes) == len(set(quotes)) > 0


def test_a_perfume_without_layers_shows_as_many_notes_as_three_layers_would(
    house: Flowery,
) -> None:
    garage = house.catalogue.get("comme-des-garcons-series-6-synthetic-garage")
    assert "Cedar" in layers(garage, 3)
    assert layers(garage, 1).count(",") == 2


def test_a_question_that_is_not_here_says_so_without_its_id(show: Show, iris: User) -> None:
    app = show("ask", iris, question="q_nope")
    assert told(app.info) == ["This question is not here. It may have been forgotten."]
