"""Names of people and places go, perfumes and notes stay, and the same name is the same word.

`names.jsonl` was looked at while the rules were written. Of the names in `names_unseen.jsonl` 94 %
were found before any rule had seen it, of those in `names_later.jsonl`, which was made to be hard,
68 %. The shares below are those of the rules that came of it: reviewers are still needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

import pytest

from flowery.learning.examples.finding import Known, filled_in, knowing
from flowery.learning.examples.kept import KeptNames
from flowery.learning.examples.pseudonyms import Disguise
from flowery.learning.examples.raw import language_of
from flowery.memories.reading.extraction import SmellReader
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.composing import compose, described
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.search import CatalogueSearch
from flowery.perfumery.stock import built_in
from flowery.perfumery.words import Lexicon
from tests.models.fake import FakeModels

HERE = Path(__file__).parent
NOBODY = Known(frozenset(), frozenset())


@pytest.fixture(scope="module")
def kept(taxonomy: Taxonomy, lexicon: Lexicon, reader: SmellReader) -> KeptNames:
    fragrances, embed = built_in(taxonomy), FakeModels().embed
    said = described(taxonomy, ())
    parts = dict(zip(said, embed(list(said.values())), strict=True))
    catalogue = Catalogue(fragrances, taxonomy, compose(fragrances, parts))
    return KeptNames(CatalogueSearch(catalogue, lexicon, embed, reader.read))


def disguised(text: str, kept: KeptNames, known: Known = NOBODY) -> str:
    return Disguise(knowing(known, (text,), kept), kept, language_of(text))(text)


def rows(name: str) -> Iterator[tuple[str, list[str], list[str]]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], row["names"], row["kept"]


@pytest.mark.parametrize(
    ("name", "names_found"), [("names", 0.99), ("names_unseen", 0.96), ("names_later", 0.9)]
)
def test_names_are_found_and_perfumes_stay(kept: KeptNames, name: str, names_found: float) -> None:
    missed, lost, named, staying = [], [], 0, 0
    for text, names, stay in rows(f"{name}.jsonl"):
        made = disguised(text, kept)
        missed += [one for one in names if one in made]
        lost += [one for one in stay if one not in made]
        named, staying = named + len(names), staying + len(stay)
    assert 1 - len(missed) / named >= names_found, missed
    assert 1 - len(lost) / staying >= 0.98, lost


def test_the_same_name_is_the_same_word_and_another_is_another(kept: KeptNames) -> None:
    known = filled_in(["Maria Lopez", "Tomas"], ["Split"])
    disguise = Disguise(known, kept, "en")
    assert disguise("Maria met Tomas in Split.") == "Person A met Person B in Place A."
    assert disguise("Tomas loved Maria Lopez.") == "Person B loved Person A."


def test_korean_names_take_the_particle_of_the_new_word(kept: KeptNames) -> None:
    known = filled_in(["민수", "서연"], ["전주"])
    disguise = Disguise(known, kept, "ko")
    assert disguise("민수가 서연을 전주에서 만났다.") == "사람 1이 사람 2를 장소 1에서 만났다."
    assert disguise("서연이가 민수는 좋대.") == "사람 2가 사람 1은 좋대."


def test_whoever_is_only_somebodys_grandmother_has_no_name(kept: KeptNames) -> None:
    known = filled_in(["my grandmother", "할머니", "friends"], ["kitchen", "시골집"])
    assert known == NOBODY
    text = "My grandmother's kitchen smelled of cinnamon."
    assert disguised(text, kept, known) == text


def test_the_name_of_a_taste_is_mostly_no_name(kept: KeptNames) -> None:
    """ "For Mum" once made a person of every "for"."""
    assert filled_in(["For Mum", "A birthday gift", "엄마 선물", "생일 선물"], []) == NOBODY
    assert filled_in(["For Zdenka"], []).people == {"Zdenka"}


def test_a_name_that_was_filled_in_goes_in_small_letters_too(kept: KeptNames) -> None:
    known = filled_in(["Zdenka"], ["Rovinj"])
    assert disguised("then zdenka brought figs from rovinj", kept, known) == (
        "then Person A brought figs from Place A"
    )


def test_somebody_called_like_a_note_is_told_from_the_note(kept: KeptNames) -> None:
    known = filled_in(["Iris"], [])
    made = disguised("My aunt Iris grew iris and violet; Iris root dries slowly.", kept, known)
    assert made == "My aunt Person A grew iris and violet; Iris root dries slowly."


def test_a_korean_name_is_not_found_inside_another_word(kept: KeptNames) -> None:
    known = filled_in(["송이"], [])
    text = "송이버섯과 소나무 향"
    assert disguised(text, kept, known) == text


def test_what_looks_like_html_or_a_pattern_is_only_text(kept: KeptNames) -> None:
    known = filled_in(["(.*)", "A+B <b>"], [])
    assert disguised("lavender (and) more", kept, known) == "lavender (and) more"


def test_twenty_seven_people_have_twenty_seven_names(kept: KeptNames) -> None:
    names = [f"Zz{letter}k{letter}o" for letter in [*ascii_lowercase, "aa"]]
    made = Disguise(filled_in(names, []), kept, "en")(" and ".join(names))
    assert len(set(made.split(" and "))) == 27
    assert made.endswith("Person AA")
