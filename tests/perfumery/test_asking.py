"""Searches taken apart: what is wanted, what is ruled out, in two languages."""

from __future__ import annotations

import pytest

from flowery.perfumery.asking import Asked
from flowery.perfumery.search import CatalogueSearch
from flowery.perfumery.spans import years_of

ASKED = [
    ("rose without patchouli", "Rose", "Patchouli"),
    ("no tuberose, fresh citrus", "fresh Citruses", "Tuberose"),
    ("without rose, jasmine or lily but with vanilla", "Vanilla", "Rose Jasmine Lily"),
    ("rose-free green", "green", "Rose"),
    ("no flowers except jasmine", "Jasmine", "Floral notes"),
    ("nothing with flowers besides rose and iris", "Rose Iris", "Floral notes"),
    ("vetiver, hold the grapefruit", "Vetiver", "Grapefruit"),
    ("자스민 말고는 꽃 없이", "Jasmine", "Floral notes"),
    ("비 오는 날 향, 장미 없이", "rain", "Rose"),
    ("citrus for men", "Citruses masculine", ""),
    ("남자 향수, 우디", "masculine woody", ""),
    ("anything but vanilla", "", "Vanilla"),
    ("smoky -vanilla", "smoky", "Vanilla"),
    ("Fig but no coconut", "Fig", "Coconut"),
    ("tobacco minus vanilla and cinnamon", "Tobacco", "Vanilla Cinnamon"),
    ("장미 없이 비 오는 날 향", "rain", "Rose"),
    ("장미랑 백합 빼고 머스크", "Musk", "Rose Lily"),
    ("바닐라 없는 겨울 향수", "winter", "Vanilla"),
    ("파촐리 말고 시더우드", "Cedar", "Patchouli"),
    ("달지 않은 꽃향", "floral", "sweet"),
    ("안 단 우디 향수", "woody", "sweet"),
    ("oud 없는 rose", "Rose", "Oud"),
    ("bergamotte", "Bergamot", ""),
    ("sandelwood and lether", "Sandalwood Leather", ""),
    ("쟈스민 향수", "Jasmine", ""),
    ("cozy winter vanilla", "cozy winter Vanilla", ""),
]


def labels(asked: Asked, part: str) -> str:
    return " ".join(term.label for term in getattr(asked, part))


@pytest.mark.parametrize(("words", "wants", "without"), ASKED)
def test_wants_and_vetoes(search: CatalogueSearch, words: str, wants: str, without: str) -> None:
    asked = search.asked(words)
    assert (labels(asked, "wants"), labels(asked, "without")) == (wants, without)


@pytest.mark.parametrize(
    ("words", "part", "said"),
    [
        ("less sweet more smoky", "less", "sweet"),
        ("less sweet more smoky", "more", "smoky"),
        ("sandalwood not too sweet", "less", "sweet"),
        ("너무 달지 않은 바닐라", "less", "sweet"),
        ("덜 단 머스크", "less", "sweet"),
        ("더 달콤한 장미", "more", "sweet"),
    ],
)
def test_a_little_less_is_no_veto(
    search: CatalogueSearch, words: str, part: str, said: str
) -> None:
    asked = search.asked(words)
    assert labels(asked, part) == said
    assert asked.without == ()


def test_perfumes_houses_and_perfumers(search: CatalogueSearch) -> None:
    assert search.asked("like Shalimar but lighter").like == ("guerlain-shalimar",)
    assert search.asked("Guerlain Shalimar").named == ("guerlain-shalimar",)
    assert search.asked("Guerlin").houses == ("guerlain",)
    assert search.asked("겔랑 바닐라").houses == ("guerlain",)
    assert search.asked("겔란 바닐라").houses == ("guerlain",)
    assert search.asked("알프레드 던힐").houses == ("dunhill",)
    assert search.asked("바카라 루쥬 540 저렴이").like == (
        "maison-francis-kurkdjian-baccarat-rouge-540",
    )
    assert search.asked("rose by Dominique Ropion").perfumers == ("Dominique Ropion",)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the 80s", 1980, 1989),
        ("a 1920s chypre", 1920, 1929),
        ("powerhouse of the eighties", 1980, 1989),
        ("80년대 향수", 1980, 1989),
        ("before 1960", None, 1960),
        ("since 2015", 2015, None),
        ("1925", 1925, 1925),
    ],
)
def test_years(text: str, first: int | None, last: int | None) -> None:
    years = years_of(text)
    assert years is not None
    assert (years.first, years.last) == (first, last)


def test_ages_are_no_years() -> None:
    assert years_of("when I was in my twenties") is None
    assert years_of("she is in her late sixties") is None


@pytest.mark.parametrize("text", ["No 5", "4711", "section 2049b", "1 Million", "a day in may"])
def test_other_numbers_are_no_years(text: str) -> None:
    assert years_of(text) is None
