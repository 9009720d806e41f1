"""How much the words around a mention speak of smelling."""

from __future__ import annotations

import re

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene

FARTHEST_SOURCE = 5
"""So many words may stand between "smell of" and what smells."""

FARTHEST_FOLLOWER = 3
"""So many sentences on, "that smell" still looks back."""

_THAT_SMELL = re.compile(r"(?:그|이)\s?(?:향|냄새|내음|체취)")


class Surroundings:
    """Judges how near to smelling a mention stands."""

    def __init__(self, cues: Cues) -> None:
        self._smell_tails = cues.korean("smell_tail")
        self._acts = cues.korean("smelling_by_nature")

    def is_direct(self, scene: Scene, mention: Mention) -> bool:
        """ "Smell of X", "X smell", "X 냄새": the smell is said to be that of X."""
        if mention.hangul and self._is_korean_direct(scene, mention):
            return True
        return self._is_before_smell(scene, mention) or _is_of_smell(scene, mention.first)

    def _is_korean_direct(self, scene: Scene, mention: Mention) -> bool:
        """ "장미향이", or an act in which the thing always smells: "먹을 갈면"."""
        rest = scene.passage.letters.text[mention.start : mention.start + 8]
        return mention.tail.startswith(self._smell_tails) or rest.startswith(self._acts)

    def _is_before_smell(self, scene: Scene, mention: Mention) -> bool:
        after = mention.last + 1
        if not scene.same_sentence(mention.last, after) or scene.tokens[after].gap.strip(" -"):
            return False
        korean = scene.tokens[after].hangul and scene.word(after).startswith(self._smell_tails)
        return korean or (
            scene.starts("smell_noun", after) is not None and not says_of_what(scene, after)
        )

    def is_smelling(self, scene: Scene, mention: Mention) -> bool:
        """Does its sentence, or a following one that looks back, speak of smelling?"""
        if scene.smelling[mention.sentence] or _is_announced(scene, mention.sentence):
            return True
        return any(_looks_back(scene, later) for later in _followers(scene, mention.sentence))


def _is_announced(scene: Scene, sentence: int) -> bool:
    """ "Two smells I remember. Gun oil and wet ponchos.": a list that a sentence leads to."""
    before = sentence - 1
    led = before >= 0 and scene.smelling[before] and not scene.mentions_of(before)
    return led and scene.is_fragment(sentence)


def _followers(scene: Scene, sentence: int) -> range:
    """The next sentences up to the first that has a mention of its own."""
    end = sentence + 1
    last = min(sentence + 1 + FARTHEST_FOLLOWER, len(scene.smelling))
    while end < last and not scene.mentions_of(end):
        end += 1
    return range(sentence + 1, end)


def _looks_back(scene: Scene, sentence: int) -> bool:
    """Does a sentence without a mention speak of "that smell"?"""
    if not scene.smelling[sentence]:
        return False
    first, after = scene.passage.sentences[sentence]
    korean = _THAT_SMELL.search(scene.passage.text_of(sentence)[1])
    return korean is not None or bool(scene.of_kind(("anaphor",), first, after))


def says_of_what(scene: Scene, index: int) -> bool:
    """ "The attic smells of pickles": whose smell it is stands behind the smelling word."""
    return scene.is_smell_word(index) and scene.word(index + 1) in {"of", "like"}


def _is_of_smell(scene: Scene, first: int) -> bool:
    """Does "smell of" or "smelled like" lead to a token?"""
    for index in range(first - 1, max(first - 1 - FARTHEST_SOURCE, 0), -1):
        if not scene.same_sentence(index, first) or scene.tokens[index + 1].gap.strip(" -"):
            return False
        if scene.word(index) in {"of", "like"}:
            return scene.is_smell_word(index - 1) or scene.is_smell_word(index - 2)
    return False
