"""Which everyday thing or feeling somebody's own words name, in either language, so that "roses"
and "장미" of two memories are one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flowery.perfumery.folding import folded, singular
from flowery.perfumery.words import EverydaySource, Lexicon, Word


class Everyday:
    """The names of everyday sources and feelings, made once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._sources = _by_form(lexicon.sources)
        self._feelings = _by_form(lexicon.of_kind("emotion"))

    def source(self, words: str) -> str:
        """The id of the everyday source that is named, else the words themselves, folded."""
        return _named(words, self._sources)

    def feeling(self, words: str) -> str:
        """The id of the feeling that is named, else the words themselves, folded."""
        return _named(words, self._feelings)


def _by_form(things: Iterable[EverydaySource | Word]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for thing in things:
        for form in (*_english(thing.english), *thing.korean, thing.id):
            forms.setdefault(folded(form), thing.id)
    return forms


def _english(forms: Sequence[str]) -> Iterable[str]:
    return (one for form in forms for one in (form, singular(folded(form))))


def _named(words: str, forms: dict[str, str]) -> str:
    key = folded(words)
    return forms.get(key) or forms.get(singular(key)) or key or words
