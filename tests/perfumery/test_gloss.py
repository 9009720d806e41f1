"""Korean words of smell reach an encoder that reads English only."""

from __future__ import annotations

import pytest

from flowery.perfumery.gloss import Gloss
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.words import Lexicon


@pytest.fixture(scope="module")
def gloss(taxonomy: Taxonomy, lexicon: Lexicon) -> Gloss:
    return Gloss(taxonomy, lexicon)


@pytest.mark.parametrize(
    ("korean", "words"),
    [
        ("할머니의 장미 비누", ("rose soap",)),
        ("레몬향 바닐라향수", ("Lemon", "Vanilla")),
        ("젖은 아스팔트와 귤향", ("wet asphalt", "Tangerine")),
        ("소나무숲을 걸었다", ("pine forest",)),
        ("귤을 깠다", ()),
        ("안녕", ()),
        ("rose and soap", ()),
    ],
)
def test_words_are_glossed_longest_first(gloss: Gloss, korean: str, words: tuple[str, ...]) -> None:
    assert gloss.words(korean) == words


def test_english_stays_as_it_is_and_korean_becomes_english(gloss: Gloss) -> None:
    assert gloss.english("rose  and soap\n") == "rose  and soap\n"
    mixed = gloss.english("In Seoul 소나무숲 냄새, 2024")
    assert mixed.startswith("In Seoul pine forest")
    assert mixed.endswith("2024")
    assert not any("가" <= letter <= "힣" for letter in mixed)


def test_what_has_no_gloss_is_not_lost(gloss: Gloss) -> None:
    assert gloss.english("안녕") == "안녕"


def test_an_encoder_of_many_languages_reads_korean_itself(gloss: Gloss) -> None:
    assert gloss.for_encoder("many-languages-3", "장미 비누") == "장미 비누"
    assert gloss.for_encoder("all-MiniLM-L6-v2+int8", "장미 비누").startswith("rose soap")
