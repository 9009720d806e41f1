"""Which memories are found: by any word of theirs, by what they smell of, by facts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flowery.perfumery.notes import Taxonomy
from flowery.ui.memories.choice import Choice, chosen
from flowery.words.vocabulary import ExtractedScent, ScentMemory

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PEEL = ScentMemory(
    "peel", "u", "A peel", "on the stove", "done", NOW, happened="1994", emotion="joy"
)
ROOM = replace(
    PEEL, id="room", title="Reading", text="Café <b>books</b>", happened="2003-05", emotion="peace"
)
RAIN = replace(PEEL, id="rain", title="장마", text="비 냄새", happened="", state="needs_words")
DIARY = [
    replace(memory, created_at=NOW - timedelta(days=days))
    for days, memory in enumerate((PEEL, ROOM, RAIN))
]


def smell(note: str, *, absent: bool = False) -> ExtractedScent:
    return ExtractedScent(note, note, 0, 1, "explicit", "loved", 1.0, absent=absent)


SMELLS = {
    "peel": [smell("bitter_orange")],
    "room": [smell("damask_rose"), smell("vanilla", absent=True)],
}


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (Choice(), ["peel", "room", "rain"]),
        (Choice(words="cafe BOOKS"), ["room"]),
        (Choice(words="비"), ["rain"]),
        (Choice(words="stove tomorrow"), []),
        (Choice(words="rose"), ["room"]),
        (Choice(words="장미"), ["room"]),
        (Choice(words="vanilla"), []),
        (Choice(notes=frozenset({"rose"})), ["room"]),
        (Choice(emotions=frozenset({"joy"})), ["peel", "rain"]),
        (Choice(periods=frozenset({"the 1990s"})), ["peel"]),
        (Choice(states=frozenset({"needs_words"})), ["rain"]),
        (Choice(order="oldest"), ["rain", "room", "peel"]),
        (Choice(order="title"), ["peel", "room", "rain"]),
        (Choice(order="happened"), ["peel", "room", "rain"]),
    ],
)
def test_found(choice: Choice, ids: list[str], taxonomy: Taxonomy) -> None:
    assert [memory.id for memory in chosen(DIARY, SMELLS, choice, taxonomy)] == ids
