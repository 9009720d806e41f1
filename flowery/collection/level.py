"""What is left: millilitres, years at the pace of the last twelve months, and what a wear costs.

Pure. Where there is too little to tell, it says None and no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from flowery.collection.possessions import Possession
from flowery.words.vocabulary import Bottle, Wear

SPRAY = 0.1  # millilitres; atomisers of full bottles give .08 to .14
USUAL_SPRAYS = 4  # of a wear that does not say how many
YEAR = 365
_FEWEST_WEARS = 3  # and so many days of a log, before a pace is spoken of
_FEWEST_DAYS = 30

Money = tuple[tuple[str, float], ...]
"""Sums by currency, which are never added up."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast perfume is used: millilitres within so many days, up to a year."""

    millilitres: float
    wears: int
    days: int

    @property
    def a_year(self) -> float:
        """Millilitres in a whole year."""
        return self.millilitres * YEAR / self.days


def poured(wear: Wear) -> float:
    """Millilitres that a wear took."""
    return SPRAY * (wear.sprays or USUAL_SPRAYS)


def left(bottles: Sequence[Bottle], wears: Iterable[Wear], zone: tzinfo) -> dict[str, float | None]:
    """Millilitres left in each bottle of one perfume, by its id; None where its size is unknown.

    A wear is poured from the bottle that came first, of those that were there and not empty. Where
    the person measured what is left, counting goes on from there.
    """
    amounts = {b.id: b.millilitres if b.left is None else b.left for b in bottles}
    for wear in sorted(wears, key=lambda wear: (wear.worn_on, wear.created_at)):
        there = [bottle for bottle in bottles if _was_there(bottle, wear)]
        filled = [bottle for bottle in there if amounts[bottle.id] != 0]
        bottle = next(iter(filled), None)
        amount = amounts[bottle.id] if bottle else None
        if bottle is not None and amount is not None and not _is_measured(bottle, wear, zone):
            amounts[bottle.id] = max(0.0, round(amount - poured(wear), 3))
    return {b.id: 0.0 if b.emptied_on else amounts[b.id] for b in bottles}


def left_of(possession: Possession, zone: tzinfo) -> float | None:
    """Millilitres left of a perfume; None where the size of a bottle that is here is unknown."""
    amounts = left(possession.bottles, possession.wears, zone)
    here = [amounts[bottle.id] for bottle in possession.here]
    known = [amount for amount in here if amount is not None]
    return sum(known) if here and len(known) == len(here) else None


def pace(wears: Iterable[Wear], today: date) -> Pace | None:
    """How fast the last twelve months used it up, or the time since the first wear."""
    since = (today - timedelta(days=YEAR)).isoformat()
    log = sorted(wears, key=lambda wear: wear.worn_on)
    recent = [wear for wear in log if wear.worn_on > since]
    if len(recent) < _FEWEST_WEARS:
        return None
    logged = min(YEAR, (today - date.fromisoformat(log[0].worn_on)).days + 1)
    if logged < _FEWEST_DAYS:
        return None
    return Pace(sum(map(poured, recent)), len(recent), logged)


def years_to_go(amount: float | None, used: Pace | None) -> float | None:
    """How many years an amount lasts at a pace."""
    if amount is None or used is None:
        return None
    return amount / used.a_year


def spent(bottles: Iterable[Bottle]) -> Money:
    """What bottles cost, by currency."""
    sums: dict[str, float] = {}
    for bottle in bottles:
        if bottle.price is not None:
            sums[bottle.currency] = sums.get(bottle.currency, 0.0) + bottle.price
    return tuple(sorted(sums.items()))


def cost_per_wear(possession: Possession) -> Money:
    """What a wear of a perfume has cost so far, by currency; nothing before the first wear."""
    count = len(possession.wears)
    return tuple((code, amount / count) for code, amount in spent(possession.bottles) if count)


def _was_there(bottle: Bottle, wear: Wear) -> bool:
    came = bottle.bought_on is None or bottle.bought_on <= wear.worn_on
    return came and (bottle.emptied_on is None or wear.worn_on <= bottle.emptied_on)


def _is_measured(bottle: Bottle, wear: Wear, zone: tzinfo) -> bool:
    """Whether what was measured had this wear poured already: it was said before, or is of a day
    before.
    """
    if bottle.left_at is None:
        return False
    day = bottle.left_at.astimezone(zone).date().isoformat()
    return wear.created_at <= bottle.left_at or wear.worn_on < day
