"""The one next step: what is unfinished first, then what is missing, then what teaches most."""

from datetime import UTC, datetime

import pytest

from flowery.ui.home.next_step import NextStep, next_step
from flowery.words.vocabulary import (
    Answer,
    Brief,
    ExtractedScent,
    Recommendation,
    ScentMemory,
    Teaching,
)

NOW = datetime(2026, 11, 20, tzinfo=UTC)
READ = [ScentMemory(f"m{n}", "u", "", "words", "done", NOW) for n in range(3)]
WAITING = ScentMemory("m9", "u", "", "", "needs_words", NOW)
PERFUME = Recommendation("f", "House", "Name", 0.0, {}, (), ())
GUESS = ("m1", ExtractedScent("cedar", "wood", 0, 4, "inferred", "neutral", 0.5))
KNOWN = ("m1", ExtractedScent("cedar", "wood", 0, 4, "confirmed", "neutral", 1.0))

TAUGHT = [Teaching(f"t{n}", "axis", "woody", NOW) for n in range(5)]
SKIPPED = Teaching("t9", "axis", "citrus", NOW, skipped=True)
CRITIQUE = Teaching("t8", "critique", "sweeter", NOW)


def answer(stars: int | None, *perfumes: Recommendation) -> Answer:
    return Answer(
        "q1", "why?", "recommendation", Brief(), perfumes, (), "", "embedded", 1, stars=stars
    )


@pytest.mark.parametrize(
    ("memories", "smells", "answers", "taught", "step"),
    [
        ([], [], [], [], NextStep("write_first")),
        ([WAITING], [], [], [], NextStep("finish", "m9")),
        (READ[:1], [], [], [], NextStep("write_more", number=2)),
        (READ, [], [], [], NextStep("ask")),
        (READ, [], [answer(None, PERFUME)], [], NextStep("rate", "q1")),
        (READ, [GUESS] * 3, [answer(5, PERFUME)], [], NextStep("teach", number=5)),
        (READ, [], [answer(5)], [*TAUGHT[:3], SKIPPED, CRITIQUE], NextStep("teach", number=1)),
        (READ, [GUESS] * 3, [answer(5, PERFUME)], TAUGHT, NextStep("confirm", "m1", 3)),
        (READ, [GUESS] * 2 + [KNOWN] * 9, [answer(5, PERFUME)], TAUGHT, NextStep("remember")),
        (READ, [], [answer(None)], TAUGHT, NextStep("remember")),
    ],
)
def test_the_step(
    memories: list[ScentMemory],
    smells: list[tuple[str, ExtractedScent]],
    answers: list[Answer],
    taught: list[Teaching],
    step: NextStep,
) -> None:
    assert next_step(memories, smells, answers, taught) == step
