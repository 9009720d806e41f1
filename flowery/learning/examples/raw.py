"""An example as it was written, before names are replaced, and what can be done with its texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flowery.storage.example_content import content_of, example_of, rewritten
from flowery.words.vocabulary import TrainingExample

_HANGUL = range(0xAC00, 0xD7A4)


@dataclass(frozen=True, slots=True)
class Raw:
    """An example with the words as they were written, and what it rests on."""

    example: TrainingExample
    rests_on: tuple[str, ...]


def disguised(raw: TrainingExample, change: Callable[[str], str]) -> TrainingExample:
    """An example with every text of it changed."""
    content = rewritten(content_of(raw), change)
    row = {name: getattr(raw, name) for name in raw.__slots__}
    row |= {"quality": raw.quality.value, "quality_parts": raw.quality.parts}
    return example_of(row, content)


def texts_of(example: TrainingExample) -> tuple[str, ...]:
    """Every text of an example."""
    texts: list[str] = []

    def heard(text: str) -> str:
        texts.append(text)
        return text

    rewritten(content_of(example), heard)
    return tuple(text for text in texts if text)


def language_of(text: str) -> str:
    """Which language a text is mostly in: "en" or "ko"."""
    hangul = sum(ord(letter) in _HANGUL for letter in text)
    letters = sum(letter.isalpha() for letter in text)
    return "ko" if hangul >= 2 and hangul * 5 >= letters else "en"
