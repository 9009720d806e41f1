"""A memory is edited or forgotten while an answer that quotes it is thought over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flowery.advice import recommend
from flowery.wiring import Flowery
from flowery.words.errors import Outdated
from tests.advice.conftest import Tell

QUESTION = "which memory smells of rain in the library?"
TEXT = "I loved the rain on the quillfeather stones behind the library."


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], object]], None]:
    """Let something happen, with the number of the try, after an answer was made and before it is
    kept.
    """
    tries = iter(range(100))

    def let(happen: Callable[[int], object]) -> None:
        original = recommend.answered

        def answered(*given: Any) -> object:
            made = original(*given)
            happen(next(tries))
            return made

        monkeypatch.setattr(recommend, "answered", answered)

    return let


def kept_bytes(house: Flowery) -> bytes:
    house.tables.database.rewrite()
    return Path(house.settings.folder / "flowery.db").read_bytes()


def test_the_old_words_of_an_edit_come_into_no_answer(
    house: Flowery, iris: str, tell: Tell, meanwhile: Any
) -> None:
    memory_id = tell(TEXT)
    new = "I loved the rain on the old stones behind the library."
    meanwhile(lambda n: n or house.remember.edit(iris, memory_id, text=new))
    answer = house.advice.ask(iris, QUESTION)
    assert "quillfeather" not in repr(answer)
    assert b"quillfeather" not in kept_bytes(house)


def test_a_forgotten_memory_comes_into_no_answer(
    house: Flowery, iris: str, tell: Tell, meanwhile: Any
) -> None:
    memory_id = tell(TEXT)
    meanwhile(lambda n: n or house.remember.forget(iris, memory_id))
    answer = house.advice.ask(iris, QUESTION)
    assert answer.memories == ()
    assert b"quillfeather" not in kept_bytes(house)


def test_a_diary_that_never_rests_gives_a_sentence(
    house: Flowery, iris: str, tell: Tell, meanwhile: Any
) -> None:
    memory_id = tell(TEXT)

    def always(number: int) -> None:
        house.remember.edit(iris, memory_id, title=f"Title {number}")
        house.remember.settle(iris, memory_id)

    meanwhile(always)
    with pytest.raises(Outdated, match="Ask once more"):
        house.advice.ask(iris, QUESTION)
    assert house.advice.history(iris) == ()
