"""When what was worn: by day, the most and the least, and how long ago. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from flowery.collection.possessions import Possession
from flowery.words.vocabulary import Wear

Days = Mapping[date, tuple[str, ...]]
"""Which perfumes were worn on which day."""


def days(wears: Iterable[Wear], year: int) -> Days:
    """The days of a year on which something was worn."""
    found: defaultdict[date, list[str]] = defaultdict(list)
    for wear in sorted(wears, key=lambda wear: (wear.worn_on, wear.created_at)):
        day = date.fromisoformat(wear.worn_on)
        if day.year == year:
            found[day].append(wear.fragrance_id)
    return {day: tuple(worn) for day, worn in found.items()}


def years(wears: Iterable[Wear], today: date) -> tuple[int, ...]:
    """The years to look at, this one first."""
    found = {date.fromisoformat(wear.worn_on).year for wear in wears}
    return tuple(sorted({today.year, *found}, reverse=True))


def most_worn(wears: Iterable[Wear]) -> tuple[tuple[str, int], ...]:
    """Perfumes with how often they were worn, the most worn first."""
    counted = Counter(wear.fragrance_id for wear in wears)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def least_worn(owned: Iterable[Possession]) -> tuple[Possession, ...]:
    """What is owned, the least worn first; of equals the one that has waited longest."""
    return tuple(
        sorted(owned, key=lambda one: (len(one.wears), last_worn(one) or "", one.fragrance_id))
    )


def last_worn(possession: Possession) -> str | None:
    """The last day it was worn."""
    return max((wear.worn_on for wear in possession.wears), default=None)


def days_since(possession: Possession, today: date) -> int | None:
    """Days since it was last worn; None when it never was."""
    last = last_worn(possession)
    return None if last is None else (today - date.fromisoformat(last)).days
