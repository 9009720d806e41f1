"""A person's own chunks in memory, searched by words and by meaning at once.

One contiguous array a person, kept for the last few people and brought in step when their rows
change: only memories that were settled anew since are read again from the store.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.catalogue import Matrix
from flowery.perfumery.gloss import Gloss
from flowery.storage.memory import give_back
from flowery.storage.personal.questions import Stamp
from flowery.storage.postings import Postings, tokens
from flowery.storage.tables import PersonalTables, Tables
from flowery.storage.vectors import Vectors
from flowery.words.vocabulary import MemoryChunk, ScentMemory

RRF = 60  # how slowly the worth of a rank falls (Cormack, Clarke & Buettcher 2009)
_PEOPLE = 16  # in memory at once; 10,000 chunks of one person take 15 MB
_DEEP = 60  # chunks that are looked at in each of the two orders
_NEAR = 0.25  # cosine from which the bundled encoder means something; unrelated sentences lie below

_SURELY = 0.30  # cosine above that at which a sentence is surely meant
_SAID = 9.0  # BM25 from which it is: two or three rare words in common

_MANY = 1000  # chunks read at once, from which letting their Arrow tables go is worth a call


@dataclass(frozen=True, slots=True)
class Found:
    """A memory close to a question, 0..1, by the chunk that is closest."""

    memory: ScentMemory
    closeness: float
    chunk: MemoryChunk


@dataclass(frozen=True)
class PersonalIndex:
    """The chunks of one person as of one version of their rows. `shift` is added to the likeness of
    vectors, where those of another encoder lie closer together or farther apart.
    """

    version: int
    stamps: Mapping[str, Stamp]
    memories: Mapping[str, ScentMemory]
    chunks: tuple[MemoryChunk, ...]
    vectors: Matrix
    postings: Postings
    shift: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Whether every memory that can be found has chunks."""
        there = {chunk.memory_id for chunk in self.chunks}
        return all(m.id in there for m in self.memories.values() if m.state == "done")

    def search(self, words: str, vector: NDArray[np.float32], limit: int) -> tuple[Found, ...]:
        """The memories closest to a question, the closest first."""
        if not self.chunks:
            return ()
        by_word = self.postings.scores([word for word in tokens(words) if word not in COMMON])
        by_meaning = self.vectors @ vector + np.float32(self.shift)
        sure = np.maximum(
            np.clip((by_meaning - _NEAR) / _SURELY, 0, 1), np.minimum(1, by_word / _SAID)
        )
        fused: dict[int, float] = {}
        for scores, floor in ((by_word, 0.0), (by_meaning, _NEAR)):
            for rank, number in enumerate(best_first(scores, _DEEP)):
                if scores[number] > floor:
                    fused[number] = fused.get(number, 0.0) + (RRF + 1) / (RRF + 1 + rank) / 2
        return self._by_memory({n: f * float(sure[n]) for n, f in fused.items()}, limit)

    def _by_memory(self, fused: Mapping[int, float], limit: int) -> tuple[Found, ...]:
        found: dict[str, Found] = {}
        for number, closeness in sorted(fused.items(), key=lambda pair: (-pair[1], pair[0])):
            chunk = self.chunks[number]
            memory = self.memories.get(chunk.memory_id)
            if memory is not None and memory.state == "done":  # else these are its old words
                found.setdefault(memory.id, Found(memory, closeness, chunk))
        return tuple(found.values())[:limit]


class OwnMemories:
    """The indexes of the people who were here last."""

    def __init__(self, tables: Tables, vectors: Vectors, gloss: Gloss, shift: float = 0.0) -> None:
        self._tables = tables
        self._vectors = vectors
        self._gloss = gloss
        self._shift = shift
        self._held: OrderedDict[str, PersonalIndex] = OrderedDict()
        self._lock = Lock()

    def of(self, user_id: str, version: int) -> PersonalIndex:
        """The index of a person, in step with this version of their rows."""
        with self._lock:
            known = self._held.pop(user_id, None)
            if known is None or known.version != version:
                known = self._brought_up(self._tables.of(user_id), version, known)
            self._held[user_id] = known
            while len(self._held) > _PEOPLE:
                self._held.popitem(last=False)
            return known

    def let_go(self, user_id: str) -> None:
        """Read everything of a person again when they ask next."""
        with self._lock:
            self._held.pop(user_id, None)

    def _brought_up(
        self, own: PersonalTables, version: int, known: PersonalIndex | None
    ) -> PersonalIndex:
        memories = {memory.id: memory for memory in own.diary.list()}
        stamps = {m.id: (m.state, str(m.settled_at)) for m in memories.values()}
        if known is not None and known.stamps == stamps:
            same = (known.chunks, known.vectors, known.postings, self._shift)
            return PersonalIndex(version, stamps, memories, *same)
        chunks, vectors = self._read(own.user_id, stamps, known)
        postings = Postings(map(self._indexed, chunks))
        return PersonalIndex(version, stamps, memories, chunks, vectors, postings, self._shift)

    def _read(
        self, user_id: str, stamps: Mapping[str, Stamp], known: PersonalIndex | None
    ) -> tuple[tuple[MemoryChunk, ...], Matrix]:
        if known is None:
            read = self._vectors.chunks(user_id)
            if len(read[0]) >= _MANY:
                give_back()
            return read
        changed = [m for m, stamp in stamps.items() if known.stamps.get(m) != stamp]
        kept = [
            number
            for number, chunk in enumerate(known.chunks)
            if stamps.get(chunk.memory_id) == known.stamps.get(chunk.memory_id)
        ]
        if not changed:
            return tuple(known.chunks[n] for n in kept), known.vectors[kept]
        fresh, vectors = self._vectors.chunks(user_id, changed)
        joined = np.concatenate([known.vectors[kept], vectors])
        return (*(known.chunks[n] for n in kept), *fresh), joined

    def _indexed(self, chunk: MemoryChunk) -> str:
        return f"{chunk.text} {' '.join(self._gloss.words(chunk.text))}"


def best_first(
    scores: NDArray[np.floating], limit: int, ties: NDArray[np.int32] | None = None
) -> list[int]:
    """The places of the highest scores, the highest first; equals by `ties`, else by place."""
    if len(scores) > limit:
        top = np.flatnonzero(scores >= np.partition(scores, -limit)[-limit])
    else:
        top = np.arange(len(scores))
    order = np.lexsort((top if ties is None else ties[top], -scores[top]))
    found: list[int] = top[order][:limit].tolist()
    return found


COMMON = frozenset(
    tokens(
        "a an and are as at be but by did do does for from had has have how i if in is it its me "
        "my no not nothing of on or so some something than that the their there this to too was "
        "were what when where which who with without would you your perfume scent smell "
        "smells fragrance "
        "find show memory memories like want need under over euro about one any please "
        "recommend "
        "향 향수 냄새 추천 기억 언제 어디 나는 내가 있는 같은 찾아 해줘 주세요 싶어 싶은 이하"
    )
)
"""Words that stand in every question and tell no memory from another."""
