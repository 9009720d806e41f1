"""A search in one's own memories: which of them a question means, with the words that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flowery.advice.aspects import Aspects
from flowery.advice.labels import memory_name
from flowery.advice.liking import Liking
from flowery.advice.own_memories import Found
from flowery.advice.quoting import best_sentence, quote
from flowery.words.vocabulary import Brief, FoundMemory, ScentMemory

SMELLED = 1.0  # a smell that is asked for and stands in a memory outweighs any likeness of words
_PARTLY = 0.5  # of a score: a memory that only shares words, where another has the smell
SURE = 0.5  # of a score; below, a memory shares a word or a mood with the question, and no more
MOST = 8  # memories in one answer


def found_memories(
    brief: Brief,
    words: str,
    close: Iterable[Found],
    liking: Liking,
    aspects: Aspects,
    memories: Mapping[str, ScentMemory],
) -> tuple[FoundMemory, ...]:
    """The memories that a question looks for, the surest first; each quote stands in its memory."""
    wanted = [aspects.meant(want) for want in brief.wants]
    nearest = {found.memory.id: found for found in close}
    found: list[FoundMemory] = []
    smelled = False
    for memory in memories.values():
        surest, said = _smelled(liking.said_in(memory.id), wanted)
        near = nearest.get(memory.id)
        if not surest and near is None:
            continue
        smelled = smelled or bool(surest)
        by_words = best_sentence(memory, near.chunk, words) if near else ""
        score = (near.closeness if near else 0.0) + SMELLED * surest
        found.append(FoundMemory(memory.id, quote(memory, said) or by_words, round(score, 6)))
    found.sort(key=lambda memory: (-memory.score, memory.memory_id))
    sure = [memory for memory in found if memory.score > _PARTLY]
    return tuple((sure if smelled else found)[:MOST])


def searched(
    found: Sequence[FoundMemory], memories: Mapping[str, ScentMemory], language: str
) -> str:
    """What was found, in words."""
    if not found:
        return _NONE[language]
    first = memories[found[0].memory_id]
    name, when = memory_name(first, language), _when(first)
    first_words = _FIRST if found[0].score >= SURE else _NEAREST
    told = first_words[language].format(name=name, when=when, quote=found[0].quote)
    more = _MORE[language].format(number=len(found) - 1) if len(found) > 1 else ""
    return f"{told} {more}".strip()


def _smelled(told: Mapping[str, str], wanted: Iterable[Mapping[str, float]]) -> tuple[float, str]:
    """How surely a wanted smell stands in a memory, and the words that name it."""
    smelled = [(near[note], said) for near in wanted for note, said in told.items() if note in near]
    return max(smelled, default=(0.0, ""))


def _when(memory: ScentMemory) -> str:
    facts = [fact for fact in (memory.happened.strip(), memory.place.strip()) if fact]
    return f" ({', '.join(facts)})" if facts else ""


_NONE = {
    "en": "No memory of yours speaks of this. Perhaps it is still to be written.",
    "ko": "이 이야기가 나오는 기억은 아직 없어요. 새로 남겨 보시겠어요?",
}
_FIRST = {
    "en": "It is in “{name}”{when}: “{quote}”",
    "ko": "기억 ‘{name}’에 있어요{when}: “{quote}”",
}
_NEAREST = {
    "en": "No memory of yours surely speaks of this. The closest may be “{name}”{when}: “{quote}”",
    "ko": "이 이야기가 분명히 나오는 기억은 없어요. 가장 가까운 기억은 ‘{name}’{when}: “{quote}”",
}
_MORE = {
    "en": "{number} more may be meant.",
    "ko": "그 밖에 {number}편이 더 있어요.",
}
