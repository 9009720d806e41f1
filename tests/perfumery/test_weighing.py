"""The weights of the search: who may change them, what they change, and that their defaults change
nothing.
"""

from __future__ import annotations

import numpy as np
import pytest

from flowery.perfumery.search import CatalogueSearch
from flowery.perfumery.weighing import MEASURED, SourceWeights, Weighing, checked
from flowery.storage.tables import Tables
from flowery.words.errors import NotAllowed, Refused
from flowery.words.vocabulary import User


def ids(search: CatalogueSearch, words: str, limit: int = 3) -> tuple[str, ...]:
    return tuple(hit.fragrance.id for hit in search.search(words, limit))


def test_nothing_kept_is_what_was_measured(tables: Tables) -> None:
    assert Weighing(tables).now() == MEASURED == SourceWeights()


def test_an_administrator_keeps_weights_and_goes_back(tables: Tables, basil: User) -> None:
    weighing, wished = Weighing(tables), SourceWeights(notes=5, nearest=0.4)
    weighing.keep(basil, wished)
    assert Weighing(tables).now() == wished
    weighing.forget(basil)
    assert weighing.now() == MEASURED


def test_nobody_else_changes_them(tables: Tables, basil: User, sage: User) -> None:
    weighing = Weighing(tables)
    weighing.keep(basil, SourceWeights(texts=2))
    with pytest.raises(NotAllowed):
        weighing.keep(sage, SourceWeights())
    with pytest.raises(NotAllowed):
        weighing.forget(sage)
    assert weighing.now() == SourceWeights(texts=2)


@pytest.mark.parametrize(
    "wrong",
    [
        *({"notes": -0.1}, {"notes": 10.5}, {"nearest": 2.1}, {"alike": float("nan")}),
        *({"texts": "3"}, {"texts": True}, {"brands": None}, {"smell": 1.0}),
    ],
)
def test_a_wrong_weight_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        checked(wrong)


@pytest.mark.parametrize("kept", ["not json", "[]", '{"notes": 99}', '{"smell": 1}'])
def test_what_cannot_be_read_counts_as_measured(tables: Tables, kept: str) -> None:
    tables.set_state("search.weights", kept)
    assert Weighing(tables).now() == MEASURED


def test_they_count_from_the_next_search_on(
    tables: Tables, basil: User, search: CatalogueSearch
) -> None:
    weighing = Weighing(tables)
    weighed = search.weighed(MEASURED)
    weighed._weights = weighing.now
    before = ids(weighed, "rose vanilla", 50)
    weighing.keep(basil, SourceWeights(notes=0, accords=8))
    after = ids(weighed, "rose vanilla", 50)
    assert before == ids(search, "rose vanilla", 50)
    assert after != before


@pytest.mark.parametrize("name", ["notes", "accords", "texts", "meaning"])
def test_every_source_is_a_knob_of_its_own(search: CatalogueSearch, name: str) -> None:
    usual = ids(search, "smoky rose chapel", 200)
    muted: dict[str, float] = {name: 0.0}
    assert ids(search.weighed(SourceWeights(**muted)), "smoky rose chapel", 200) != usual


def test_a_house_and_a_likeness_are_knobs_too(search: CatalogueSearch) -> None:
    no_house = search.weighed(SourceWeights(brands=0))
    assert ids(no_house, "rose from Guerlain", 30) != ids(search, "rose from Guerlain", 30)
    no_likeness = search.weighed(SourceWeights(alike=0))
    assert ids(no_likeness, "like Shalimar", 30) != ids(search, "like Shalimar", 30)


def test_below_the_threshold_nothing_is_similar(search: CatalogueSearch) -> None:
    near = search.weighed(SourceWeights(nearest=0.5)).similar("guerlain-shalimar", 2_000)
    everything = search.weighed(SourceWeights(nearest=0)).similar("guerlain-shalimar", 2_000)
    assert 0 < len(near) < len(everything)
    assert min(hit.score for hit in near) >= 0.5
    assert search.weighed(SourceWeights(nearest=2)).similar("guerlain-shalimar") == ()


@pytest.mark.parametrize("words", ["rose without patchouli", "cozy winter vanilla", "비 오는 날"])
def test_notes_and_accords_of_one_weight_change_nothing_of_what_is_relevant(
    search: CatalogueSearch, words: str
) -> None:
    relevance = search._fusion.relevance
    for term in search.asked(words).wants:
        plain = relevance.of(term)
        assert np.array_equal(plain, relevance.of(term, *MEASURED.shares))
        assert np.array_equal(plain, relevance.of(term, *SourceWeights(notes=7, accords=7).shares))
