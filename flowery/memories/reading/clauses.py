"""Where a clause ends in which a feeling can reach a smell. It knows the borders, no feelings."""

from __future__ import annotations

import re

from flowery.memories.reading.scene import Scene

KOREAN_CONTRAST = re.compile(r"(?:지만|는데|은데|인데|던데|한데|운데|으나|는데도|지만은|만)$")


def english_clause(scene: Scene, index: int) -> tuple[int, int]:
    """First token and token after the last, between contrast words, semicolons and dashes."""
    first, after = scene.passage.sentences[scene.tokens[index].sentence]
    for border in scene.of_kind(("contrast",), first, after):
        if border.last < index:
            first = border.first
        elif border.first > index:
            after = border.first
            break
    return _between_dashes(scene, index, first, after)


def _between_dashes(scene: Scene, index: int, first: int, after: int) -> tuple[int, int]:
    for place in range(first + 1, after):
        if set(scene.tokens[place].gap) & set(";—"):
            if place > index:
                return first, place
            first = place
    return first, after


def korean_clause(scene: Scene, index: int) -> tuple[int, int]:
    """First token and token after the last; a predicate in 지만, 는데 and the like ends it."""
    first, after = scene.passage.sentences[scene.tokens[index].sentence]
    for place in range(first, after):
        word = scene.word(place)
        if len(word) > 2 and KOREAN_CONTRAST.search(word):
            if place >= index:
                return first, place + 1
            first = place + 1
    return first, after
