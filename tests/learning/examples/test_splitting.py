"""Nothing leaks from what judges to what is learnt: not a person, not a near-duplicate."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from flowery.learning.examples import duplicates
from flowery.learning.examples.splitting import Placed, split

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def some(people: int, each: int, groups: int, seed: int) -> list[Placed]:
    chance = random.Random(seed)
    return [
        Placed(
            f"e{person}.{number}",
            f"u{person}",
            BEGAN + timedelta(hours=chance.randrange(10_000)),
            chance.randrange(groups),
        )
        for person in range(people)
        for number in range(chance.randint(1, each))
    ]


@pytest.mark.parametrize("seed", range(200))
def test_a_person_and_a_group_are_in_one_split_only(seed: int) -> None:
    examples = some(people=2 + seed % 9, each=1 + seed % 13, groups=1 + seed % 40, seed=seed)
    placed = split(examples)
    for of in ("person", "group"):
        found: dict[object, set[str]] = {}
        for one in examples:
            if one.id in placed:
                found.setdefault(getattr(one, of), set()).add(placed[one.id])
        assert all(len(splits) == 1 for splits in found.values())


@pytest.mark.parametrize("seed", range(50))
def test_of_one_person_the_latest_judge_and_no_group_is_in_two_splits(seed: int) -> None:
    examples = some(people=1, each=60, groups=1_000 if seed % 2 else 12, seed=seed)
    placed = split(examples)
    kept = sorted((one for one in examples if one.id in placed), key=lambda one: (one.at, one.id))
    order = {"train": 0, "validation": 1, "test": 2}
    assert all(order[placed[a.id]] <= order[placed[b.id]] for a, b in pairwise(kept))
    splits = {(one.group, placed[one.id]) for one in kept}
    assert len(splits) == len({group for group, _ in splits})


def test_most_is_learnt_from_and_every_split_has_something() -> None:
    examples = [Placed(f"e{i}", f"u{i // 4}", BEGAN + timedelta(hours=i), i) for i in range(80)]
    placed = list(split(examples).values())
    assert placed.count("train") >= 48
    assert placed.count("test") >= 12
    assert placed.count("validation") >= 8


def test_two_people_are_one_who_teaches_and_one_who_judges() -> None:
    two = [Placed("a", "iris", BEGAN, 0), Placed("b", "sage", BEGAN + timedelta(days=1), 1)]
    assert split(two) == {"a": "train", "b": "test"}


def test_one_example_is_only_learnt_from() -> None:
    assert split([Placed("a", "iris", BEGAN, 0)]) == {"a": "train"}
    assert split([]) == {}


def test_near_duplicates_are_found_and_others_are_not() -> None:
    texts = (
        "Something with smoke and cedar for a cold evening, nothing sweet at all, please",
        "Something with smoke and cedar for cold evenings, nothing sweet at all, please",
        "A green fig for a summer by the sea, with salt and warm skin",
        "비 오는 날 도서관처럼 차분하고 달지 않은 향수를 추천해 주세요",
        "비 오는 날 도서관처럼 차분하고 달지 않은 향수 추천해 주세요",
    )
    assert duplicates.groups([duplicates.signature(text) for text in texts]) == [0, 0, 2, 3, 3]


def test_likeness_estimates_the_share_of_letter_runs() -> None:
    one, other = "abcdefghijklmnopqrstuvwxyz" * 3, "abcdefghijklm" * 6
    runs = [{text[i : i + 4] for i in range(len(text) - 3)} for text in (one, other)]
    true = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    (told,) = duplicates.likeness(duplicates.signature(one), [duplicates.signature(other)])
    assert abs(told - true) < 0.15


def test_one_text_alone_repeats_nothing_and_a_copy_repeats_all() -> None:
    one, other = duplicates.signature("fig leaves"), duplicates.signature("cold smoke")
    assert duplicates.closest([one]).tolist() == [0.0]
    assert duplicates.closest([one, other, one])[[0, 2]].tolist() == [1.0, 1.0]
