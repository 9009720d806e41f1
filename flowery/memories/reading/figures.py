"""Words that only look like smells: colours, people and places, verbs, likenesses.

Idioms are hidden earlier, as entries.
"""

from __future__ import annotations

import re

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.lists import FILLERS
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene

_OURS = frozenset({"my", "our", "his", "her", "the"})
_LISTING = frozenset({"of", "notes", "note", "like", "smells", "smelled"})


class Names:
    """Knows a name by its capital and its neighbours."""

    def __init__(self, cues: Cues) -> None:
        self._given = cues.english("given_name")
        self._before = cues.english("name_before")
        self._after = tuple(form.split() for form in cues.english("name_after"))
        self._korean_before = cues.korean("name_before")
        self._korean_after = cues.korean("name_after")
        self._vocatives = cues.english("vocative")
        self._talk = cues.english("talk")

    def is_korean_name(self, scene: Scene, mention: Mention) -> bool:
        """ "소나무 식당", "이름은 바닐라"."""
        if scene.word(mention.first - 1) in self._korean_before:
            return True
        if mention.tail or not scene.same_sentence(mention.last, mention.last + 1):
            return False
        after = scene.word(mention.last + 1)
        return any(after.startswith(n) and len(after) <= len(n) + 2 for n in self._korean_after)

    def is_name(self, scene: Scene, mention: Mention) -> bool:
        """Is it somebody's or some place's name?"""
        if mention.first != mention.last:
            return False
        token = scene.tokens[mention.first]
        word = token.word.removesuffix("s") if token.possessive else token.word
        if self._is_addressed(scene, mention, word):
            return True
        if _is_titled(scene, mention):
            return True
        if word not in self._given or not token.capital:
            return False
        if token.possessive or _is_surnamed(scene, mention) or self._is_followed(scene, mention):
            return True
        opens = not scene.same_sentence(mention.first - 1, mention.first)
        led = scene.word(mention.first - 1) in self._before
        return not opens and (led or not _is_listed(scene, mention))

    def _is_addressed(self, scene: Scene, mention: Mention, word: str) -> bool:
        """ "Honey, I'm home"."""
        after = mention.last + 1
        opens = not scene.same_sentence(mention.first - 1, mention.first)
        called = opens and word in self._vocatives and scene.same_sentence(mention.first, after)
        return called and "," in scene.tokens[after].gap and scene.word(after) in self._talk

    def _is_followed(self, scene: Scene, mention: Mention) -> bool:
        """ "Rose called", "Lily Street", "Ginger, our cat"."""
        after = mention.last + 1
        if not scene.same_sentence(mention.last, after):
            return False
        gap = scene.tokens[after].gap.strip()
        if gap == ",":
            return scene.word(after) in _OURS and scene.word(after + 1) in self._before
        words = [t.word for t in scene.tokens[after : after + 3]]
        return not gap and any(words[: len(form)] == form for form in self._after)


def _is_surnamed(scene: Scene, mention: Mention) -> bool:
    """ "Olive Kitteridge", "Basil Sage": a name beside a name."""
    after, before = mention.last + 1, mention.first - 1
    if scene.follows(after) and scene.mention_at(after) is None:
        token = scene.tokens[after]
        if token.capital and not token.hangul and token.word != "i":
            return True
    opening = not scene.same_sentence(before - 1, before)
    return scene.follows(mention.first) and scene.tokens[before].capital and not opening


def _is_titled(scene: Scene, mention: Mention) -> bool:
    """ "We watched Steel Magnolias": large among large words, where nothing smells."""
    if scene.smelling[mention.sentence] or _is_listed(scene, mention):
        return False
    first, after = scene.passage.sentences[mention.sentence]
    places = range(max(first + 1, mention.first - 1), min(after, mention.last + 2))
    large = [i for i in places if scene.tokens[i].capital and scene.word(i) != "i"]
    beside = [i for i in large if i != mention.first and scene.follows(max(i, mention.first))]
    return mention.first in large and bool(beside)


def _is_listed(scene: Scene, mention: Mention) -> bool:
    """In "Pink Pepper, Rose, Vetiver" everything is written large; there Rose is no person."""
    first, _ = scene.passage.sentences[mention.sentence]
    near = {t.word for t in scene.tokens[max(first, mention.first - 3) : mention.first]}
    others = [m for m in scene.mentions_of(mention.sentence) if not m.hangul and m != mention]
    large = len(others) > 1 and all(scene.tokens[m.first].capital for m in others)
    return large or bool(near & _LISTING)


_BE = frozenset({"is", "was", "were", "are"})
_TURNED = frozenset({"turned", "turns", "went", "goes", "painted", "dyed", "blushed", "flushed"})
_OF_OTHER_SENSES = frozenset(
    ["sound", "noise", "picture", "photo", "photograph", "painting", "drawing", "song", "name"]
)
_NEARLY = frozenset({"something", "it", "its", "is", "was", "them", "that", "more", "almost"})
"""Before "like" they tell what is smelled: "something like lipstick"."""

