"""Walking through the catalogue: narrowed, counted, sorted, page by page; what must not be in a
perfume never is.
"""

from __future__ import annotations

from collections import Counter
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.exploring import A_PAGE, Found, Order
from flowery.perfumery.facets import FACETS, Narrowing, decade_of
from flowery.perfumery.search import CatalogueSearch
from flowery.perfumery.weighing import FARTHEST, HEAVIEST, NAMES, SourceWeights
from flowery.words.vocabulary import Fragrance

WORDS = ["rose", "Guerlain", "cozy", "", "like Shalimar", "비 오는 날", "oud vanilla", "?"]
ORDERS: tuple[Order, ...] = get_args(Order)


def values_of(fragrance: Fragrance, facet: str) -> set[str]:
    """The values of a perfume in a field, read from its facts alone."""
    gone = {None: set(), True: {"yes"}, False: {"no"}}[fragrance.discontinued]
    one = {
        "brand": fragrance.brand,
        "family": fragrance.family,
        "price_band": fragrance.price_band and str(fragrance.price_band),
        "decade": fragrance.year and decade_of(fragrance.year),
        "concentration": fragrance.concentration,
    }
    many = {"season": fragrance.seasons, "occasion": fragrance.occasions}
    many["perfumer"] = fragrance.perfumers
    if facet == "discontinued":
        return set(gone)
    return set(many[facet]) if facet in many else {one[facet]} - {None}


def all_of(search: CatalogueSearch, words: str, narrowing: Narrowing) -> list[Fragrance]:
    """Every page of a walk."""
    first = search.explore(words, narrowing)
    pages = [search.explore(words, narrowing, page=page) for page in range(1, first.pages + 1)]
    return [hit.fragrance for found in pages for hit in found.hits]


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_without_and_fields_hold_whatever_the_weights_the_order_and_the_page(
    search: CatalogueSearch, catalogue: Catalogue, data: st.DataObject
) -> None:
    note = data.draw(st.sampled_from(sorted(catalogue.taxonomy.notes)))
    facet = data.draw(st.sampled_from(FACETS))
    value = data.draw(st.sampled_from(sorted(search.explore("").counts[facet])))
    highest = {name: FARTHEST if name == "nearest" else HEAVIEST for name in NAMES}
    weights = {name: data.draw(st.floats(0, high)) for name, high in highest.items()}
    without = (catalogue.taxonomy.label(note, data.draw(st.sampled_from(["en", "ko"]))),)
    choice = {facet: (value,)}
    found = search.weighed(SourceWeights(**weights)).explore(
        data.draw(st.sampled_from(WORDS)),
        Narrowing(without=without, **choice),
        data.draw(st.sampled_from(ORDERS)),
        data.draw(st.integers(-1, 40)),
    )
    kinds = catalogue.taxonomy.kinds_of(note)
    for hit in found.hits:
        assert not kinds & {*hit.fragrance.notes, *hit.fragrance.accords}
        assert value in values_of(hit.fragrance, facet)


@pytest.mark.parametrize("words", ["rose without patchouli", "", "like Shalimar but lighter"])
def test_counts_are_of_the_whole_result_and_of_no_page(search: CatalogueSearch, words: str) -> None:
    found = search.explore(words, page=2)
    everything = all_of(search, words, Narrowing())
    assert len(everything) == found.total == len({f.id for f in everything})
    for facet in FACETS:
        told = Counter(value for f in everything for value in values_of(f, facet))
        assert dict(found.counts[facet]) == dict(told)


@pytest.mark.parametrize("facet", FACETS)
def test_a_value_leaves_as_many_as_it_was_counted(search: CatalogueSearch, facet: str) -> None:
    counts = search.explore("rose").counts[facet]
    for value in list(counts)[:3]:
        choice = {facet: (value,)}
        assert search.explore("rose", Narrowing(**choice)).total == counts[value]


def test_a_further_value_of_a_field_adds_what_was_counted(search: CatalogueSearch) -> None:
    one = search.explore("rose", Narrowing(price_band=("1",), season=("winter",)))
    both = search.explore("rose", Narrowing(price_band=("1", "2"), season=("winter",)))
    assert both.total == one.total + one.counts["price_band"]["2"]


