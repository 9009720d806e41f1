"""Titles: which perfume a name means, in every way people write it, and nothing when unsure."""

from __future__ import annotations

import pytest

from flowery.perfumery import knowledge
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.naming import korean_names, load_houses, name_of
from flowery.perfumery.search import CatalogueSearch


@pytest.mark.parametrize(
    ("title", "fragrance_id"),
    [
        ("Guerlain Shalimar", "guerlain-shalimar"),
        ("shalimar", "guerlain-shalimar"),
        ("Shalimar by Guerlain", "guerlain-shalimar"),
        ("guerlain-shalimar", "guerlain-shalimar"),
        ("Guerlin Shalimar", "guerlain-shalimar"),
        ("Guerlain Shalimar Eau de Parfum", "guerlain-shalimar"),
        ("Narciso Rodriguez For Her EDP", "narciso-rodriguez-for-her-eau-de-parfum"),
        ("Narciso Rodriguez For Her Eau de Toilette", "narciso-rodriguez-for-her"),
        ("Narciso Rodriguez For Her", "narciso-rodriguez-for-her"),
        ("chanel no5", "chanel-n5-eau-de-parfum"),
        ("Chanel N°5", "chanel-n5-eau-de-parfum"),
        ("CHANEL Number 19", "chanel-n19"),
        ("샤넬 No.5", "chanel-n5-eau-de-parfum"),
        ("디올 Sauvage", "dior-sauvage"),
        ("Christian Dior Sauvage", "dior-sauvage"),
        ("MFK Baccarat Rouge 540", "maison-francis-kurkdjian-baccarat-rouge-540"),
        ("Baccarat Rouge", "maison-francis-kurkdjian-baccarat-rouge-540"),
        ("Terre d’Hermes", "hermes-terre-dhermes"),
        ("santal33", "le-labo-santal-33"),
        ("jadore", "dior-jadore"),
        ("샬리마", "guerlain-shalimar"),
        ("겔랑 미츠코", "guerlain-mitsouko"),
        ("블루 드 샤넬", "chanel-bleu-de-chanel"),
        ("넘버 파이브", "chanel-n5-eau-de-parfum"),
        ("디올 소바쥬", "dior-sauvage"),
        ("조말론 라임 바질", "jo-malone-london-lime-basil-and-mandarin"),
        ("르라보 상탈33", "le-labo-santal-33"),
        ("마크 제이콥스 데이지", "marc-jacobs-daisy"),
    ],
)
def test_a_title_is_found_as_people_write_it(
    search: CatalogueSearch, title: str, fragrance_id: str
) -> None:
    found = search.find(title)
    assert found is not None
    assert found.id == fragrance_id


@pytest.mark.parametrize("title", ["rose", "Chanel No 17", "", "of", "Guerlain", "Silver Moonbeam"])
def test_an_unsure_title_is_none(search: CatalogueSearch, title: str) -> None:
    assert search.find(title) is None


def test_every_perfume_is_found_by_its_own_title(
    search: CatalogueSearch, catalogue: Catalogue
) -> None:
    lost = [f.title for f in catalogue.fragrances if search.find(f.title) is None]
    other = [
        (f.title, found.title)
        for f in catalogue.fragrances
        if (found := search.find(f.title)) is not None and found.brand != f.brand
    ]
    assert lost == other == []


