"""Which memories are shown, and in which order. Pure: it reads nouns and draws nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from flowery.perfumery.folding import folded
from flowery.perfumery.notes import Taxonomy
from flowery.ui.naming import period_of, title_of
from flowery.words.vocabulary import ExtractedScent, ScentMemory

Order = Literal["newest", "oldest", "title", "happened"]
Smells = Mapping[str, Sequence[ExtractedScent]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person looks for among their memories; empty fields ask for nothing."""

    words: str = ""
    emotions: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    order: Order = "newest"


def chosen(
    memories: Iterable[ScentMemory], smells: Smells, choice: Choice, taxonomy: Taxonomy
) -> list[ScentMemory]:
    """The memories that fit, in the wished order."""
    wanted = _kinds(choice.notes, taxonomy)
    meant = taxonomy.note_named(choice.words.strip()) if choice.words.strip() else None
    named = taxonomy.kinds_of(meant.id) if meant else frozenset()
    found = [
        memory
        for memory in memories
        if _fits(memory, choice)
        and (not wanted or wanted & _notes(memory, smells))
        and (_says(memory, choice.words) or named & _notes(memory, smells))
    ]
    return _ordered(found, choice.order)


def smells_by_memory(
    placed: Iterable[tuple[str, ExtractedScent]],
) -> dict[str, list[ExtractedScent]]:
    """(memory id, smell) pairs, gathered by memory."""
    gathered: dict[str, list[ExtractedScent]] = {}
    for memory_id, smell in placed:
        gathered.setdefault(memory_id, []).append(smell)
    return gathered


def _fits(memory: ScentMemory, choice: Choice) -> bool:
    asked = (
        (choice.emotions, memory.emotion),
        (choice.periods, period_of(memory)),
        (choice.states, memory.state),
    )
    return all(not wished or value in wished for wished, value in asked)


def _says(memory: ScentMemory, words: str) -> bool:
    """Whether every searched word stands somewhere in the memory."""
    told = (memory.title, memory.words, memory.place, memory.emotion, memory.occasion)
    text = folded(" ".join((*told, memory.happened, *memory.people)))
    return all(word in text for word in folded(words).split())


def _notes(memory: ScentMemory, smells: Smells) -> frozenset[str]:
    found = smells.get(memory.id, ())
    return frozenset(smell.note for smell in found if smell.note and not smell.absent)


def _kinds(notes: Iterable[str], taxonomy: Taxonomy) -> frozenset[str]:
    return frozenset(kind for note in notes for kind in taxonomy.kinds_of(note))


def _ordered(memories: list[ScentMemory], order: Order) -> list[ScentMemory]:
    if order == "title":
        return sorted(memories, key=lambda memory: folded(title_of(memory)))
    if order == "happened":
        return sorted(memories, key=lambda memory: (not memory.happened, memory.happened))
    return sorted(memories, key=lambda memory: memory.created_at, reverse=order == "newest")
