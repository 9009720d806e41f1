"""Which question teaches most: how much of the doubt about all perfumes an answer would settle.

Pure: it knows beliefs and columns of numbers; what may be asked of whom stands in `askable`.

A question is chosen by mutual information, but about perfumes and not about weights: an answer may
tell much of a weight that no perfume leans on. Doubts are taken as normal, so that an answer about
x that is worth w takes (f C x)² / (x C x + 1 / (w p (1 - p))) off the variance of a perfume f
(MacKay 1992, "Information-based objective functions"). Both ways are measured beside each other in
`benchmarks/teaching.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowery.taste.preference import Belief, Column, Matrix
from flowery.words.vocabulary import TeachingKind

Features = NDArray[np.float32]

LIST = 24  # perfumes of a list that somebody looks through
FAR = 0.05  # five points of a hundred; less nobody notices
_CORNER = 0.6  # correlation from which two questions are about the same corner of taste


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask: whether a side or note is liked, which of two perfumes, or how a sample
    was. `over` is the id of the other perfume of a pair.
    """

    kind: TeachingKind
    subject: str
    over: str | None = None

    @property
    def id(self) -> str:
        """ "axis:leather", "note:rose", "pair:A|B" or "sample:A"."""
        name = self.subject.partition(":")[2]
        ids = {"pair": f"pair:{name}|{self.over}", "sample": f"sample:{name}"}
        return ids.get(self.kind, self.subject)


@dataclass(frozen=True, eq=False)
class Posable:
    """Questions that may be asked, what each is about, shape (q, d), and how many answers about a
    perfume an answer to each is worth.
    """

    questions: tuple[Question, ...]
    things: Matrix
    worth: float

    def only(self, chosen: NDArray[np.bool_]) -> Posable:
        """Some of them."""
        left = tuple(q for q, is_in in zip(self.questions, chosen, strict=True) if is_in)
        return Posable(left, self.things[chosen], self.worth)


@dataclass(frozen=True, slots=True)
class Because:
    """Why a question is asked. `settled` 0..1 is the share of what is open about all perfumes that
    an answer settles; a yes and a no set `moved` perfumes five points or more apart, and `others`
    of the first 24 are there after one of them only; `better` are the points by which those 24 are
    likely to be better for it.
    """

    settled: float
    moved: int
    others: int
    better: float


def scatter(features: Features) -> Matrix:
    """How perfumes of shape (n, d) lie around the usual one, shape (d, d). The first column, which
    all have, says nothing of which perfumes are liked.
    """
    around = (features.T @ features).astype(np.float64) / max(1, len(features))
    around[0, :] = around[:, 0] = 0
    return around


def openness(belief: Belief, around: Matrix) -> float:
    """How open it is which perfumes are liked: the mean variance of a logit, but for what all
    perfumes share.
    """
    return float((belief.covariance * around).sum())


def settled(belief: Belief, posable: Posable, around: Matrix) -> Column:
    """The share of what is open that an answer to each question settles, shape (q,)."""
    drawn = posable.things @ belief.covariance
    doubts = np.einsum("ij,ij->i", drawn, posable.things)
    chances = _chance(posable.things @ belief.mean, doubts)
    told = np.einsum("ij,ij->i", drawn @ around, drawn)
    noise = 1 / (posable.worth * chances * (1 - chances))
    return np.asarray(told / (doubts + noise) / max(openness(belief, around), 1e-12))


def as_if_answered(belief: Belief, things: Iterable[Column]) -> Belief:
    """The belief without the doubt that answers would have taken: what was skipped is not asked
    again under the name of something that is nearly the same.
    """
    covariance = belief.covariance
    for x in things:
        drawn = covariance @ x
        covariance = covariance - np.outer(drawn, drawn) / (float(x @ drawn) + 1.0)
    return Belief(belief.mean, covariance)


def elsewhere(belief: Belief, posable: Posable, asked: Iterable[Column]) -> Posable:
    """The questions that are not about a corner of taste that was asked about just now; all of
    them when none is left.
    """
    drawn = posable.things @ belief.covariance
    lengths = np.sqrt(np.einsum("ij,ij->i", drawn, posable.things))
    far = np.ones(len(posable.questions), dtype=np.bool_)
    for x in asked:
        length = float(np.sqrt(x @ belief.covariance @ x))
        far &= np.abs(drawn @ x) < _CORNER * np.maximum(lengths * length, 1e-12)
    return posable.only(far) if far.any() else posable


def because(belief: Belief, x: Column, worth: float, features: Features, share: float) -> Because:
    """What a yes and a no about x would do to perfumes of shape (n, d)."""
    drawn = belief.covariance @ x
    doubt = float(x @ drawn)
    chance = float(_chance(np.array(x @ belief.mean), np.array(doubt)))
    step = worth / (1 + worth * chance * (1 - chance) * doubt)
    logits = features @ belief.mean.astype(np.float32)
    shifts = features @ drawn.astype(np.float32) - np.float32(drawn[0])
    yes, no = logits + step * (1 - chance) * shifts, logits - step * chance * shifts
    first, first_yes, first_no = (first_of(one) for one in (logits, yes, no))
    then = chance * _mean(yes[first_yes]) + (1 - chance) * _mean(no[first_no])
    apart = np.abs(_logistic(yes) - _logistic(no)) >= FAR
    others = len(set(first_no.tolist()) - set(first_yes.tolist()))
    return Because(share, int(apart.sum()), others, 100 * (then - _mean(logits[first])))


def first_of(scores: NDArray[np.floating]) -> NDArray[np.int64]:
    """The rows of the first 24, the best first."""
    if len(scores) <= LIST:
        return np.argsort(-scores, kind="stable")
    best = np.sort(np.argpartition(-scores, LIST)[:LIST])
    return np.asarray(best[np.argsort(-scores[best], kind="stable")])


def _mean(logits: NDArray[np.floating]) -> float:
    return float(_logistic(logits).mean()) if len(logits) else 0.0


def _chance(logits: Column, doubts: Column) -> Column:
    return np.asarray(_logistic(logits / np.sqrt(1 + np.pi * doubts / 8)), dtype=np.float64)


def _logistic(logits: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))
