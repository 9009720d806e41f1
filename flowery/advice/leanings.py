"""What was learned of a perfume, as reasons: its notes and sides, each through the evidence that
says most of it. Amounts are what each adds to the score.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from flowery.advice.because import Because
from flowery.advice.foreseeing import Outlook
from flowery.advice.quoting import quote
from flowery.words.vocabulary import Evidence, ScentMemory


def leanings(
    fragrance_id: str,
    outlook: Outlook,
    share: float,
    least: float,
    memories: Mapping[str, ScentMemory],
    but: Container[str] = (),
) -> Iterator[Because]:
    """A reason for every note and side that adds at `least` so much, `but` for these; `share` is
    how much of a score one point of leaning is.
    """
    for subject, amount in outlook.contributions(fragrance_id).items():
        if (
            subject not in but
            and subject.startswith(("note:", "axis:"))
            and abs(share * amount) >= least
        ):
            evidence = outlook.speaker(fragrance_id, subject)
            if evidence is not None and not evidence.subject.startswith("pair:"):
                more = "more" if outlook.has_more(fragrance_id, subject) else "less"
                yield _through(evidence, subject, share * amount, more, memories)


def _through(
    evidence: Evidence,
    subject: str,
    amount: float,
    more: str,
    memories: Mapping[str, ScentMemory],
) -> Because:
    """A note or side that is near to, or far from, what a row of evidence is about."""
    liked = evidence.direction > 0
    near = "near" if (amount > 0) == liked else "far from"
    what = f"{near} {'liked' if liked else 'disliked'}"
    memory = memories.get(evidence.memory_id or "")
    words = quote(memory, evidence.quote) if memory is not None else ""
    told = (evidence.memory_id if words else None, words)
    about = evidence.subject.removeprefix("fragrance:")
    note = subject.removeprefix("note:") if subject.startswith("note:") else None
    if note is not None:
        return Because("learned", what, amount, about, note, *told)
    return Because("learned", f"{more} {what}", amount, about, None, *told, side=subject)
