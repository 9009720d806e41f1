"""Makes examples of the smells that one person put right, with the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flowery.learning.examples.raw import Raw, language_of
from flowery.storage.tables import PersonalTables
from flowery.words.vocabulary import (
    Correction,
    ExtractedScent,
    Reread,
    ScentMemory,
    TrainingExample,
)

_AROUND = 120  # characters before and after a corrected smell


def corrections(own: PersonalTables, memories: Mapping[str, ScentMemory]) -> Iterator[Raw]:
    """What a person said about smells whose words still stand in their memory."""
    smells = [(memory_id, smell) for memory_id, smell in own.readings.smells()]
    for one in own.readings.corrections():
        memory = memories.get(one.memory_id)
        start = None if memory is None else _place(one, memory.words)
        if memory is not None and start is not None:
            read = _read(one, (smell for of, smell in smells if of == memory.id))
            yield _correction(own.user_id, one, memory, start, read)


def _correction(
    user_id: str, one: Correction, memory: ScentMemory, start: int, read: ExtractedScent | None
) -> Raw:
    words, end = memory.words, start + len(one.source)
    said = Reread(
        before=_before(words[:start]),
        words=one.source,
        after=_after(words[end:]),
        read_note=one.read_note,
        read_valence=read.valence if read else None,
        action=one.action,
        note=None if one.action == "strike" else one.note or one.read_note,
        valence=one.valence or (read.valence if read else None),
    )
    example = TrainingExample(
        id="",
        user_id=user_id,
        source="correction",
        source_id=one.id,
        language=language_of(said.before + said.words + said.after),
        created_at=one.created_at,
        reread=said,
        disagrees=one.action != "confirm",
    )
    return Raw(example, (memory.id,))


def _place(one: Correction, words: str) -> int | None:
    if one.start is not None and words[one.start : one.start + len(one.source)] == one.source:
        return one.start
    found = words.find(one.source) if one.source else -1
    return found if found >= 0 else None


def _read(one: Correction, smells: Iterable[ExtractedScent]) -> ExtractedScent | None:
    """What was read where the person said something."""
    for smell in smells:
        if (smell.start, smell.note) == (one.start, one.read_note) and smell.source == one.source:
            return smell
    return None


def _before(text: str) -> str:
    """The end of a text, from where a word begins."""
    if len(text) <= _AROUND:
        return text
    return text[-_AROUND:].partition(" ")[2]


def _after(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0]
