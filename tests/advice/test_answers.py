"""Answers end to end over the built-in catalogue: real, summing up, quoted, private and honest."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from flowery.advice.liking import Liking
from flowery.advice.panel import Panel, Posed
from flowery.advice.person import People
from flowery.advice.relaxing import relaxed
from flowery.advice.tuned import Untuned
from flowery.advice.written import answer_from_json, answer_to_json
from flowery.memories.reading.extraction import SmellReader
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.composing import compose
from flowery.perfumery.search import CatalogueSearch
from flowery.taste.foretelling import Foretelling
from flowery.wiring import Flowery
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import Answer, Brief
from tests.advice.conftest import Tell
from tests.perfumery.conftest import note_vectors

QUESTIONS = (
    "A rainy library, nothing sweet, under 80 euros",
    "wood smoke for winter evenings, but no vanilla",
    "비 온 뒤 젖은 흙 같은 향을 찾고 있어요. 가을에 쓸 거예요.",
    "like Shalimar but lighter",
    "three clean perfumes for the office",
    "귤껍질 같은 향, 달지 않게",
    "recommend something",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_keeps_its_promises(
    house: Flowery, iris: str, diary: dict[str, str], question: str
) -> None:
    answer = house.advice.ask(iris, question)
    assert answer.recommendations
    scores = [one.score for one in answer.recommendations]
    assert scores == sorted(scores, reverse=True)
    for one in answer.recommendations:
        assert one.fragrance_id in house.catalogue
        assert one.score == pytest.approx(sum(one.parts.values()), abs=1e-6)
        assert one.parts["dislikes"] <= 0
        assert one.parts["variety"] <= 0
        assert one.opposes, "something against, or that nothing is known"
        assert one.sentence
    assert_quotes_stand(house, iris, answer)


def assert_quotes_stand(house: Flowery, user_id: str, answer: Answer) -> None:
    diary = house.tables.of(user_id).diary
    reasons = [r for one in answer.recommendations for r in (*one.supports, *one.opposes)]
    quoted = [(r.memory_id, r.quote) for r in reasons if r.quote]
    quoted += [(memory.memory_id, memory.quote) for memory in answer.memories]
    for memory_id, quote in quoted:
        assert memory_id is not None
        assert quote in diary.get(memory_id).words


def test_an_answer_quotes_the_memory_that_speaks_for_it(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    answer = house.advice.ask(iris, "wood smoke in winter")
    told = {r.memory_id for one in answer.recommendations for r in one.supports if r.quote}
    assert diary["smoke"] in told


def test_reasons_name_only_notes_of_the_perfume(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    for question in QUESTIONS:
        for one in house.advice.ask(iris, question).recommendations:
            notes = house.catalogue.get(one.fragrance_id).notes
            named = {r.note for r in (*one.supports, *one.opposes) if r.note}
            assert named <= set(notes)


def test_reasons_of_taste_and_memories_sum_to_their_parts(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    """Every contribution of a part is measured: the shown ones never claim more than the part."""
    answer = house.advice.ask(iris, "wood smoke in winter", brief=Brief(wants=("note:wood_smoke",)))
    for one in answer.recommendations:
        claimed = sum(r.amount for r in one.supports if r.kind == "memories")
        assert claimed <= one.parts["memories"] + 1e-5
        claimed = sum(r.amount for r in one.supports if r.kind == "question")
        assert claimed <= one.parts["question"] + 1e-5


@pytest.mark.parametrize("question", QUESTIONS[:3])
def test_a_perfume_without_a_note_that_spoke_for_it_scores_less(
    house: Flowery, iris: str, diary: dict[str, str], question: str
) -> None:
    answer = house.advice.ask(iris, question, 3)
    parts = note_vectors(house.taxonomy, house.models.embed)
    for one in answer.recommendations:
        for note in {r.note for r in one.supports[:3] if r.note}:
            assert score_without(house, iris, answer, one.fragrance_id, note, parts) < one.score


def score_without(
    house: Flowery, user_id: str, answer: Answer, fragrance_id: str, note: str, parts: dict
) -> float:
    """The score of the same perfume in a catalogue where it lacks this note, before variety."""
    row = house.catalogue.row(fragrance_id)
    whole = house.catalogue.fragrances[row]
    layers = ("top", "heart", "base", "flat")
    lacking = {layer: tuple(n for n in getattr(whole, layer) if n != note) for layer in layers}
    fragrances = list(house.catalogue.fragrances)
    fragrances[row] = replace(whole, **lacking)
    vectors = house.catalogue.vectors.copy()
    vectors[row] = compose([fragrances[row]], parts)[0]
    catalogue = Catalogue(fragrances, house.taxonomy, vectors)
    read = SmellReader(house.taxonomy, house.lexicon).read
    search = CatalogueSearch(catalogue, house.lexicon, house.models.embed, read)
    panel = Panel(house.tables, house.vectors, house.models, house.lexicon, search, read, Untuned())
    own = house.tables.of(user_id)
    outlook_of = Foretelling(house.tables, house.taste, catalogue).outlook
    people = People(house.taste.profile, outlook_of, house.taxonomy)
    person = people.of(own, own.version())
    posed = Posed(user_id, answer.question, answer.brief, 1, "en", person, own.version())
    ranked = panel.recommending(posed, panel.hear(posed))
    picked = ranked.given([row], np.ones(len(catalogue), dtype=np.bool_))
    return picked.recommendations[0].score


def test_the_same_question_comes_from_what_was_kept_until_something_changes(
    house: Flowery, iris: str, tell: Tell
) -> None:
    first = house.advice.ask(iris, "rain on stone")
    again = house.advice.ask(iris, "rain on stone")
    assert again.cached
    assert again.recommendations == first.recommendations
    assert again.question_id == first.question_id
    assert not house.advice.ask(iris, "rain on stone!").cached, "a similar question is another"
    assert not house.advice.ask(iris, "rain on stone", brief=Brief()).cached
    tell("I love the smell of fresh paint.")
    assert not house.advice.ask(iris, "rain on stone").cached


def test_two_people_never_see_each_other(
    house: Flowery, iris: str, sage: str, diary: dict[str, str]
) -> None:
    hers = house.advice.ask(iris, "wood smoke in winter")
    theirs = house.advice.ask(sage, "wood smoke in winter")
    assert not theirs.cached
    assert theirs.memories == ()
    assert not [r for one in theirs.recommendations for r in one.supports if r.memory_id]
    assert [one.shelf for one in theirs.recommendations] == [None] * 5
    with pytest.raises(NotFound):
        house.advice.reopen(sage, hers.question_id)
    assert house.advice.history(sage)[0].question_id == theirs.question_id
    assert len(house.advice.history(sage)) == 1


def test_a_forgotten_memory_takes_its_answers_along(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    answer = house.advice.ask(iris, "wood smoke in winter")
    house.remember.forget(iris, diary["smoke"])
    reopened = house.advice.reopen(iris, answer.question_id)
    assert reopened.recommendations == ()
    assert "forgot" in reopened.answer
    again = house.advice.ask(iris, "wood smoke in winter")
    assert not again.cached
    assert diary["smoke"] not in json.dumps(answer_to_json(again))


def test_a_quote_that_was_edited_away_is_no_longer_shown(
    house: Flowery, iris: str, tell: Tell
) -> None:
    memory_id = tell("I love wood smoke. It is the smell of my father.")
    answer = house.advice.ask(iris, "wood smoke in winter")
    assert [r for one in answer.recommendations for r in one.supports if r.quote]
    house.remember.edit(iris, memory_id, text="I love the smell of the sea.")
    house.remember.settle(iris, memory_id)
    assert_quotes_stand(house, iris, house.advice.reopen(iris, answer.question_id))


def test_a_stranger_gets_an_answer_and_is_told_what_is_missing(house: Flowery, sage: str) -> None:
    answer = house.advice.ask(sage, "A rainy library, nothing sweet, under 80 euros")
    assert answer.recommendations
    assert "do not know your taste yet" in answer.answer
    assert answer.recommendations[0].parts["taste"] == 0


def test_a_rainy_library_smells_of_paper_wood_or_rain(house: Flowery, sage: str) -> None:
    answer = house.advice.ask(sage, "A rainy library, nothing sweet, under 80 euros")
    papery = {"old_books", "paper", "ink", "petrichor", "rain", "incense", "vetiver", "cedar"}
    for one in answer.recommendations[:3]:
        fragrance = house.catalogue.get(one.fragrance_id)
        assert papery & set(fragrance.notes)
        assert fragrance.price_band in (None, 1, 2)


def test_korean_is_answered_in_korean(house: Flowery, iris: str) -> None:
    answer = house.advice.ask(iris, "비 오는 도서관 같은 향, 달지 않게")
    assert "바라신 것" in answer.answer
    assert all(max(one.sentence) >= "가" for one in answer.recommendations)


def test_owned_tried_and_declined_perfumes_are_left_out_unless_asked(
    house: Flowery, iris: str
) -> None:
    first = house.advice.ask(iris, "roses in the garden").recommendations
    for one, reaction in zip(first, ("own", "tried", "dislike", "wore", "wish"), strict=True):
        house.learning.react(iris, one.fragrance_id, reaction)
    known = {one.fragrance_id for one in first[:4]}
    again = house.advice.ask(iris, "roses in the garden", 10)
    assert not known & {one.fragrance_id for one in again.recommendations}
    brief = replace(again.brief, include_known=True)
    owned = house.advice.ask(iris, "roses in the garden", 10, brief)
    assert known & {one.fragrance_id for one in owned.recommendations}


def test_a_budget_keeps_dearer_perfumes_out_and_says_what_is_not_known(
    house: Flowery, iris: str
) -> None:
    answer = house.advice.ask(iris, "leather under 60 euros", 20)
    for one in answer.recommendations:
        band = house.catalogue.get(one.fragrance_id).price_band
        assert band in (None, 1, 2)
        against = {reason.kind for reason in one.opposes}
        assert ("budget" in against) == (band != 1)


def test_nothing_fits_says_so_and_which_wish_to_relax(house: Flowery, iris: str) -> None:
    brief = Brief(vetoes=("axis:woody",), brands=("Guerlain",), budget_max=5.0)
    answer = house.advice.ask(iris, "from Guerlain", brief=replace(brief, budget_max=0.0))
    assert answer.recommendations == ()
    assert "No perfume" in answer.answer
    assert answer.relax[0] == "budget"
    found = house.advice.ask(iris, "from Guerlain", brief=relaxed(answer.brief, "budget"))
    assert found.recommendations


def test_nobody_sells_a_bottle_for_a_euro(house: Flowery, iris: str) -> None:
    answer = house.advice.ask(iris, "only orris under 1 euro")
    assert answer.recommendations == ()
    assert answer.relax == ("budget",)
    assert "at most 1 euro." in answer.answer
    assert "1,000,000 euros" in house.advice.ask(iris, "orris under 1000000 euros").answer


@pytest.mark.parametrize(
    "question", ["asdfghjkl qwerty", "tell me a joke", "'; SELECT * FROM users; --"]
)
def test_a_question_about_nothing_known_is_told_so(
    house: Flowery, iris: str, diary: dict[str, str], question: str
) -> None:
    answer = house.advice.ask(iris, question)
    assert "goes by your taste alone" in answer.answer
    said = [r.detail for one in answer.recommendations for r in one.supports]
    assert not [detail for detail in said if "words of your question" in detail]


@pytest.mark.parametrize("question", ["wood smoke in winter", "church bells and cold stone"])
def test_a_question_about_something_known_is_not(
    house: Flowery, iris: str, diary: dict[str, str], question: str
) -> None:
    assert "taste alone" not in house.advice.ask(iris, question).answer


def test_like_something_but_less_of_one_side_stays_near_it(house: Flowery, iris: str) -> None:
    answer = house.advice.ask(iris, "like Chanel No 5 but less powdery")
    known = house.catalogue.get("chanel-n5-eau-de-parfum")
    for one in answer.recommendations[:3]:
        shared = set(known.notes) & set(house.catalogue.get(one.fragrance_id).notes)
        assert len(shared) > 3, one.title


def test_years_and_perfumers_are_kept_to(house: Flowery, iris: str) -> None:
    answer = house.advice.ask(iris, "vetiver from the 1960s", 20)
    years = [house.catalogue.get(one.fragrance_id).year for one in answer.recommendations]
    assert years
    assert all(year and 1960 <= year <= 1969 for year in years)
    assert "from 1960 to 1969" in answer.answer
    answer = house.advice.ask(iris, "tea by Jean-Claude Ellena", 20)
    made = [house.catalogue.get(one.fragrance_id).perfumers for one in answer.recommendations]
    assert made
    assert all("Jean-Claude Ellena" in perfumers for perfumers in made)
    nothing = house.advice.ask(iris, "tea by Jean-Claude Ellena before 1950")
    assert set(nothing.relax) == {"perfumers", "years"}


def test_a_hated_group_weighs_against_each_of_its_notes(
    house: Flowery, iris: str, tell: Tell
) -> None:
    tell("I cannot stand white flowers. I have always hated white flowers.")
    answer = house.advice.ask(iris, "Compare Guerlain Samsara and Goutal Songes")
    against = [r for one in answer.recommendations for r in one.opposes if r.kind == "dislikes"]
    assert house.taxonomy.kinds_of("white_flowers") & {reason.note for reason in against}
    assert any("white flowers" in reason.quote for reason in against)


def test_a_house_in_the_name_is_said_once(house: Flowery, iris: str) -> None:
    brief = Brief(wants=("note:lime", "note:mint"), brands=("Guerlain",))
    answer = house.advice.ask(iris, "Guerlain Homme, please", 20, brief)
    titles = [one.title for one in answer.recommendations]
    assert "Guerlain Homme" in titles
    assert "Guerlain Guerlain" not in answer.answer
    assert not [title for title in titles if title.startswith("Guerlain Guerlain")]


def test_a_title_keeps_its_capital_in_a_korean_sentence(house: Flowery, iris: str) -> None:
    answer = house.advice.ask(iris, "조말론 라임 바질 같은 향")
    assert "Jo Malone London Lime Basil & Mandarin" in answer.answer


def test_a_search_finds_the_memory_with_its_words(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    answer = house.advice.ask(iris, "When did I smell tuberose?")
    assert answer.kind == "search"
    assert answer.recommendations == ()
    assert answer.memories[0].memory_id == diary["tuberose"]
    assert "tuberose" in answer.memories[0].quote
    korean = house.advice.ask(iris, "내 기억 중에 귤껍질이 나오는 건?")
    assert korean.memories[0].memory_id == diary["orange"]


def test_a_search_names_a_smell_that_no_memory_has_only_as_a_guess(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    answer = house.advice.ask(iris, "Did I ever write about peppermint?")
    assert answer.answer.startswith("No memory of yours ")
    sure = house.advice.ask(iris, "Did I ever write about tuberose?")
    assert sure.answer.startswith("It is in “Table nine”")


def test_a_search_for_a_side_of_smell_finds_its_notes(
    house: Flowery, iris: str, tell: Tell
) -> None:
    cedar = tell("I love the cedar chest in the hall.", title="The hall")
    tell("The sea was loud that night.", title="Loud")
    answer = house.advice.ask(iris, "which of my memories smell of wood?")
    assert answer.memories[0].memory_id == cedar


def test_a_search_without_a_memory_says_so(house: Flowery, sage: str) -> None:
    answer = house.advice.ask(sage, "When did I smell incense?")
    assert answer.memories == ()
    assert "No memory" in answer.answer


def test_a_comparison_has_the_named_perfumes_and_no_other(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    answer = house.advice.ask(iris, "Compare Shalimar and Mitsouko")
    assert answer.kind == "comparison"
    compared = {one.fragrance_id for one in answer.recommendations}
    assert compared == {"guerlain-shalimar", "guerlain-mitsouko"}
    assert "They share" in answer.answer


def test_a_comparison_leaves_out_what_is_vetoed(house: Flowery, iris: str) -> None:
    house.learning.dislike(iris, "vanilla", "veto")
    answer = house.advice.ask(iris, "Compare Shalimar and Mitsouko")
    assert "guerlain-shalimar" not in {one.fragrance_id for one in answer.recommendations}
    assert "left out" in answer.answer


def test_without_a_memory_is_what_forgetting_it_would_make(
    house: Flowery, iris: str, diary: dict[str, str]
) -> None:
    liking = Liking(house.taste.profile(iris), house.taxonomy)
    for memory_id in diary.values():
        numbers = liking.without(memory_id)
        then = house.taste.profile(iris, without_memory=memory_id)
        for score in then.notes:
            assert numbers.notes[score.note] == pytest.approx(score.score, abs=1e-9)
        for axis in then.axes:
            assert numbers.totals[axis.axis] == pytest.approx(axis.total, abs=1e-9)


def test_what_would_change_comes_true(house: Flowery, iris: str, diary: dict[str, str]) -> None:
    answer = house.advice.ask(iris, "a winter evening by the fire")
    first = answer.recommendations[0]
    said = [text for text in first.what_if if "The sweater" in text]
    house.remember.forget(iris, diary["smoke"])
    ids = [r.fragrance_id for r in house.advice.ask(iris, answer.question, 12).recommendations]
    place = ids.index(first.fragrance_id) + 1 if first.fragrance_id in ids else None
    expected = f"number {place}" if place else "not be among"
    assert (place == 1) == (not said)
    assert all(expected in text for text in said)


def test_an_answer_survives_being_written(house: Flowery, iris: str, diary: dict[str, str]) -> None:
    answer = house.advice.ask(iris, QUESTIONS[0])
    stored = json.loads(json.dumps(answer_to_json(answer)))
    assert answer_from_json(stored) == answer
    assert {"question_id", "brief", "recommendations", "memories", "answer"} <= set(stored)
    assert {"for", "against", "parts", "score", "shelf"} <= set(stored["recommendations"][0])
    assert house.advice.reopen(iris, answer.question_id) == answer


def test_history_is_newest_first_with_its_stars(house: Flowery, iris: str) -> None:
    first = house.advice.ask(iris, "roses")
    second = house.advice.ask(iris, "the sea")
    house.learning.rate(iris, first.question_id, 4)
    history = house.advice.history(iris)
    assert [a.question_id for a in history] == [second.question_id, first.question_id]
    assert [a.stars for a in history] == [None, 4]


@pytest.mark.parametrize("question", ["", "   ", "\n"])
def test_no_question_is_refused_with_a_sentence(house: Flowery, iris: str, question: str) -> None:
    with pytest.raises(Refused, match="no question yet"):
        house.advice.ask(iris, question)


def test_a_novel_is_no_question(house: Flowery, iris: str) -> None:
    with pytest.raises(Refused, match="2,000 characters"):
        house.advice.ask(iris, "rose " * 1000)


@pytest.mark.parametrize(
    "question",
    ["🌹🌹🌹", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\ud800 rose", "ا لورد"],
)
def test_odd_questions_are_answered(house: Flowery, iris: str, question: str) -> None:
    assert house.advice.ask(iris, question).recommendations
