"""The words around a smell, by what they do: `data/cues*.jsonl`, rows of {kind, english, korean}.

A word of a form may be a choice: "makes|made me ill|sick"; see `spelled_out`.

It knows the lists and nothing about how they are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from flowery.perfumery import knowledge

FILES = ("cues.jsonl", "cues_grammar.jsonl")
"""What words mean for a smell, and the small words that hold a sentence together."""


@dataclass(frozen=True, slots=True)
class Cue:
    """All words of one kind, in both languages, folded; the Korean forms longest first."""

    kind: str
    english: frozenset[str]
    korean: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """Every list of cue words by its kind."""

    lists: Mapping[str, Cue]

    def english(self, kind: str) -> frozenset[str]:
        """The English words of a kind."""
        return self.lists[kind].english

    def korean(self, kind: str) -> tuple[str, ...]:
        """The Korean forms of a kind, longest first."""
        return self.lists[kind].korean


def load_cues() -> Cues:
    """The cue words that come with Flowery. Raises FloweryError for a wrong row."""
    return Cues({cue.kind: cue for file in FILES for cue in knowledge.read(file, _cue)})


def spelled_out(form: str) -> Iterator[str]:
    """ "makes|made me ill|sick" is four forms; an empty choice leaves its word out."""
    for words in product(*(word.split("|") for word in form.split())):
        yield " ".join(word for word in words if word)


def _cue(row: dict[str, Any]) -> Cue:
    english, korean = (
        dict.fromkeys(spelling for form in row[language] for spelling in spelled_out(form))
        for language in ("english", "korean")
    )
    return Cue(row["kind"], frozenset(english), tuple(sorted(korean, key=len, reverse=True)))
