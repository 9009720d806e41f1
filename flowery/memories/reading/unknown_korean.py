"""Smelling things that no entry covers, in Korean: "라면 냄새", "새 차 냄새", "공장냄새"."""

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
