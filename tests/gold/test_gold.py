"""Keeps the gold set of smells true.

Knows the form of the annotations, and nothing of any reader of smells.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"


def rows(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


MEMORIES = rows(HERE / "memories.jsonl")
SMELLS = [smell for memory in MEMORIES for smell in memory["smells"]]


@pytest.mark.parametrize("memory", MEMORIES, ids=lambda memory: memory["id"])
def test_every_smell_stands_where_it_says(memory):
    for smell in memory["smells"]:
        assert memory["text"][smell["start"] : smell["end"]] == smell["source"] != ""
        assert smell["status"] in {"explicit", "inferred"}
        assert smell["valence"] in {"loved", "neutral", "hated"}


def test_ids_and_texts_are_unique():
    assert max(Counter(memory["id"] for memory in MEMORIES).values()) == 1
    assert max(Counter(memory["text"] for memory in MEMORIES).values()) == 1


def test_a_note_is_annotated_once_a_place():
    for memory in MEMORIES:
        places = Counter((smell["note"], smell["start"]) for smell in memory["smells"])
        assert max(places.values(), default=1) == 1, memory["id"]


def test_every_note_is_in_the_taxonomy():
    known = {note["id"] for note in rows(DATA / "notes.jsonl")}
    named = {smell["note"] for smell in SMELLS} - {None}
    assert sorted(named - known) == []


def test_an_explicit_smell_names_a_note():
    assert all(smell["note"] for smell in SMELLS if smell["status"] == "explicit")


def test_there_is_enough_of_everything():
    languages = Counter(memory["language"] for memory in MEMORIES)
    valences = Counter(smell["valence"] for smell in SMELLS)
    statuses = Counter(smell["status"] for smell in SMELLS)
    assert len(MEMORIES) >= 150
    assert languages["en"] >= 80
    assert languages["ko"] >= 60
    assert languages["mixed"] >= 5
    assert min(valences[valence] for valence in ("loved", "neutral", "hated")) >= 50
    assert statuses["explicit"] >= 150
    assert statuses["inferred"] >= 40
    assert sum(not memory["smells"] for memory in MEMORIES) >= 12
    assert sum(smell["note"] is None for smell in SMELLS) >= 10


def test_a_third_is_held_out():
    splits = Counter(memory["split"] for memory in MEMORIES)
    assert set(splits) == {"open", "held_out"}
    assert splits["held_out"] == pytest.approx(len(MEMORIES) / 3, abs=5)
