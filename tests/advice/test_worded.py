"""Words by a model: it may say the facts well, and nothing else; without it the answer stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flowery.advice.brief import BriefReader
from flowery.advice.tuned import Untuned
from flowery.advice.worded import Narrator, WordedAnswer, WordedSentence
from flowery.wiring import Flowery
from flowery.words.errors import ModelUnavailable
from flowery.words.vocabulary import Answer, Brief
from tests.models.fake import FakeModels
from tests.test_hostile_model import HARM


@pytest.fixture
def answer(house: Flowery, iris: str) -> Answer:
    return house.advice.ask(iris, "leather and incense")


def said(answer: Answer, text: str, sentence: str = "It suits a quiet evening.") -> WordedAnswer:
    first = answer.recommendations[0].fragrance_id
    sentences = [WordedSentence(fragrance_id=first, sentence=sentence)]
    return WordedAnswer(answer=text, sentences=sentences)


def reworded(house: Flowery, reader: BriefReader, answer: Answer, models: FakeModels) -> Answer:
    return Narrator(models, reader.known, house.search, Untuned()).worded(answer, "en", "u")


def test_good_words_are_taken_and_change_nothing_else(
    house: Flowery, brief_reader: BriefReader, answer: Answer
) -> None:
    first = answer.recommendations[0]
    text = f"Begin with {first.brand} {first.name}: it has the leather you asked for."
    models = FakeModels({"explain": [said(answer, text)]})
    then = reworded(house, brief_reader, answer, models)
    assert (then.answer, then.words_by) == (text, "fake")
    assert then.recommendations[0].sentence == "It suits a quiet evening."
    sentences = [one.sentence for one in answer.recommendations]
    back = [replace(r, sentence=s) for r, s in zip(then.recommendations, sentences, strict=True)]
    assert tuple(back) == answer.recommendations


@pytest.mark.parametrize(
    "text",
    [
        "Begin with Mugler Angel, it is wonderful.",
        "You will love its tuberose and its honey.",
        "It was made by Serge Lutens for Cleopatra.",
    ],
)
def test_words_that_name_what_was_not_given_are_refused(
    house: Flowery, brief_reader: BriefReader, answer: Answer, text: str
) -> None:
    for made in (said(answer, text), said(answer, "It has leather.", sentence=text)):
        models = FakeModels({"explain": [made]})
        assert reworded(house, brief_reader, answer, models) == answer


def test_an_outage_costs_words_and_no_answer(
    house: Flowery, brief_reader: BriefReader, answer: Answer
) -> None:
    models = FakeModels({"explain": [ModelUnavailable("It is away.", permanent=False)]})
    assert reworded(house, brief_reader, answer, models) == answer
    assert reworded(house, brief_reader, answer, FakeModels(offers=frozenset())) == answer


def test_the_model_is_given_reasons_and_never_the_whole_diary(
    house: Flowery, brief_reader: BriefReader, answer: Answer
) -> None:
    models = FakeModels({"explain": [said(answer, "It has leather.")]})
    reworded(house, brief_reader, answer, models)
    (request,) = models.requests
    assert request.purpose == "explain"
    assert all(one.name in request.user for one in answer.recommendations)


@pytest.mark.parametrize(
    "text",
    [
        "{title}부터 맡아 보세요.",
        "천천히 {title}도 맡아 보세요.",
        "It opens on your own skin, as {title} does.",
        "With Encens, of {title}.",
    ],
)
def test_names_that_were_given_are_known_in_every_form(
    house: Flowery, brief_reader: BriefReader, iris: str, text: str
) -> None:
    brief = Brief(wants=("note:incense",), brands=("Giorgio Armani",))
    answer = house.advice.ask(iris, "incense", 8, brief)
    title = next(one.title for one in answer.recommendations if "Bois d'Encens" in one.name)
    words = text.format(title=title)
    models = FakeModels({"explain": [said(answer, words)]})
    assert reworded(house, brief_reader, answer, models).answer == words


@pytest.mark.parametrize(
    "text", ["클레오파트라가 아니라 Cleopatra도 좋아해요.", "It lasts 48 hours."]
)
def test_korean_hides_no_name_and_numbers_are_given_too(
    house: Flowery, brief_reader: BriefReader, answer: Answer, text: str
) -> None:
    models = FakeModels({"explain": [said(answer, text)]})
    assert reworded(house, brief_reader, answer, models) == answer


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_harm_that_comes_in_pieces_is_never_heard(
    house: Flowery, brief_reader: BriefReader, answer: Answer, harm: str
) -> None:
    """However it is cut: nothing is let through before its sentence is whole and holds."""
    heard: list[str] = []
    text = f"They stay close to what you asked for. {harm} They are quiet."
    models = FakeModels({"explain": [said(answer, text)]})
    narrator = Narrator(models, brief_reader.known, house.search, Untuned())
    assert narrator.worded(answer, "en", "u", heard.append) == answer
    assert heard[0] == "They stay close to what you asked for."
    assert heard[-1] == ""
    assert set(heard) <= {"", heard[0], f"{heard[0]} These suit you."}