_KOREAN_LIKENESS = re.compile(
    r"\s?(?:같은\s(?![거것걸게건향맛]|느낌|냄새)|같이|처럼|소리)|이?라는\s"
)
_RISERS = frozenset({"rose", "smoke"})
_BEFORE_VERB = frozenset({"slowly", "suddenly", "quickly", "then", "had", "finally", "just"})
_COLOUR_ENDINGS = 4
"""Only the plain words for colour (색, 빛 …) may stand as a word of their own after a noun."""


class Figures:
    """Knows a figurative mention by its neighbours."""

    def __init__(self, cues: Cues) -> None:
        self._names = Names(cues)
        self._colours = cues.english("colour_word")
        self._coloured = cues.english("colour_thing") | cues.english("colour_name")
        self._colour_before = tuple(form.split() for form in cues.english("colour_before"))
        self._colour_tails = cues.korean("colour_thing")
        self._carriers = cues.english("carrier")
        self._lookalikes = cues.english("lookalike")
        self._liking = (
            cues.english("writer") | cues.english("adverb") | cues.english("third_person")
        )
        self._subjects = cues.english("verb_subject")

    def is_figure(self, scene: Scene, mention: Mention) -> bool:
        """Is it no smell but a colour, a name, a verb or a mere carrier?"""
        if mention.hangul:
            coloured = self._is_korean_colour(scene, mention)
            likened = _is_korean_likeness(scene, mention)
            return coloured or likened or self._names.is_korean_name(scene, mention)
        return (
            self._is_likeness(scene, mention)
            or self._is_colour(scene, mention)
            or self._names.is_name(scene, mention)
            or self._is_rising(scene, mention)
            or self._is_carrier(scene, mention)
        )

    def _is_korean_colour(self, scene: Scene, mention: Mention) -> bool:
        """ "올리브색", "라벤더 색깔"."""
        after = scene.word(mention.last + 1) if scene.follows(mention.last + 1) else ""
        apart = not mention.tail and after.startswith(self._colour_tails[:_COLOUR_ENDINGS])
        return apart or mention.tail.startswith(self._colour_tails)

    def _is_colour(self, scene: Scene, mention: Mention) -> bool:
        """ "Olive doors", "lavender-coloured", "the colour of tea", "my dress was lavender"."""
        if scene.word(mention.last) not in self._colours or mention.entry.kind == "source":
            return False
        before = [t.word for t in scene.tokens[max(0, mention.first - 2) : mention.first]]
        if any(before[-len(form) :] == form for form in self._colour_before):
            return True
        if before[-1:] and before[-1] in _BE and before[0] in self._coloured:
            return True
        if before[-1:] and before[-1] in _TURNED and not scene.smelling[mention.sentence]:
            return True
        after = mention.last + 1
        if not scene.same_sentence(mention.last, after) or scene.tokens[after].gap.strip(" -"):
            return False
        hyphened = scene.tokens[after].gap == "-" and scene.word(after + 1) in self._coloured
        return hyphened or scene.word(after) in self._coloured

    def _is_rising(self, scene: Scene, mention: Mention) -> bool:
        """ "The sun rose", "I rose": the verb, never after an article."""
        index = mention.first - 1
        if scene.word(mention.first) not in _RISERS or not scene.follows(mention.first):
            return False
        while scene.word(index) in _BEFORE_VERB:
            index -= 1
        return scene.word(index) in self._subjects

    def _is_likeness(self, scene: Scene, mention: Mention) -> bool:
        """ "A voice like honey", "the sound of rain", where nothing in the sentence smells."""
        index = mention.first - 1
        while scene.word(index) in FILLERS - {"of"} and scene.same_sentence(index, mention.first):
            index -= 1
        if scene.smelling[mention.sentence] or not scene.same_sentence(index, mention.first):
            return False
        word, before = scene.word(index), scene.word(index - 1)
        told = scene.same_sentence(index - 1, index) and before not in _NEARLY | self._liking
        return (word == "like" and told) or (word == "of" and before in _OF_OTHER_SENSES)

    def _is_carrier(self, scene: Scene, mention: Mention) -> bool:
        """The candle of a "vanilla candle", the candle of "candle-less": said of something else."""
        after = mention.last + 1
        if scene.same_sentence(mention.last, after) and scene.tokens[after].gap == "-":
            return scene.word(after) in self._lookalikes
        named = scene.word(mention.first) in self._carriers and mention.first == mention.last
        led = scene.tokens[mention.first].gap in {" ", "-"}
        return named and led and scene.mention_at(mention.first - 1) is not None


def _is_korean_likeness(scene: Scene, mention: Mention) -> bool:
    """ "소금 같은 존재", "파도 소리", "귤이라는 고양이", where nothing in the sentence smells."""
    rest = scene.passage.letters.text[mention.end : mention.end + 8]
    return not scene.smelling[mention.sentence] and _KOREAN_LIKENESS.match(rest) is not None
