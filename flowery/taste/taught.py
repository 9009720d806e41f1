"""What the answers of *Teach me* and critiques say: one row of evidence each.

A pair is one row on "pair:A|B", for A and against B by the same weight. "Neither" is a row that
points nowhere: it moves no sum, and still tells a belief that there is little to choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flowery.words.vocabulary import Evidence, Teaching, TeachingKind

STRENGTH: Mapping[TeachingKind, float] = {
    "axis": 0.8,  # as much as a note that was named in a memory
    "note": 0.8,
    "pair": 0.5,  # which of two says nothing of whether either is worn
    "sample": 0.8,  # a perfume that was on the skin
    "critique": 0.4,  # "less sweet" is about one perfume, and may not be about the next
}


def of_teachings(teachings: Iterable[Teaching]) -> Iterator[Evidence]:
    """One row for every answer that was given; a skipped one says nothing."""
    for teaching in teachings:
        if not teaching.skipped:
            yield Evidence(
                id=teaching.id,
                kind="critique" if teaching.kind == "critique" else "taught",
                subject=subject_of(teaching),
                direction=teaching.answer,
                strength=STRENGTH[teaching.kind],
                source=teaching.id,
                at=teaching.created_at,
                detail=teaching.kind,
            )


def subject_of(teaching: Teaching) -> str:
    """What the evidence of an answer is about; of a pair "pair:A|B" by the ids of perfumes."""
    if teaching.kind != "pair":
        return teaching.subject
    return f"pair:{teaching.subject.removeprefix('fragrance:')}|{teaching.over}"
