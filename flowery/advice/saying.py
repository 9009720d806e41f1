"""A question as it is compared: cleaned, and cut into words and stops with their places.

Latin and Hangul letters never share a word here, so that "rose향" is rose and 향.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from flowery.perfumery.folding import folded, singular

Span = tuple[int, int]

_PIECE = re.compile(r"[가-힣]+|[^\W_가-힣]+(?:['’][^\W_가-힣]+)*|[,.;:!?/&+\n]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a stop: as it is compared, and where it stands in the cleaned text."""

    form: str
    start: int
    end: int
    is_korean: bool

    @property
    def is_stop(self) -> bool:
        """Whether this is punctuation."""
        return not self.form[:1].isalnum()


def cleaned(text: str) -> str:
    """The text in composed form, without letters that nobody sees: "tube\u200brose" is tuberose."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(c for c in composed if unicodedata.category(c) != "Cf")


def words_of(text: str, hidden: tuple[Span, ...] = ()) -> tuple[Word, ...]:
    """The words of a cleaned text; what stands in a hidden span is a stop."""
    found: list[Word] = []
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if any(start < to and end > begin for begin, to in hidden):
            if not found or found[-1].form != "|":
                found.append(Word("|", start, end, is_korean=False))
            continue
        korean = "가" <= piece[0][0] <= "힣"
        form = piece[0] if korean else folded(piece[0]) or piece[0]
        found.append(Word(form, start, end, korean))
    return tuple(found)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with spaces in these places, so that every other place stays."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def is_korean(text: str) -> bool:
    """Whether a text is answered in Korean: two Hangul syllables or more, and a fifth of its
    letters.
    """
    hangul = sum("가" <= c <= "힣" for c in text)
    letters = sum(c.isalpha() for c in text)
    return hangul >= 2 and hangul * 5 >= letters


def language_of(question: str, usual: str) -> str:
    """The language a question is answered in: its own, or the person's where it has no letters."""
    if not any(c.isalpha() for c in question):
        return "ko" if usual == "ko" else "en"
    return "ko" if is_korean(question) else "en"


def form_key(name: str) -> tuple[str, ...]:
    """A name as its words are compared: folded, plurals off."""
    return tuple(singular(word) for word in folded(name).split())
