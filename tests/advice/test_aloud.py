"""Words while they come: only whole sentences, and only those that hold."""

from __future__ import annotations

import pytest

from flowery.advice.aloud import Aloud, finished

SAID = "Begin here, e.g. with No. 5. “It stays close.” 천천히 맡아 보세요. And th"


@pytest.mark.parametrize(
    ("words", "ended"),
    [
        ("Begin he", ""),
        ("Begin here.", ""),  # the next letter tells whether it ends
        ("Begin here. Th", "Begin here."),
        ("Chanel No. 5 is", ""),
        ("It is by J. K. who", ""),
        ("맡아 보세요. 그", "맡아 보세요."),
        ("“Stay close.” An", "“Stay close.”"),
        ("Is it so? Ye", "Is it so?"),
    ],
)
def test_a_sentence_is_shown_once_it_is_whole(words: str, ended: str) -> None:
    assert finished(words, is_over=False) == ended


def test_all_of_it_is_over_when_something_follows() -> None:
    assert finished("No end ", is_over=True) == "No end"


def test_every_sentence_is_told_once_and_in_order() -> None:
    told: list[str] = []
    ear = Aloud(told.append, lambda _: True)
    for end in range(1, len(SAID) + 1):
        ear({"answer": SAID[:end]})
    ear({"answer": SAID, "sentences": []})
    assert told[-1] == SAID
    assert len(told) == len(set(told)) == 3
    assert all(SAID.startswith(words) for words in told)


def test_what_does_not_hold_takes_back_all_and_is_never_told() -> None:
    told: list[str] = []
    ear = Aloud(told.append, lambda words: "<" not in words)
    whole = "It is calm. It is <b>loud</b>. It is calm again. "
    for end in range(1, len(whole) + 1):
        ear({"answer": whole[:end]})
    assert told[0] == "It is calm."
    assert told[-1] == ""
    assert all("<" not in words for words in told)


@pytest.mark.parametrize("so_far", [{}, {"answer": None}, {"answer": 7}, {"sentences": []}])
def test_what_is_no_text_is_not_told(so_far: dict[str, object]) -> None:
    told: list[str] = []
    Aloud(told.append, lambda _: True)(so_far)
    assert told == []
