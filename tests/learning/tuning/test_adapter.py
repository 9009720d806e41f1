"""The adapter learns a direction that was hidden, keeps lengths, and is read back or refused."""

import numpy as np
import pytest

from flowery.learning.tuning.adapter import (
    Adapter,
    Lesson,
    Matrix,
    Setting,
    Trainee,
    likelihoods,
    read,
)

SIZE = 32


def unit(rows: Matrix) -> Matrix:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def perfumes() -> Matrix:
    return unit(np.random.default_rng(1).normal(size=(300, SIZE)).astype(np.float32))


def lessons(perfumes: Matrix, count: int, seed: int) -> list[Lesson]:
    """People who ask for a perfume with a word that leads astray, always the same way."""
    chance = np.random.default_rng(seed)
    astray = np.random.default_rng(2).normal(size=SIZE) * 0.4
    rows = chance.integers(0, len(perfumes), count)
    asked = unit((perfumes[rows] + astray).astype(np.float32))
    wrong = np.argmax(perfumes @ astray)
    return [
        Lesson(v, (int(row),), () if row == wrong else (int(wrong),))
        for v, row in zip(asked, rows, strict=True)
    ]


def trained(perfumes: Matrix, rounds: int = 15) -> Adapter:
    *_, (made, _) = Trainee(lessons(perfumes, 200, 3), perfumes, Setting(8, 0.003, 1.0)).epochs(
        rounds
    )
    return made


def test_what_it_learns_holds_for_questions_it_never_saw(perfumes: Matrix) -> None:
    unseen = lessons(perfumes, 100, 4)
    before = likelihoods(unseen, perfumes, None).mean()
    assert likelihoods(unseen, perfumes, trained(perfumes)).mean() > before + 0.5


def test_the_same_lessons_give_the_same_adapter(perfumes: Matrix) -> None:
    one, other = trained(perfumes, 3), trained(perfumes, 3)
    assert np.array_equal(one.into, other.into)
    assert np.array_equal(one.out_of, other.out_of)


def test_a_question_keeps_its_length_and_nothing_stays_nothing(perfumes: Matrix) -> None:
    made = trained(perfumes, 5)
    assert np.allclose(np.linalg.norm(made(perfumes), axis=1), 1, atol=1e-5)
    assert not made(np.zeros(SIZE, np.float32)).any()
    assert made(perfumes[0] * 3).shape == (SIZE,)


def test_a_hard_pull_leaves_questions_where_they_are(perfumes: Matrix) -> None:
    held = Trainee(lessons(perfumes, 100, 3), perfumes, Setting(8, 0.003, 10_000.0))
    *_, (made, _) = held.epochs(10)
    assert (made(perfumes) * perfumes).sum(axis=1).min() > 0.99


def test_it_is_kept_and_read_back(perfumes: Matrix) -> None:
    made = trained(perfumes, 2)
    back = read(made.written(), SIZE)
    assert np.array_equal(back(perfumes), made(perfumes))


@pytest.mark.parametrize("content", [b"", b"PK nothing", b"\x00" * 500])
def test_other_bytes_are_no_adapter(content: bytes) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read(content, SIZE)


def test_an_adapter_for_other_vectors_or_without_numbers_is_refused(perfumes: Matrix) -> None:
    made = trained(perfumes, 1)
    with pytest.raises(ValueError, match="another encoder"):
        read(made.written(), SIZE + 1)
    broken = Adapter(np.full((SIZE, 2), np.nan, np.float32), np.ones((SIZE, 2), np.float32))
    with pytest.raises(ValueError, match="numbers"):
        read(broken.written(), SIZE)
