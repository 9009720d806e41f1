"""The words of smell in English and Korean: everyday things that smell, moods, seasons, qualities
and the like.

Forms are kept as they were written; how they are found in a text is the business of whoever reads
one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flowery.perfumery import knowledge


@dataclass(frozen=True, slots=True)
class EverydaySource:
    """A thing in a life that smells, and the notes it truly smells of with how sure that is
    (0..1).
    """

    id: str
    english: tuple[str, ...]
    korean: tuple[str, ...]
    notes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word for a mood, season, occasion, quality …: where it points on the axes and the notes
    that go with it.
    """

    kind: str
    id: str
    english: tuple[str, ...]
    korean: tuple[str, ...]
    axes: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All everyday sources and words."""

    sources: tuple[EverydaySource, ...]
    words: tuple[Word, ...]

    def of_kind(self, kind: str) -> tuple[Word, ...]:
        """The words of one kind: "mood", "season", "occasion", "emotion", "weather", "place",
        "quality", …
        """
        return tuple(word for word in self.words if word.kind == kind)


def load_lexicon() -> Lexicon:
    """The lexicon that comes with Flowery. Raises FloweryError for a wrong row."""
    return Lexicon(knowledge.read("sources.jsonl", _source), knowledge.read("words.jsonl", _word))


def _source(row: dict[str, Any]) -> EverydaySource:
    return EverydaySource(row["id"], tuple(row["english"]), tuple(row["korean"]), row["notes"])


def _word(row: dict[str, Any]) -> Word:
    forms = (tuple(row["english"]), tuple(row["korean"]))
    axes = knowledge.axes(row.get("axes", {}))
    return Word(row["kind"], row["id"], *forms, axes, tuple(row.get("notes", ())))
