"""A passage with what was found in it: mentions, cue words and smelling words.

Everything that judges mentions (figures, surroundings, denial, feelings) looks at this one thing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.lists import CLAUSE, FILLERS, lists_of
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.passage import Passage, Token
from flowery.memories.reading.phrases import ARTICLES, Found, WordBook

PHRASES = (
    "love_verb", "hate_verb", "love_word", "hate_word", "love_effect", "hate_effect",
    "love_fragment", "hate_fragment",
    "indifferent", "smell_noun", "smell_verb", "negator", "contrast", "anaphor", "all_of",
    "former", "latter", "without", "absence", "not_only", "used_to", "wishing",
    "layer_top", "layer_heart", "layer_base",
)  # fmt: skip
SMELLING = frozenset({"smell_noun", "smell_verb"})
FEELING = PHRASES[:9]
"""Those that tell what is felt."""

MOST_BESIDE = 4
"""So many words beside its smells leave a sentence a fragment: "Warm rolls before school"."""


@dataclass(frozen=True)
class Scene:
    """A passage, its mentions in order, and the English cue phrases by kind."""

    passage: Passage
    mentions: tuple[Mention, ...]
    phrases: Mapping[str, tuple[Found[str], ...]]
    smelling: tuple[bool, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the passage."""
        return self.passage.tokens

    @cached_property
    def _by_sentence(self) -> defaultdict[int, tuple[Mention, ...]]:
        found: defaultdict[int, tuple[Mention, ...]] = defaultdict(tuple)
        for mention in self.mentions:
            found[mention.sentence] += (mention,)
        return found

    @cached_property
    def _by_token(self) -> dict[int, Mention]:
        found: dict[int, Mention] = {}
        for mention in self.mentions:
            for index in range(mention.first, mention.last + 1):
                found.setdefault(index, mention)
        return found

    @cached_property
    def _by_start(self) -> dict[tuple[str, int], Found[str]]:
        return {(kind, f.first): f for kind, found in self.phrases.items() for f in found}

    def mentions_of(self, sentence: int) -> tuple[Mention, ...]:
        """The mentions of one sentence, in order."""
        return self._by_sentence[sentence]

    @cached_property
    def _lists(self) -> dict[int, tuple[Mention, ...]]:
        return {m.start: one for one in lists_of(self.tokens, self.mentions) for m in one}

    def group_of(self, mention: Mention) -> tuple[Mention, ...]:
        """The list a mention stands in, itself included."""
        return self._lists[mention.start]

    def onward(self, mention: Mention) -> tuple[Mention, ...]:
        """A mention and what follows it in its list."""
        return tuple(m for m in self.group_of(mention) if m.first >= mention.first)

    def is_fragment(self, sentence: int) -> bool:
        """ "Cold ashes.", "비누하고 바나나 냄새.": smells are named and nothing is said of them."""
        first, after = self.passage.sentences[sentence]
        if self.tokens[after - 1].hangul:
            mention = self.mention_at(after - 1) or self.mention_at(after - 2)
            return mention is not None and mention.sentence == sentence and not mention.tail[2:]
        words = {self.word(i) for i in range(first, after) if not self.mention_at(i)} - FILLERS
        said = words & CLAUSE or self.of_kind(FEELING, first, after)
        return not said and len(words) <= MOST_BESIDE and bool(self.mentions_of(sentence))

    def mention_at(self, index: int) -> Mention | None:
        """The mention that covers a token."""
        return self._by_token.get(index)

    def of_kind(self, kinds: Iterable[str], first: int, after: int) -> list[Found[str]]:
        """Cue phrases of these kinds that start between two tokens, in order."""
        found = [f for kind in kinds for f in _starting(self.phrases[kind], first, after)]
        return sorted(found, key=lambda f: (f.first, -f.last))

    def starts(self, kind: str, index: int) -> Found[str] | None:
        """The cue phrase of a kind that starts at a token."""
        return self._by_start.get((kind, index))

    def between(self, left: int, right: int) -> list[Token]:
        """The tokens after `left` and before `right`."""
        return list(self.tokens[left + 1 : right])

    def word(self, index: int) -> str:
        """The word at a token; empty outside the text."""
        return self.tokens[index].word if 0 <= index < len(self.tokens) else ""

    def is_smell_word(self, index: int) -> bool:
        """Does a smelling word start at a token?"""
        return any(self.starts(kind, index) for kind in SMELLING)

    def follows(self, index: int) -> bool:
        """Does a token follow the one before it with nothing but a space between?"""
        return self.same_sentence(index - 1, index) and self.tokens[index].gap == " "

    def has_colon(self, index: int) -> bool:
        """Does a colon, or a dash like one, stand before a token?"""
        gap = self.tokens[index].gap if self.same_sentence(index - 1, index) else ""
        return ":" in gap or gap in {" - ", " = ", " – "}

    def same_sentence(self, left: int, right: int) -> bool:
        """Do two tokens stand in one sentence?"""
        inside = left >= 0 and right < len(self.tokens)
        return inside and self.tokens[left].sentence == self.tokens[right].sentence


def _starting(found: tuple[Found[str], ...], first: int, after: int) -> tuple[Found[str], ...]:
    """Those that start between two tokens; a long text has many, so they are not walked through."""
    start = bisect_left(found, first, key=lambda f: f.first)
    return found[start : bisect_left(found, after, key=lambda f: f.first)]


class SceneSetter:
    """Finds the cue phrases of a passage."""

    def __init__(self, cues: Cues) -> None:
        self._books = {kind: _book(cues, kind) for kind in PHRASES}
        self._korean_smelling = re.compile(
            "|".join(map(re.escape, (*cues.korean("smell_tail"), *cues.korean("smell_verb"))))
        )

    def set(self, passage: Passage, mentions: tuple[Mention, ...]) -> Scene:
        """A passage and its mentions with all cue phrases."""
        phrases = {
            kind: tuple(
                found
                for first, after in passage.sentences
                for found in book.all(passage.tokens, first, after)
            )
            for kind, book in self._books.items()
        }
        return Scene(passage, mentions, phrases, self._smelling(passage, phrases))

    def _smelling(
        self, passage: Passage, phrases: Mapping[str, tuple[Found[str], ...]]
    ) -> tuple[bool, ...]:
        english = {passage.tokens[f.first].sentence for kind in SMELLING for f in phrases[kind]}
        return tuple(
            sentence in english
            or self._korean_smelling.search(passage.text_of(sentence)[1]) is not None
            for sentence in range(len(passage.sentences))
        )


def _book(cues: Cues, kind: str) -> WordBook[str]:
    """ "Makes me happy" also stands for "makes me so very happy"."""
    book: WordBook[str] = WordBook(inflected=False, skipping=ARTICLES | cues.english("intensifier"))
    for form in cues.lists[kind].english:
        book.add(form, kind)
    return book
