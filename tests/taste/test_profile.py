"""The profile of a person from real rows: loved, hated, corrected, rated and taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from flowery.learning.feedback import Learning
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.stock import built_in
from flowery.perfumery.words import Lexicon
from flowery.storage.tables import Tables
from flowery.taste.profile import Taste
from flowery.words.vocabulary import (
    Correction,
    ExtractedScent,
    ScentMemory,
    ScentProfile,
    Status,
    User,
    Valence,
)

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogue(taxonomy: Taxonomy) -> Catalogue:
    perfumes = built_in(taxonomy)
    return Catalogue(perfumes, taxonomy, np.zeros((len(perfumes), 2), np.float32))


@pytest.fixture
def taste(tables: Tables, taxonomy: Taxonomy, lexicon: Lexicon, catalogue: Catalogue) -> Taste:
    return Taste(tables, taxonomy, lexicon, lambda: catalogue)


@pytest.fixture
def learning(tables: Tables, taxonomy: Taxonomy, catalogue: Catalogue) -> Learning:
    return Learning(tables, taxonomy, catalogue)


def smell(
    note: str, valence: Valence = "loved", status: Status = "explicit", confidence: float = 0.9
) -> ExtractedScent:
    return ExtractedScent(note, note, 0, len(note), status, valence, confidence)


def remembered(
    tables: Tables, user: User, number: int, *smells: ExtractedScent, emotion: str = ""
) -> str:
    own = tables.of(user.id)
    at = START + timedelta(days=number)
    memory = ScentMemory(f"m{number}", user.id, "", f"text {number}", "done", at, emotion=emotion)
    own.diary.keep(memory, f"hash {number}", "day", 0)
    own.readings.replace_smells(memory.id, smells)
    return memory.id


def notes(profile: ScentProfile) -> dict[str, float]:
    return {score.note: score.score for score in profile.notes}


def test_a_stranger_has_an_empty_profile(taste: Taste, sage: User) -> None:
    profile = taste.profile(sage.id)
    assert (profile.evidence, profile.memories, profile.notes) == (0, 0, ())
    assert set(profile.values.values()) == {0.0}


def test_loved_and_hated_pull_apart(taste: Taste, tables: Tables, iris: User) -> None:
    remembered(tables, iris, 1, smell("rose"), smell("tuberose", "hated"))
    found = notes(taste.profile(iris.id))
    assert found["rose"] > 0 > found["tuberose"]


def test_what_was_understood_counts_less_than_what_was_said_or_confirmed(
    taste: Taste, tables: Tables, iris: User
) -> None:
    statuses: tuple[Status, ...] = ("inferred", "explicit", "confirmed")
    for number, status in enumerate(statuses):
        remembered(tables, iris, number, smell(("rose", "cedar", "smoke")[number], status=status))
    found = notes(taste.profile(iris.id))
    assert found["rose"] < found["cedar"] < found["smoke"]


def test_a_feeling_colours_a_neutral_smell(taste: Taste, tables: Tables, iris: User) -> None:
    remembered(tables, iris, 1, smell("rose", "neutral"), emotion="그리움")
    remembered(tables, iris, 2, smell("cedar", "neutral"), emotion="disgust")
    remembered(tables, iris, 3, smell("smoke", "neutral"))
    found = notes(taste.profile(iris.id))
    assert found["rose"] > found["smoke"] > 0 > found["cedar"]


def test_a_struck_smell_is_no_evidence(taste: Taste, tables: Tables, iris: User) -> None:
    memory = remembered(tables, iris, 1, smell("rose"), smell("cedar"))
    struck = Correction("c", memory, "rose", 0, 4, "rose", "strike", None, None, START)
    tables.of(iris.id).readings.correct(struck)
    assert set(notes(taste.profile(iris.id))) == {"cedar"}


def test_forgetting_is_as_if_it_had_never_been(taste: Taste, tables: Tables, iris: User) -> None:
    remembered(tables, iris, 1, smell("rose"))
    before = taste.profile(iris.id)
    memory = remembered(tables, iris, 2, smell("rose", "hated"), smell("cedar"))
    assert taste.profile(iris.id) != before
    assert taste.profile(iris.id, without_memory=memory) == before
    tables.of(iris.id).diary.forget(memory)
    assert taste.profile(iris.id) == before


def test_a_profile_of_an_earlier_time(taste: Taste, tables: Tables, iris: User) -> None:
    remembered(tables, iris, 1, smell("rose"))
    before = taste.profile(iris.id)
    remembered(tables, iris, 9, smell("cedar"))
    assert taste.profile(iris.id, until=START + timedelta(days=2)) == before
    moments = taste.timeline(iris.id)
    assert [moment.memory_id for moment in moments] == ["m1", "m9"]
    assert moments[-1].values == taste.profile(iris.id).values


def test_a_disliked_perfume_speaks_against_its_rare_notes_more_than_the_common_ones(
    taste: Taste, learning: Learning, iris: User, catalogue: Catalogue
) -> None:
    angel = catalogue.get("mugler-angel")
    learning.react(iris.id, angel.id, "dislike")
    found = notes(taste.profile(iris.id))
    assert all(score <= 0 for score in found.values())
    known = [note for note in angel.notes if found.get(note)]
    rare, common = (f(known, key=catalogue.frequency) for f in (min, max))
    weights = catalogue.note_weights(catalogue.row(angel.id))
    assert found[rare] / weights[rare] < found[common] / weights[common]


def test_taking_a_reaction_back_restores_the_profile(
    taste: Taste, learning: Learning, iris: User
) -> None:
    before = taste.profile(iris.id)
    learning.react(iris.id, "mugler-angel", "own")
    assert taste.profile(iris.id) != before
    learning.unreact(iris.id, "mugler-angel", "own")
    assert taste.profile(iris.id) == before


def test_nobody_else_is_touched(taste: Taste, tables: Tables, iris: User, sage: User) -> None:
    remembered(tables, iris, 1, smell("rose"))
    assert taste.profile(sage.id).evidence == 0
    assert taste.evidence(sage.id) == ()
