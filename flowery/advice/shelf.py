"""How far a perfume ventures from what is known of a taste: safest, usual, a stretch, a surprise.

The chance that it is liked decides, and how sure that is. With too little evidence nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flowery.advice.foreseeing import Outlook
from flowery.advice.holdings import Column
from flowery.perfumery.catalogue import Mask

USUAL = 0.65  # of all perfumes that may be shown, how many are less likely to be liked
EVEN = 0.5  # a chance below is no safe thing, whatever the others are
_DISLIKED = -0.005  # of a score: something that is disliked is in it


def shelves(
    rows: Sequence[int],
    explored: int | None,
    dislikes: Column,
    allowed: Mask,
    outlook: Outlook,
) -> list[str | None]:
    """A shelf for each row; `explored` is the one that is there because least is known of it.

    The safest is the one that is likely even at the lower end of its range, unless something in it
    is disliked.
    """
    if not outlook.is_telling:
        return [None] * len(rows)
    foretold = outlook.foretold
    chances = np.sort(foretold.chances[allowed])
    ranks = [np.searchsorted(chances, foretold.chances[row]) / max(1, len(chances)) for row in rows]
    names = [_name(float(rank)) for rank in ranks]
    safe = [
        place
        for place, row in enumerate(rows)
        if foretold.low[row] >= EVEN and dislikes[row] > _DISLIKED and row != explored
    ]
    if safe:
        names[max(safe, key=lambda place: float(foretold.low[rows[place]]))] = "safest"
    return ["surprise" if row == explored else name for row, name in zip(rows, names, strict=True)]


def _name(rank: float) -> str:
    return "usual" if rank >= USUAL else "stretch"
