"""How far two reviewers agree beyond chance: Cohen's kappa over what both of them reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from flowery.words.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers: how many examples both saw, on how many they said the same, and kappa (1 is
    perfect, 0 what chance gives, None where each always says the same one word).
    """

    one: str
    other: str
    both: int
    same: int
    kappa: float | None


def agreements(reviews: Iterable[Mapping[str, Verdict]]) -> tuple[Agreement, ...]:
    """Every pair of reviewers with something in common, those with most in common first. Each
    mapping is what was said of one example, by reviewer.
    """
    pairs: dict[tuple[str, str], list[tuple[Verdict, Verdict]]] = {}
    for said in reviews:
        for one, other in combinations(sorted(said), 2):
            pairs.setdefault((one, other), []).append((said[one], said[other]))
    made = (_agreement(one, other, both) for (one, other), both in pairs.items())
    return tuple(sorted(made, key=lambda a: (-a.both, a.one, a.other)))


def _agreement(one: str, other: str, both: list[tuple[Verdict, Verdict]]) -> Agreement:
    same = sum(mine == theirs for mine, theirs in both)
    mine, theirs = (Counter(side) for side in zip(*both, strict=True))
    chance = sum(mine[verdict] * theirs[verdict] for verdict in mine) / len(both) ** 2
    kappa = None if chance == 1 else (same / len(both) - chance) / (1 - chance)
    return Agreement(one, other, len(both), same, kappa)
