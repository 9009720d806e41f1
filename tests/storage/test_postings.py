"""Full text in memory: words in two languages, folded, with the usual BM25 order."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from flowery.storage.postings import Postings, tokens

DIARY = (
    "Rain on hot asphalt, and the roses of my grandmother",
    "할머니의 장미 비누와 젖은 아스팔트",
    "A rose, a rose, and a rose",
    "장작 연기가 밴 털모자",
    "Vétiver, fougère and berries",
    "",
)


@pytest.fixture(scope="module")
def postings() -> Postings:
    return Postings(DIARY)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rose", {0, 2}),
        ("ROSES", {0, 2}),
        ("vetiver", {4}),
        ("fougere berry", {4}),
        ("장미", {1}),
        ("아스팔트", {1}),
        ("연기", {3}),
        ("할머니", {1}),
        ("비누", {1}),
        ("tuberose", set()),
        ("", set()),
        ('"rose" (*', {0, 2}),
    ],
)
def test_words_are_found(postings: Postings, query: str, found: set[int]) -> None:
    assert set(np.flatnonzero(postings.scores(query))) == found


def test_korean_is_found_inside_its_endings(postings: Postings) -> None:
    """ "비누와" holds "비누"; a query with another ending shares a pair of syllables with it."""
    assert postings.scores("비누를")[1] > 0
    assert postings.scores("할머니께서")[1] > 0
    assert postings.scores("털모자에서")[3] > 0


def test_a_rare_word_weighs_more_than_a_common_one(postings: Postings) -> None:
    assert postings.scores("asphalt")[0] > postings.scores("rose")[0]


def test_more_of_a_word_weighs_more(postings: Postings) -> None:
    scores = postings.scores("rose")
    assert scores[2] > scores[0] > 0


def test_scores_of_words_add_up(postings: Postings) -> None:
    both = postings.scores("rain rose")
    assert np.allclose(both, postings.scores("rain") + postings.scores("rose"))


def test_every_document_has_a_score(postings: Postings) -> None:
    assert postings.scores("rose").shape == (len(DIARY),)
    assert Postings([]).scores("rose").shape == (0,)


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_text_is_searched_without_a_fault(query: str, documents: list[str]) -> None:
    scores = Postings([*documents, query]).scores(query)
    assert np.isfinite(scores).all()
    assert (scores[-1] > 0) == bool(tokens(query))