def test_every_page_shows_others_and_a_page_too_far_is_the_last(search: CatalogueSearch) -> None:
    found = search.explore("rose")
    assert (len(found.hits), found.page) == (A_PAGE, 1)
    everything = [f.id for f in all_of(search, "rose", Narrowing())]
    assert len(set(everything)) == len(everything) == found.total
    assert search.explore("rose", page=10_000).page == found.pages
    assert search.explore("rose", page=-3).page == 1


@pytest.mark.parametrize(
    "words", ["rose", "oud vanilla", "Guerlain Shalimar", "leather before 1960"]
)
def test_the_best_come_in_the_order_of_a_search(search: CatalogueSearch, words: str) -> None:
    shown = [hit.fragrance.id for hit in search.explore(words).hits]
    searched = [hit.fragrance.id for hit in search.search(words, 10_000)]
    assert shown[:10] == [one for one in searched if one in shown][:10]


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("name", lambda f: f.title.casefold()),
        ("oldest", lambda f: f.year or 9999),
        ("newest", lambda f: -(f.year or -9999)),
        ("cheapest", lambda f: f.price_band or 9),
        ("dearest", lambda f: -(f.price_band or -9)),
    ],
)
def test_every_order_holds_over_all_pages(search: CatalogueSearch, order: Order, key) -> None:  # type: ignore[no-untyped-def]
    pages = range(1, search.explore("rose").pages + 1)
    shown = [h.fragrance for p in pages for h in search.explore("rose", order=order, page=p).hits]
    assert [key(f) for f in shown] == sorted(key(f) for f in shown)


def test_what_a_person_ruled_out_is_left_out_and_counted(
    search: CatalogueSearch, catalogue: Catalogue
) -> None:
    never = catalogue.rows_with_any(("patchouli",))
    open_to_all, hers = search.explore("rose"), search.explore("rose", ruled_out=never)
    assert hers.total + hers.ruled_out == open_to_all.total
    assert hers.ruled_out > 0
    assert not [h for h in hers.hits if never[catalogue.row(h.fragrance.id)]]
    nothing: Found = search.explore("rose", ruled_out=np.ones(len(catalogue), dtype=np.bool_))
    assert (nothing.total, nothing.hits, nothing.ruled_out) == (0, (), open_to_all.total)


@pytest.mark.parametrize(
    ("words", "all_are"),
    [
        ("Guerlain", lambda f: f.brand == "Guerlain"),
        ("rose by Guerlain", lambda f: f.brand == "Guerlain"),
        ("rose patchouli", lambda f: "patchouli" in " ".join((*f.notes, *f.accords))),
    ],
)
def test_a_search_speaks_of_what_it_names(search: CatalogueSearch, words: str, all_are) -> None:  # type: ignore[no-untyped-def]
    found = all_of(search, words, Narrowing())
    assert len(found) > 5
    assert [f.title for f in found if not all_are(f)] == []


@pytest.mark.parametrize("words", ["under 80 euros", "without rose", "not from Guerlain", ""])
def test_leaving_out_alone_leaves_all_the_others(search: CatalogueSearch, words: str) -> None:
    assert search.explore(words).total > 500


@pytest.mark.parametrize(
    "words", ["xyzzy qwrt", "🌹" * 50, "'; drop table", "%_*" * 200, "a" * 2000]
)
def test_nonsense_finds_nothing_or_something_but_never_breaks(
    search: CatalogueSearch, words: str
) -> None:
    found = search.explore(words)
    assert found.total == sum(1 for _ in all_of(search, words, Narrowing()))


def test_a_house_is_chosen_by_any_of_its_names(search: CatalogueSearch) -> None:
    for name in ("Guerlain", "겔랑", "GUERLAIN"):
        hits = search.explore("", Narrowing(brand=(name,))).hits
        assert {hit.fragrance.brand for hit in hits} == {"Guerlain"}


def test_an_unknown_value_leaves_nothing(search: CatalogueSearch) -> None:
    assert search.explore("rose", Narrowing(season=("monsoon",))).total == 0


def test_a_hit_says_which_wish_it_answers(search: CatalogueSearch) -> None:
    found = search.explore("rose winter")
    told = search.matches(found.hits[0].fragrance, found.asked)
    assert [match.wish.label.lower() for match in told] == ["rose", "winter"]
    assert told[0].notes or told[0].accords
    assert told[1].labels == ("winter",)
