"""The three kinds of answer: perfumes, memories, a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flowery.advice.comparing import compared
from flowery.advice.drafting import Ranked
from flowery.advice.panel import SEARCHED, Heard, Panel, Posed
from flowery.advice.recommending import Picked, Recommending
from flowery.advice.relaxing import relaxations
from flowery.advice.searching import found_memories, searched
from flowery.advice.wording import Wording
from flowery.words.vocabulary import Answer, Brief, FoundMemory, Recommendation

_QUOTED = 3  # memories shown beside a recommendation


@dataclass(frozen=True)
class Answered:
    """An answer, and the memories it rests on: it goes when one of them is forgotten."""

    answer: Answer
    rests_on: tuple[str, ...]


def answered(question_id: str, posed: Posed, panel: Panel) -> Answered:
    """The answer of the kind that was asked for."""
    heard = panel.hear(posed)
    if posed.brief.kind == "search":
        return _search(question_id, posed, panel, heard)
    if posed.brief.kind == "comparison":
        return _comparison(question_id, posed, panel, heard)
    return _recommendation(question_id, posed, panel, heard)


def _recommendation(question_id: str, posed: Posed, panel: Panel, heard: Heard) -> Answered:
    wording = Wording(panel.labels, posed.language)
    allowed = panel.allowed(posed.brief, posed.person)
    exclusions = panel.excluded(posed.brief, posed.person)
    limit = posed.brief.how_many or posed.limit
    recommending = panel.recommending(posed, heard)
    if posed.trial is None:
        picked = recommending.best(allowed, exclusions, limit)
    else:
        both = (posed.trial.a, posed.trial.b)
        found = (allowed, exclusions, limit)
        a, b = (
            _as_ranked(posed, panel, heard, one, recommending).listed(one.totals, *found)
            for one in both
        )
        picked = recommending.drafted(posed.trial.draft(a, b, limit), allowed)
    if not picked.recommendations:
        return _nothing(question_id, posed, panel, wording)
    words = wording.recommended(
        posed.question,
        posed.brief,
        picked.recommendations,
        posed.person.is_known,
        picked.absent,
        picked.by_taste,
    )
    made = _answer(question_id, posed, words, picked.recommendations, _quoted(picked))
    if posed.trial is not None:
        made = replace(made, comparison_id=posed.trial.comparison_id, teams=picked.teams)
    return Answered(made, picked.rests_on)


def _as_ranked(
    posed: Posed, panel: Panel, heard: Heard, ranked: Ranked, stands: Recommending
) -> Recommending:
    """What a ranking of a comparison chooses from; another adapter finds other perfumes close."""
    if ranked.adapted is None:
        return stands
    return panel.recommending(posed, heard, ranked.adapted)


def _comparison(question_id: str, posed: Posed, panel: Panel, heard: Heard) -> Answered:
    """The named perfumes; one that a veto covers is told to be left out, and never shown."""
    catalogue = panel.catalogue
    named = [catalogue.row(f) for f in posed.brief.like if f in catalogue]
    allowed = panel.exclusions.allowed(panel.excluded(posed.brief, posed.person))
    rows = [row for row in named if allowed[row]]
    shut = [catalogue.fragrances[row].title for row in named if not allowed[row]]
    wording = Wording(panel.labels, posed.language)
    picked = panel.recommending(posed, heard).given(rows, allowed)
    parts = [wording.shut_out(shut)]
    if len(rows) > 1:
        parts.append(compared(picked.recommendations, panel.features, panel.labels, posed.language))
    words = " ".join(part for part in parts if part)
    memories = _quoted(picked)
    return Answered(
        _answer(question_id, posed, words, picked.recommendations, memories), picked.rests_on
    )


def _search(question_id: str, posed: Posed, panel: Panel, heard: Heard) -> Answered:
    close = heard.index.search(heard.text, heard.vector, SEARCHED)
    memories = found_memories(
        posed.brief, heard.text, close, posed.person.liking, panel.aspects, heard.index.memories
    )
    words = searched(memories, heard.index.memories, posed.language)
    rests_on = tuple(memory.memory_id for memory in memories)
    return Answered(_answer(question_id, posed, words, (), memories), rests_on)


def _nothing(question_id: str, posed: Posed, panel: Panel, wording: Wording) -> Answered:
    """Nothing fits: no perfume is bent into the question; the wish that stands in the way is
    named.
    """

    def fitting(brief: Brief) -> int:
        return int(panel.allowed(brief, posed.person).sum())

    helpful = relaxations(posed.brief, fitting, set(posed.person.vetoes))
    wish = wording.wish(helpful[0].wish, posed.brief) if helpful else None
    words = wording.nothing(posed.brief, wish)
    relax = tuple(one.wish for one in helpful)
    return Answered(_answer(question_id, posed, words, (), (), relax), ())


def _quoted(picked: Picked) -> tuple[FoundMemory, ...]:
    """The memories that speak in the reasons, those that add most first."""
    amounts: dict[str, float] = {}
    quotes: dict[str, str] = {}
    for one in picked.recommendations:
        for reason in one.supports:
            if reason.memory_id and reason.quote:
                quotes.setdefault(reason.memory_id, reason.quote)
                amounts[reason.memory_id] = amounts.get(reason.memory_id, 0.0) + reason.amount
    order = sorted(amounts, key=lambda memory: (-amounts[memory], memory))[:_QUOTED]
    return tuple(FoundMemory(memory, quotes[memory], round(amounts[memory], 6)) for memory in order)


def _answer(
    question_id: str,
    posed: Posed,
    words: str,
    recommendations: Sequence[Recommendation],
    memories: Sequence[FoundMemory],
    relax: tuple[str, ...] = (),
) -> Answer:
    return Answer(
        question_id=question_id,
        question=posed.question,
        kind=posed.brief.kind,
        brief=posed.brief,
        recommendations=tuple(recommendations),
        memories=tuple(memories),
        answer=words,
        words_by="embedded",
        milliseconds=0,
        relax=relax,
    )
