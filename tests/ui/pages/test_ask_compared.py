"""The page Ask while two ways of wording are compared: whose words they are waits for the stars."""

from __future__ import annotations

from dataclasses import replace

from flowery.advice.written import answer_to_json
from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.ui.pages.conftest import Show, read


def test_while_words_are_compared_nobody_is_told_whose_they_are_before_the_stars(
    show: Show, house: Flowery, iris: User
) -> None:
    given = house.advice.ask(iris.id, "cedar for the office")
    own = house.tables.of(iris.id).questions
    compared = replace(given, words_by="some-model", prompt="explain-2", worded_for="b", awaits=())
    own.amend(given.question_id, answer_to_json(compared), {})
    blind = read(show("ask", iris, question=given.question_id))
    assert "Chosen and ordered by numbers alone" in blind
    assert "some-model" not in blind
    assert "explain-2" not in blind
    house.learning.rate(iris.id, given.question_id, 5)
    told = read(show("ask", iris, question=given.question_id))
    assert "In the words of some-model;" in told
    assert "explain-2" in told
