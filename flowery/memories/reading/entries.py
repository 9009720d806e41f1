"""What can be found in a text: notes and everyday sources under every name, and idioms that are
neither. It fills the phrase books from taxonomy, lexicon and cues, and reads no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.phrases import LetterBook, WordBook
from flowery.perfumery.folding import folded
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.words import EverydaySource, Lexicon
from flowery.words.vocabulary import Accord, Note

_UNGLOSSED = re.compile(r"\(.*\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name that was found, and the notes it stands for with how sure; it may have none."""

    kind: Literal["note", "source", "idiom"]
    form: str
    notes: tuple[tuple[str, float], ...] = ()

    @property
    def certainty(self) -> float:
        """How sure its best note is."""
        return max((sure for _, sure in self.notes), default=0.0)


@dataclass(frozen=True, slots=True)
class Books:
    """Every entry, by its English words and by its Korean letters."""

    english: WordBook[Entry]
    korean: LetterBook[Entry]


def load_books(taxonomy: Taxonomy, lexicon: Lexicon, cues: Cues) -> Books:
    """Idioms before notes before sources: the first to claim a form keeps it."""
    books = Books(WordBook(), LetterBook(("꽃", "잎", "나무", "껍질")))
    for entry in _idioms(cues):
        _add(books, entry)
    for entry in _notes(taxonomy):
        _add(books, entry)
    tails = frozenset((*cues.korean("noun_tail"), *cues.korean("smell_tail")))
    for source in lexicon.sources:
        for entry in _source(source, taxonomy, tails):
            _add(books, entry)
    return books


def is_korean(form: str) -> bool:
    """Is a form met letter by letter?"""
    return any("가" <= letter <= "힣" for letter in form)


def _add(books: Books, entry: Entry) -> None:
    if is_korean(entry.form):
        books.korean.add(entry.form, entry)
    else:
        books.english.add(entry.form, entry)


def _idioms(cues: Cues) -> Iterator[Entry]:
    idioms = cues.lists["idiom"]
    for form in (*idioms.english, *idioms.korean):
        yield Entry("idiom", form)


def _notes(taxonomy: Taxonomy) -> Iterator[Entry]:
    for note in taxonomy.notes.values():
        for name in names(note):
            yield Entry("note", name, ((note.id, 1.0),))


def names(noun: Note | Accord) -> tuple[str, ...]:
    """Every name of a note or accord, English first."""
    english = (noun.name, noun.id.replace("_", " "), *noun.aliases)
    korean = (_UNGLOSSED.sub("", name) for name in (noun.korean, *noun.korean_aliases))
    return tuple(name for name in (*english, *korean) if name)


def _source(source: EverydaySource, taxonomy: Taxonomy, tails: frozenset[str]) -> Iterator[Entry]:
    """Its best note only: a second one would be a guess upon a guess."""
    best = tuple(sorted(source.notes.items(), key=lambda pair: -pair[1])[:1])
    for form in (*source.english, *source.korean):
        if not _is_named(form, dict(best), taxonomy, tails):
            yield Entry("source", form, best)


def _is_named(form: str, notes: Iterable[str], taxonomy: Taxonomy, tails: frozenset[str]) -> bool:
    """Does the form name one of these notes, or its parent? Then that is read, as explicit."""
    kinds = {kind for note in notes for kind in (note, _parent(note, taxonomy)) if kind}
    known = [taxonomy.notes[kind] for kind in kinds if kind in taxonomy.notes]
    if is_korean(form):
        nouns = [name for note in known for name in names(note) if len(name) > 1]
        pieces = (form, *form.split())
        return any(_is_read_as(word, noun, tails) for word in pieces for noun in nouns)
    if taxonomy.note_named(form):
        return True
    words = folded(form).split()
    ends = range(1, len(words) + 1)
    parts = (" ".join(words[first:end]) for end in ends for first in range(end))
    named = {note.id for part in parts if (note := taxonomy.note_named(part))}
    return any(note.id in named for note in known)


def _is_read_as(word: str, noun: str, tails: frozenset[str]) -> bool:
    """생강차 is ginger with a tail that is known; 한약방 is a word of its own."""
    return word.endswith(noun) or (word.startswith(noun) and word.removeprefix(noun) in tails)


def _parent(note: str, taxonomy: Taxonomy) -> str | None:
    return taxonomy.notes[note].parent if note in taxonomy.notes else None
