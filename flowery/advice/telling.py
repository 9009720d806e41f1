"""One perfume in one sentence, from its strongest reasons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flowery.advice.because import Because
from flowery.advice.phrasing import Phrasing
from flowery.words.vocabulary import Fragrance

_PERSONAL = ("taste", "learned", "memories")
_IS = ("like", "words", "season", "occasion", "intensity")
_FEW = 3  # notes that are named when no reason is known


def one_sentence(supports: Sequence[Because], fragrance: Fragrance, phrasing: Phrasing) -> str:
    """Why this perfume: what was asked for first, then what the person's own evidence adds. Without
    any reason it is what it smells of.
    """
    if not supports:
        return _facts(phrasing.notes(fragrance, _FEW), phrasing.language)
    phrases = [(because, phrasing.phrase(because, fragrance)) for because in _two(supports)]
    return _korean(phrases) if phrasing.language == "ko" else _english(phrases)


def _facts(notes: Sequence[str], language: str) -> str:
    if not notes:
        return ""
    names = ", ".join(notes)
    if language == "ko":
        return f"{names}{particle(names, '이', '가')} 들어 있어요."
    return f"It has {names}."


def _two(supports: Sequence[Because]) -> list[Because]:
    telling = [b for b in supports if b.what != "words"] or list(supports)
    first = telling[:1]
    rest = [b for b in telling[1:] if b.note is None or b.note != first[0].note]
    other = [b for b in rest if (b.kind in _PERSONAL) != (first[0].kind in _PERSONAL)]
    left = other or rest
    own = [b for b in left if b.note and b.quote]  # says more than a side that many perfumes have
    return first + (own or left)[:1]


def _english(phrases: Sequence[tuple[Because, str]]) -> str:
    said = [(_verb(because), phrase) for because, phrase in phrases]
    text = f"{said[0][0]} {said[0][1]}".strip()
    for (before, _), (verb, phrase) in pairwise(said):
        text += f", and {phrase}" if verb == before else f"; {f'{verb} {phrase}'.strip()}"
    return f"{text[:1].upper()}{text[1:]}."


def _verb(because: Because) -> str:
    if because.what == "want" and because.note is None:
        return "it is" if because.subject.startswith("accord:") else "it leads with"
    if because.what in _IS:
        return "it is"
    return "" if because.note is None and because.what == "mood" else "it has"


def _korean(phrases: Sequence[tuple[Because, str]]) -> str:
    (first, said), *others = phrases
    if not others:
        return f"{said}{_ending(first, said)}."
    second, added = others[0]
    if bool(first.note) == bool(second.note):
        return f"{said}, {added}{_ending(second, added)}."
    link = f"{particle(said, '이', '가')} 들어 있고" if first.note else particle(said, "이고", "고")
    return f"{said}{link}, {added}{_ending(second, added)}."


def _ending(because: Because, phrase: str) -> str:
    if because.note:
        return f"{particle(phrase, '이', '가')} 들어 있어요"
    return particle(phrase, "이에요", "예요")


def particle(word: str, after_consonant: str, after_vowel: str) -> str:
    """The form of a Korean particle that follows the last syllable of a word."""
    last = word.rstrip("’”'\")")[-1:]
    if not "가" <= last <= "힣":
        return after_vowel
    return after_consonant if (ord(last) - ord("가")) % 28 else after_vowel
