"""Five times a fifth of the people is set apart. The rankers are told what the others rated; then
of each person set apart the first n ratings are known, and everything after the largest n is asked,
so that every n is asked the same.

Nothing of a person's later ratings is ever told, and no items are left out by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowery.learning.evaluation import metrics
from flowery.learning.evaluation.rankers import Ranker
from flowery.learning.evaluation.tables import DISLIKED, LIKED, Column, Mask, Ratings
from flowery.words.errors import Refused

_FOLDS = 5
_SEED = 20  # of the folds: the same people lie together in every run
_CALIBRATING = 0.1  # of the people told of, to turn the scores of simple rankers into chances
_ROUNDS = 50  # of Newton's steps for a line through few points


@dataclass(frozen=True)
class Outcome:
    """How one ranker did for one person with n ratings known: single numbers by metric, the bins of
    its chances, and the ten items it put first.
    """

    numbers: dict[str, float]
    bins: NDArray[np.float64]
    first: NDArray[np.int64]


@dataclass(frozen=True)
class Asked:
    """One person set apart: what they rated in the order of time, of which the first are known."""

    ratings: Ratings
    later: slice

    def known(self, n: int) -> Ratings:
        """The first n ratings."""
        r = self.ratings
        return Ratings(r.people[:n], r.items[:n], r.values[:n], r.item_names)

    @property
    def judged(self) -> tuple[NDArray[np.int64], Mask]:
        """The later items that were liked or disliked, and which of them were liked."""
        items, values = self.ratings.items[self.later], self.ratings.values[self.later]
        told = (values >= LIKED) | (values <= DISLIKED)
        return items[told], values[told] >= LIKED

    @property
    def tells(self) -> bool:
        """Whether something later was liked and something was not."""
        liked = self.judged[1]
        return bool(liked.any() and not liked.all())


def outcomes(
    ratings: Ratings, rankers: Sequence[Ranker], known: Sequence[int]
) -> Iterator[tuple[str, int, Outcome]]:
    """(ranker, n, outcome) of every person set apart, person by person in one order for all. Raises
    Refused when nobody rated enough.
    """
    folds = np.random.default_rng(_SEED).integers(0, _FOLDS, ratings.count_people)
    told = 0
    for fold in range(_FOLDS):
        people = [one for one in _apart(ratings, folds == fold, max(known)) if one.tells]
        told += len(people)
        if people:
            others = ratings.of(folds != fold)
            popular = np.bincount(others.items, minlength=len(ratings.item_names))
            surprise = -np.log2((popular + 1) / (len(np.unique(others.people)) + 1))
            for ranker in rankers:
                line = _calibrated(ranker, others, known)
                ranker.told(others)
                for n in known:
                    for one in people:
                        yield ranker.name, n, _outcome(ranker, line[n], one, n, surprise)
    if not told:
        raise Refused(
            f"Nobody rated something liked and something disliked after {max(known)} ratings; "
            "take a smaller number with --known."
        )


def _apart(ratings: Ratings, chosen: Mask, first: int) -> Iterator[Asked]:
    for person in np.flatnonzero(chosen):
        start, end = np.searchsorted(ratings.people, (person, person + 1))
        if end - start > first:
            own = slice(start, end)
            rows = (ratings.people[own], ratings.items[own], ratings.values[own])
            yield Asked(Ratings(*rows, ratings.item_names), slice(first, None))


def _outcome(
    ranker: Ranker, line: tuple[float, float], one: Asked, n: int, surprise: Column
) -> Outcome:
    known = one.known(n)
    scores = ranker.scores(known)
    items, liked = one.judged
    chances = scores[items] if ranker.is_chance else _logistic(*line, scores[items])
    candidates = np.setdiff1d(np.arange(len(scores)), known.items)
    ranked = candidates[np.argsort(-scores[candidates], kind="stable")]
    relevant = np.zeros(len(scores), dtype=np.bool_)
    relevant[items[liked]] = True
    numbers = {
        "auc": metrics.auc(scores[items], liked),
        "brier": float(np.mean((chances - liked) ** 2)),
        "novelty": float(surprise[ranked[:10]].mean()),
    }
    numbers |= metrics.of_list(ranked, relevant)
    return Outcome(numbers, metrics.binned(chances, liked), ranked[:10])


def _calibrated(
    ranker: Ranker, others: Ratings, known: Sequence[int]
) -> dict[int, tuple[float, float]]:
    """For each n the line by which scores become chances (Platt 1999), drawn through people of whom
    the ranker was not told.
    """
    if ranker.is_chance:
        return dict.fromkeys(known, (0.0, 0.0))
    people = np.unique(others.people)
    apart = np.zeros(int(people.max()) + 1, dtype=np.bool_)
    apart[people[: max(1, int(len(people) * _CALIBRATING))]] = True
    ranker.told(others.of(~apart))
    asked = [one for one in _apart(others, apart, max(known)) if one.tells]
    return {n: _line(*_points(ranker, asked, n)) for n in known}


def _points(ranker: Ranker, asked: Sequence[Asked], n: int) -> tuple[Column, Mask]:
    scores, liked = [np.zeros(0)], [np.zeros(0, dtype=np.bool_)]
    for one in asked:
        items, yes = one.judged
        scores.append(ranker.scores(one.known(n))[items])
        liked.append(yes)
    return np.concatenate(scores), np.concatenate(liked)


def _line(scores: Column, liked: Mask) -> tuple[float, float]:
    """(height, slope) of the logistic through some points, held back a little."""
    design = np.column_stack([np.ones(len(scores)), scores])
    weights = np.zeros(2)
    for _ in range(_ROUNDS):
        chances = _logistic(weights[0], weights[1], scores)
        slope = design.T @ (chances - liked) + 0.01 * weights
        bend = (design * (chances * (1 - chances))[:, None]).T @ design + 0.01 * np.eye(2)
        step = np.linalg.solve(bend, slope)
        weights = weights - np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-6:
            break
    return float(weights[0]), float(weights[1])


def _logistic(height: float, slope: float, scores: Column) -> Column:
    return np.asarray(1 / (1 + np.exp(-np.clip(height + slope * scores, -30, 30))))
