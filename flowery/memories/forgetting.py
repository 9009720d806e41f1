"""Takes everything of a memory away, and then looks for traces through the whole home.

The rows go first, in one transaction: from then on it is forgotten. What a dying process leaves of
its files and vectors after that is swept at the next start.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from flowery.memories.workshop import Workshop
from flowery.storage.upkeep import traces
from flowery.storage.upkeep.traces import Marks
from flowery.words.vocabulary import Receipt, ScentMemory


def forget(workshop: Workshop, user_id: str, memory_id: str) -> Receipt:
    """Forget a memory; the receipt counts rows by table and the bytes that were looked through."""
    diary = workshop.tables.of(user_id).diary
    with workshop.bench(memory_id).held(), workshop.lock.held(), workshop.originals.held():
        memory = diary.get(memory_id)
        marks = _marks(workshop, memory)
        with workshop.tables.leaving_no_trace():
            forgotten = diary.forget(memory_id)
        forgotten["chunks"] = workshop.vectors.drop_chunks(user_id, memory_id)
        digests = tuple(attachment.sha256 for attachment in memory.attachments)
        forgotten["originals"] = workshop.let_go(digests)
        workshop.vectors.erase()
        seen = traces.search(
            _folders(workshop), traces.distinctive(marks, workshop.tables.database)
        )
    return Receipt(forgotten, seen.bytes_scanned, seen.traces_found)


def sweep(workshop: Workshop) -> int:
    """Finish what a killed process began: originals that nothing holds, halves of files, and
    vectors of memories that are gone. Returns how many things went.
    """
    with workshop.lock.held():
        workshop.tables.clear_traces()
        gone = _sweep_vectors(workshop)
        with workshop.originals.held():
            gone += workshop.originals.sweep()
            for digests in _batches(sorted(workshop.originals.digests())):
                gone += workshop.let_go(digests)
    return gone


def _sweep_vectors(workshop: Workshop) -> int:
    everybody = (user.id for user in workshop.tables.accounts.list())
    alive = {(u, memory.id) for u in everybody for memory in workshop.tables.of(u).diary.list()}
    lost = workshop.vectors.memories_anywhere() - alive
    for user_id, memory_id in lost:
        workshop.vectors.drop_chunks(user_id, memory_id)
    workshop.vectors.erase()  # also where nothing is lost: a killed process may not have come to it
    return len(lost)


def _batches(digests: list[str]) -> Iterator[tuple[str, ...]]:
    """A statement carries a limited number of values."""
    return (tuple(digests[start : start + 500]) for start in range(0, len(digests), 500))


def _marks(workshop: Workshop, memory: ScentMemory) -> Marks:
    written = workshop.vectors.written_of(memory.user_id, [memory.id])
    return traces.marks(_names(memory), _texts(memory), chain.from_iterable(written))


def _names(memory: ScentMemory) -> Iterator[str]:
    yield memory.id
    for attachment in memory.attachments:
        yield from (attachment.id, attachment.sha256)


def _texts(memory: ScentMemory) -> Iterator[str]:
    yield from (memory.title, memory.text, memory.caption, memory.enhanced, memory.place)
    yield from (memory.happened, memory.emotion, memory.occasion, *memory.people)
    for attachment in memory.attachments:
        yield attachment.words


def _folders(workshop: Workshop) -> tuple[Path, ...]:
    vectors = workshop.vectors.folder()
    return (workshop.settings.folder, *((vectors,) if vectors else ()))
