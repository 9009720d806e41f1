"""Smelling things that no entry covers: "the smell of my cousin's garage sale".

They are kept as unknown, never forced into a note. Abstract things (freedom, home) do not smell.
"""

from __future__ import annotations

from collections.abc import Iterator

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.entries import Entry
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene
from flowery.memories.reading.unknown_korean import UnknownKorean

MOST_WORDS = 4
"""The longest noun phrase that is taken for a source."""

_NOT_OF_A_THING = frozenset(
    ["note", "notes", "nose", "trace", "hint", "hints", "drydown", "accord"]
)
_OPENINGS = frozenset(["the", "that", "this", "a", "an", "of", "my", "his", "her", "like"])
_ADJECTIVE = (
    "y", "ous", "ful", "ic", "ing", "ed", "ive", "al", "able", "ish", "less", "est", "ible",
    "ent", "ant",
)  # fmt: skip


class UnknownSources:
    """Finds the noun phrase that is said to smell."""

    def __init__(self, cues: Cues) -> None:
        self._korean = UnknownKorean(cues)
        self._abstract = cues.english("abstract")
        self._determiners = cues.english("determiner")
        self._stop = cues.english("phrase_end")
        self._no_thing = self._stop | self._determiners | self._abstract | cues.english("adjective")

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Mentions with an entry that names no note."""
        for cue in scene.of_kind(("smell_noun", "smell_verb"), 0, len(scene.tokens)):
            yield from self._after_of(scene, cue.last)
            yield from self._before_noun(scene, cue.first)
        for index, token in enumerate(scene.tokens):
            if token.hangul:
                yield from self._korean.at(scene, index)

    def _after_of(self, scene: Scene, index: int) -> Iterator[Mention]:
        """ "Smell of X", "smelled faintly like X"."""
        linker = next((i for i in (index + 1, index + 2) if scene.word(i) in {"of", "like"}), None)
        if linker is None or not scene.follows(linker):
            return
        first = linker + 1
        while scene.word(first) in self._determiners and scene.same_sentence(linker, first):
            first += 1
        last = self._phrase_end(scene, linker, first)
        if last >= first:
            yield from self._unless_abstract(scene, first, last)
            yield from self._further(scene, last)

    def _further(self, scene: Scene, last: int) -> Iterator[Mention]:
        """ "… of ozone and toner": what the list goes on with, where the clause ends with it."""
        joined = last + 1
        if not scene.same_sentence(last, joined) or scene.word(joined) != "and":
            return
        first = joined + 1
        while scene.word(first) in self._determiners and scene.same_sentence(last, first):
            first += 1
        end = self._phrase_end(scene, joined, first)
        closes = not scene.same_sentence(end, end + 1) or scene.tokens[end + 1].gap.strip()
        plain = scene.word(end) not in self._no_thing and not scene.word(end).endswith(_ADJECTIVE)
        if end >= first and closes and plain:
            yield from self._unless_abstract(scene, first, end)

    def _phrase_end(self, scene: Scene, linker: int, first: int) -> int:
        last = first - 1
        while last - first + 1 < MOST_WORDS and self._goes_on(scene, linker, first, last + 1):
            last += 1
        return last

    def _goes_on(self, scene: Scene, linker: int, first: int, index: int) -> bool:
        if not scene.same_sentence(linker, index):
            return False
        token = scene.tokens[index]
        whole = index == first or not token.gap.strip(" -'")
        return whole and not token.hangul and token.word not in self._stop

    def _before_noun(self, scene: Scene, index: int) -> Iterator[Mention]:
        """ "That printer smell": one to three nouns after a determiner."""
        if not scene.starts("smell_noun", index) or scene.word(index) in _NOT_OF_A_THING:
            return
        first = index
        while first > 0 and index - first < 3 and self._is_thing(scene, first - 1):
            first -= 1
        opened = scene.word(first - 1) in _OPENINGS and scene.same_sentence(first - 1, first)
        if first < index and opened:
            yield from self._unless_abstract(scene, first, index - 1)

    def _is_thing(self, scene: Scene, index: int) -> bool:
        word = scene.word(index)
        felt = any(scene.starts(kind, index) for kind in ("love_word", "hate_word"))
        plain = scene.follows(index + 1) and not scene.tokens[index].hangul
        return plain and not felt and word not in self._no_thing and not word.endswith(_ADJECTIVE)

    def _unless_abstract(self, scene: Scene, first: int, last: int) -> Iterator[Mention]:
        if scene.word(last) in self._abstract:
            return
        start, end = scene.tokens[first].start, scene.tokens[last].end
        entry = Entry("source", scene.passage.letters.text[start:end])
        yield Mention(start, end, first, last, scene.tokens[first].sentence, entry)
