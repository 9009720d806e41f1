"""Makes training examples of one person's rows: of answers they rated or took a perfume from, and
of smells they put right. Names in them are replaced as they are made; nothing else is ever kept.

It knows which rows teach something; whether the person shares them is asked where they are held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal

from flowery.learning.examples.corrections import corrections
from flowery.learning.examples.raw import Raw, language_of
from flowery.perfumery.catalogue import Catalogue
from flowery.storage.tables import PersonalTables
from flowery.words.vocabulary import (
    Answer,
    Candidate,
    Feedback,
    ReactionKind,
    Reason,
    Recalled,
    Recommendation,
    ScentMemory,
    TrainingExample,
)

History = Callable[[str, int], Sequence[Answer]]
"""Earlier answers of a person, newest first, at most so many."""

Taken = Literal["chosen", "declined", ""]
"""What a person did with a perfume they were shown."""

_MOST = 10_000  # answers of one person
_DONE: Mapping[ReactionKind, Taken] = {
    "like": "chosen",
    "own": "chosen",
    "wish": "chosen",
    "wore": "chosen",
    "dislike": "declined",
    "declined": "declined",
}


@dataclass(frozen=True, slots=True)
class Done:
    """Something a person did with a perfume: "chosen" or "declined", and when."""

    verdict: Taken
    at: datetime


def raw_examples(own: PersonalTables, history: History, catalogue: Catalogue) -> tuple[Raw, ...]:
    """Everything a person's rows teach, newest first."""
    memories = {memory.id: memory for memory in own.diary.list()}
    made = [*_answers(own, history, catalogue, memories), *corrections(own, memories)]
    return tuple(sorted(made, key=lambda raw: raw.example.created_at, reverse=True))


def _answers(
    own: PersonalTables,
    history: History,
    catalogue: Catalogue,
    memories: Mapping[str, ScentMemory],
) -> Iterator[Raw]:
    said = {given.question_id: given for given in own.questions.feedback()}
    done = _done(own)
    for answer in history(own.user_id, _MOST):
        at = answer.created_at
        if answer.kind == "recommendation" and answer.recommendations and at is not None:
            later = {one: [d for d in all_of if d.at >= at] for one, all_of in done.items()}
            raw = _answer(own.user_id, answer, at, said.get(answer.question_id), later, catalogue)
            if _teaches(raw.example) and set(raw.rests_on) <= set(memories):
                yield raw


def _teaches(example: TrainingExample) -> bool:
    has_verdict = any(one.verdict for one in example.candidates)
    return example.is_liked or example.is_disliked or has_verdict or bool(example.dislikes)


def _answer(
    user_id: str,
    answer: Answer,
    at: datetime,
    said: Feedback | None,
    done: Mapping[str, Sequence[Done]],
    catalogue: Catalogue,
) -> Raw:
    """An answer with what the person `said` of it and has `done` since with its perfumes."""
    dislikes = said.dislikes if said else ()
    reasons = [r for one in answer.recommendations for r in (*one.supports, *one.opposes)]
    example = TrainingExample(
        id="",
        user_id=user_id,
        source="answer",
        source_id=answer.question_id,
        language=language_of(answer.question),
        created_at=at,
        question=answer.question,
        brief=asdict(answer.brief),
        memories=_recalled(answer, reasons),
        candidates=tuple(
            _candidate(one, _verdict(one.fragrance_id, done, dislikes, catalogue))
            for one in answer.recommendations
        ),
        answer=answer.answer,
        words_by=answer.words_by,
        stars=said.stars if said else None,
        dislikes=dislikes,
        comment=said.text if said else "",
    )
    rests_on = [*example.memory_ids, *(r.memory_id for r in reasons if r.memory_id)]
    disagrees = example.is_disliked or example.candidates[0].verdict == "declined"
    return Raw(replace(example, disagrees=disagrees), tuple(dict.fromkeys(rests_on)))


def _recalled(answer: Answer, reasons: Iterable[Reason]) -> tuple[Recalled, ...]:
    quoted = [(memory.memory_id, memory.quote) for memory in answer.memories]
    quoted += [(r.memory_id, r.quote) for r in reasons if r.memory_id and r.quote]
    return tuple(Recalled(memory_id, quote) for memory_id, quote in dict.fromkeys(quoted) if quote)


def _candidate(one: Recommendation, verdict: Taken) -> Candidate:
    return Candidate(
        fragrance_id=one.fragrance_id,
        brand=one.brand,
        name=one.name,
        parts=dict(one.parts),
        supports=tuple(_said(reason) for reason in one.supports),
        opposes=tuple(_said(reason) for reason in one.opposes),
        sentence=one.sentence,
        verdict=verdict,
    )


def _said(reason: Reason) -> str:
    return f"{reason.detail} (“{reason.quote}”)" if reason.quote else reason.detail


def _verdict(
    fragrance_id: str,
    done: Mapping[str, Sequence[Done]],
    dislikes: Sequence[str],
    catalogue: Catalogue,
) -> Taken:
    """What the person did with a perfume last; else whether it holds what they disliked."""
    if done.get(fragrance_id):
        return max(done[fragrance_id], key=lambda d: d.at).verdict
    here = fragrance_id in catalogue
    return "declined" if here and set(dislikes) & set(catalogue.get(fragrance_id).notes) else ""


def _done(own: PersonalTables) -> dict[str, list[Done]]:
    done: dict[str, list[Done]] = {}
    for one in own.tastes.reactions():
        verdict = _DONE.get(one.reaction)
        if verdict:
            done.setdefault(one.fragrance_id, []).append(Done(verdict, one.created_at))
    for rating in own.wardrobe.ratings():
        if rating.scale == "would_wear" and rating.stars != 3:
            verdict = "chosen" if rating.stars > 3 else "declined"
            done.setdefault(rating.fragrance_id, []).append(Done(verdict, rating.created_at))
    return done
