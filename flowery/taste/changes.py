"""What is known of a person's sides of smell, and what one answer changed: which sides and notes
moved, how many perfumes, and the list before and after.

A side is liked "more than most do" by as much as the belief after the evidence stands above the one
before it; how sure that is, is a probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from flowery.perfumery.catalogue import Mask
from flowery.taste.foretelling import Foretelling
from flowery.taste.outlook import Outlook
from flowery.taste.preference import Matrix
from flowery.taste.questions import FAR, Posable, first_of
from flowery.words.vocabulary import AXES

_TOLD = 6  # sides and notes, those that moved most
_LEAST = 0.01  # one point of a hundred
SETTLED = 0.8  # four in five, as wide as the ranges that Flowery gives
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Known:
    """How sure it is, 0..1, that somebody likes a side of smell more than most do; near 0 it is
    sure that they like it less.
    """

    axis: str
    more: float

    @property
    def is_sure(self) -> bool:
        """Whether it is settled, one way or the other."""
        return max(self.more, 1 - self.more) >= SETTLED


@dataclass(frozen=True, slots=True)
class Moved:
    """How sure it was and is that a side or note ("axis:ID", "note:ID") is liked more than most
    like it, 0..1.
    """

    subject: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Change:
    """What an answer changed. `moved` perfumes changed by five points or more, `crossed` ones went
    over even odds; `before` and `after` are the first 24 without it and with it.
    """

    sides: tuple[Moved, ...]
    moved: int
    crossed: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def came(self) -> tuple[str, ...]:
        """Who is among the first only now."""
        return tuple(one for one in self.after if one not in self.before)

    @property
    def went(self) -> tuple[str, ...]:
        """Who was among the first before."""
        return tuple(one for one in self.before if one not in self.after)


def known_sides(outlook: Outlook) -> tuple[Known, ...]:
    """How sure each of the 14 sides is, in their circular order."""
    things = np.stack([outlook.columns.of_axis(axis) for axis in AXES])
    pairs = zip(AXES, _more(outlook, things), strict=True)
    return tuple(Known(axis, more) for axis, more in pairs)


def change(
    foretelling: Foretelling, user_id: str, teaching_id: str, never: Mask, sides: Posable
) -> Change:
    """The outlook and the list with an answer, and without it."""
    after = foretelling.outlook(user_id)
    before = after.without((teaching_id,))
    was, now = before.foretold.chances, after.foretold.chances
    allowed = ~never
    return Change(
        _sides(before, after, sides),
        int((np.abs(now - was)[allowed] >= FAR).sum()),
        int(((now > 0.5) != (was > 0.5))[allowed].sum()),
        _first(before, allowed),
        _first(after, allowed),
    )


def _first(outlook: Outlook, allowed: Mask) -> tuple[str, ...]:
    rows, fragrances = np.flatnonzero(allowed), outlook.columns.catalogue.fragrances
    best = rows[first_of(outlook.foretold.chances[rows])]
    return tuple(fragrances[row].id for row in best)


def _sides(before: Outlook, after: Outlook, sides: Posable) -> tuple[Moved, ...]:
    """The sides and notes that moved most."""
    pairs = zip(_more(before, sides.things), _more(after, sides.things), strict=True)
    found = [Moved(q.subject, *both) for q, both in zip(sides.questions, pairs, strict=True)]
    found.sort(key=lambda one: -abs(one.after - one.before))
    return tuple(one for one in found[:_TOLD] if abs(one.after - one.before) >= _LEAST)


def _more(outlook: Outlook, things: Matrix) -> list[float]:
    """How sure it is that each thing is liked more than most like it."""
    belief = outlook.belief
    ahead = things @ (belief.mean - outlook.prior.mean)
    spreads = np.sqrt(np.einsum("ij,ij->i", things @ belief.covariance, things))
    return [_NORMAL.cdf(float(z)) for z in ahead / np.maximum(spreads, 1e-12)]
