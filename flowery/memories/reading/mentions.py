"""Where the entries stand in a passage, longest first, in both languages.

Whether one is a smell is not its business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.entries import Books, Entry
from flowery.memories.reading.passage import Passage
from flowery.memories.reading.phrases import Found

MOST_PARTICLES = 4
_COPULA = "라|었|였|고|지|네|니|며|면|란|던|다|에요|야|죠|잖|거든|군"
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
"""The twenty commonest: 김장미 is a person, and no rose."""

_SMELL_WORD = re.compile(r"(?<=[가-힣])(?:\s?(?:냄새|향기|내음)|\s향)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry over letters `start`..`end`, tokens `first`..`last`; `tail` ends a Korean word."""

    start: int
    end: int
    first: int
    last: int
    sentence: int
    entry: Entry
    tail: str = ""
    hangul: bool = False


class MentionFinder:
    """Finds entries in passages."""

    def __init__(self, books: Books, cues: Cues) -> None:
        self._books = books
        self._heads = cues.korean("compound_head")
        self._tail = _tail_pattern(cues)

    def find(self, passage: Passage) -> tuple[Mention, ...]:
        """Every entry in the order of the text, none inside another or inside an idiom."""
        found = [*self._english(passage), *self._korean(passage)]
        kept: list[Mention] = []
        taken = [False] * len(passage.letters.text)
        for mention in sorted(found, key=_longest_first):
            if not any(taken[mention.start : mention.end]):
                kept.append(mention)
                taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
        return tuple(sorted((m for m in kept if m.entry.kind != "idiom"), key=lambda m: m.start))

    def _english(self, passage: Passage) -> list[Mention]:
        found = []
        for sentence, (start, after) in enumerate(passage.sentences):
            for first in range(start, after):
                if phrase := self._books.english.longest(passage.tokens, first, after):
                    last, entry = self._further(passage, phrase, after)
                    found.append(_mention(passage, first, last, sentence, entry))
        return found

    def _further(self, passage: Passage, phrase: Found[Entry], after: int) -> tuple[int, Entry]:
        """ "Father's pipe" goes on as "pipe smoke": the later phrase says what it is."""
        if phrase.value.kind == "source" and phrase.first < phrase.last:
            onward = self._books.english.longest(passage.tokens, phrase.last, after)
            if onward and onward.last > phrase.last:
                return onward.last, onward.value
        return phrase.last, phrase.value

    def _korean(self, passage: Passage) -> list[Mention]:
        found: list[Mention] = []
        for index, token in enumerate(passage.tokens):
            found += self._compound(passage, index, token.start)
            covered = bool(found) and found[-1].end > token.start
            if token.hangul and not covered:
                found += self._head(passage, index)
        return found

    def _compound(self, passage: Passage, index: int, start: int) -> list[Mention]:
        """ "장미비누향이": what stands at the start, and what follows it in the same word."""
        text = passage.letters.text
        for end, entry in self._books.korean.ends(text, start):
            last = _token_at(passage, index, end)
            tail = text[end : passage.tokens[last].end]
            if self._tail.fullmatch(tail):
                return [_korean_mention(passage, start, end, index, last, entry, tail)]
            if tail and (onward := self._compound(passage, last, end)):
                return [_korean_mention(passage, start, end, index, last, entry, tail), *onward]
        return []

    def _head(self, passage: Passage, index: int) -> list[Mention]:
        """ "때비누": an unknown word before a known head."""
        token, text = passage.tokens[index], passage.letters.text
        for head in self._heads:
            start = text.find(head, token.start + 1, token.end)
            surnamed = start - token.start == 1 and text[token.start] in _SURNAMES
            if start > 0 and not surnamed and (found := self._compound(passage, index, start)):
                return found
        return []


def _longest_first(mention: Mention) -> tuple[int, int]:
    return (mention.start - mention.end, mention.start)


def _token_at(passage: Passage, index: int, end: int) -> int:
    while passage.tokens[index].end < end:
        index += 1
    return index


def _mention(passage: Passage, first: int, last: int, sentence: int, entry: Entry) -> Mention:
    tokens = passage.tokens
    end = tokens[last].end - (2 if tokens[last].possessive else 0)
    return Mention(
        tokens[first].start, max(end, tokens[last].start + 1), first, last, sentence, entry
    )


def _korean_mention(
    passage: Passage, start: int, end: int, first: int, last: int, entry: Entry, tail: str
) -> Mention:
    """Its span leaves out a smell word that the form ends with: 담배 in "담배 냄새"."""
    sentence = passage.tokens[first].sentence
    bare = _SMELL_WORD.sub("", passage.letters.text[start:end])
    tail = passage.letters.text[start + len(bare) : end].strip() + tail
    while passage.tokens[last].start >= start + len(bare):
        last -= 1
    return Mention(start, start + len(bare), first, last, sentence, entry, tail, hangul=True)


def _tail_pattern(cues: Cues) -> re.Pattern[str]:
    """What may follow a known noun in its word: a smell word, another noun, particles."""
    particle = "|".join(map(re.escape, cues.korean("particle")))
    noun = "|".join(map(re.escape, cues.korean("noun_tail")))
    smell = "|".join(map(re.escape, cues.korean("smell_tail")))
    copula = f"이(?:{_COPULA})[가-힣]{{0,4}}|(?:라|였|인)[가-힣]{{1,4}}"
    return re.compile(
        f"(?:{smell})[가-힣]*|(?:{noun})?(?:(?:{particle}){{0,{MOST_PARTICLES}}}|{copula})"
    )
