"""The words around a smell, by what they do: `data/cues*.jsonl`, rows of {kind, english, korean}.

It knows the lists and nothing about how they are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


def _cue(row: dict[str, Any]) -> Cue:
    korean = tuple(sorted(row["korean"], key=len, reverse=True))
    return Cue(row["kind"], frozenset(row["english"]), korean)
