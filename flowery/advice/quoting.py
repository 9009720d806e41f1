"""The words of a memory around a smell, cut out and never changed: a quote stands in its memory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowery.storage.postings import tokens
from flowery.words.vocabulary import MemoryChunk, ScentMemory

LONGEST = 150  # characters of a quote; it stands on a card beside a perfume
_CLAUSE = re.compile(r"[,;:—–] +| [—–] ")
_END = re.compile(r"[.!?…。！？]+[\"'”’」)]*\s+|\n+")


def quote(memory: ScentMemory, said: str) -> str:
    """The sentence of a memory that holds these words, shortened at word borders; "" when none
    does.
    """
    words = memory.words
    place = words.find(said) if said else -1
    if place < 0:
        return ""
    start, end = _sentence(words, place, place + len(said))
    if end - start > LONGEST:
        start, end = _shortened(words, start, end, place, place + len(said))
    return words[start:end].strip()


def best_sentence(memory: ScentMemory, chunk: MemoryChunk, asked: str) -> str:
    """The sentence of a chunk that shares most words with a question; the first when none does."""
    words, known = memory.words, set(tokens(asked))
    first, last = (chunk.start, chunk.end) if chunk.kind == "text" else (0, len(words))
    sentences = list(_sentences(words, first, last))
    if not sentences:
        return ""
    start, end = max(sentences, key=lambda s: len(known & set(tokens(words[s[0] : s[1]]))))
    if end - start > LONGEST:
        start, end = _shortened(words, start, end, start, start + 1)
    return words[start:end].strip()


def _sentences(words: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    place = first
    while place < last:
        _, stop = _sentence(words, place, place + 1)
        if words[place:stop].strip():
            yield place, min(stop, last)
        place = max(stop, place) + 1


def _sentence(words: str, start: int, end: int) -> tuple[int, int]:
    begin, stop = 0, len(words)
    for border in _END.finditer(words):
        if border.end() <= start:
            begin = border.end()
        elif border.start() >= end:
            stop = border.start() + len(border[0].rstrip())
            break
    return begin, stop


def _shortened(words: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """A window around `first`..`last` inside a sentence, its ends moved inwards to spaces."""
    room = max(0, LONGEST - (last - first)) // 2
    begin, stop = max(start, first - room), min(end, last + room)
    if begin > start:
        clause = _CLAUSE.search(words, begin, first)
        space = words.find(" ", begin, first)
        begin = clause.end() if clause else space + 1 if space >= 0 else begin
    if stop < end:
        clauses = [found.start() for found in _CLAUSE.finditer(words, last, stop)]
        space = words.rfind(" ", last, stop)
        stop = clauses[-1] if clauses else space if space > last else stop
    return begin, stop
