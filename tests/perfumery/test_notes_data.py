"""What must stay true of the notes and accords in `data/`, read straight from the files.

It knows the format and the rules between rows; how names are looked up is the taxonomy's business.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from flowery.perfumery.folding import folded, singular
from flowery.words.vocabulary import AXES

DATA = Path(__file__).parents[2] / "data"
FAMILIES = {
    *("citrus", "fruit", "green", "herb", "water", "flower", "white_flower", "powder_musk"),
    *("spice", "gourmand", "resin", "wood", "earth_moss", "leather_animal", "smoke"),
    *("drink", "mineral"),
}
NAMED = ["id", "name", "korean", "aliases", "korean_aliases"]
NOTE_KEYS = [*NAMED, "parent", "family", "axes", "layer", "facets", "allergens", "description"]
ACCORD_KEYS = [*NAMED, "axes"]

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


NOTES = rows("notes.jsonl")
ACCORDS = rows("accords.jsonl")


def english(row: Row) -> set[str]:
    return {singular(folded(name)) for name in (row["id"], row["name"], *row["aliases"])}


def korean(row: Row) -> set[str]:
    return {folded(name).replace(" ", "") for name in (row["korean"], *row["korean_aliases"])}


@pytest.mark.parametrize("table", [NOTES, ACCORDS], ids=["notes", "accords"])
@pytest.mark.parametrize("names_of", [english, korean])
def test_a_name_means_one_row(table: list[Row], names_of: Any) -> None:
    meant = defaultdict(set)
    for row in table:
        for name in names_of(row):
            meant[name].add(row["id"])
    assert {name: ids for name, ids in meant.items() if len(ids) > 1 or not name} == {}


@pytest.mark.parametrize("table", [NOTES, ACCORDS], ids=["notes", "accords"])
def test_axes_are_of_the_fourteen_with_a_main_one(table: list[Row]) -> None:
    wrong = [
        row["id"]
        for row in table
        if not set(row["axes"]) <= set(AXES)
        or not 1 <= len(row["axes"]) <= 5
        or not 0.5 <= max(row["axes"].values()) <= 1
        or min(row["axes"].values()) <= 0
    ]
    assert wrong == []


def test_rows_have_their_keys_in_order() -> None:
    assert [row["id"] for row in NOTES if list(row) != NOTE_KEYS] == []
    assert [row["id"] for row in ACCORDS if list(row) != ACCORD_KEYS] == []


def test_families_and_layers_are_known() -> None:
    assert {row["family"] for row in NOTES} == FAMILIES
    assert {row["layer"] for row in NOTES} == {"top", "heart", "base"}


def test_a_parent_is_a_note_that_has_none_itself() -> None:
    parents = {row["id"]: row["parent"] for row in NOTES}
    kinds = {child: parent for child, parent in parents.items() if parent}
    assert {c: p for c, p in kinds.items() if p not in parents or parents[p] is not None} == {}


@pytest.mark.parametrize(
    ("note", "parent"),
    [
        ("damask_rose", "rose"),
        ("candied_orange", "orange"),
        ("bourbon_vanilla", "vanilla"),
        ("orange_blossom", None),
        ("pink_pepper", None),
        ("rosewood", None),
        ("lemon", None),
    ],
)
def test_a_veto_covers_kinds_and_nothing_that_only_sounds_alike(
    note: str, parent: str | None
) -> None:
    assert {row["id"]: row["parent"] for row in NOTES}[note] == parent


def test_descriptions_are_one_short_sentence_of_their_own() -> None:
    texts = [row["description"] for row in NOTES]
    assert [t for t in texts if not t.endswith(".") or not 3 <= len(t.split()) <= 20] == []
    assert len(set(texts)) == len(texts)


def test_there_are_enough_of_them() -> None:
    assert len(NOTES) >= 450
    assert len(ACCORDS) >= 60
