"""From what a method said in single trials to one row of numbers: means over people, or over the
opinions of the only person there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowery.learning.evaluation import metrics
from flowery.learning.evaluation.findings import Row, digest, row_of
from flowery.learning.evaluation.methods import Asked, Matrix, Scores
from flowery.learning.evaluation.resampling import Measured, Sums, draws, exact, within
from flowery.learning.evaluation.tried import Opinion

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]

_FIRST = 10


@dataclass(frozen=True)
class Trial:
    """One opinion that is asked for: what a method may know, what was liked, what may be listed."""

    asked: Asked
    about: Opinion
    relevant: Mask
    listed: Rows


@dataclass(frozen=True)
class Outcome:
    """What a method said in one trial: the score of what was asked about, what came first, and how
    good the list was where anything in it was liked. `opinion` and `person` are digests.
    """

    person: str
    opinion: str
    liked: bool
    score: float
    first: Rows
    numbers: Mapping[str, float]


def outcome(trial: Trial, scores: Scores, vectors: Matrix) -> Outcome:
    """How a method did in one trial, by its scores of the whole catalogue."""
    about = trial.about
    ranked = trial.listed[np.argsort(-scores[trial.listed], kind="stable")]
    first = ranked[:_FIRST]
    numbers = {"novelty": _novelty(first, trial.asked.own, vectors)}
    if trial.relevant.any():
        numbers |= metrics.of_list(ranked, trial.relevant)
    names = (digest(about.user_id), digest(min(about.said)))
    return Outcome(*names, about.liked, float(scores[about.row]), first, numbers)


def row_of_outcomes(name: str, told: Sequence[Outcome], is_chance: bool, size: int) -> Row:
    """All trials of one method, at least one; `size` is how many perfumes there are."""
    units = _units(told)
    metric_names = sorted({metric for one in told for metric in one.numbers})
    sums = {metric: _means(units, metric) for metric in metric_names}
    others = {"coverage": _coverage(told, size)}
    if len({one.person for one in told}) > 1:
        sums["auc"] = _aucs(units)
    elif _tells(told):
        others["auc"] = _auc_of_one(told)
    if is_chance:
        sums["brier"] = {
            unit: (float(np.mean([(one.score - one.liked) ** 2 for one in done])), 1.0)
            for unit, done in units.items()
        }
        others["ece"] = _calibration(units)
    return row_of(name, {metric: of for metric, of in sums.items() if of}, **others)


def _units(told: Sequence[Outcome]) -> Mapping[str, list[Outcome]]:
    """By person, or one by one where there is one person only."""
    alone = len({one.person for one in told}) == 1
    units: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in told:
        units[one.opinion if alone else one.person].append(one)
    return units


def _novelty(first: Rows, known: Sequence[Opinion], vectors: Matrix) -> float:
    """How unlike everything tried before the first ten are, 0..1 (Vargas & Castells 2011)."""
    if not known:
        return 1.0
    alike = vectors[first] @ vectors[[one.row for one in known]].T
    return float(np.mean(1 - np.clip(alike.max(axis=1), 0, 1)))


def _means(units: Mapping[str, Sequence[Outcome]], metric: str) -> Sums:
    found = {}
    for unit, told in units.items():
        values = [one.numbers[metric] for one in told if metric in one.numbers]
        if values:
            found[unit] = (float(np.mean(values)), 1.0)
    return found


def _aucs(units: Mapping[str, Sequence[Outcome]]) -> Sums:
    """That of each person who liked something and something not."""
    return {unit: (_auc(told), 1.0) for unit, told in units.items() if _tells(told)}


def _auc(told: Sequence[Outcome]) -> float:
    scores = np.array([one.score for one in told])
    return metrics.auc(scores, np.array([one.liked for one in told]))


def _tells(told: Sequence[Outcome]) -> bool:
    return len({one.liked for one in told}) == 2


def _auc_of_one(told: Sequence[Outcome]) -> Measured:
    """That of one person, drawn over their opinions."""
    drawn = []
    for weights in draws(len(told)).astype(int):
        again = [one for one, times in zip(told, weights, strict=True) for _ in range(times)]
        drawn.append(_auc(again) if _tells(again) else np.nan)
    return within(_auc(told), np.array(drawn))


def _calibration(units: Mapping[str, Sequence[Outcome]]) -> Measured:
    """How far the chances lie from what happened, over all that was asked."""
    bins = np.stack([_binned(told) for told in units.values()])
    drawn = np.einsum("du,ukb->dkb", draws(len(bins)), bins)
    value = float(metrics.calibration_error(bins.sum(axis=0)))
    return within(value, metrics.calibration_error(drawn))


def _binned(told: Sequence[Outcome]) -> NDArray[np.float64]:
    scores = np.array([one.score for one in told])
    return metrics.binned(scores, np.array([one.liked for one in told]))


def _coverage(told: Sequence[Outcome], size: int) -> Measured:
    """Which share of the catalogue comes up in any first ten."""
    return exact(len(np.unique(np.concatenate([one.first for one in told]))) / size)
