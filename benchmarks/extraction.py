"""How well smells are read: the gold memories under `tests/gold`, by split and language.

A smell counts as found where note and place agree (the spans overlap). Status and valence are
measured on what was found. Texts a second are those of the gold, one after another.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.table import Row
from flowery.memories.reading.extraction import SmellReader
from flowery.perfumery.notes import load_taxonomy
from flowery.perfumery.words import load_lexicon
from flowery.words.vocabulary import ExtractedScent

if TYPE_CHECKING:
    from benchmarks.homes import Homes

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "memories.jsonl"

GOALS = (0.90, 0.93, 0.88)
"""Wanted of the held-out memories: F1, status, valence."""

SPEED = 300
"""Short texts a second that keep a settling memory well below its second."""

Pair = tuple[dict[str, Any], ExtractedScent]


@dataclass(frozen=True, slots=True)
class Score:
    """One row of the table; shares are 0..1."""

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


def scores() -> Iterator[Score]:
    """Every split, in all its languages and in each."""
    memories = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    reader = SmellReader(load_taxonomy(), load_lexicon())
    for split in ("open", "held_out"):
        rows = [row for row in memories if row["split"] == split]
        for language in ("all", "en", "ko", "mixed"):
            yield _score(reader, split, language, rows)


def _score(reader: SmellReader, split: str, language: str, rows: Sequence[dict[str, Any]]) -> Score:
    rows = [row for row in rows if language in {"all", row["language"]}]
    read = [reader.read(row["text"]) for row in rows]
    pairs = [p for row, smells in zip(rows, read, strict=True) for p in _pairs(row, smells)]
    return Score(
        split,
        language,
        len(rows),
        precision=_share(len(pairs), sum(map(len, read))),
        recall=_share(len(pairs), sum(len(row["smells"]) for row in rows)),
        status=_share(sum(gold["status"] == s.status for gold, s in pairs), len(pairs)),
        valence=_share(sum(gold["valence"] == s.valence for gold, s in pairs), len(pairs)),
    )


def _pairs(row: dict[str, Any], smells: Sequence[ExtractedScent]) -> Iterator[Pair]:
    """Each gold smell with the first unused read one of its note that overlaps it."""
    unused = list(smells)
    for gold in row["smells"]:
        found = next((smell for smell in unused if _agree(gold, smell)), None)
        if found:
            unused.remove(found)
            yield gold, found


def _agree(gold: dict[str, Any], smell: ExtractedScent) -> bool:
    start, end = smell.start or 0, smell.end or 0
    return bool(gold["note"] == smell.note and start < gold["end"] and gold["start"] < end)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def texts_a_second() -> float:
    """How fast the gold memories are read, in one thread."""
    texts = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    reader = SmellReader(load_taxonomy(), load_lexicon())
    started = time.perf_counter()
    for text in texts:
        reader.read(text)
    return len(texts) / (time.perf_counter() - started)


def rows(_homes: Homes) -> Iterator[Row]:
    """The rows of the table; only the held-out memories say whether a goal is met."""
    for score in scores():
        place = f"smells, {score.split}, {score.language} ({score.memories} memories)"
        found = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
        shares = (score.f1, score.status, score.valence)
        judged = score.split == "held_out" and score.language == "all"
        goals = "F1 {:.2f}, status {:.2f}, valence {:.2f}".format(*GOALS) if judged else ""
        met = all(s >= goal for s, goal in zip(shares, GOALS, strict=True)) if judged else None
        yield Row(
            place, f"{found}  status {score.status:.3f}  valence {score.valence:.3f}", goals, met
        )
    yield Row("smells, texts a second", f"{texts_a_second():,.0f}", f">= {SPEED}", None)
