"""The judged questions that `make bench` measures the search with: their form stays true."""

from __future__ import annotations

import pytest

from benchmarks.retrieval import HALVES, SETS, questions
from flowery.perfumery.catalogue import Catalogue

FEWEST = {"english": 80, "korean": 80, "without": 40, "typos": 30}


@pytest.mark.parametrize("name", SETS)
def test_there_are_enough_questions_in_both_halves(name: str) -> None:
    asked = questions(name)
    assert len(asked) >= FEWEST[name]
    assert len({question.id for question in asked}) == len(asked)
    sizes = [sum(question.half == half for question in asked) for half in HALVES]
    assert sum(sizes) == len(asked)
    assert abs(sizes[0] - sizes[1]) <= 1


@pytest.mark.parametrize("name", SETS)
def test_every_answer_is_a_perfume_with_a_grade(name: str, catalogue: Catalogue) -> None:
    for question in questions(name):
        assert set(question.grades.values()) <= {1, 2, 3}
        assert all(fragrance_id in catalogue for fragrance_id in question.grades)


@pytest.mark.parametrize("name", SETS)
def test_no_answer_holds_what_was_ruled_out(name: str, catalogue: Catalogue) -> None:
    for question in questions(name):
        answers = map(catalogue.get, question.grades)
        assert not [f.id for f in answers if question.forbids(f, catalogue.taxonomy)]


def test_most_questions_have_several_answers() -> None:
    few = [
        question.id
        for name in SETS
        for question in questions(name)
        if sum(grade >= 2 for grade in question.grades.values()) < 3
    ]
    assert len(few) <= 6  # a title, or a house with one fig
