"""Nothing fits: which single wish would have to give, and how many perfumes would then fit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from flowery.words.vocabulary import Brief

BUDGET, HOUSES, KNOWN = "budget", "brands", "include_known"
PERFUMERS, YEARS = "perfumers", "years"
"""Wishes besides vetoes, which are named by their subject."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A wish that was let go, and how many perfumes fit without it."""

    wish: str
    fitting: int


def relaxations(
    brief: Brief, fitting: Callable[[Brief], int], stated: Collection[str]
) -> tuple[Relaxed, ...]:
    """The wishes without which something fits, the most helpful first. What was stated once and
    for all is not up for discussion here.
    """
    wishes = (wish for wish in _wishes(brief) if wish not in stated)
    tried = (Relaxed(wish, fitting(relaxed(brief, wish))) for wish in wishes)
    helpful = [one for one in tried if one.fitting]
    return tuple(sorted(helpful, key=lambda one: (-one.fitting, one.wish)))


def relaxed(brief: Brief, wish: str) -> Brief:
    """The brief without one wish, as `Answer.relax` names it."""
    if wish == BUDGET:
        return replace(brief, budget_max=None)
    if wish == HOUSES:
        return replace(brief, brands=())
    if wish == PERFUMERS:
        return replace(brief, perfumers=())
    if wish == YEARS:
        return replace(brief, years=None)
    if wish == KNOWN:
        return replace(brief, include_known=True)
    return replace(brief, vetoes=tuple(veto for veto in brief.vetoes if veto != wish))


def _wishes(brief: Brief) -> Iterator[str]:
    yield from brief.vetoes
    if brief.budget_max is not None:
        yield BUDGET
    if brief.brands:
        yield HOUSES
    if brief.perfumers:
        yield PERFUMERS
    if brief.years is not None:
        yield YEARS
    if not brief.include_known:
        yield KNOWN
