"""Loved, hated or neither: what is common to both languages.

A verdict on a mention is replaced by a nearer one, or by one in a later sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.scene import Scene
from flowery.words.vocabulary import Valence

OBJECT, ATTRIBUTE, CLAUSE, REFERENCE, PAST = 4, 3, 2, 1, 0
"""How near a feeling stands to its smell: "I love X", "lovely X", "X … lovely", "it", "once"."""

FARTHEST_REFERENCE = 3
"""A feeling refers back over at most this many sentences."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A feeling and how near its word stands."""

    valence: Valence
    nearness: int
    sentence: int


@dataclass(slots=True)
class Verdicts:
    """What was said of each mention so far."""

    by_start: dict[int, Verdict] = field(default_factory=dict)

    def say(
        self, mentions: tuple[Mention, ...], valence: Valence, nearness: int, sentence: int
    ) -> None:
        """A feeling about mentions, unless a nearer one was said in the same sentence."""
        for mention in mentions:
            known = self.by_start.get(mention.start)
            if known is None or sentence > known.sentence or nearness >= known.nearness:
                self.by_start[mention.start] = Verdict(valence, nearness, sentence)

    def is_felt(self, mention: Mention) -> bool:
        """Was anything said about a mention?"""
        return mention.start in self.by_start

    def valence_of(self, mention: Mention) -> Valence:
        """What was felt about a mention; neutral when nothing was said."""
        verdict = self.by_start.get(mention.start)
        return verdict.valence if verdict else "neutral"


def referred_to(scene: Scene, sentence: int) -> tuple[Mention, ...]:
    """The mentions of the nearest sentence before that has any, and of fragments that led to it."""
    for before in range(sentence - 1, max(-1, sentence - 1 - FARTHEST_REFERENCE), -1):
        if mentions := scene.mentions_of(before):
            return (*_fragments_up_to(scene, before), *mentions)
    return ()


def _fragments_up_to(scene: Scene, sentence: int) -> tuple[Mention, ...]:
    """ "Wet dog. Old rope. I loved …": sentences without a verb are one list."""
    first = sentence
    while first > 0 and scene.is_fragment(first) and scene.is_fragment(first - 1):
        first -= 1
    return tuple(m for before in range(first, sentence) for m in scene.mentions_of(before))


def last_group(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The list that ends a row of mentions; a row over several sentences is one list."""
    if not mentions or mentions[0].sentence != mentions[-1].sentence:
        return mentions
    return scene.group_of(mentions[-1])
