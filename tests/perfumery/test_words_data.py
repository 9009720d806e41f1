"""The lexicon of everyday smells and of the words for moods and moments, held to its format.

Knows three files of `data/` and the notes they point at; knows nothing of the code that reads them.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
AXES = {
    *("citrus", "fruity", "green", "aromatic", "aquatic", "floral", "white_floral"),
    *("powdery", "spicy", "gourmand", "amber", "woody", "mossy", "leather"),
}
KINDS = {
    *("mood", "season", "occasion", "emotion", "weather"),
    *("place", "time", "quality", "intensity", "facet"),
}
FAMILIES = [
    *("floral", "soft_floral", "floral_amber", "soft_amber", "amber", "woody_amber", "woods"),
    *("mossy_woods", "dry_woods", "aromatic_fougere", "citrus", "water", "green", "fruity"),
]
UNIGEOS = {"well_being", "sensuality", "energy", "soothing", "hunger_thirst", "disgust"}
# Facets stand right before a note (말린, 찐, 새) and 봄 is spring; elsewhere it says too little.
ONE_SYLLABLE = {"facet", "season"}


def rows_of(name: str) -> list[dict[str, Any]]:
    text = (DATA / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def fold(form: str) -> str:
    return " ".join(form.casefold().replace("-", " ").split())


def hangul(form: str) -> bool:
    return any("가" <= character <= "힣" for character in form)


def doubled(forms: list[str]) -> list[str]:
    return sorted(form for form, count in Counter(forms).items() if count > 1)


SOURCES, WORDS, FAMILY_ROWS = rows_of("sources"), rows_of("words"), rows_of("families")
NOTES = rows_of("notes")
NOTE_IDS = {note["id"] for note in NOTES}


def test_there_are_enough_of_each() -> None:
    assert len(SOURCES) >= 300
    assert len(WORDS) >= 220
    assert {row["kind"] for row in WORDS} == KINDS
    assert [row["id"] for row in FAMILY_ROWS] == FAMILIES


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        (SOURCES, ["id", "english", "korean", "notes"]),
        (WORDS, ["kind", "id", "english", "korean", "axes", "notes"]),
        (FAMILY_ROWS, ["id", "name", "korean", "aliases", "korean_aliases", "axes"]),
    ],
    ids=["sources", "words", "families"],
)
def test_keys_stand_in_order(rows: list[dict[str, Any]], keys: list[str]) -> None:
    assert [row["id"] for row in rows if list(row) != keys] == []


def test_ids_are_unique() -> None:
    assert doubled([row["id"] for row in SOURCES]) == []
    assert doubled([f"{row['kind']}/{row['id']}" for row in WORDS]) == []


@pytest.mark.parametrize("rows", [SOURCES, WORDS], ids=["sources", "words"])
def test_forms_are_trimmed_and_in_their_script(rows: list[dict[str, Any]]) -> None:
    assert [row["id"] for row in rows if not row["english"] or not row["korean"]] == []
    english = [form for row in rows for form in row["english"]]
    assert [form for form in english if form != form.strip().lower() or hangul(form)] == []
    korean = [form for row in rows for form in row["korean"]]
    assert [form for form in korean if form != form.strip() or not hangul(form)] == []


def test_one_syllable_stands_alone_only_where_it_is_clear() -> None:
    rows = SOURCES + [row for row in WORDS if row["kind"] not in ONE_SYLLABLE]
    assert [form for row in rows for form in row["korean"] if len(form) < 2] == []


@pytest.mark.parametrize("language", ["english", "korean"])
def test_a_form_names_one_thing(language: str) -> None:
    assert doubled([fold(form) for row in SOURCES for form in row[language]]) == []
    words = [f"{row['kind']}: {fold(form)}" for row in WORDS for form in row[language]]
    assert doubled(words) == []


def test_where_a_source_and_a_note_share_a_name_they_mean_the_same_smell() -> None:
    names = {
        fold(form): note["id"]
        for note in NOTES
        for form in [note["name"], note["korean"], *note["aliases"], *note["korean_aliases"]]
    }
    forms = [(row, fold(form)) for row in SOURCES for form in row["english"] + row["korean"]]
    shared = [(row, form) for row, form in forms if form in names]
    assert [form for row, form in shared if names[form] not in row["notes"]] == []


def test_sources_point_at_notes_that_exist() -> None:
    assert sorted({note for row in SOURCES for note in row["notes"]} - NOTE_IDS) == []
    assert [row["id"] for row in SOURCES if len(row["notes"]) > 3] == []
    sure = [certainty for row in SOURCES for certainty in row["notes"].values()]
    assert min(sure) >= 0.3
    assert max(sure) <= 0.95


def test_words_point_at_notes_and_axes_that_exist() -> None:
    assert sorted({note for row in WORDS for note in row["notes"]} - NOTE_IDS) == []
    assert sorted({axis for row in WORDS for axis in row["axes"]} - AXES) == []
    weights = [weight for row in WORDS for weight in row["axes"].values()]
    assert [weight for weight in weights if not 0 < abs(weight) <= 1] == []


def test_the_emotion_groups_of_unigeos_are_there() -> None:
    emotions = {row["id"] for row in WORDS if row["kind"] == "emotion"}
    assert sorted(UNIGEOS - emotions) == []


def test_intensities_rise_from_skin_scent_to_beast_mode() -> None:
    ids = [row["id"] for row in WORDS if row["kind"] == "intensity"]
    assert ids[:5] == ["skin_scent", "light", "moderate", "strong", "beast_mode"]


def test_families_are_prototypes_one_can_tell_apart() -> None:
    assert sorted({axis for row in FAMILY_ROWS for axis in row["axes"]} - AXES) == []
    weights = [weight for row in FAMILY_ROWS for weight in row["axes"].values()]
    assert [weight for weight in weights if not 0 < weight <= 1] == []
    assert doubled([json.dumps(row["axes"], sort_keys=True) for row in FAMILY_ROWS]) == []
    english = [fold(form) for row in FAMILY_ROWS for form in [row["name"], *row["aliases"]]]
    korean = [form for row in FAMILY_ROWS for form in [row["korean"], *row["korean_aliases"]]]
    assert doubled(english) == doubled(korean) == []
