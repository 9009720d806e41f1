"""How far the models that read memories agree with the embedded reader, and what was dropped of
what models said. Counts of everybody together; it knows no memory and no word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from flowery.storage.counts import Agreement, Count
from flowery.storage.personal.bound import now
from flowery.storage.tables import Tables
from flowery.words.vocabulary import Valence

DAYS = 30  # of which what was dropped is told
LEAST = 20  # smells that both felt; of fewer, kappa leaps by a tenth with each
ASKED = "asked"
_FEELINGS: tuple[Valence, ...] = get_args(Valence)


@dataclass(frozen=True, slots=True)
class Reader:
    """One model beside the embedded reader over so many memories. That one `read` smells at places,
    the model `said` some; both at `same_place`, there the `same_note`, and `same_felt` alike.
    `kappa` is how far they feel alike beyond chance: 1 always, 0 as by chance; None where nobody
    can say (Cohen 1960). `added` and `missed` are smells of one of them alone.
    """

    model: str
    memories: int
    read: int
    said: int
    same_place: int
    same_note: int
    same_felt: int
    added: int
    missed: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Readers:
    """Every model that read memories, and since a day what was dropped of what any model said."""

    readers: tuple[Reader, ...]
    dropped: tuple[Count, ...]
    since: datetime


def readers(tables: Tables) -> Readers:
    """How they stand now, the model that read most memories first."""
    since = now() - timedelta(days=DAYS)
    found = sorted(tables.counts.agreements(), key=lambda one: (-one.memories, one.model))
    return Readers(tuple(map(reader, found)), tables.counts.since(since.date()), since)


def reader(found: Agreement) -> Reader:
    """One model, from its counts."""
    told = found.counts
    numbers = {name: told.get(name, 0) for name in ("read", "said", "same_place", "same_note")}
    numbers |= {name: told.get(name, 0) for name in ("added", "missed")}
    felt = sum(_pairs(told, one, one) for one in _FEELINGS)
    alike = kappa(told) if numbers["same_place"] >= LEAST else None
    return Reader(found.model, found.memories, **numbers, same_felt=felt, kappa=alike)


def kappa(counts: Mapping[str, int]) -> float | None:
    """Cohen's kappa of "loved_hated" and its like."""
    total = sum(_pairs(counts, one, other) for one in _FEELINGS for other in _FEELINGS)
    if not total:
        return None
    same = sum(_pairs(counts, one, one) for one in _FEELINGS) / total
    by_chance = sum(_row(counts, one) * _column(counts, one) for one in _FEELINGS) / total**2
    return None if by_chance == 1 else (same - by_chance) / (1 - by_chance)


def _row(counts: Mapping[str, int], felt: str) -> int:
    return sum(_pairs(counts, felt, other) for other in _FEELINGS)


def _column(counts: Mapping[str, int], felt: str) -> int:
    return sum(_pairs(counts, other, felt) for other in _FEELINGS)


def _pairs(counts: Mapping[str, int], one: str, other: str) -> int:
    return counts.get(f"{one}_{other}", 0)
