"""Personal names and places, replaced before anything is learnt from or leaves the machine: "Person
A", "Place B", "사람 1"; the same one all through an example, another one in the next.

It knows what the person filled in (their own name, people, places), what rules find in what they
wrote, and what is never replaced: perfumes, houses and notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from flowery.learning.examples.finding import Kept, Known, apart, by_rules
from flowery.learning.examples.identifying import Found, Kind
from flowery.learning.examples.name_words import folded_words
from flowery.perfumery.folding import folded

_ENGLISH: Mapping[Kind, str] = {
    "person": "Person",
    "place": "Place",
    "email": "[e-mail]",
    "link": "[link]",
    "phone": "[phone]",
    "number": "[number]",
    "day": "[day]",
    "address": "[address]",
    "handle": "[account]",
}
_KOREAN: Mapping[Kind, str] = {
    "person": "사람",
    "place": "장소",
    "email": "[이메일]",
    "link": "[링크]",
    "phone": "[전화번호]",
    "number": "[번호]",
    "day": "[날짜]",
    "address": "[주소]",
    "handle": "[계정]",
}
MARKED = re.compile(
    r"\bPerson [A-Z]{1,2}\b|\bPlace [A-Z]{1,2}\b|사람 \d+|장소 \d+|"
    + "|".join(re.escape(v) for v in (*_ENGLISH.values(), *_KOREAN.values()) if v[0] == "[")
)
"""Where something was replaced, in what reviewers see."""

_HANGUL = re.compile(r"[가-힣]")
_KOREAN_NAME = re.compile(r"(?:사람|장소) \d+")
_PAIRS = (("이", "가"), ("은", "는"), ("을", "를"), ("과", "와"), ("이랑", "랑"), ("아", "야"))
_OPEN_ENDED = "2459"  # 이, 사, 오, 구 end in a vowel
_PARTICLE = re.compile(
    r"이?(가|는|를|와|랑)(?![가-힣])|이(?=네|의|도|한테|에게)|(이랑|이|은|을|과|아|야)(?![가-힣])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text before and after: the same where nothing was replaced."""

    before: str
    after: str

    @property
    def is_replaced(self) -> bool:
        """Whether something personal stood there."""
        return self.before != self.after


class Disguise:
    """Replaces names in the texts of one example, the same name always by the same word."""

    def __init__(self, known: Known, kept: Kept, language: str) -> None:
        self._kept = kept
        self._is_korean = language == "ko"
        self._people = _pattern(known.people)
        self._places = _pattern(known.places)
        self._seen = frozenset(folded(name) for name in known.people | known.places)
        self._given: dict[tuple[Kind, str], str] = {}

    def __call__(self, text: str) -> str:
        """A text without names."""
        return "".join(piece.after for piece in self.pieces(text))

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """A text before and after, in pieces."""
        made: list[Piece] = []
        done = 0
        for start, end, kind in self._found(text):
            made.append(Piece(text[done:start], text[done:start]))
            made.append(Piece(text[start:end], self.name(kind, text[start:end])))
            done = end
        made.append(Piece(text[done:], text[done:]))
        return tuple(_declined([piece for piece in made if piece.before]))

    def _found(self, text: str) -> list[Found]:
        """What is replaced, from left to right, none overlapping."""
        known = [*_all(self._people, text, "person"), *_all(self._places, text, "place")]
        return apart(text, [*known, *by_rules(text, self._seen)], self._kept(text))

    def name(self, kind: Kind, words: str) -> str:
        """What stands for these words in this example."""
        table = _KOREAN if self._is_korean else _ENGLISH
        if kind not in ("person", "place"):
            return table[kind]
        key = folded(words)
        for (of_kind, known), name in self._given.items():
            if of_kind == kind and _is_same(known, key):
                return name
        number = len({name for (k, _), name in self._given.items() if k == kind})
        name = f"{table[kind]} {number + 1 if self._is_korean else _letters(number)}"
        self._given[kind, key] = name
        return name


def _all(pattern: re.Pattern[str] | None, text: str, kind: Kind) -> list[Found]:
    places = pattern.finditer(text) if pattern else ()
    return [Found(found.start(), found.end(), kind) for found in places]


def another_name(kind: Literal["person", "place"], texts: Iterable[str]) -> str:
    """A name that no text of an example bears yet, in the language of the texts."""
    said = " ".join(texts)
    is_korean = bool(re.search(r"(?:사람|장소) \d", said)) or len(_HANGUL.findall(said)) > 20
    table = _KOREAN if is_korean else _ENGLISH
    names = (f"{table[kind]} {n + 1 if is_korean else _letters(n)}" for n in range(1_000))
    return next(name for name in names if not re.search(rf"{name}\b", said))


def _declined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """With the Korean particle that goes with the new word: "민수가" becomes "사람 1이"."""
    name = ""
    for piece in pieces:
        if name and not piece.is_replaced:
            yield from _with_particle(name, piece.before)
        else:
            yield piece
        name = piece.after if piece.is_replaced and _KOREAN_NAME.fullmatch(piece.after) else ""


def _with_particle(name: str, text: str) -> Iterator[Piece]:
    found = _PARTICLE.match(text)
    particle = found and (found[1] or found[2])
    said = next((pair[name[-1] in _OPEN_ENDED] for pair in _PAIRS if particle in pair), "")
    end = found.end() if found else 0
    for piece in (Piece(text[:end], said), Piece(text[end:], text[end:])):
        if piece.before:
            yield piece


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds names in either case; one that is also a word only with its capital."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    if not ordered:
        return None
    return re.compile("|".join(map(_one, ordered)))


def _one(name: str) -> str:
    escaped = re.escape(name).replace(r"\ ", r"\s+")
    if _HANGUL.search(name):
        from flowery.learning.examples.korean_names import NAME_END  # patterns no start waits for

        return rf"(?<![가-힣]){escaped}{NAME_END}"
    if folded(name) in folded_words("also_words"):
        return rf"(?<!\w){escaped}(?!\w)"
    return rf"(?i:(?<!\w){escaped}(?!\w))"


def _is_same(one: str, other: str) -> bool:
    """ "maria" and "maria lopez", "김민수" and "민수" are one."""
    if _HANGUL.search(one) and _HANGUL.search(other):
        return one.endswith(other) or other.endswith(one)
    first, second = set(one.split()), set(other.split())
    return first <= second or second <= first


def _letters(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    first, last = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
