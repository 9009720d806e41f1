"""Turns of phrase that decide a feeling without a word of feeling: answers, denials, needs."""

from __future__ import annotations

from itertools import pairwise

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.exclusion import is_needed
from flowery.memories.reading.feelings import OBJECT, Verdicts
from flowery.memories.reading.lists import FILLERS
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene
from flowery.words.vocabulary import Valence

ANSWERS: dict[str, Valence] = {
    "yes": "loved", "yep": "loved", "yay": "loved", "no": "hated", "nope": "hated", "nay": "hated",
    "nah": "hated",
}  # fmt: skip
OTHER: dict[Valence, Valence] = {"loved": "hated", "hated": "neutral", "neutral": "neutral"}


class Turns:
    """Hands out the verdicts of such turns."""

    def __init__(self, cues: Cues) -> None:
        korean = frozenset(cues.korean("strengthening"))
        self._strengthening = cues.english("strengthening") | korean

    def feel(self, scene: Scene, sentence: int, verdicts: Verdicts) -> None:
        """Adds what they say of the mentions of one sentence."""
        mentions = scene.mentions_of(sentence)
        for mention in mentions:
            if answer := self._answer(scene, mention) or _vote(scene, mention):
                verdicts.say((mention,), answer, OBJECT, sentence)
            if is_needed(scene, mention):
                verdicts.say((mention,), "loved", OBJECT, sentence)
        for before, mention in pairwise(mentions):
            if self._shares(scene, before, mention):
                other = OTHER[verdicts.valence_of(before)]
                verdicts.say(scene.group_of(mention), other, OBJECT, sentence)

    def _shares(self, scene: Scene, before: Mention, mention: Mention) -> bool:
        """ "I loved the rose but not the patchouli": the denied one takes the other side."""
        words = [t.word for t in scene.between(before.last, mention.first)]
        if "not" not in words or "only" in words:
            return False
        place = words.index("not")
        joined = place == 0 or words[place - 1] in {"but", "and", "just"}
        return joined and not set(words[place + 1 :]) - FILLERS

    def _answer(self, scene: Scene, mention: Mention) -> Valence | None:
        """ "Coffee yes, chocolate is a hard no"."""
        after = mention.last + 1
        if not scene.same_sentence(mention.last, after) or scene.tokens[after].gap.strip(" :,-"):
            return None
        while scene.same_sentence(mention.last, after) and self._leads(scene, after):
            after += 1
        if not scene.same_sentence(mention.last, after):
            return None
        follows = scene.same_sentence(after, after + 1) and not scene.tokens[after + 1].gap.strip()
        return None if follows else ANSWERS.get(scene.word(after))

    def _leads(self, scene: Scene, index: int) -> bool:
        """A particle on an English word, or what only strengthens an answer."""
        token = scene.tokens[index]
        return (token.hangul and not token.gap) or token.word in self._strengthening


def _vote(scene: Scene, mention: Mention) -> Valence | None:
    """ "Big yes to the ginger", "no to the pear"."""
    index = mention.first - 1
    while scene.word(index) in FILLERS:
        index -= 1
    led = scene.word(index) in {"to", "on"} and scene.same_sentence(index - 1, mention.first)
    return ANSWERS.get(scene.word(index - 1)) if led else None
