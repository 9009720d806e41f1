"""How well smells are read: the gold memories under `tests/gold`, by split and language, as
`learning.evaluation.extraction` measures them. Texts a second are those of the gold, one after
another.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchmarks.table import Row
from flowery.learning.evaluation.extraction import gold, scores
from flowery.memories.reading.extraction import SmellReader
from flowery.perfumery.notes import load_taxonomy
from flowery.perfumery.words import load_lexicon

if TYPE_CHECKING:
    from benchmarks.homes import Homes

GOALS = (0.90, 0.93, 0.88)
"""Wanted of the held-out memories: F1, status, valence."""

SPEED = 300
"""Short texts a second that keep a settling memory well below its second."""


def texts_a_second() -> float:
    """How fast the gold memories are read, in one thread."""
    texts = [memory["text"] for memory in gold()]
    reader = SmellReader(load_taxonomy(), load_lexicon())
    started = time.perf_counter()
    for text in texts:
        reader.read(text)
    return len(texts) / (time.perf_counter() - started)


def rows(_homes: Homes) -> Iterator[Row]:
    """The rows of the table; only the held-out memories say whether a goal is met."""
    reader = SmellReader(load_taxonomy(), load_lexicon())
    for score in scores(reader.read, gold()):
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
