"""How well smells are read: the gold memories of the repository, by split and language.

A smell counts as found where note and place agree (the spans overlap). Status and valence are
measured on what was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flowery.learning.evaluation.findings import Findings, Row, row_of
from flowery.learning.evaluation.resampling import Sums
from flowery.words.errors import Refused
from flowery.words.vocabulary import ExtractedScent

Read = Callable[[str], Sequence[ExtractedScent]]
Memory = Mapping[str, Any]
Pair = tuple[Mapping[str, Any], ExtractedScent]
Progress = Callable[[float], None]

GOLD = Path(__file__).parents[3] / "tests" / "gold" / "memories.jsonl"
"""Lies in a clone of the repository, not in an installed package."""

SPLITS, LANGUAGES = ("open", "held_out"), ("all", "en", "ko", "mixed")


@dataclass(frozen=True, slots=True)
class Counts:
    """One memory: how many smells were read, how many are there, how many agree, and of those how
    many in status and in valence.
    """

    memory_id: str
    split: str
    language: str
    read: int
    there: int
    found: int
    status: int
    valence: int


@dataclass(frozen=True, slots=True)
class Score:
    """One split in one language; shares are 0..1."""

    split: str
    language: str
    memories: int
    precision: float
    recall: float
    status: float
    valence: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def gold(path: Path = GOLD) -> list[Memory]:
    """The gold memories. Raises Refused where they are not."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise Refused(
            "The gold memories are not here. They lie in tests/gold/memories.jsonl of the "
            "repository; run Flowery from a clone of it."
        ) from error
    return [json.loads(line) for line in lines]


def counted(memories: Sequence[Memory], read: Read) -> Iterator[Counts]:
    """What agrees in each memory."""
    for memory in memories:
        smells = read(memory["text"])
        pairs = list(_pairs(memory, smells))
        yield Counts(
            memory["id"],
            memory["split"],
            memory["language"],
            read=len(smells),
            there=len(memory["smells"]),
            found=len(pairs),
            status=sum(gold_one["status"] == smell.status for gold_one, smell in pairs),
            valence=sum(gold_one["valence"] == smell.valence for gold_one, smell in pairs),
        )


def scores(read: Read, memories: Sequence[Memory]) -> Iterator[Score]:
    """Every split, in all its languages and in each."""
    told = list(counted(memories, read))
    for split, language, chosen in _groups(told):
        found = sum(one.found for one in chosen)
        yield Score(
            split,
            language,
            len(chosen),
            precision=_share(found, sum(one.read for one in chosen)),
            recall=_share(found, sum(one.there for one in chosen)),
            status=_share(sum(one.status for one in chosen), found),
            valence=_share(sum(one.valence for one in chosen), found),
        )


def measured_extraction(
    memories: Sequence[Memory], read: Read, progress: Progress = lambda _done: None
) -> Findings:
    """The same with intervals, over texts."""
    told: list[Counts] = []
    for place, memory in enumerate(memories):
        progress(place / len(memories))
        told += counted([memory], read)
    rows = tuple(_row(f"{split}, {language}", chosen) for split, language, chosen in _groups(told))
    counts = {"texts": len(told), "smells": sum(one.there for one in told)}
    return Findings("texts", counts, rows)


def _groups(told: Sequence[Counts]) -> Iterator[tuple[str, str, list[Counts]]]:
    for split in SPLITS:
        for language in LANGUAGES:
            of_split = (one for one in told if one.split == split)
            chosen = [one for one in of_split if language in ("all", one.language)]
            if chosen:
                yield split, language, chosen


def _row(name: str, told: Sequence[Counts]) -> Row:
    def sums(above: str, below: str) -> Sums:
        return {one.memory_id: (getattr(one, above), getattr(one, below)) for one in told}

    # F1 is twice what was found by what was read and what is there: a sum by a sum as well.
    f1: Sums = {one.memory_id: (2 * one.found, one.read + one.there) for one in told}
    by_metric = {
        "f1": f1,
        "precision": sums("found", "read"),
        "recall": sums("found", "there"),
        "status": sums("status", "found"),
        "valence": sums("valence", "found"),
    }
    return row_of(name, by_metric)


def _pairs(memory: Memory, smells: Sequence[ExtractedScent]) -> Iterator[Pair]:
    """Each gold smell with the first unused read one of its note that overlaps it."""
    unused = list(smells)
    for one in memory["smells"]:
        found = next((smell for smell in unused if _agree(one, smell)), None)
        if found:
            unused.remove(found)
            yield one, found


def _agree(one: Mapping[str, Any], smell: ExtractedScent) -> bool:
    start, end = smell.start or 0, smell.end or 0
    return bool(one["note"] == smell.note and start < one["end"] and one["start"] < end)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
