"""Names to show: subjects, moods and memories in the language of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flowery.advice.meanings import MOODS
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.words import Lexicon, Word
from flowery.words.vocabulary import AXES, ScentMemory

_OPENING = 7  # words that an untitled memory goes by

_AXES_ENGLISH = {
    "aromatic": "aromatic herbs",
    "aquatic": "water and air",
    "white_floral": "white flowers",
    "powdery": "powder and musk",
    "gourmand": "sweetness",
    "amber": "amber and resin",
    "mossy": "moss and earth",
    "leather": "leather and smoke",
    "citrus": "citrus",
    "fruity": "fruit",
    "green": "green things",
    "floral": "flowers",
    "spicy": "spice",
    "woody": "woods",
}
_AXES_KOREAN = dict(
    zip(
        AXES,
        (
            *("시트러스", "과일", "그린", "허브", "물과 공기", "꽃", "흰 꽃", "파우더와 머스크"),
            *("향신료", "달콤함", "앰버와 수지", "나무", "이끼와 흙", "가죽과 연기"),
        ),
        strict=True,
    )
)


@dataclass(frozen=True)
class Labels:
    """The names of things in two languages."""

    catalogue: Catalogue
    lexicon: Lexicon

    @property
    def taxonomy(self) -> Taxonomy:
        """The names of notes and accords."""
        return self.catalogue.taxonomy

    def subject(self, subject: str, language: str) -> str:
        """A subject such as "note:rose" or "axis:gourmand"."""
        kind, _, name = subject.partition(":")
        if kind == "axis":
            return (_AXES_KOREAN if language == "ko" else _AXES_ENGLISH).get(name, name)
        if kind == "accord":
            accord = self.taxonomy.accords.get(name)
            label = accord and (accord.korean if language == "ko" else accord.name)
            return label or name.replace("_", " ")
        if kind == "fragrance" and name in self.catalogue:
            return self.catalogue.get(name).title
        return name if kind == "house" else self.note(name, language)

    def note(self, note: str, language: str) -> str:
        """A note as it stands inside a sentence."""
        label = self.taxonomy.label(note, language)
        return label if language == "ko" else label[:1].lower() + label[1:]

    def mood(self, mood: str, language: str) -> str:
        """A mood, season or occasion by its first word."""
        word = self._words.get(mood)
        if word is None:
            return mood.replace("_", " ")
        forms = word.korean if language == "ko" and word.korean else word.english
        return forms[0] if forms else mood

    @cached_property
    def _words(self) -> Mapping[str, Word]:
        words: dict[str, Word] = {}
        for kind in (*MOODS, "season", "occasion", "intensity"):
            for word in self.lexicon.of_kind(kind):
                words.setdefault(word.id, word)
        return words


def memory_name(memory: ScentMemory, language: str) -> str:
    """The title of a memory, or its first words, with a sign that there are more."""
    if memory.title.strip():
        return memory.title.strip()
    words = memory.words.split()
    first = " ".join(words[:_OPENING])
    if len(words) > _OPENING:
        return f"{first.rstrip('.,;:!?…')} …"
    return first or ("제목 없는 기억" if language == "ko" else "an untitled memory")
