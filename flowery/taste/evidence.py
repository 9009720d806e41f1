"""Evidence: what a person's memories, reactions and stars say for or against a note or a perfume.

Pure. It reads nouns and makes rows; how rows add up to a profile stands in `replay`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flowery.words.vocabulary import (
    Correction,
    Evidence,
    EvidenceKind,
    ExtractedScent,
    Feedback,
    PerfumeRating,
    ReactionKind,
    ScentMemory,
    UserFragrance,
)

EXPLICIT = 0.8  # a note the person named; what they confirmed counts 1
INFERRED = 0.4  # half of that: we understood it, they did not say it
NEUTRAL = 0.1  # a smell worth remembering, nothing more
MOOD = 0.3  # a smell without a judgement of its own, in a memory with a clear feeling
ABSENT = 0.5  # "without sugar" says less than "I hate sugar"
DOUBTED = 0.5  # two readers of about equal skill felt it otherwise: either is right as often
PICTURE = 0.15  # colours hint at smells (r about .43), and are never a reason on their own
ANSWER_DISLIKE = 0.7  # a note named as disliked when an answer was rated
STARS = 0.15  # stars are for a whole answer, so each perfume in it gets little
# Stars of one perfume on one scale: more than three times those of an answer, since nothing else is
# meant. Full stars on both scales weigh 1, more than "like" (.7), which is one word; on one scale
# they weigh less, since a scale looks at one side. Three stars say nothing either way.
RATING = 0.5

REACTIONS: Mapping[ReactionKind, float] = {
    "own": 0.9,  # money was spent
    "wore": 0.6,  # the first; the n-th of a perfume an n-th of it, or a log of wears would be all
    "like": 0.7,
    "wish": 0.5,
    "tried": 0.0,  # says only that it is known
    "dislike": -0.8,
    "declined": -0.5,  # as much as a wish, turned round: it may have been the price or the day
}

_WARM = frozenset(
    (
        "well_being",
        "sensuality",
        "energy",
        "soothing",
        "joy",
        "longing",
        "comfort",
        "love",
        "peace",
        "excitement",
        "pride",
        "wonder",
        "gratitude",
        "freedom",
        "nostalgia",
        "hope",
    )
)
_COLD = frozenset(("disgust", "fear", "anger"))


@dataclass(frozen=True, slots=True)
class Ratings:
    """The perfumes an answer recommended, with the stars it got."""

    feedback: Feedback
    fragrance_ids: tuple[str, ...]


def of_memories(
    memories: Iterable[ScentMemory],
    smells: Iterable[tuple[str, ExtractedScent]],
    corrections: Iterable[Correction],
    feeling_of: Mapping[str, str],
) -> Iterator[Evidence]:
    """One row for every smell that a note stands for, as it stands after corrections.

    `feeling_of` gives the emotion id of a person's own word, such as "그리움" -> "longing".
    """
    known = {memory.id: memory for memory in memories}
    spoken = {(c.memory_id, c.source, c.note or c.read_note): c for c in corrections}
    for memory_id, smell in smells:
        memory = known.get(memory_id)
        if memory is None or smell.note is None:
            continue
        feeling = feeling_of.get(memory.emotion.casefold().strip(), "")
        direction, strength = _judged(smell, feeling)
        word = spoken.get((memory_id, smell.source, smell.note))
        yield Evidence(
            id=f"{smell.id}",
            kind=_kind(smell, word),
            subject=f"note:{smell.note}",
            direction=direction,
            strength=strength,
            source=smell.id,
            at=word.created_at if word else memory.created_at,
            memory_id=memory_id,
            quote=smell.source,
            detail=smell.status,
        )


def of_reactions(reactions: Iterable[UserFragrance]) -> Iterator[Evidence]:
    """One row for every reaction that says something for or against a perfume."""
    worn: Counter[str] = Counter()
    for reaction in sorted(reactions, key=lambda reaction: (reaction.created_at, reaction.id)):
        weight = REACTIONS[reaction.reaction]
        if reaction.reaction == "wore":
            worn[reaction.fragrance_id] += 1
            weight /= worn[reaction.fragrance_id]
        if weight:
            yield Evidence(
                id=reaction.id,
                kind="reaction",
                subject=f"fragrance:{reaction.fragrance_id}",
                direction=1.0 if weight > 0 else -1.0,
                strength=abs(weight),
                source=reaction.id,
                at=reaction.created_at,
                detail=reaction.reaction,
            )


def of_perfume_ratings(ratings: Iterable[PerfumeRating]) -> Iterator[Evidence]:
    """One row for every scale on which a perfume got more or fewer than three stars."""
    for rating in ratings:
        direction = (rating.stars - 3) / 2
        if direction:
            yield Evidence(
                id=rating.id,
                kind="rating",
                subject=f"fragrance:{rating.fragrance_id}",
                direction=direction,
                strength=RATING,
                source=rating.id,
                at=rating.created_at,
                detail=f"{rating.scale}:{rating.stars}",
            )


def of_ratings(ratings: Iterable[Ratings]) -> Iterator[Evidence]:
    """Rows for the perfumes of rated answers, and for the notes that were disliked in them."""
    for rated in ratings:
        yield from _of_stars(rated)
        yield from _of_answer_dislikes(rated.feedback)


def _of_stars(rated: Ratings) -> Iterator[Evidence]:
    direction = (rated.feedback.stars - 3) / 2
    if not direction:
        return
    for fragrance_id in rated.fragrance_ids:
        yield Evidence(
            id=f"{rated.feedback.id}:{fragrance_id}",
            kind="stars",
            subject=f"fragrance:{fragrance_id}",
            direction=direction,
            strength=STARS,
            source=rated.feedback.id,
            at=rated.feedback.created_at,
            detail=str(rated.feedback.stars),
        )


def _of_answer_dislikes(feedback: Feedback) -> Iterator[Evidence]:
    for note in feedback.dislikes:
        yield Evidence(
            id=f"{feedback.id}:note:{note}",
            kind="answer_dislike",
            subject=f"note:{note}",
            direction=-1.0,
            strength=ANSWER_DISLIKE,
            source=feedback.id,
            at=feedback.created_at,
        )


def _judged(smell: ExtractedScent, feeling: str) -> tuple[float, float]:
    """(direction, strength) of a smell."""
    sure = 1.0 if smell.status == "confirmed" else EXPLICIT
    if smell.status == "inferred":
        sure = INFERRED * smell.confidence
    if smell.start is None and smell.status != "confirmed":
        sure = min(sure, PICTURE)
    if smell.doubt is not None:
        sure *= DOUBTED
    if smell.valence == "neutral":
        return _coloured(sure, feeling, absent=smell.absent)
    weight = ABSENT if smell.absent else 1.0
    return (1.0 if smell.valence == "loved" else -1.0), sure * weight


def _coloured(sure: float, feeling: str, *, absent: bool) -> tuple[float, float]:
    if absent:
        return 0.0, 0.0
    if feeling in _COLD:
        return -1.0, sure * MOOD
    return 1.0, sure * (MOOD if feeling in _WARM else NEUTRAL)


def _kind(smell: ExtractedScent, word: Correction | None) -> EvidenceKind:
    if word is not None:
        return "correction"
    return "picture" if smell.start is None else "smell"
