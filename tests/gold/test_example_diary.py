"""Keeps the example diary whole: its form, its pictures, and that what it names exists."""

import json
from pathlib import Path

import pytest
from PIL import Image

DATA = Path(__file__).parents[2] / "data"
EXAMPLE = DATA / "example"


def rows(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


MEMORIES = rows(EXAMPLE / "diary.jsonl")
LIFE = rows(EXAMPLE / "life.jsonl")
PICTURES = sorted(EXAMPLE.glob("*.webp"))
FIELDS = ["title", "text", "language", "happened", "place", "people", "emotion", "occasion"]
FIELDS += ["picture", "caption"]


@pytest.mark.parametrize("memory", MEMORIES, ids=lambda memory: memory["title"])
def test_a_memory_is_complete(memory):
    assert list(memory) == FIELDS
    assert 250 <= len(memory["text"]) <= 900
    assert memory["language"] in {"en", "ko"}
    assert bool(memory["picture"]) == bool(memory["caption"])


def test_every_picture_is_used_and_every_used_picture_is_there():
    used = sorted(memory["picture"] for memory in MEMORIES if memory["picture"])
    assert used == [picture.name for picture in PICTURES]


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.stem)
def test_a_picture_is_small_and_of_one_size(file):
    assert file.stat().st_size < 90_000
    with Image.open(file) as picture:
        assert (picture.format, picture.size) == ("WEBP", (960, 720))


def test_perfumes_she_reacted_to_are_in_the_catalogue():
    catalogue = {
        (fragrance["brand"], fragrance["name"])
        for file in (DATA / "fragrances").glob("*.jsonl")
        for fragrance in rows(file)
    }
    reactions = [moment for moment in LIFE if moment["kind"] == "reaction"]
    assert len(reactions) >= 10
    assert [r for r in reactions if (r["brand"], r["name"]) not in catalogue] == []


def test_notes_she_declines_are_in_the_taxonomy():
    known = {note["id"] for note in rows(DATA / "notes.jsonl")}
    dislikes = [moment for moment in LIFE if moment["kind"] == "dislike"]
    assert {moment["level"] for moment in dislikes} <= {"veto", "avoid", "allergy"}
    assert [moment["note"] for moment in dislikes if moment["note"] not in known] == []


def test_questions_come_in_both_languages_with_stars():
    questions = [moment for moment in LIFE if moment["kind"] == "question"]
    assert all(moment["stars"] in range(1, 6) for moment in questions)
    assert {moment["text"].isascii() for moment in questions} == {True, False}
