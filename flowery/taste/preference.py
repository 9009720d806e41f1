"""How likely somebody likes a thing, and how sure that is: Bayesian logistic regression, linear in
features, whose prior was fitted to other people.

With few answers the prior is the recommender; with every answer the person takes over. It knows
columns of numbers, not what they stand for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Column = NDArray[np.float64]

_ROUNDS = 6  # of expectation and maximisation; later ones move no probability by .001
_STEPS = 30  # of Newton; three to six are usual
_CLOSE = 1e-4  # nats; a step that gains less is the last one
_NARROW = 0.02  # variance of a feature on which nobody is known to differ ...
_CAUTION = 20.0  # ... which counts as much as so many people


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of somebody before the first answer: weights are normal with this mean,
    shape (d,), and covariance, shape (d, d).
    """

    mean: Column
    covariance: Matrix


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of somebody after their answers; shaped as the prior."""

    mean: Column
    covariance: Matrix

    def chances(self, features: Matrix) -> Column:
        """The probability that each thing is liked, shape (n,), drawn towards one half as far as
        the weights are in doubt (MacKay 1992).
        """
        drawn = features @ np.linalg.cholesky(self.covariance).astype(features.dtype)
        doubt = np.einsum("ij,ij->i", drawn, drawn)
        return _logistic(features @ self.mean / np.sqrt(1 + np.pi * doubt / 8))


class Learner:
    """A prior fitted to people, and with it the chances of somebody else."""

    def __init__(self) -> None:
        self._prior = Prior(np.zeros(0), np.zeros((0, 0)))

    def fit(self, people: Sequence[tuple[Matrix, Column]], width: int) -> None:
        """Fit the prior to the features and answers of people, `width` features each."""
        self._prior = fitted_prior(people, width)

    def chances(self, known: Matrix, liked: Column, asked: Matrix) -> Column:
        """The probability that each thing asked about is liked, after the known answers."""
        return learned(self._prior, known, liked).chances(asked)


def learned(prior: Prior, features: Matrix, liked: Column) -> Belief:
    """The prior after some answers: things of shape (n, d), liked 1 or not 0, or between (Laplace's
    approximation around the likeliest weights).
    """
    precision = _inverse(prior.covariance)
    weights = _likeliest(prior.mean, precision, features, liked)
    chances = _logistic(features @ weights)
    told = (features * (chances * (1 - chances))[:, None]).T @ features
    return Belief(weights, _inverse(told + precision))


def fitted_prior(people: Sequence[tuple[Matrix, Column]], width: int) -> Prior:
    """The prior under which what people answered is likeliest (empirical Bayes by expectation and
    maximisation); `people` are the features and answers of each, `width` is d.
    """
    prior = Prior(np.zeros(width), np.eye(width))
    for _ in range(_ROUNDS if people else 0):
        beliefs = [learned(prior, features, liked) for features, liked in people]
        means = np.stack([belief.mean for belief in beliefs])
        apart = means - means.mean(axis=0)
        spread = sum((belief.covariance for belief in beliefs), apart.T @ apart)
        narrow = _CAUTION * _NARROW * np.eye(width)
        prior = Prior(means.mean(axis=0), (spread + narrow) / (len(beliefs) + _CAUTION))
    return prior


def _likeliest(mean: Column, precision: Matrix, features: Matrix, liked: Column) -> Column:
    """The weights of the highest posterior, by Newton's steps, halved where they lead too far."""
    weights, loss = mean, _loss(mean, mean, precision, features, liked)
    for _ in range(_STEPS):
        chances = _logistic(features @ weights)
        slope = features.T @ (chances - liked) + precision @ (weights - mean)
        bend = (features * (chances * (1 - chances))[:, None]).T @ features + precision
        step = np.linalg.solve(bend, slope)
        after = _loss(weights - step, mean, precision, features, liked)
        while after > loss + _CLOSE / 10 and np.abs(step).max() > 1e-9:
            step = step / 2
            after = _loss(weights - step, mean, precision, features, liked)
        gained, weights, loss = loss - after, weights - step, after
        if gained < _CLOSE:
            break
    return weights


def _loss(
    weights: Column, mean: Column, precision: Matrix, features: Matrix, liked: Column
) -> float:
    logits, away = features @ weights, weights - mean
    return float((np.logaddexp(0, logits) - liked * logits).sum() + away @ precision @ away / 2)


def _inverse(matrix: Matrix) -> Matrix:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _logistic(logits: Column) -> Column:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))
