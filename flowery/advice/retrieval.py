"""What is close to the words of a question: full text and exact vector over all perfumes, fused.

A word that is left out is never looked for: "no tuberose" would otherwise find tuberose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from flowery.advice.features import Features
from flowery.advice.holdings import Column
from flowery.advice.labels import Labels
from flowery.advice.own_memories import COMMON, RRF, best_first
from flowery.perfumery.catalogue import Matrix
from flowery.storage.postings import tokens
from flowery.words.vocabulary import Brief

_DEEP = 300  # ranks below add less than a sixth of the first
_FAR = 0.2  # cosine below which a perfume has nothing to do with a text
_NEAR = 0.25  # and the closest of all, for any to be close


@dataclass(frozen=True)
class Perfumes:
    """The vectors of all perfumes in one space; `shift` is added to their likeness."""

    vectors: Matrix
    shift: float = 0.0

    def near(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """How near each is, shape (n,)."""
        near: NDArray[np.float32] = self.vectors @ vector
        return near + np.float32(self.shift) if self.shift else near


def heard(brief: Brief, kept: str, labels: Labels) -> str:
    """What a question looks for, in English first: its wishes by name, then its own words."""
    wishes = [labels.subject(subject, "en") for subject in brief.wants]
    moods = [labels.mood(mood, "en") for mood in brief.moods]
    contexts = [labels.mood(name, "en") for name in (brief.season, brief.occasion) if name]
    return ", ".join((*wishes, *moods, *contexts, kept.strip()))


def close_perfumes(
    features: Features,
    text: str,
    vector: NDArray[np.float32],
    adapted: NDArray[np.float32] | None = None,
    perfumes: Perfumes | None = None,
) -> Column:
    """How close every perfume is, 0..1: 1 for the first by words and by meaning; shape (n,). With
    `adapted`, perfumes are looked for near that, also where only the vector itself is near to any.
    `perfumes` are those of the space the vector is of, where that is another one.
    """
    catalogue = features.catalogue
    fused = np.zeros(len(catalogue))
    by_word = _by_word(features, telling_words(text))
    by_meaning = own = (perfumes or Perfumes(catalogue.vectors)).near(vector)
    if adapted is not None and adapted is not vector:
        by_meaning = catalogue.vectors @ adapted
    if not (_stands_out(own) or _stands_out(by_meaning)):
        by_meaning = np.zeros_like(by_meaning)
    for scores, floor in ((by_word, 0.0), (by_meaning, _FAR)):
        there = np.flatnonzero(scores > floor)  # few, where all are many to put in order
        best = there[best_first(scores[there], _DEEP)]
        fused[best] += (RRF + 1) / (RRF + 1 + np.arange(len(best))) / 2
    return fused


def _stands_out(scores: NDArray[np.float32]) -> bool:
    """Whether the closest is closer than the best of so many would be by chance: of n normal
    numbers about sqrt(2 ln n) deviations. "Tell me a joke" is no closer to any perfume than that.
    """
    closest, spread = float(scores.max()), float(scores.std())
    by_chance = float(scores.mean()) + spread * sqrt(2 * log(len(scores)))
    return spread > 0 and closest > max(_NEAR, by_chance)


def telling_words(text: str) -> list[str]:
    """The words of a question that tell it from another."""
    words = (word for word in tokens(text) if len(word) > 1 or word >= "가")
    return [word for word in words if word not in COMMON]


def _by_word(features: Features, words: Sequence[str]) -> NDArray[np.float32]:
    """Full text, but a word in the name of a house finds no perfume: houses are asked for by
    "from".
    """
    postings, houses = features.catalogue.postings, features.brand_words
    scores = postings.scores([word for word in words if word not in houses])
    for word in dict.fromkeys(word for word in words if word in houses):
        found = postings.scores([word])
        found[houses[word]] = 0.0
        scores += found
    return scores
