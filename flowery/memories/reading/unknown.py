"""Smelling things that no entry covers: "the smell of my cousin's garage sale", "새 차 냄새".

They are kept as unknown, never forced into a note. Abstract things (freedom, home) do not smell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.entries import Entry
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene

_SMELL = re.compile(r"([가-힣]*?)(?:냄새|향기|향내|내음)")
_COPULA = re.compile(r"였|라|이[었다라]|다$|예요|이에요|같")
_ENDING = re.compile(
    r"[색은는던운린킨된난든쩐큰긴찬단쓴짠센흰할을를올진한인싼친킬쓸빈탁히]$"
    r"|[가-힣](?:에서|에게|까지|부터|처럼|같이|에|고|며|서|게|도|만|하던|이나|라고)$"
    r"|[가오하되으나지이]면$"
)


def _is_sniffed(scene: Scene, index: int) -> bool:
    verb = scene.word(index - 1).endswith(tuple("내해려겨워여라아어"))
    return verb and any(scene.word(i).startswith("맡") for i in (index + 1, index + 2))


class UnknownKorean:
    """Finds the noun before a smell word."""

    def __init__(self, cues: Cues) -> None:
        self._abstract = frozenset(cues.korean("abstract"))
        self._nouns = frozenset(cues.korean("noun_like_ending"))
        self._before = frozenset((*cues.korean("modifier"), *cues.korean("kin")))

    def at(self, scene: Scene, index: int) -> Iterator[Mention]:
        """What is said to smell where a word is or ends in a smell word; a verdict is no source."""
        token = scene.tokens[index]
        found = _SMELL.match(token.word)
        if found is None or _COPULA.match(token.word[found.end() :]):
            return
        if found[1]:
            yield from self._thing(scene, index, token.start, token.start + len(found[1]))
        elif _is_sniffed(scene, index):
            return  # "콜드크림을 꺼내 냄새를 맡는다": a verb stands before
        elif scene.follows(index) and scene.tokens[index - 1].hangul:
            yield from self._word_before(scene, index - 1)

    def _word_before(self, scene: Scene, index: int) -> Iterator[Mention]:
        if any(m.last in {index, index - 1} and not m.tail for m in scene.mentions):
            return  # the head of a compound whose noun is known
        token = scene.tokens[index]
        possessive = token.word.endswith("의") and len(token.word) > 2
        yield from self._thing(scene, index, token.start, token.end - possessive)

    def _thing(self, scene: Scene, index: int, start: int, end: int) -> Iterator[Mention]:
        text = scene.passage.letters.text
        word = text[start:end]
        if word in self._abstract or (word not in self._nouns and _ENDING.search(word)):
            return
        first = self._opening(scene, index)
        if len(word) < 2 and first == index:
            return
        start = scene.tokens[first].start if first < index else start
        entry = Entry("source", text[start:end])
        sentence = scene.tokens[index].sentence
        yield Mention(start, end, first, index, sentence, entry, "냄새", hangul=True)

    def _opening(self, scene: Scene, index: int) -> int:
        """The first of the modifiers and people before a noun: "새 차", "친구 차"."""
        while scene.follows(index) and scene.word(index - 1) in self._before:
            index -= 1
        return index


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
        if scene.mention_at(index - 1) and index > first and token.word.endswith("ed"):
            return False  # "the smell of my grandfather's pipe bored me"
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
