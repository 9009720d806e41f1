"""Widens what an inferred smell rests on to whose it is: "pipe" to "father's pipe"."""

from __future__ import annotations

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene

MOST_ADJECTIVES = 2


class Widening:
    """Knows the people a thing can belong to."""

    def __init__(self, cues: Cues) -> None:
        self._people = cues.english("kin")
        self._korean_people = frozenset(cues.korean("kin"))

    def start(self, scene: Scene, mention: Mention) -> int:
        """Where the source starts once its owner is counted in, in folded letters."""
        if not mention.entry.notes:
            return mention.start
        owner = self._korean(scene, mention) if mention.hangul else self._english(scene, mention)
        return scene.tokens[owner].start if owner is not None else mention.start

    def _english(self, scene: Scene, mention: Mention) -> int | None:
        for index in range(mention.first - 1, max(-1, mention.first - 2 - MOST_ADJECTIVES), -1):
            if not scene.same_sentence(index, mention.first) or scene.tokens[index + 1].gap.strip():
                return None
            if scene.mention_at(index):
                return None
            if scene.tokens[index].possessive:
                return index
        return None

    def _korean(self, scene: Scene, mention: Mention) -> int | None:
        index = mention.first - 1
        if not scene.same_sentence(index, mention.first) or scene.tokens[index + 1].gap.strip():
            return None
        return index if scene.word(index).removesuffix("의") in self._korean_people else None
