"""How far from the known taste a perfume stands: safest, usual, a stretch, a surprise.

The rule is simple on purpose. Nearness is the cosine of taste and perfume on the 14 axes; its rank
among all perfumes that may be shown decides. With too little evidence nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flowery.advice.features import Features
from flowery.advice.holdings import Column
from flowery.advice.liking import Liking
from flowery.perfumery.catalogue import Mask

MEMORIES = 3  # with fewer the shape of a taste is an accident
EVIDENCE = 8
SAFEST, USUAL, STRETCH = 0.90, 0.65, 0.35  # of all perfumes, how many are farther from the taste


def shelves(
    rows: Sequence[int],
    dislikes: Column,
    allowed: Mask,
    features: Features,
    liking: Liking,
) -> list[str | None]:
    """A shelf for each row: the nearest of the very near ones is the safest, unless something in
    it is disliked.
    """
    wanted = liking.numbers.wanted
    known = liking.profile.memories >= MEMORIES and liking.profile.evidence >= EVIDENCE
    if not known or not wanted.any():
        return [None] * len(rows)
    near = features.axes @ wanted
    usual = np.sort(near[allowed])
    ranks = [float(np.searchsorted(usual, near[row]) / len(usual)) for row in rows]
    names = [_name(rank) for rank in ranks]
    clean = [p for p, row in enumerate(rows) if ranks[p] >= SAFEST and dislikes[row] > -0.005]
    if clean:
        names[max(clean, key=lambda place: ranks[place])] = "safest"
    return list(names)


def _name(rank: float) -> str:
    if rank >= USUAL:
        return "usual"
    return "stretch" if rank >= STRETCH else "surprise"
