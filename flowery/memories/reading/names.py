"""People, pets and places with the name of a smell: "Rose called", "Lily Street", 소나무 식당."""

from __future__ import annotations

from flowery.memories.reading.cues import Cues
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


def _is_listed(scene: Scene, mention: Mention) -> bool:
    """In "Pink Pepper, Rose, Vetiver" everything is written large; there Rose is no person."""
    first, _ = scene.passage.sentences[mention.sentence]
    near = {t.word for t in scene.tokens[max(first, mention.first - 3) : mention.first]}
    others = [m for m in scene.mentions_of(mention.sentence) if not m.hangul and m != mention]
    large = len(others) > 1 and all(scene.tokens[m.first].capital for m in others)
    return large or bool(near & _LISTING)
