"""What a person may say about a smell: confirm, correct, strike, or add one that was missed."""

from __future__ import annotations

from typing import get_args

from flowery.perfumery.notes import Taxonomy
from flowery.storage.personal.bound import new_id, now
from flowery.words.errors import Refused
from flowery.words.vocabulary import Correction, ExtractedScent, ScentMemory, Valence


def corrected(
    memory: ScentMemory,
    smell: ExtractedScent,
    action: str,
    note: str | None,
    valence: Valence | None,
    taxonomy: Taxonomy,
) -> Correction:
    """A word about a smell that was read. Raises Refused when it says nothing."""
    if action not in ("confirm", "correct", "strike"):
        raise Refused(f"A smell can be confirmed, corrected or struck, not {action!r}.")
    if action == "correct" and note is None and valence is None:
        raise Refused("Say which note it is, or how it was felt.")
    return _word(memory, smell, action, _known(note, taxonomy), _felt(valence))


def added(
    memory: ScentMemory, start: int, end: int, note: str, valence: Valence, taxonomy: Taxonomy
) -> Correction:
    """A smell that was missed, on words of the memory. Raises Refused when they are not there."""
    source = memory.words[start:end]
    if not 0 <= start < end <= len(memory.words) or not source.strip():
        raise Refused("Mark the words of this memory that smell.")
    missed = ExtractedScent(None, source, start, end, "confirmed", valence, 1.0)
    return _word(memory, missed, "add", _known(note, taxonomy), _felt(valence))


def _word(
    memory: ScentMemory, smell: ExtractedScent, action: str, note: str | None, valence: str | None
) -> Correction:
    return Correction(
        id=new_id("c"),
        memory_id=memory.id,
        source=smell.source,
        start=smell.start,
        end=smell.end,
        read_note=smell.note,
        action=action,  # type: ignore[arg-type]
        note=note,
        valence=valence,  # type: ignore[arg-type]
        created_at=now(),
    )


def _known(note: str | None, taxonomy: Taxonomy) -> str | None:
    if note is None or note in taxonomy.notes:
        return note
    named = taxonomy.note_named(note)
    if named is None:
        raise Refused(f"There is no note {note!r}; choose one from the list.")
    return named.id


def _felt(valence: Valence | None) -> Valence | None:
    if valence is not None and valence not in get_args(Valence):
        raise Refused(f"A smell is loved, neutral or hated, not {valence!r}.")
    return valence
