"""What is understood of a question, as a table: English, Korean and both."""

from __future__ import annotations

from typing import Any

import pytest

from flowery.advice.brief import BriefReader
from flowery.words.vocabulary import Brief

SWEET = ("axis:gourmand",)

TABLE: list[tuple[str, dict[str, Any]]] = [
    (
        "A rainy library, nothing sweet, under 80 euros",
        {"moods": ("rain", "library_room"), "vetoes": SWEET, "budget_max": 80.0},
    ),
    ("no tuberose please", {"vetoes": ("note:tuberose",), "wants": ()}),
    ("No Tuberose!", {"vetoes": ("note:tuberose",), "like": ()}),
    ("no tuberoze", {"vetoes": ("note:tuberose",)}),
    ("tube\u200brose is a no go", {"vetoes": ("note:tuberose",)}),
    (
        "something with rose but no patchouli",
        {"wants": ("note:rose",), "vetoes": ("note:patchouli",)},
    ),
    ("No rose, jasmine or vanilla. Something woody", {"wants": ("axis:woody",)}),
    ("no rose, woody, fresh", {"wants": ("axis:woody", "accord:fresh"), "vetoes": ("note:rose",)}),
    ("nothing sweet, smoky, for winter", {"wants": ("accord:smoky",), "season": "winter"}),
    ("nothing sweet, floral or powdery", {"wants": ()}),
    (
        "not too sweet, powdery, for the office",
        {"avoid": SWEET, "vetoes": (), "occasion": "office"},
    ),
    ("less powdery, more smoke", {"avoid": ("axis:powdery",), "wants": ("note:smoke",)}),
    ("like Shalimar but lighter", {"like": ("guerlain-shalimar",), "intensity": "light"}),
    (
        "like Tobacco Vanille without tobacco",
        {"like": ("tom-ford-tobacco-vanille",), "vetoes": ("note:tobacco",), "wants": ()},
    ),
    (
        "I'm allergic to oakmoss; a green scent",
        {"vetoes": ("note:oakmoss",), "wants": ("axis:green",)},
    ),
    ("three perfumes for a wedding under $100", {"how_many": 3, "budget_max": 88.0}),
    ("cinnamon-free and vanilla-free gourmand", {"wants": SWEET}),
    ("vanilla gives me a headache, something clean", {"vetoes": ("note:vanilla",)}),
    ("I hate vanilla but love coffee", {"vetoes": ("note:vanilla",), "wants": ("note:coffee",)}),
    ("I can't live without rose", {"vetoes": (), "wants": ("note:rose",)}),
    ("nothing but rose", {"vetoes": (), "wants": ("note:rose",)}),
    ("anything but vanilla", {"vetoes": ("note:vanilla",), "wants": ()}),
    ("I don't want anything with oud or leather in it", {"vetoes": ("note:oud", "note:leather")}),
    ("nothing with even a hint of patchouli", {"vetoes": ("note:patchouli",)}),
    ("perfume for men, not musky", {"vetoes": ("accord:musky",)}),
    ("Neither lavender nor mint", {"vetoes": ("note:lavender", "note:mint")}),
    ("I'm not into florals", {"vetoes": ("axis:floral", "axis:white_floral")}),
    ("from Guerlain, for autumn", {"brands": ("Guerlain",), "season": "autumn"}),
    ("old barbershop", {"wants": ("note:shaving_foam",)}),
    ("recommend something", {"wants": (), "vetoes": (), "moods": (), "kind": "recommendation"}),
    ("include the ones I own", {"include_known": True}),
    ("장미 없이 비 오는 날 향", {"vetoes": ("note:rose",), "moods": ("rain",)}),
    ("달지 않은 가죽 향", {"vetoes": SWEET, "wants": ("note:leather",)}),
    ("너무 달지 않게, 사무실에서 쓸 향수", {"avoid": SWEET, "vetoes": (), "occasion": "office"}),
    ("안 단 향", {"vetoes": SWEET}),
    ("장미랑 튜베로즈 빼고 추천해줘", {"vetoes": ("note:rose", "note:tuberose"), "wants": ()}),
    ("5만원 이하 시트러스 향수 세 개", {"budget_max": 31.25, "how_many": 3}),
    ("오만 원 이하", {"budget_max": 31.25}),
    ("바닐라 알레르기가 있어요. 포근한 겨울 향", {"vetoes": ("note:vanilla",), "season": "winter"}),
    ("장미는 싫지 않은데 바닐라는 싫어", {"vetoes": ("note:vanilla",), "wants": ("note:rose",)}),
    ("겔랑에서 나온 가을 향수", {"brands": ("Guerlain",), "season": "autumn"}),
    ("꽃향기 없는 향수", {"wants": ()}),
    ("rose 없이 woody한 향", {"vetoes": ("note:rose",), "wants": ("axis:woody",)}),
    ("When did I smell incense?", {"kind": "search", "wants": ("note:incense",)}),
    ("which memory has the smell of wet earth", {"kind": "search"}),
    ("Find the memory where my father smoked", {"kind": "search"}),
    ("내 기억 중에 바다가 나오는 건?", {"kind": "search"}),
    ("언제 연기 냄새를 맡았지?", {"kind": "search"}),
    (
        "Compare Shalimar and Angel",
        {"kind": "comparison", "like": ("guerlain-shalimar", "mugler-angel")},
    ),
    ("Guerlain Mitsouko vs Guerlain Shalimar", {"kind": "comparison"}),
    (
        "샬리마랑 미츠코 비교",
        {"kind": "comparison", "like": ("guerlain-shalimar", "guerlain-mitsouko")},
    ),
    (
        "which is sweeter, Angel or Black Opium?",
        {"kind": "comparison", "like": ("mugler-angel", "yves-saint-laurent-black-opium")},
    ),
    ("Shalimar but lighter", {"like": ("guerlain-shalimar",), "intensity": "light"}),
    ("joy and sunshine, but no rose", {"like": (), "vetoes": ("note:rose",)}),
    ("블루 드 샤넬 같은데 더 가벼운 향", {"like": ("chanel-bleu-de-chanel",), "brands": ()}),
    ("디올 소바쥬 말고 비슷한 거", {"like": ("dior-sauvage",), "vetoes": ()}),
    ("vanilla but not Shalimar", {"vetoes": ("fragrance:guerlain-shalimar",), "like": ()}),
    ("no Dior please", {"vetoes": ("house:Dior",), "brands": ()}),
    ("겔랑 말고 바닐라", {"vetoes": ("house:Guerlain",), "wants": ("note:vanilla",)}),
    ("perfumes by Jean-Claude Ellena", {"perfumers": ("Jean-Claude Ellena",), "wants": ()}),
    ("vetiver from the 1960s", {"years": (1960, 1969), "wants": ("note:vetiver",)}),
    ("1990년 이전 향수", {"years": (None, 1990)}),
    ("like At the Beach 1966", {"years": None}),
    ("like Tobacco Vanille but cheaper", {"budget_max": 200.0}),
    ("타바코 바닐보다 더 저렴한 거", {"budget_max": 200.0}),
    ("white flowers please", {"wants": ("axis:white_floral",)}),
    ("no white flowers", {"vetoes": ("axis:white_floral",)}),
    ("flowers, but no roses", {"wants": ("note:floral_notes",), "vetoes": ("note:rose",)}),
    ("나무 냄새 싫어", {"vetoes": ("axis:woody",)}),
    ("나무 냄새 나는 향", {"wants": ("axis:woody",)}),
    ("no spices and woods", {"vetoes": ("axis:spicy", "axis:woody")}),
    ("no berries", {"vetoes": ("note:red_berries",)}),
    (
        "I hate patchouli but love woods",
        {"vetoes": ("note:patchouli",), "wants": ("axis:woody",)},
    ),
    ("no flowers, jasmine maybe", {"wants": ()}),
    ("not too sweet, with vanilla", {"avoid": SWEET, "wants": ("note:vanilla",)}),
    ("smells like rain but not sea", {"wants": ("note:rain",), "vetoes": ("accord:marine",)}),
    ("설탕처럼 달지 않은 향수", {"wants": (), "vetoes": SWEET}),
    ("not sweet like sugar", {"wants": (), "vetoes": SWEET}),
    ("what did my grandmother's kitchen smell of?", {"kind": "search"}),
    ("바다 냄새 나는 추억", {"kind": "search"}),
    ("내가 할머니에 대해 쓴 기억", {"kind": "search"}),
    ("when was I happy?", {"kind": "search"}),
    ("할머니 냄새가 나는 기억은?", {"kind": "search"}),
    ("100 perfumes please", {"how_many": 20}),
    ("I'm nauseous, nothing strong", {"moods": (), "intensity": "light"}),
    (
        "시원하고 가벼운 여름 향, 레몬은 말고",
        {"vetoes": ("note:lemon",), "season": "summer", "intensity": "light"},
    ),
    ("장미, 튜베로즈 빼고", {"vetoes": ("note:rose", "note:tuberose")}),
]


