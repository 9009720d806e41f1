"""English glosses for Korean words of smell: the bundled encoder reads English only.

It knows the Korean names of notes and accords, everyday sources and the words of the lexicon; it
does not translate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.words import Lexicon

_HANGUL = re.compile(r"[가-힣]+")
_SMELLING = ("향", "냄새", "내음", "꽃", "나무", "차")
"""What follows a name of one syllable when it is a smell: 귤향, not 귤 in any word."""

_ENGLISH_ONLY = ("all-MiniLM", "fake-words")
"""How the ids of encoders begin that were trained on English alone."""

_SHORTEST = 2  # syllables; shorter ones are parts of other words


class Gloss:
    """A word book from Korean to English, made once."""

    def __init__(self, taxonomy: Taxonomy, lexicon: Lexicon) -> None:
        self._english = dict(_forms(taxonomy, lexicon))
        self._longest = max(map(len, self._english), default=0)

    def for_encoder(self, embedder: str, text: str) -> str:
        """A text as an encoder reads it best: in English where it knows no other language."""
        return self.english(text) if embedder.startswith(_ENGLISH_ONLY) else text

    def english(self, text: str) -> str:
        """The text with its Korean words in English, and without those that have no gloss.

        On twelve memories in two languages, Hangul left in the text drew the encoder to whatever
        else was Korean; without it, questions found their memory across languages.
        """
        if not _HANGUL.search(text):
            return text
        glossed = _HANGUL.sub(" ", "".join(self._parts(text)))
        return " ".join(glossed.split()) if any(map(str.isalnum, glossed)) else text

    def words(self, text: str) -> tuple[str, ...]:
        """The glosses of the Korean words in a text, in their order, each once."""
        return tuple(dict.fromkeys(self._found(text)))

    def _found(self, text: str) -> Iterator[str]:
        return (self._english[text[start:end]] for start, end in self._spans(text))

    def _parts(self, text: str) -> Iterator[str]:
        place = 0
        for start, end in self._spans(text):
            yield text[place:start]
            yield f" {self._english[text[start:end]]}, "
            place = end
        yield text[place:]

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        reached = 0
        for run in _HANGUL.finditer(text):
            place = max(run.start(), reached)
            while place < run.end():
                form = self._longest_at(text, place)
                if form is None:
                    break  # what follows inside this word are endings
                yield place, place + len(form)
                place += len(form)
            reached = place

    def _longest_at(self, text: str, place: int) -> str | None:
        for length in range(self._longest, 0, -1):
            form = text[place : place + length]
            if form in self._english and (length >= _SHORTEST or _smells(text, place + length)):
                return form
        return None


def _smells(text: str, place: int) -> bool:
    return text[place : place + 3].lstrip().startswith(_SMELLING)


def _forms(taxonomy: Taxonomy, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """(Korean form, gloss); of two glosses for a form the last counts, so notes come last."""
    for word in lexicon.words:
        yield from ((form, word.english[0]) for form in word.korean if word.english)
    for source in lexicon.sources:
        yield from ((form, source.english[0]) for form in source.korean if source.english)
    for accord in (*taxonomy.families.values(), *taxonomy.accords.values()):
        yield from ((form, accord.name) for form in (accord.korean, *accord.korean_aliases))
    for note in taxonomy.notes.values():
        yield from ((form, note.name) for form in (note.korean, *note.korean_aliases))
