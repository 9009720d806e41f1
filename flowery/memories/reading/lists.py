"""Which mentions stand together in one list: "rose, jasmine and musk", "커피랑 담배"."""

from __future__ import annotations

from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.passage import Token

CLOSEST = 3
"""At most this many unknown words (adjectives) stand between two items of a list."""

JOINTS = frozenset(["and", "or", "n", "plus", "with"])
FILLERS = JOINTS | frozenset(
    [
        "the",
        "a",
        "an",
        "some",
        "any",
        "those",
        "these",
        "your",
        "my",
        "our",
        "his",
        "her",
        "their",
        "of",
        "&",
        "then",
        "also",
        "little",
        "bit",
    ]
)
CLAUSE = frozenset(
    [
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "i",
        "he",
        "she",
        "we",
        "you",
        "they",
        "it",
        "not",
        "but",
        "except",
        "without",
        "no",
        "never",
        "which",
        "who",
        "that",
        "had",
        "has",
        "have",
        "did",
        "do",
        "made",
        "gave",
        "got",
        "left",
        "came",
        "went",
    ]
)
_KOREAN_JOINTS = frozenset({"랑", "이랑", "와", "과", "하고", "이나", "나", "도", "며", "이며", ""})


def lists_of(tokens: tuple[Token, ...], mentions: tuple[Mention, ...]) -> list[tuple[Mention, ...]]:
    """Mentions in the order of the text, parted into the lists they stand in."""
    lists: list[list[Mention]] = []
    for mention in mentions:
        if lists and _stand_together(tokens, lists[-1][-1], mention):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    return [tuple(listed) for listed in lists]


def _stand_together(tokens: tuple[Token, ...], left: Mention, right: Mention) -> bool:
    """Are two mentions neighbours in one list, or parts of one compound?"""
    if left.sentence != right.sentence:
        return False
    if left.last == right.first:
        return True
    if left.hangul and right.hangul:
        paused = "," in tokens[left.last + 1].gap
        listed = left.tail in _KOREAN_JOINTS or paused
        topic = any(t.word.endswith(("은", "는")) for t in tokens[left.last + 1 : right.first])
        near = right.first - left.last - 1 <= (CLOSEST if paused else 1)
        return listed and near and not topic
    between = tokens[left.last + 1 : right.first]
    if not between and not right.hangul and not tokens[right.first].gap.strip():
        return True
    return _is_joined((*between, tokens[right.first]), between)


def _is_joined(spaced: tuple[Token, ...], between: tuple[Token, ...]) -> bool:
    """Does a comma or "and" join them over at most a few adjectives, and no clause part them?"""
    marks = {mark for token in spaced for mark in token.gap}
    words = {token.word for token in between}
    if marks & set(";()—") or words & CLAUSE:
        return False
    near = sum(token.word not in FILLERS for token in between) <= CLOSEST
    return near and bool(marks & set(",:/+&") or words & JOINTS)
