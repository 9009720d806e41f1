"""A brief as chips: every wish is one, and each can be taken back alone."""

from collections.abc import Callable

import pytest

from flowery.ui.ask import brief_chips
from flowery.ui.ask.brief_chips import Chip
from flowery.wiring import Flowery
from flowery.words.vocabulary import Brief

WHOLE = Brief(
    wants=("note:cedar", "accord:smoky"),
    vetoes=("axis:gourmand",),
    avoid=("note:vanilla",),
    moods=("calm",),
    season="autumn",
    occasion="office",
    intensity="light",
    budget_max=80.0,
    like=("no-such-perfume",),
    shifts={"woody": 0.5, "leather": -0.5},
    brands=("Guerlain",),
    perfumers=("Jacques Guerlain",),
    years=(1910, 1925),
    include_known=True,
    how_many=3,
)

Chips = Callable[[Brief], tuple[Chip, ...]]


@pytest.fixture
def chips(flowery: Flowery) -> Chips:
    return lambda brief: brief_chips.chips(brief, flowery.catalogue, flowery.lexicon)


def test_every_wish_is_said(chips: Chips) -> None:
    assert [chip.said for chip in chips(WHOLE)] == [
        "Cedar",
        "smoky",
        "nothing gourmand",
        "less Vanilla",
        "calm",
        "like no-such-perfume",
        "from Guerlain",
        "by Jacques Guerlain",
        "more Woody",
        "less Leather",
        "autumn",
        "office",
        "light",
        "up to 80 €",
        "1910 to 1925",
        "3 perfumes",
        "also what I know",
    ]


def test_each_wish_can_be_taken_back_alone(chips: Chips) -> None:
    every = chips(WHOLE)
    for chip in every:
        left = chips(brief_chips.without(WHOLE, [chip]))
        assert [c.id for c in left] == [c.id for c in every if c.id != chip.id]


def test_without_any_wish_a_brief_is_empty(chips: Chips) -> None:
    assert brief_chips.without(WHOLE, chips(WHOLE)) == Brief()


def test_what_could_be_let_go_is_said_in_words(flowery: Flowery) -> None:
    said = [
        brief_chips.wish_said(wish, flowery.catalogue)
        for wish in ("budget", "brands", "include_known", "note:rose")
    ]
    assert said == ["the budget", "the house", "only perfumes I do not know yet", "without Rose"]