@pytest.mark.parametrize(
    ("name", "brand", "year", "key"),
    [
        ("Guerlain Shalimar Eau de Parfum", "Guerlain", None, "shalimar"),
        ("Shalimar (2011)", "Guerlain", 2011, "shalimar"),
        ("Shalimar (2011) EDP", "Guerlain", 2011, "shalimar"),
        ("Eternity by Calvin Klein", "Calvin Klein", None, "eternity"),
        ("1881", "Cerruti", 1881, "1881"),
        ("Hermessence Rose Ikebana", "Hermès", None, "roseikebana"),
        ("10 Corso Como", "10 Corso Como", None, "10corsocomo"),
        ("Sauvage Elixir", "Dior", None, "sauvageelixir"),
        ("Adam Levine for Men", "Adam Levine", None, "formen"),
    ],
)
def test_a_name_is_compared_without_house_year_and_bottling(
    name: str, brand: str, year: int | None, key: str
) -> None:
    assert name_of(name, load_houses().spellings(brand), year).key == key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I wore Shalimar the night we met.", {"Shalimar": "guerlain-shalimar"}),
        ("like shalimar but lighter", {"shalimar": "guerlain-shalimar"}),
        ("She wore Angel by Mugler.", {"Angel by Mugler": "mugler-angel"}),
        (
            "compare Chanel No 5 and Chanel No 19",
            {"Chanel No 5": "chanel-n5-eau-de-parfum", "Chanel No 19": "chanel-n19"},
        ),
        ("샤넬 넘버5랑 비슷한 향수", {"샤넬 넘버5": "chanel-n5-eau-de-parfum"}),
        ("Terre d'Hermès처럼 흙냄새 나는", {"Terre d'Hermès": "hermes-terre-dhermes"}),
        (
            "Black Orchid vs Tobacco Vanille",
            {
                "Black Orchid": "tom-ford-black-orchid",
                "Tobacco Vanille": "tom-ford-tobacco-vanille",
            },
        ),
        ("I felt like an angel, full of joy, in Paris.", {}),
        ("It was the first snow and the moss was wet.", {}),
        ("Happy days. Her scarf smelled of rose and vanilla.", {}),
        ("The beautiful blonde boy in the garden of eden", {}),
        ("", {}),
    ],
)
def test_perfumes_are_read_in_texts_and_plain_words_are_not(
    search: CatalogueSearch, text: str, found: dict[str, str]
) -> None:
    assert {text[start:end]: i for start, end, i in search.mentions(text)} == found


def test_houses_are_read_in_texts(search: CatalogueSearch) -> None:
    text = "something from Guerlain, or 샤넬, but Dear diary, no clean musk"
    assert [text[m.start : m.end] for m in search.houses(text)] == ["Guerlain", "샤넬"]
    assert {f.brand for f in search.of_house("샤넬")} == {"Chanel"}


def test_no_memory_of_the_gold_set_is_read_as_a_perfume(search: CatalogueSearch) -> None:
    gold = knowledge.DATA.parent / "tests" / "gold" / "memories.jsonl"
    texts = knowledge.read(gold.name, lambda row: row["text"], gold.parent)
    assert [search.mentions(text) for text in texts if search.mentions(text)] == []


@pytest.mark.parametrize(
    ("text", "fragrance_ids"),
    [
        ("샬리마랑 미츠코 중에", ["guerlain-shalimar", "guerlain-mitsouko"]),
        ("할머니가 뿌리던 샬리마 냄새", ["guerlain-shalimar"]),
        ("떼르 데르메스보다 가벼운 향", ["hermes-terre-dhermes"]),
        ("뮈글러 엔젤이 좋아", ["mugler-angel"]),
        ("엔젤 같은 사람이 클래식 향수를 뿌리고 재즈 클럽에서 커피를", []),
        ("화이트 머스크 향", []),
        ("베이지 턱시도를 입은 젠틀맨이 시네마에서 커피 브레이크", []),
        ("그린티 한 잔 마시고 비치에서 버블 배쓰를 지키던 데이지", []),
    ],
)
def test_korean_names_are_read_in_texts_and_plain_words_are_not(
    search: CatalogueSearch, text: str, fragrance_ids: list[str]
) -> None:
    assert [mention.fragrance_id for mention in search.mentions(text)] == fragrance_ids


def test_every_house_is_known_and_most_by_a_korean_name(catalogue: Catalogue) -> None:
    houses = load_houses()
    brands = {fragrance.brand for fragrance in catalogue.fragrances}
    assert [b for b in brands if houses.key(b) not in houses.known_keys] == []
    with_korean = [house for house in houses.houses if house.korean]
    assert len(with_korean) >= 0.95 * len(houses.houses)


def test_the_best_known_perfumes_have_a_korean_name() -> None:
    assert len(korean_names()) >= 600


def test_every_korean_name_is_of_a_perfume_and_finds_it(
    search: CatalogueSearch, catalogue: Catalogue
) -> None:
    assert [i for i in korean_names() if i not in catalogue] == []
    lost = [
        (name, fragrance_id)
        for fragrance_id, names in korean_names().items()
        for name in names
        if search.find(f"{catalogue.get(fragrance_id).brand} {name}") is None
    ]
    assert lost == []
