"""Answers as JSON and back: the ANSWER of the command line, the pages and the database.

Field names are a promise. They may grow, none is renamed or dropped.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flowery.storage.tables import PersonalTables
from flowery.words.vocabulary import (
    Answer,
    Brief,
    Chance,
    FoundMemory,
    Look,
    Reason,
    Recommendation,
)

Json = dict[str, Any]

_SUBJECTS = ("wants", "vetoes", "avoid")
_LISTS = (*_SUBJECTS, "moods", "like", "brands", "perfumers")


def answer_to_json(answer: Answer) -> Json:
    """An answer as JSON."""
    return {
        "question_id": answer.question_id,
        "question": answer.question,
        "kind": answer.kind,
        "brief": brief_to_json(answer.brief),
        "recommendations": [_recommendation_to_json(r) for r in answer.recommendations],
        "memories": [_plain(memory) for memory in answer.memories],
        "answer": answer.answer,
        "words_by": answer.words_by,
        "ranked_by": answer.ranked_by,
        "prompt": answer.prompt,
        "milliseconds": answer.milliseconds,
        "cached": answer.cached,
        "relax": list(answer.relax),
        "created_at": answer.created_at.isoformat() if answer.created_at else None,
        "stars": answer.stars,
        "comparison_id": answer.comparison_id,
        "teams": list(answer.teams),
        "worded_for": answer.worded_for,
        "awaits": list(answer.awaits),
        "alone": brief_to_json(answer.alone) if answer.alone else None,
    }


def answer_from_json(stored: Json) -> Answer:
    """An answer from its JSON."""
    moment = stored.get("created_at")
    return Answer(
        question_id=stored["question_id"],
        question=stored["question"],
        kind=stored["kind"],
        brief=brief_from_json(stored["brief"]),
        recommendations=tuple(map(_recommendation, stored["recommendations"])),
        memories=tuple(FoundMemory(**memory) for memory in stored["memories"]),
        answer=stored["answer"],
        words_by=stored["words_by"],
        ranked_by=stored.get("ranked_by", ""),
        prompt=stored.get("prompt", ""),
        milliseconds=stored["milliseconds"],
        cached=stored["cached"],
        relax=tuple(stored["relax"]),
        created_at=datetime.fromisoformat(moment) if moment else None,
        stars=stored["stars"],
        comparison_id=stored.get("comparison_id", ""),
        teams=tuple(stored.get("teams", ())),
        worded_for=stored.get("worded_for", ""),
        awaits=tuple(stored.get("awaits", ())),
        alone=brief_from_json(stored["alone"]) if stored.get("alone") else None,
    )


def kept_answers(own: PersonalTables, limit: int) -> tuple[Answer, ...]:
    """The newest answers of a person as they were given, but for those that are forgotten."""
    stored = (answer for _, _, _, answer in own.questions.list(limit))
    return tuple(answer_from_json(answer) for answer in stored if answer is not None)


def look_to_json(look: Look) -> Json:
    """A list as it is and as it would be, and what would change."""
    return {
        "now": [_recommendation_to_json(one) for one in look.now],
        "then": [_recommendation_to_json(one) for one in look.then],
        "came": [one.fragrance_id for one in look.came],
        "went": [one.fragrance_id for one in look.went],
        "moved": [
            {"fragrance_id": one.fragrance_id, "from": now, "to": then}
            for one, now, then in look.moved
        ],
    }


def brief_to_json(brief: Brief) -> Json:
    """A brief as JSON; every field, also the empty ones. A note stands by its bare id."""
    fields = {name: getattr(brief, name) for name in Brief.__slots__}
    fields |= {name: list(fields[name]) for name in _LISTS} | {"shifts": dict(brief.shifts)}
    fields["years"] = list(brief.years) if brief.years else None
    return fields | {
        name: [one.removeprefix("note:") for one in fields[name]] for name in _SUBJECTS
    }


def brief_from_json(stored: Json) -> Brief:
    """A brief from its JSON; fields that are not there are empty."""
    known = {name: value for name, value in stored.items() if name in Brief.__slots__}
    known |= {name: tuple(known.get(name, ())) for name in _LISTS}
    known["years"] = tuple(known["years"]) if known.get("years") else None
    return Brief(**known | {name: tuple(map(_subject, known[name])) for name in _SUBJECTS})


def _subject(written: str) -> str:
    return written if ":" in written else f"note:{written}"


def _plain(noun: Reason | FoundMemory | Chance) -> Json:
    return {name: getattr(noun, name) for name in noun.__slots__}


def _recommendation_to_json(one: Recommendation) -> Json:
    return {
        "fragrance_id": one.fragrance_id,
        "brand": one.brand,
        "name": one.name,
        "score": one.score,
        "shelf": one.shelf,
        "parts": dict(one.parts),
        "for": [_plain(reason) for reason in one.supports],
        "against": [_plain(reason) for reason in one.opposes],
        "sentence": one.sentence,
        "what_if": list(one.what_if),
        "chance": _plain(one.chance) if one.chance else None,
    }


def _recommendation(stored: Json) -> Recommendation:
    return Recommendation(
        fragrance_id=stored["fragrance_id"],
        brand=stored["brand"],
        name=stored["name"],
        score=stored["score"],
        parts=stored["parts"],
        supports=tuple(Reason(**reason) for reason in stored["for"]),
        opposes=tuple(Reason(**reason) for reason in stored["against"]),
        shelf=stored["shelf"],
        sentence=stored["sentence"],
        what_if=tuple(stored["what_if"]),
        chance=Chance(**stored["chance"]) if stored.get("chance") else None,
    )
