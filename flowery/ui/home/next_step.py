"""The one next step that would help most. Pure: it weighs what is there and draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from flowery.taste.lessons import ROUND
from flowery.words.vocabulary import Answer, ExtractedScent, ScentMemory, Teaching

Kind = Literal["write_first", "finish", "write_more", "ask", "rate", "teach", "confirm", "remember"]

_ENOUGH = 3  # memories; below, one more helps more than anything else
_MANY_GUESSES = 3  # inferred smells that together would weigh like a sentence
_TAUGHT = ROUND.count("side")  # as many questions as tell what fifteen perfumes tried would


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do; `subject` is the memory or question it is about."""

    kind: Kind
    subject: str = ""
    number: int = 0


def next_step(
    memories: Sequence[ScentMemory],
    smells: Sequence[tuple[str, ExtractedScent]],
    answers: Sequence[Answer],
    taught: Sequence[Teaching],
) -> NextStep:
    """In order: what is unfinished, what is missing, what would be learned from most."""
    if not memories:
        return NextStep("write_first")
    waiting = next((memory for memory in memories if memory.state == "needs_words"), None)
    if waiting is not None:
        return NextStep("finish", waiting.id)
    if len(memories) < _ENOUGH:
        return NextStep("write_more", number=_ENOUGH - len(memories))
    if not answers:
        return NextStep("ask")
    unrated = next((a for a in answers if a.stars is None and a.recommendations), None)
    if unrated is not None:
        return NextStep("rate", unrated.question_id)
    return _few_taught(taught) or _most_guessed(smells) or NextStep("remember")


def _few_taught(taught: Sequence[Teaching]) -> NextStep | None:
    """The questions that are left of the first few, which teach most; skipped ones were asked."""
    left = _TAUGHT - sum(one.kind != "critique" for one in taught)
    return NextStep("teach", number=left) if left > 0 else None


def _most_guessed(smells: Sequence[tuple[str, ExtractedScent]]) -> NextStep | None:
    """The memory with the most inferred smells, when it has enough of them."""
    counts: dict[str, int] = {}
    for memory_id, smell in smells:
        if smell.status == "inferred" and smell.note is not None:
            counts[memory_id] = counts.get(memory_id, 0) + 1
    if not counts:
        return None
    most = max(counts, key=lambda memory_id: (counts[memory_id], memory_id))
    return NextStep("confirm", most, counts[most]) if counts[most] >= _MANY_GUESSES else None
