"""Examples as they come from gathering, without the diary they would come from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from flowery.learning.examples import duplicates
from flowery.storage.personal import MadeExample
from flowery.storage.tables import Tables
from flowery.words.vocabulary import (
    Candidate,
    Quality,
    Recalled,
    Reread,
    TrainingExample,
    User,
)

BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
PARTS = {"question": 0.4}
REASON = "cedar (“Person A's cedar”)"
TAKEN = Candidate("one", "House", "One", PARTS, (REASON,), (), "It is cedar.", "chosen")
LEFT = Candidate("two", "House", "Two", PARTS, (), ("sweet",), "Sweet.", "declined")
AROUND = ("Person A kept ", "cedar", " in Place A.")
READ = Reread(*AROUND, "cedar", "loved", "correct", "sandalwood", None)
_SYLLABLES = ("lo", "mi", "ra", "ken", "tu", "vos", "pel", "dja", "shi", "gro", "fen", "az")


def babble(number: int) -> str:
    """Words like no other's."""
    chance = Random(number)
    return " ".join("".join(chance.choices(_SYLLABLES, k=3)) for _ in range(10))


def answered(user: User, number: int = 0, **said: Any) -> TrainingExample:
    values: dict[str, Any] = {
        "question": f"Cedar, {babble(number)}",
        "brief": {"wants": ["note:cedar"]},
        "memories": (Recalled("m_1", "Person A's cedar"),),
        "candidates": (TAKEN, LEFT),
        "answer": f"House One, {babble(-number)}.",
        "stars": 5,
        "quality": Quality(0.9, {"stars": 1.0}),
    }
    at = BEGAN + timedelta(hours=number)
    return TrainingExample("", user.id, "answer", f"q_{number}", "en", at, **values | said)


def corrected(user: User, number: int = 0, **said: Any) -> TrainingExample:
    values: dict[str, Any] = {"reread": READ, "disagrees": True, "quality": Quality(0.8)}
    at = BEGAN + timedelta(hours=number)
    return TrainingExample("", user.id, "correction", f"c_{number}", "en", at, **values | said)


def hold(tables: Tables, user: User, examples: Iterable[TrainingExample]) -> tuple[str, ...]:
    """Keep exactly these examples of somebody who shares; returns their ids, newest first."""
    tables.accounts.change(user.id, shares_examples=True)
    own = tables.of(user.id)
    made = [
        MadeExample(one, duplicates.signature(f"{one.question} {one.answer} {one.reread}"), ())
        for one in examples
    ]
    own.examples.hold(made, "1", own.version())
    return tuple(one.id for one in own.examples.list())
