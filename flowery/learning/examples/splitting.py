"""Which examples are learnt from, which choose between settings, and which judge: a person is in
one split only, and nothing that says nearly the same is in two.

It knows owners, moments and groups of near-duplicates; it never looks at what is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flowery.words.vocabulary import Split

SHARES: Mapping[Split, float] = {"test": 0.2, "validation": 0.15}
"""How much of a set judges and chooses; the rest is learnt from."""

_AT_MOST: Mapping[Split, float] = {"test": 0.5, "validation": 0.25}
"""How much one person alone may judge or choose, when nobody else is there to."""

_STRICTEST: tuple[Split, ...] = ("test", "validation", "train")


@dataclass(frozen=True, slots=True)
class Placed:
    """What splitting has to know of an example: whose it is (`person` is the same for all tastes
    that one account keeps), when it was made, and the near-duplicates it stands with.
    """

    id: str
    person: str
    at: datetime
    group: int


def split(examples: Sequence[Placed]) -> dict[str, Split]:
    """The split of every example, by id. The latest judge: the latest people to teach where there
    are several, else the latest examples of the one. What nearly repeats an example that judges or
    chooses is left out.
    """
    people: defaultdict[str, list[Placed]] = defaultdict(list)
    for one in examples:
        people[one.person].append(one)
    moved = list(people.values()) if len(people) > 1 else [[one] for one in examples]
    return _without_repeats(examples, _dealt(moved))


def _dealt(moved: list[list[Placed]]) -> dict[str, Split]:
    """Latest first, so long as a split does not outgrow its share by more than half of what moves
    together; something is always left to learn from.
    """
    latest = sorted(moved, key=lambda some: (max(o.at for o in some), some[0].id), reverse=True)
    whole = sum(map(len, latest))
    taken: Counter[Split] = Counter()
    placed: dict[str, Split] = {}
    for number, some in enumerate(latest, start=1):
        is_last = number == len(latest)
        chosen = _last(taken) if is_last else _room(taken, len(some), whole)
        taken[chosen] += len(some)
        placed |= {one.id: chosen for one in some}
    return placed


def _room(taken: Mapping[Split, int], coming: int, whole: int) -> Split:
    for name, share in SHARES.items():
        is_first = not taken[name] and coming <= _AT_MOST[name] * whole
        if is_first or taken[name] + coming / 2 <= share * whole:
            return name
    return "train"


def _last(taken: Mapping[Split, int]) -> Split:
    return "test" if taken["train"] and not taken["test"] else "train"


def _without_repeats(examples: Sequence[Placed], placed: Mapping[str, Split]) -> dict[str, Split]:
    strictest: dict[int, Split] = {}
    for one in examples:
        known = (strictest.get(one.group, "train"), placed[one.id])
        strictest[one.group] = min(known, key=_STRICTEST.index)
    return {one.id: placed[one.id] for one in examples if placed[one.id] == strictest[one.group]}
