"""Finds what is personal in a text: names a person filled in, names that rules read, numbers and
addresses; but for the names of perfumes, houses and notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flowery.learning.examples.identifying import Found, identifying
from flowery.learning.examples.name_words import either, folded_words
from flowery.perfumery.folding import folded

Span = tuple[int, int]
Kept = Callable[[str], Sequence[Span]]
"""Where a text names perfumes, houses and notes."""


_HANGUL = re.compile(r"[가-힣]")
_TOKEN = re.compile(r"[가-힣]+|[^\W\d_가-힣]+(?:['’-][^\W\d_가-힣]+)*")
_PERSON_CUE = re.compile(
    rf"\b(?:{either('kin')}|with|called|named|dear|love|hug|told|asked)"
    rf"\.?,? $|[—–-] ?$",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(
    r"^['’]s\b(?! (?:notes?|scent|smell))|^ ?(?:said|wore|gave|told|asked|씨|님|이모|언니)\b"
)


@dataclass(frozen=True, slots=True)
class Known:
    """Names that are known to be personal: what a person filled in, and what was read as a name
    somewhere in what they wrote.
    """

    people: frozenset[str]
    places: frozenset[str]


def filled_in(people: Iterable[str], places: Iterable[str]) -> Known:
    """The names in what was filled in: "grandma" alone is none, "grandma Ana" holds one."""
    return Known(
        frozenset(name for said in people for name in _names_in(said)),
        frozenset(name for said in places for name in _names_in(said)),
    )


def knowing(known: Known, texts: Iterable[str], kept: Kept) -> Known:
    """The same, with every name that rules find in these texts."""
    people, places = set(known.people), set(known.places)
    for text in texts:
        for found in apart(text, by_rules(text), kept(text)):
            words = text[found.start : found.end]
            if found.kind == "person" and _is_telling(words):
                people.add(words)
            elif found.kind == "place" and _is_telling(words):
                places.add(words)
    return Known(frozenset(people), frozenset(places - people))


def _names_in(said: str) -> set[str]:
    """The names in a field: whole, and each word that is no word for anybody or anywhere."""
    tokens = [found[0] for found in _TOKEN.finditer(said)]
    telling = [token for token in tokens if _is_telling(token) and not _is_generic(token)]
    whole = {" ".join(said.split())} if tokens == telling and len(tokens) <= 4 else set()
    return {name for name in (*whole, *telling) if len(name) > 1}


def _is_generic(token: str) -> bool:
    form = folded(token)
    return bool({form, form.removesuffix("s")} & folded_words("anybody_anywhere"))


def _is_telling(words: str) -> bool:
    return len(words.strip()) > 1


def by_rules(text: str, seen: frozenset[str] = frozenset()) -> list[Found]:
    """What rules find in a text, some of it twice; `seen` are names from elsewhere, folded."""
    from flowery.learning.examples.english_names import english_names
    from flowery.learning.examples.korean_names import korean_names  # no start waits for patterns

    found = [*identifying(text), *english_names(text, seen)]
    return [*found, *korean_names(text)] if _HANGUL.search(text) else found


def apart(text: str, found: Iterable[Found], kept: Sequence[Span]) -> list[Found]:
    """Those that stand, from left to right; of two in one place the longer one."""
    standing: list[Found] = []
    by_length = sorted(found, key=lambda one: (one.start - one.end, one.start, one.kind))
    for one in by_length:
        if _is_kept(text, one, kept):
            continue
        if all(one.end <= other.start or one.start >= other.end for other in standing):
            standing.append(one)
    return sorted(standing)


def _is_kept(text: str, found: Found, kept: Sequence[Span]) -> bool:
    """Whether it is (part of) the name of a perfume, house or note, and not of a person who is
    called the same.
    """
    inside = [(start, end) for start, end in kept if start < found.end and end > found.start]
    if not inside or found.kind not in ("person", "place"):
        return False
    if any(end - start > found.end - found.start for start, end in inside):
        return True
    is_cued = _PERSON_CUE.search(text[: found.start]) or _PERSON_AFTER.match(text[found.end :])
    covers = all(start > found.start or end < found.end for start, end in inside)
    return not is_cued and not covers
