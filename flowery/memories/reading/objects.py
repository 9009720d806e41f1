"""What an English verb of feeling is about: the smells it names, some said before, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flowery.memories.reading.clauses import english_clause
from flowery.memories.reading.cues import Cues
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.phrases import Found
from flowery.memories.reading.scene import Scene

FARTHEST_OBJECT = 9
"""A smell so many words after its verb is still its object: "loved the smell of my old …"."""


@dataclass(frozen=True, slots=True)
class Object:
    """A mention, or where to look: "before" the verb, at what "it" means, or nowhere."""

    mention: Mention | None = None
    elsewhere: Literal["before", "it", ""] = ""


_DETERMINERS = frozenset({"the", "my", "that", "this"})


class Objects:
    """Finds what is loved or hated."""

    def __init__(self, cues: Cues) -> None:
        self._open_end = cues.english("open_end")
        self._persons = cues.english("person_object")
        self._leads_away = cues.english("leads_away") | cues.english("new_subject")

    def of(self, scene: Scene, cue: Found[str]) -> Object:
        """What stands after the verb, within its clause."""
        _, after = english_clause(scene, cue.first)
        start = cue.last + 1
        while scene.word(start) == scene.word(cue.last) and start < after:
            start += 1  # "Love love love."
        if scene.word(start) in _DETERMINERS and "," in scene.tokens[start].gap:
            return self._search(scene, start, after)  # "I loved, and still love, the smell of …"
        if start >= after or scene.tokens[start].gap.strip():
            return Object(elsewhere="before")
        if scene.word(start) in {"more", "better"} and scene.word(start + 1) == "than":
            start += 2  # "no smell I love more than hay"
        if self._is_all(scene, start):
            return Object(elsewhere="it")
        if scene.word(start) in self._open_end:
            return Object(elsewhere="" if scene.word(start) == "to" else "before")
        return self._search(scene, start, after)

    def _is_all(self, scene: Scene, start: int) -> bool:
        """ "I loved all of it", "I hate both"; not "both roses"."""
        named = scene.starts("all_of", start)
        if named is None:
            return False
        after = named.last + 1
        return not scene.follows(after) or scene.word(after) in self._open_end

    def _search(self, scene: Scene, start: int, after: int) -> Object:
        end = self._end(scene, start, min(start + FARTHEST_OBJECT, after))
        if found := next((m for i in range(start, end) if (m := scene.mention_at(i))), None):
            return Object(mention=found)
        return Object(elsewhere="it" if self._refers(scene, start, end, after) else "")

    def _end(self, scene: Scene, start: int, after: int) -> int:
        """Where the object ends: at a pause, a new subject, a preposition that leads away."""
        smells = False
        for place in range(start, after):
            word, gap = scene.word(place), scene.tokens[place].gap
            if place > start and set(gap) & set(";:."):
                return place
            if scene.mention_at(place):
                return place + 1
            away = place > start and ("," in gap or word in self._leads_away)
            if (away and not smells) or self._is_person(scene, place, after):
                return place
            smells = smells or scene.is_smell_word(place)
        return after

    def _is_person(self, scene: Scene, place: int, after: int) -> bool:
        word = scene.word(place)
        if word != "her":
            return word in self._persons
        owned = range(place + 1, min(place + 4, after))  # "her old musk", "her smell"
        return not any(scene.mention_at(i) or scene.is_smell_word(i) for i in owned)

    def _refers(self, scene: Scene, start: int, end: int, after: int) -> bool:
        smells = any(scene.is_smell_word(place) for place in range(start, end))
        pointed = any(scene.starts(kind, start) for kind in ("anaphor", "former", "latter"))
        return (smells or pointed) and not self._points_elsewhere(scene, start, after)

    def _points_elsewhere(self, scene: Scene, start: int, after: int) -> bool:
        """ "Love it there", "that day", "this house": no smell is meant."""
        word, following = scene.word(start), scene.word(start + 1)
        if start + 1 >= after or scene.tokens[start + 1].gap.strip():
            return False
        if word == "it":
            return following in {"there", "here", "when"}
        pointed = word in {"that", "this", "these", "those", "its"}
        if any(scene.is_smell_word(i) and scene.follows(i) for i in range(start + 1, start + 4)):
            return False  # "that catty green smell"
        plain = self._open_end | {"about", "more", "one", "stuff", "thing"}
        return pointed and not scene.is_smell_word(start + 1) and following not in plain