@pytest.mark.parametrize(("question", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_a_question_is_understood(
    brief_reader: BriefReader, question: str, expected: dict[str, Any]
) -> None:
    brief = brief_reader.read(question)
    assert {name: getattr(brief, name) for name in expected} == expected


@pytest.mark.parametrize(
    "question",
    [
        *("I want jasmine without vanilla, musk or sugar", "jasmine, hold the vanilla and musk"),
        *(
            "머스크, 바닐라 빼고 재스민",
            "vanilla와 머스크 없이 재스민",
            "no vanilla no musk. jasmine yes",
        ),
        "jasmine please. musk and vanilla make me sick",
    ],
)
def test_every_thing_of_a_list_is_left_out(brief_reader: BriefReader, question: str) -> None:
    brief = brief_reader.read(question)
    assert {"note:vanilla", "note:musk"} <= set(brief.vetoes)
    assert "note:jasmine" not in brief.vetoes


def test_what_is_left_out_is_not_looked_for(brief_reader: BriefReader) -> None:
    kept = brief_reader.kept("something green, no tuberose and not too sweet, under 80 euros")
    assert "green" in kept
    assert not any(word in kept for word in ("tuberose", "sweet", "80"))


def test_the_small_words_and_a_denied_name_are_not_looked_for(brief_reader: BriefReader) -> None:
    assert brief_reader.kept("anything but rose").split() == []
    assert brief_reader.kept("no Dior, please").split() == [",", "please"]


def test_a_question_without_words_asks_for_nothing(brief_reader: BriefReader) -> None:
    for question in ("", "   ", "?!", "🌹", "\u202e\u200b"):
        assert brief_reader.read(question) == Brief()
