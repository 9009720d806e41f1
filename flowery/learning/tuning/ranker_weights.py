"""How much each part of a score counts: multipliers, learnt from which of the shown perfumes was
right (pairwise logistic), and held near 1.

A score stays the sum of its parts; what is ruled out stays so, since that is decided before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from flowery.learning.examples.sets import Frozen
from flowery.learning.tuning.gate import gain_of
from flowery.learning.tuning.lessons import disliked, liked
from flowery.learning.tuning.report import Report
from flowery.learning.tuning.trainer import Made, require
from flowery.words.vocabulary import JobKind, TrainingExample, TunedModel

Weights = Mapping[str, float]
WeightsAt = Callable[[datetime], Weights]
"""The multipliers that were in use at a moment: parts that were kept then have them in them."""

LEAST = (12, 4, 4)
WIDTHS = (0.1, 0.25, 0.5)  # how far from 1 a multiplier may lie, as deviations of its logarithm
SHARPNESS = (10.0, 30.0)  # neighbours in an answer are some .05 apart
MEASURE = "pairs in the right order"
_UNTOUCHED = ("variety",)  # it rests on the order itself
_LEAST, _MOST = 0.25, 4.0
_ROUNDS, _STEP = 400, 0.02


@dataclass(frozen=True, slots=True)
class Shown:
    """The perfumes of one answer by their parts (n, parts), and which pairs (right, wrong) it
    teaches.
    """

    parts: NDArray[np.float64]
    pairs: tuple[tuple[int, int], ...]
    person: str

    @property
    def differences(self) -> NDArray[np.float64]:
        """By how much each right one is ahead, part by part; shape (pairs, parts)."""
        right, wrong = zip(*self.pairs, strict=True)
        ahead: NDArray[np.float64] = self.parts[list(right)] - self.parts[list(wrong)]
        return ahead


class RankerWeights:
    """Trains the multipliers."""

    kind: JobKind = "ranker_weights"

    def __init__(self, weights_at: WeightsAt) -> None:
        self._weights_at = weights_at

    def absent(self) -> str:
        """It is always there."""
        return ""

    def check(self, artefact: bytes) -> None:
        """Whether an artefact can be used. Raises ValueError."""
        read(artefact)

    def train(self, examples: Frozen, active: TunedModel | None, report: Report) -> Made:
        """Try the settings and keep the best on the validation split."""
        names = _names(examples.all)
        splits = (examples.train, examples.validation, examples.test)
        learn, choose, judge = (self._shown(one, names) for one in splits)
        require(LEAST, (len(learn), len(choose), len(judge)))
        best, top, tried = np.ones(len(names)), _mean(choose, np.ones(len(names))), []
        report.measured(validation_before=round(top, 4), learnt_from=len(learn))
        settings = [(width, sharp) for width in WIDTHS for sharp in SHARPNESS]
        for number, (width, sharp) in enumerate(settings, start=1):
            made = fitted(learn, width, sharp)
            score = _mean(choose, made)
            tried.append({"width": width, "sharpness": sharp, "score": score})
            report.say(f"Width {width:g}, sharpness {sharp:g}: {score:.4f} of the pairs.")
            if score > top:
                best, top = made, score
            report.step(number / len(settings))
        report.measured(validation_after=round(top, 4), tried=tried)
        used = read(active.artefact) if active else {}
        now = np.array([used.get(name, 1.0) for name in names])
        before, after = ([_right(one, w) for one in judge] for w in (now, best))
        people = [one.person for one in judge]
        gain = gain_of(MEASURE, before, after, people, active.id if active else "")
        weights = {name: round(float(w), 4) for name, w in zip(names, best, strict=True)}
        return Made(json.dumps(weights, sort_keys=True).encode(), gain)

    def _shown(
        self, examples: Sequence[TrainingExample], names: Sequence[str]
    ) -> tuple[Shown, ...]:
        made = (self._one(example, names) for example in examples)
        return tuple(one for one in made if one.pairs)

    def _one(self, example: TrainingExample, names: Sequence[str]) -> Shown:
        had = self._weights_at(example.created_at)
        parts = [
            [candidate.parts.get(name, 0.0) / had.get(name, 1.0) for name in names]
            for candidate in example.candidates
        ]
        right, wrong = set(liked(example)), set(disliked(example))
        ids = [candidate.fragrance_id for candidate in example.candidates]
        pairs = tuple(
            (better, worse)
            for better, one in enumerate(ids)
            for worse, other in enumerate(ids)
            if one in right and other not in right and (other in wrong or not wrong)
        )
        return Shown(np.array(parts, np.float64).reshape(-1, len(names)), pairs, example.user_id)


def read(artefact: bytes) -> dict[str, float]:
    """Multipliers as they were kept. Raises ValueError."""
    found = json.loads(artefact)
    if not isinstance(found, dict):
        raise ValueError("it holds no multipliers")
    for value in found.values():
        if not isinstance(value, int | float) or not _LEAST <= value <= _MOST:
            raise ValueError("a multiplier is out of bounds")
    return {str(name): float(value) for name, value in found.items()}


def fitted(learn: Sequence[Shown], width: float, sharpness: float) -> NDArray[np.float64]:
    """The multipliers that put right perfumes before wrong ones, near 1 for want of reasons.

    Every answer counts the same, however many pairs it has.
    """
    ahead = np.concatenate([one.differences for one in learn])
    share = np.concatenate([np.full(len(one.pairs), 1 / len(one.pairs)) for one in learn])
    logarithms = np.zeros(ahead.shape[1])
    mean = np.zeros_like(logarithms)
    for _ in range(_ROUNDS):
        weights = np.exp(logarithms)
        wrong = 1 / (1 + np.exp(np.clip(sharpness * ahead @ weights, -30, 30)))
        slope = -sharpness * ((share * wrong) @ ahead) * weights + logarithms / width**2
        mean = 0.9 * mean + slope
        logarithms = logarithms - _STEP * mean / max(1.0, float(np.abs(mean).max()))
        logarithms = np.clip(logarithms, np.log(_LEAST), np.log(_MOST))
    fitted_: NDArray[np.float64] = np.exp(logarithms)
    return fitted_


def _names(examples: Sequence[TrainingExample]) -> tuple[str, ...]:
    found = {name for one in examples for candidate in one.candidates for name in candidate.parts}
    return tuple(sorted(found - set(_UNTOUCHED)))


def _right(one: Shown, weights: NDArray[np.float64]) -> float:
    """The share of its pairs that are in the right order; a tie is half right."""
    ahead = one.differences @ weights
    return float(np.mean((ahead > 0) + 0.5 * (ahead == 0)))


def _mean(shown: Sequence[Shown], weights: NDArray[np.float64]) -> float:
    return float(np.mean([_right(one, weights) for one in shown]))
