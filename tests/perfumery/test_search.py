"""The search as a person meets it: the right things come first, and what is ruled out never."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowery.perfumery.catalogue import Catalogue, Matrix
from flowery.perfumery.search import CatalogueSearch, facets
from flowery.perfumery.words import Lexicon
from flowery.words.errors import ModelUnavailable, NotFound
from flowery.words.vocabulary import Fragrance

ALL = 10_000
DENIALS = [
    *("without {en}", "no {en}", "{en}-free", "fresh but no {en}", "anything but {en}"),
    *("nothing with {en} in it", "{ko} 없이", "{ko} 없는 향수", "{ko} 빼고", "{ko} 말고 머스크"),
]


def titles(search: CatalogueSearch, words: str, limit: int = 10) -> list[str]:
    return [hit.fragrance.title for hit in search.search(words, limit)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Guerlain Shalimar", "Guerlain Shalimar"),
        ("guerlin shalimar", "Guerlain Shalimar"),
        ("chanel no 5", "Chanel N°5 Eau de Parfum"),
        ("ysl opium", "Yves Saint Laurent Opium"),
        ("black orchid", "Tom Ford Black Orchid"),
        ("angel", "Mugler Angel"),
    ],
)
def test_a_title_comes_first(search: CatalogueSearch, words: str, wanted: str) -> None:
    assert titles(search, words, 1) == [wanted]


@pytest.mark.parametrize(
    ("words", "among"),
    [
        ("old books in a library", "CB I Hate Perfume In the Library"),
        ("새 책 냄새", "Demeter Fragrance Library Paperback"),
        ("laundry drying", "Demeter Fragrance Library Laundromat"),
        ("장미 없이 비 오는 날 향", "Demeter Fragrance Library Thunderstorm"),
        ("like Shalimar but lighter", "Guerlain Habit Rouge"),
        ("leather before 1960", "Chanel Cuir de Russie"),
        ("시트러스 코롱 5만원 이하", "4711 Original Eau de Cologne"),
        ("겔랑 바닐라", "Guerlain Spiritueuse Double Vanille"),
        ("smoky incense church", "Comme des Garçons Avignon"),
        ("coconut beach summer", "CB I Hate Perfume At the Beach 1966"),
    ],
)
def test_what_a_perfume_lover_expects_is_among_the_first(
    search: CatalogueSearch, words: str, among: str
) -> None:
    assert among in titles(search, words, 12)


@pytest.mark.parametrize("denial", DENIALS)
@pytest.mark.parametrize("note", ["rose", "patchouli", "vanilla", "tuberose", "musk", "oud"])
def test_what_is_ruled_out_is_in_no_hit(
    search: CatalogueSearch, catalogue: Catalogue, denial: str, note: str
) -> None:
    noun = catalogue.taxonomy.notes[note]
    hits = search.search(denial.format(en=noun.name.lower(), ko=noun.korean), ALL)
    kinds = catalogue.taxonomy.kinds_of(note)
    broken = [h.fragrance.title for h in hits if kinds & {*h.fragrance.notes, *h.fragrance.accords}]
    assert broken == []
    assert len(hits) > 20 or note == "musk"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_without_holds_for_any_note_and_any_words(
    search: CatalogueSearch, catalogue: Catalogue, data: st.DataObject
) -> None:
    note = data.draw(st.sampled_from(sorted(catalogue.taxonomy.notes)))
    words = data.draw(st.sampled_from(["rose", "Guerlain", "cozy", "", "like Shalimar", "?"]))
    language = data.draw(st.sampled_from(["en", "ko"]))
    hits = search.search(words, ALL, without=[catalogue.taxonomy.label(note, language)])
    kinds = catalogue.taxonomy.kinds_of(note)
    assert not [h for h in hits if kinds & {*h.fragrance.notes, *h.fragrance.accords}]


def test_nothing_sweet_means_no_sweet_accord_and_no_honey(search: CatalogueSearch) -> None:
    hits = search.search("nothing sweet, woody", ALL)
    assert len(hits) > 50
    assert [h for h in hits if {"sweet", "caramel", "honey"} & {*h.fragrance.accords}] == []
    assert [h for h in hits if {"honey", "caramel", "sugar"} & {*h.fragrance.notes}] == []


def test_filters_hold_and_come_before_ranking(search: CatalogueSearch) -> None:
    hits = search.search("rose", ALL, brand="겔랑", years=(1900, 1980))
    assert hits
    assert {hit.fragrance.brand for hit in hits} == {"Guerlain"}
    assert all(1900 <= (hit.fragrance.year or 0) <= 1980 for hit in hits)
    assert search.search("rose", brand="No Such House") == ()


@pytest.mark.parametrize(
    "words",
    [
        *("rose, not from Guerlain", "rose but nothing by Guerlain", "겔랑 말고 장미"),
        *("no Guerlain", "anything but Guerlain"),
    ],
)
def test_a_house_can_be_ruled_out(search: CatalogueSearch, words: str) -> None:
    hits = search.search(words, ALL)
    assert len(hits) > 50
    assert "Guerlain" not in {hit.fragrance.brand for hit in hits}


@pytest.mark.parametrize("words", ["vanilla but not Shalimar", "Shalimar 말고 바닐라"])
def test_a_perfume_can_be_ruled_out(search: CatalogueSearch, words: str) -> None:
    found = titles(search, words, ALL)
    assert "Guerlain Shalimar" not in found
    assert len(found) > 50


def test_the_perfume_it_is_compared_with_is_not_the_answer(search: CatalogueSearch) -> None:
    assert "Guerlain Shalimar" not in titles(search, "like Shalimar", ALL)


def test_words_nobody_knows_find_nothing(search: CatalogueSearch) -> None:
    assert search.search("xyzzy qwrt") == ()
    assert search.search("") == ()
    assert search.search("rose", limit=0) == ()


def test_an_outage_costs_no_answer(catalogue: Catalogue, lexicon: Lexicon) -> None:
    def embed(_: Sequence[str]) -> Matrix:
        raise ModelUnavailable("out", permanent=False)

    search = CatalogueSearch(catalogue, lexicon, embed, lambda _: ())
    hits = search.search("rose", 10)
    assert len(hits) == 10
    roses = catalogue.taxonomy.kinds_of("rose")
    assert all(roses & set(hit.fragrance.notes) for hit in hits)


def test_facets_count_the_hits(search: CatalogueSearch) -> None:
    counts = facets(search.search("Guerlain vanilla", 30, brand="Guerlain"))
    assert counts["brand"] == {"Guerlain": 30}
    assert sum(counts["price_band"].values()) <= 30


@pytest.mark.parametrize(
    ("perfume", "alike"),
    [
        ("Guerlain Shalimar", "Coty Emeraude"),
        ("Chanel N°5 Eau de Parfum", "Lanvin Arpège"),
        ("Mugler Angel", "Mugler A*Men"),
        ("Guerlain Mitsouko", "Coty Chypre"),
        ("Diptyque Philosykos", "Matiere Premiere Santal Austral"),
        ("Comme des Garçons Avignon", "Heeley Cardinal"),
        ("4711 Original Eau de Cologne", "Roger & Gallet Jean-Marie Farina"),
    ],
)
def test_well_known_relations_are_near(search: CatalogueSearch, perfume: str, alike: str) -> None:
    assert alike in [hit.fragrance.title for hit in search.similar(perfume, 25)]


def test_likeness_never_gives_the_perfume_itself_and_can_hide_flankers(
    search: CatalogueSearch, catalogue: Catalogue
) -> None:
    for fragrance in catalogue.fragrances[::40]:
        ids = [hit.fragrance.id for hit in search.similar(fragrance.id, 30)]
        assert fragrance.id not in ids
    shown = [h.fragrance.title for h in search.similar("Mugler Alien", ALL)]
    hidden = [h.fragrance.title for h in search.similar("Mugler Alien", ALL, flankers=False)]
    assert set(shown) - set(hidden) == {t for t in shown if t.startswith("Mugler Alien")}


def test_an_unsure_perfume_is_refused_with_what_to_do(search: CatalogueSearch) -> None:
    with pytest.raises(NotFound, match="house and name"):
        search.similar("something nice")


def test_likeness_is_highest_for_the_same_facts(catalogue: Catalogue, lexicon: Lexicon) -> None:
    shalimar = catalogue.get("guerlain-shalimar")
    facts = {name: getattr(shalimar, name) for name in Fragrance.__slots__}
    twin = Fragrance(**facts | {"id": "twin", "brand": "Sage", "name": "Copy"})
    row = catalogue.vectors[catalogue.row(shalimar.id)]
    both = Catalogue(
        (*catalogue.fragrances, twin), catalogue.taxonomy, np.vstack([catalogue.vectors, row])
    )
    search = CatalogueSearch(both, lexicon, lambda texts: np.zeros((len(texts), 64)), lambda _: ())
    assert search.similar("guerlain-shalimar", 1)[0].fragrance.id == "twin"
