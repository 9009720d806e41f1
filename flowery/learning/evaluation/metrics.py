"""How good a ranking or a probability is, for one person. Standard definitions; relevance is yes or
no, ranks count from 1, and tied scores share the mean rank.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Mask = NDArray[np.bool_]

BINS = 10  # of equal width, for the calibration error (Guo et al. 2017 take 15 for far more data)


def auc(scores: Column, liked: Mask) -> float:
    """The chance that something liked stands above something not liked, 0..1; both must be
    there.
    """
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    yes = int(liked.sum())
    above = ranks[liked].sum() - yes * (yes + 1) / 2
    return float(above / (yes * (len(liked) - yes)))


def of_list(ranked: NDArray[np.int64], relevant: Mask) -> dict[str, float]:
    """P@10, recall@20, nDCG@10, average precision and reciprocal rank of a whole ranked list;
    `relevant` says of every item whether it should have been found (at least one).
    """
    hits = relevant[ranked]
    total = int(hits.sum())
    ranks = np.flatnonzero(hits) + 1
    gains = 1 / np.log2(np.arange(2, 12))
    return {
        "p@10": float(hits[:10].mean()),
        "recall@20": float(hits[:20].sum() / total),
        "ndcg@10": float((hits[:10] * gains[: len(hits[:10])]).sum() / gains[:total].sum()),
        "map": float((np.arange(1, total + 1) / ranks).mean()),
        "mrr": float(1 / ranks[0]),
    }


def binned(chances: Column, liked: Mask) -> NDArray[np.float64]:
    """(sum of chances, how many were liked, how many) in each of ten bins, shape (3, 10): what the
    calibration error of many people adds up from.
    """
    places = np.minimum((chances * BINS).astype(int), BINS - 1)
    weights = (chances, liked.astype(np.float64), np.ones(len(chances)))
    return np.stack([np.bincount(places, w, minlength=BINS) for w in weights])


def calibration_error(bins: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far chances lie from what happened, 0..1 (ECE), of binned sums of shape (…, 3, 10)."""
    said, happened, counts = bins[..., 0, :], bins[..., 1, :], bins[..., 2, :]
    return np.asarray(np.abs(said - happened).sum(axis=-1) / np.maximum(counts.sum(axis=-1), 1))
