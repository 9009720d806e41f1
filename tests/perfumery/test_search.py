"""The search as a person meets it: the right things come first, and what is ruled out never."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from flowery.perfumery.catalogue import Catalogue, Matrix
from flowery.perfumery.likeness import Likeness
from flowery.perfumery.naming import load_houses
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.search import CatalogueSearch
from flowery.perfumery.titles import Titles
from flowery.perfumery.words import Lexicon
from flowery.words.errors import ModelUnavailable, NotFound, Refused
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


@pytest.mark.parametrize("words", ["no flowers except jasmine", "자스민 말고는 꽃 없이"])
def test_an_exception_to_a_group_is_wanted(
    search: CatalogueSearch, catalogue: Catalogue, words: str
) -> None:
    kinds = catalogue.taxonomy.kinds_of
    others = (kinds("floral_notes") | kinds("white_flowers")) - kinds("jasmine")
    hits = search.search(words, ALL)
    assert len(hits) > 50
    assert [h.fragrance.title for h in hits if others & {*h.fragrance.notes}] == []
    assert all(kinds("jasmine") & {*hit.fragrance.notes} for hit in hits[:10])


@pytest.mark.parametrize("words", ["iris, not powdery", "파우더리하지 않은 아이리스"])
def test_a_wish_is_not_ruled_out_with_the_side_it_lies_on(
    search: CatalogueSearch, words: str
) -> None:
    hits = search.search(words, 10)
    assert all({"iris", "orris_root"} & {*hit.fragrance.notes} for hit in hits)
    assert not [h for h in search.search(words, ALL) if "powdery" in h.fragrance.accords]


@pytest.mark.parametrize(
    ("words", "veto"),
    [
        ("jasmine, no tea", "tea"),
        ("rose without jam", "jam"),
        ("rose, nothing with rose", "rose"),
        ("white flowers without jasmine", "jasmine"),
        ("citrus but no citrus", "citrus"),
    ],
)
def test_a_wish_beside_a_veto_is_no_exception_to_it(
    search: CatalogueSearch, catalogue: Catalogue, words: str, veto: str
) -> None:
    kinds = catalogue.taxonomy.kinds_of(veto)
    hits = search.search(words, ALL)
    assert not [h for h in hits if kinds & {*h.fragrance.notes, *h.fragrance.accords}]


def test_what_means_the_same_as_an_accord_goes_with_it(
    search: CatalogueSearch, catalogue: Catalogue
) -> None:
    hits = search.search("leather, not smoky", ALL)
    smoke = catalogue.taxonomy.kinds_of("smoke") | {"smoky"}
    assert len(hits) > 50
    assert not [h for h in hits if smoke & {*h.fragrance.notes, *h.fragrance.accords}]


@pytest.mark.parametrize("words", ["rose over 200 euros", "30만원 이상 장미"])
def test_a_floor_leaves_out_what_is_known_to_be_cheaper(
    search: CatalogueSearch, words: str
) -> None:
    bands = {hit.fragrance.price_band for hit in search.search(words, ALL)}
    assert 5 in bands
    assert bands & {1, 2, 3} == set()


def test_what_is_known_to_fit_a_budget_comes_before_what_perhaps_does(
    search: CatalogueSearch,
) -> None:
    assert all(h.fragrance.price_band for h in search.search("rose under 80 euros", 10))


def test_cheaper_than_what_it_is_compared_with(search: CatalogueSearch) -> None:
    hits = search.search("like Santal 33 but cheaper", ALL)
    assert len(hits) > 50
    assert all((hit.fragrance.price_band or 0) < 4 for hit in hits)


def test_what_a_perfume_is_said_to_be_for_comes_first(search: CatalogueSearch) -> None:
    hits = search.search("interview", 10)
    assert all("office" in hit.fragrance.occasions for hit in hits)


@pytest.mark.parametrize("words", ["barbershop", "이발소 냄새"])
def test_a_barbershop_is_more_than_foam(search: CatalogueSearch, words: str) -> None:
    hits = search.search(words, 10)
    assert sum(hit.fragrance.family == "aromatic_fougere" for hit in hits) >= 7


def test_a_note_counts_more_where_the_whole_smells_of_it(search: CatalogueSearch) -> None:
    assert all(
        {"jasmine", "white_floral"} & {*hit.fragrance.accords}
        for hit in search.search("jasmine", 5)
    )


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


@pytest.mark.parametrize(
    ("perfume", "alike"),
    [
        ("Guerlain Shalimar", "Coty Emeraude"),
        ("Chanel N°5 Eau de Parfum", "Lanvin Arpège"),
        ("Mugler Angel", "Mugler A*Men"),
        ("Guerlain Mitsouko", "Coty Chypre"),
        ("Diptyque Philosykos", "L'Artisan Parfumeur Premier Figuier"),
        ("Comme des Garçons Avignon", "Filippo Sorcinelli LAVS"),
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


@pytest.mark.parametrize("perfume", ["Guerlain Shalimar", "Dior Sauvage", "Chanel Cuir de Russie"])
def test_replacements_are_still_made_and_look_alikes_cost_less(
    search: CatalogueSearch, perfume: str
) -> None:
    band = search.find(perfume).price_band  # type: ignore[union-attr]
    made = search.similar(perfume, ALL, still_made=True)
    cheaper = search.similar(perfume, ALL, cheaper=True)
    assert len(made) > 10
    assert len(cheaper) > 10
    assert {hit.fragrance.discontinued for hit in made} == {False}
    assert all((hit.fragrance.price_band or 9) < (band or 0) for hit in cheaper)
    both = search.similar(perfume, ALL, flankers=False, still_made=True, cheaper=True)
    assert {h.fragrance.id for h in both} <= {h.fragrance.id for h in made} & {
        h.fragrance.id for h in cheaper
    }


def test_nothing_is_cheaper_than_an_unknown_price(
    search: CatalogueSearch, catalogue: Catalogue
) -> None:
    unpriced = next(f for f in catalogue.fragrances if f.price_band is None)
    with pytest.raises(Refused, match="costs is not known"):
        search.similar(unpriced.id, cheaper=True)


def test_what_two_perfumes_share_stands_in_both(
    search: CatalogueSearch, catalogue: Catalogue
) -> None:
    one, other = catalogue.get("guerlain-shalimar"), catalogue.get("coty-emeraude")
    both = search.shared(one.id, other.id)
    assert set(both.notes) == set(one.notes) & set(other.notes)
    assert set(both.accords) == set(one.accords) & set(other.accords)
    counts = [catalogue.frequency(note) for note in both.notes]
    assert counts == sorted(counts)


def test_what_only_one_of_two_has_makes_them_less_alike(taxonomy: Taxonomy) -> None:
    notes = ("rose", "oud", "saffron")
    perfumes = [
        Fragrance("own", "Iris", "One", top=notes),
        Fragrance("same", "Basil", "Two", top=notes),
        Fragrance("elsewhere", "Basil", "Three", base=notes),
        Fragrance("more", "Basil", "Four", top=(*notes, "lemon", "mint", "fig")),
        Fragrance("kind", "Basil", "Five", top=("damask_rose", "lime", "pine")),
        Fragrance("other", "Basil", "Six", top=("cacao", "rum", "pear")),
    ]
    catalogue = Catalogue(perfumes, taxonomy, np.zeros((len(perfumes), 4), np.float32))
    alike = Likeness(catalogue, Titles(perfumes, load_houses())).to(0)
    assert [perfumes[row].id for row in np.argsort(-alike)[:5]] == [
        *("own", "same", "elsewhere", "more", "kind")
    ]
    assert alike[5] == 0


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


def test_a_title_or_word_without_end_is_nobodys_name(search: CatalogueSearch) -> None:
    assert search.find("Shalimar" * 20_000) is None
    assert not search.asked("guerlin" * 200).houses


def test_a_search_without_end_is_refused(search: CatalogueSearch) -> None:
    with pytest.raises(Refused, match="A search may have 2,000 characters"):
        search.search("rose " * 401)
