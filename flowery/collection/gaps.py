"""What the wardrobe lacks: sides of smell that are liked and hardly owned, and seasons without a
perfume.

Pure. It counts what a profile likes against what is owned; which perfumes would fill a gap is the
business of `advice`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flowery.perfumery.catalogue import Catalogue, Column
from flowery.words.vocabulary import AXES, AxisScore, ScentProfile, Share

SEASONS = ("spring", "summer", "autumn", "winter")
LIKED = 0.1  # points of a side from which it counts as liked; below, two memories can bring it up
THIN = 0.5  # a side is thin with less than half the share among what is owned that it has of taste
_GAPS = 3  # sides; a list of all fourteen would be no advice
_FEWEST = 3  # perfumes with known seasons; of two, no shelf could be there for all four
LEADS = 0.15  # share of a smell from which a perfume is said to have a side; a fifth of them do


@dataclass(frozen=True, slots=True)
class Gap:
    """A side or a season that is missing. `wanted` and `held` are shares 0..1 of the taste and of
    what is owned (of a season: a fair share, and how many of those that tell suit it); `shares` is
    the evidence that it is liked, `covering` the owned perfumes that have it.
    """

    kind: str
    name: str
    wanted: float
    held: float
    covering: tuple[str, ...]
    told: int
    shares: tuple[Share, ...] = ()

    @property
    def subject(self) -> str:
        """ "axis:woody" or "season:winter"."""
        return f"{self.kind}:{self.name}"


def gaps(owned: Sequence[str], profile: ScentProfile, catalogue: Catalogue) -> tuple[Gap, ...]:
    """The sides that are liked and thin, the widest gap first, then the seasons without a
    perfume. Nothing where nothing is owned.
    """
    ids = [fragrance_id for fragrance_id in owned if fragrance_id in catalogue]
    if not ids:
        return ()
    return (*_sides(ids, profile, catalogue), *_seasons(ids, catalogue))


def shares_of(ids: Sequence[str], catalogue: Catalogue) -> Column:
    """How each perfume's smell is shared among the axes, rows of sum 1; shape (n, 14)."""
    axes = catalogue.axes[[catalogue.row(fragrance_id) for fragrance_id in ids]]
    shares: Column = axes / np.maximum(axes.sum(axis=1, keepdims=True), 1e-9)
    return shares


def _sides(ids: list[str], profile: ScentProfile, catalogue: Catalogue) -> list[Gap]:
    liked = sum(score.value for score in profile.axes)
    each = shares_of(ids, catalogue)
    found = [_side(score, liked, each, ids) for score in profile.axes if score.value >= LIKED]
    thin = [gap for gap in found if gap.wanted >= 1 / len(AXES) and gap.held < THIN * gap.wanted]
    return sorted(thin, key=lambda gap: gap.held - gap.wanted)[:_GAPS]


def _side(score: AxisScore, liked: float, each: Column, ids: list[str]) -> Gap:
    column = each[:, AXES.index(score.axis)]
    covering = tuple(i for i, share in zip(ids, column, strict=True) if share >= LEADS)
    wanted, held = score.value / liked, float(column.mean())
    return Gap("axis", score.axis, wanted, held, covering, len(ids), score.shares)


def _seasons(ids: list[str], catalogue: Catalogue) -> list[Gap]:
    suits = {i: catalogue.get(i).seasons for i in ids if catalogue.get(i).seasons}
    found = []
    for season in SEASONS if len(suits) >= _FEWEST else ():
        covering = tuple(i for i, seasons in suits.items() if season in seasons)
        held = len(covering) / len(suits)
        if held < THIN / len(SEASONS):
            found.append(Gap("season", season, 1 / len(SEASONS), held, covering, len(suits)))
    return found
