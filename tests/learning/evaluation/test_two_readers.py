"""How far a model reads as the embedded reader does: counts, and a kappa that is Cohen's."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from flowery.learning.evaluation.two_readers import kappa, reader, readers
from flowery.storage.counts import Agreement, Count
from flowery.storage.tables import Tables
from flowery.words.vocabulary import User
from tests.storage.cast import keep, memory

FELT = ("loved", "neutral", "hated")
PAIRS = [f"{one}_{other}" for one in FELT for other in FELT]


def test_kappa_of_a_table_from_a_textbook() -> None:
    """Two doctors say yes or no to 50: 20 and 15 alike, 5 and 10 not; kappa is .4."""
    told = {"loved_loved": 20, "loved_hated": 5, "hated_loved": 10, "hated_hated": 15}
    assert kappa(told) == pytest.approx(0.4)


@pytest.mark.parametrize("told", [{}, {"read": 4}, {"loved_loved": 7}])
def test_nobody_can_say_where_nothing_or_always_the_same_was_felt(told: dict[str, int]) -> None:
    assert kappa(told) is None


@given(st.dictionaries(st.sampled_from(PAIRS), st.integers(0, 50)))
def test_kappa_is_one_only_where_all_is_alike(told: dict[str, int]) -> None:
    found = kappa(told)
    if found is not None:
        alike = all(one.split("_")[0] == one.split("_")[1] for one, n in told.items() if n)
        assert found <= 1
        assert (found == pytest.approx(1.0)) is alike


def test_a_model_is_told_by_its_counts() -> None:
    told = {"read": 5, "said": 4, "same_place": 3, "same_note": 2, "added": 1, "missed": 2}
    found = reader(Agreement("llama", 2, {**told, "loved_loved": 2, "hated_neutral": 1}))
    assert (found.model, found.memories, found.same_felt) == ("llama", 2, 2)
    assert (found.read, found.said, found.added, found.missed) == (5, 4, 1, 2)


def test_memories_of_everybody_are_one_sum_and_the_busiest_model_comes_first(
    tables: Tables, iris: User, sage: User
) -> None:
    for user, text, model in (
        (iris, "a cedar chest", "llama"),
        (iris, "a tin of tea", "qwen"),
        (sage, "rain on dust", "qwen"),
    ):
        memory_id = keep(tables, user.id, memory(text))
        tables.of(user.id).readings.agree(memory_id, model, {"read": 2, "loved_loved": 1})
    tables.counts.add("qwen", "smells", {"asked": 2, "unknown_note": 1})
    found = readers(tables)
    assert [(one.model, one.memories, one.read) for one in found.readers] == [
        ("qwen", 2, 4),
        ("llama", 1, 2),
    ]
    assert Count("qwen", "smells", "unknown_note", 1) in found.dropped


def test_of_few_smells_nobody_says_how_far_they_are_felt_alike() -> None:
    few, enough = ({"same_place": n, "loved_loved": n - 2, "hated_hated": 2} for n in (19, 20))
    assert reader(Agreement("llama", 3, few)).kappa is None
    assert reader(Agreement("llama", 3, enough)).kappa == pytest.approx(1.0)
