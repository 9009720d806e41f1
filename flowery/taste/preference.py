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
_CLOSE = 1e-8  # nats; a step that gains less is the last one, so that evidence adds up exactly
_NARROW = 0.02  # variance of a feature on which nobody is known to differ ...
_CAUTION = 20.0  # ... which counts as much as so many people
_UNUSUAL = 0.25  # nats: a prior two steps from the usual one must make answers e times as likely


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


def learned(prior: Prior, features: Matrix, liked: Column, counts: Column | None = None) -> Belief:
    """The prior after some answers: things of shape (n, d), liked 1 or not 0, or between; `counts`
    says how many answers each is worth, one by default (Laplace's approximation around the
    likeliest weights).
    """
    return _learned(prior, features, liked, counts)[0]


def likelihood(prior: Prior, features: Matrix, liked: Column) -> float:
    """How likely answers are under a prior, as a logarithm."""
    return _learned(prior, features, liked, None)[1]


def likeliest_prior(
    priors: Sequence[Prior], features: Matrix, liked: Column, counts: Column
) -> tuple[Prior, Belief]:
    """The prior under which these answers are likeliest, with the belief after them. The one in
    the middle is the usual one: who said nothing has it, and a few answers lead nobody far away.
    """
    middle = len(priors) // 2
    tried = [
        (prior, *_learned(prior, features, liked, counts), (place - middle) ** 2)
        for place, prior in enumerate(priors)
    ]
    prior, belief, *_ = max(tried, key=lambda one: one[2] - _UNUSUAL * one[3])
    return prior, belief


def _learned(
    prior: Prior, features: Matrix, liked: Column, counts: Column | None
) -> tuple[Belief, float]:
    """The belief, and how likely the answers are under the prior, as a logarithm."""
    worth = np.ones(len(liked)) if counts is None else counts
    precision = _inverse(prior.covariance)
    weights = _likeliest(prior.mean, precision, features, liked, worth)
    chances = _logistic(features @ weights)
    bend = (features * (worth * chances * (1 - chances))[:, None]).T @ features + precision
    loss = _loss(weights, prior.mean, precision, features, liked, worth)
    surprise = np.linalg.slogdet(bend)[1] + np.linalg.slogdet(prior.covariance)[1]
    return Belief(weights, _inverse(bend)), -loss - float(surprise) / 2


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


def _likeliest(
    mean: Column, precision: Matrix, features: Matrix, liked: Column, worth: Column
) -> Column:
    """The weights of the highest posterior, by Newton's steps, halved where they lead too far."""
    weights, loss = mean, _loss(mean, mean, precision, features, liked, worth)
    for _ in range(_STEPS):
        chances = _logistic(features @ weights)
        slope = features.T @ (worth * (chances - liked)) + precision @ (weights - mean)
        bend = (features * (worth * chances * (1 - chances))[:, None]).T @ features + precision
        step = np.linalg.solve(bend, slope)
        after = _loss(weights - step, mean, precision, features, liked, worth)
        while after > loss + _CLOSE and np.abs(step).max() > 1e-9:
            step = step / 2
            after = _loss(weights - step, mean, precision, features, liked, worth)
        gained, weights, loss = loss - after, weights - step, after
        if gained < _CLOSE:
            break
    return weights


def _loss(
    weights: Column,
    mean: Column,
    precision: Matrix,
    features: Matrix,
    liked: Column,
    worth: Column,
) -> float:
    logits, away = features @ weights, weights - mean
    wrong = worth @ (np.logaddexp(0, logits) - liked * logits)
    return float(wrong + away @ precision @ away / 2)


def _inverse(matrix: Matrix) -> Matrix:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _logistic(logits: Column) -> Column:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))
