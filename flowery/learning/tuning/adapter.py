"""The adapter: a low-rank step that a question's vector takes towards what was liked,
q' = q + U (V^T q), at its old length. The catalogue's vectors stay as they are.

It is trained by telling the liked perfumes of a question from those of others, from the disliked,
and from some that stand for all the rest (InfoNCE), and pulled towards doing nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Rows = NDArray[np.intp]

_WARMTH = 0.05  # what likeness is divided by: MiniLM's differ by hundredths
_BATCH, _STEPS = 32, 6  # questions of a step, and steps at least each time through: of two dozen
# questions one step would learn nothing before patience ends
_UNSPOKEN = 256  # perfumes beside each batch that stand for the rest: 1,024 found no more
_DISLIKED = np.float32(np.log(4))  # a disliked perfume counts as four of those that nobody spoke of
_KEEP_MEAN, _KEEP_SQUARE, _NEVER_ZERO = 0.9, 0.999, 1e-8  # Adam (Kingma & Ba 2015)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question by its vector, with the rows of perfumes that were liked and disliked for it."""

    vector: Matrix
    liked: tuple[int, ...]
    disliked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """How an adapter is trained: its rank, how far a step goes, and how hard a question is held at
    its place.
    """

    rank: int
    rate: float
    pull: float


@dataclass(frozen=True, slots=True)
class Adapter:
    """A trained step; `into` and `out_of` have shape (dimensions, rank)."""

    into: Matrix
    out_of: Matrix

    def __call__(self, vectors: Matrix) -> Matrix:
        """One vector or several, adapted; each keeps its length, and zeros stay zeros."""
        moved = vectors + (vectors @ self.out_of) @ self.into.T
        was, now = (np.linalg.norm(one, axis=-1, keepdims=True) for one in (vectors, moved))
        adapted: Matrix = (moved * (was / np.maximum(now, 1e-9))).astype(np.float32)
        return adapted

    def written(self) -> bytes:
        """As it is kept."""
        file = io.BytesIO()
        np.savez_compressed(file, into=self.into, out_of=self.out_of)
        return file.getvalue()


def read(content: bytes, dimensions: int) -> Adapter:
    """An adapter as it was kept. Raises ValueError when it is none, or for other vectors."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            into, out_of = kept["into"], kept["out_of"]
    except Exception as error:
        raise ValueError("it cannot be read") from error
    if into.shape != out_of.shape or into.ndim != 2 or into.shape[0] != dimensions:
        raise ValueError("it is for vectors of another encoder")
    if not (np.isfinite(into).all() and np.isfinite(out_of).all()):
        raise ValueError("it holds numbers that are none")
    return Adapter(into.astype(np.float32), out_of.astype(np.float32))


def likelihoods(
    lessons: Sequence[Lesson], perfumes: Matrix, made: Adapter | None
) -> NDArray[np.float64]:
    """How likely the liked perfumes of each lesson would be, among all, as logarithms."""
    asked = np.stack([lesson.vector for lesson in lessons]).astype(np.float32)
    adapted = asked if made is None else made(asked)
    logits = (adapted @ perfumes.T).astype(np.float64) / _WARMTH
    logits -= logits.max(axis=1, keepdims=True)
    logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return np.array([logits[n, list(one.liked)].mean() for n, one in enumerate(lessons)])


class Trainee:
    """An adapter that is being trained on lessons; deterministic for the same seed."""

    def __init__(
        self, lessons: Sequence[Lesson], perfumes: Matrix, setting: Setting, seed: int = 7
    ) -> None:
        self._lessons = lessons
        self._perfumes = perfumes
        self._setting = setting
        self._chance = np.random.default_rng(seed)
        size = (perfumes.shape[1], setting.rank)
        start = self._chance.normal(0, 1 / np.sqrt(size[0]), size).astype(np.float32)
        self._moving = [np.zeros(size, np.float32), start]
        self._means = [np.zeros(size, np.float32) for _ in range(2)]
        self._squares = [np.zeros(size, np.float32) for _ in range(2)]
        self._steps = 0

    def epochs(self, most: int) -> Iterator[tuple[Adapter, float]]:
        """The adapter after each time through all lessons, with the mean loss of it."""
        for _ in range(most):
            order = self._chance.permutation(len(self._lessons))
            batches = np.array_split(order, max(min(_STEPS, len(order)), len(order) // _BATCH))
            losses = [self._step([self._lessons[place] for place in batch]) for batch in batches]
            into, out_of = self._moving
            yield Adapter(into.copy(), out_of.copy()), float(np.mean(losses))

    def _step(self, batch: Sequence[Lesson]) -> float:
        into, out_of = self._moving
        rows, weights, wanted = self._shown(batch)
        asked = np.stack([lesson.vector for lesson in batch]).astype(np.float32)
        inner = asked @ out_of
        moved, shown = inner @ into.T, self._perfumes[rows]
        logits = (asked + moved) @ shown.T / np.float32(_WARMTH) + weights
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        loss = -float((wanted * np.log(np.maximum(chances, 1e-12))).sum() / len(batch))
        towards = (chances - wanted) @ shown / np.float32(_WARMTH)
        towards = (towards + np.float32(self._setting.pull) * moved) / np.float32(len(batch))
        self._move(towards.T @ inner, asked.T @ (towards @ into))
        return loss

    def _shown(self, batch: Sequence[Lesson]) -> tuple[Rows, Matrix, Matrix]:
        """The perfumes a batch is shown; how much each weighs for each lesson, as logarithms: those
        that nobody spoke of stand for the rest of the catalogue, and the disliked count more; and
        what the lessons want of them.
        """
        spoken = {row for lesson in batch for row in (*lesson.liked, *lesson.disliked)}
        count = min(_UNSPOKEN, len(self._perfumes))
        drawn = self._chance.choice(len(self._perfumes), count, replace=False)
        rows = np.union1d(np.fromiter(spoken, np.intp), drawn)
        places = {int(row): place for place, row in enumerate(rows)}
        stands_for = np.log(len(self._perfumes) / count)
        weights = np.full((len(batch), len(rows)), stands_for, np.float32)
        weights[:, [places[row] for row in spoken]] = 0
        wanted = np.zeros_like(weights)
        for number, lesson in enumerate(batch):
            weights[number, [places[row] for row in lesson.disliked]] = _DISLIKED
            wanted[number, [places[row] for row in lesson.liked]] = 1 / len(lesson.liked)
        return rows, weights, wanted

    def _move(self, *slopes: Matrix) -> None:
        self._steps += 1
        for place, slope in enumerate(slopes):
            mean, square = self._means[place], self._squares[place]
            mean += (1 - _KEEP_MEAN) * (slope - mean)
            square += (1 - _KEEP_SQUARE) * (slope * slope - square)
            size = mean / (1 - _KEEP_MEAN**self._steps)
            spread = np.sqrt(square / (1 - _KEEP_SQUARE**self._steps)) + _NEVER_ZERO
            self._moving[place] -= np.float32(self._setting.rate) * size / spread
