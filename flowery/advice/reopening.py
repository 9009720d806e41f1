"""An answer that was given earlier, as it may be shown now: without what was forgotten since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flowery.advice.saying import is_korean
from flowery.advice.worded import quotes_of
from flowery.advice.written import Json, answer_from_json
from flowery.words.vocabulary import Answer, Brief, Reason, ScentMemory

_FORGOTTEN = {
    "en": "This answer rested on a memory that you forgot. Ask again for a new one.",
    "ko": "잊은 기억에 기대어 있던 답이라 지워졌어요. 다시 물어봐 주세요.",
}


def opened(
    question_id: str, question: str, stored: Json | None, memories: Mapping[str, ScentMemory]
) -> Answer:
    """An answer as it was given, without the quotes that no longer stand in their memory."""
    if stored is None:
        words = _FORGOTTEN["ko" if is_korean(question) else "en"]
        return Answer(question_id, question, "recommendation", Brief(), (), (), words, "", 0)
    answer = answer_from_json(stored)
    gone = {
        said
        for memory_id, said in quotes_of(answer)
        if memory_id not in memories or said not in memories[memory_id].words
    }
    return _without_quotes(answer, gone)


def _without_quotes(answer: Answer, gone: set[str]) -> Answer:
    """An answer without some of its quotes."""
    if not gone:
        return answer
    kept = tuple(memory for memory in answer.memories if memory.quote not in gone)
    made = tuple(
        replace(
            one,
            supports=tuple(_unquoted(reason, gone) for reason in one.supports),
            opposes=tuple(_unquoted(reason, gone) for reason in one.opposes),
        )
        for one in answer.recommendations
    )
    return replace(answer, recommendations=made, memories=kept)


def _unquoted(reason: Reason, gone: set[str]) -> Reason:
    return replace(reason, quote="") if reason.quote in gone else reason
