"""What is known by name in a question: notes, accords, axes, qualities, moods, seasons, occasions.

It finds phrases, longest first, and says everything a phrase may mean. Whether it is wanted or left
out is the business of `polarity`; which everyday things smell of what is that of the smell reader.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from flowery.advice.saying import Word as Said, form_key
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.folding import folded, singular
from flowery.perfumery.words import Lexicon

_LONGEST = 6  # words of a phrase
_KOREAN_TAIL = 5  # syllables of endings that may follow a Korean form ("장미에서부터는")
_ALIKE = 84  # of 100: "tuberoze" and "tubrose" are tuberose, "tube" is not
_PARTICLES = frozenset(
    (
        "이",
        "가",
        "은",
        "는",
        "을",
        "를",
        "의",
        "에",
        "와",
        "과",
        "도",
        "만",
        "로",
        "랑",
        "나",
        "향",
        "맛",
    )
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a phrase may mean. `kind`: "note", "accord", "group" (of notes), or a kind of
    lexicon word such as "quality", "mood", "season".
    """

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Found:
    """A known phrase in the words of a question, from word `first` up to and including `last`.

    `tail` is what follows it inside its last Korean word ("하지" in "우디하지").
    """

    first: int
    last: int
    meanings: tuple[Meaning, ...]
    form: str
    tail: str = ""

    def of(self, *kinds: str) -> tuple[str, ...]:
        """The ids it may mean of these kinds."""
        return tuple(m.id for m in self.meanings if m.kind in kinds)


class KnownPhrases:
    """Every name of the taxonomy, the lexicon and the catalogue's own notes."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._latin: dict[str, dict[tuple[str, ...], list[Meaning]]] = defaultdict(dict)
        self._korean: dict[str, dict[tuple[str, ...], list[Meaning]]] = defaultdict(dict)
        for meaning, name in _named(catalogue, lexicon):
            self._add(meaning, name)
        self._note_names = [
            " ".join(key)
            for forms in self._latin.values()
            for key, meanings in forms.items()
            if any(m.kind == "note" for m in meanings) and len("".join(key)) > 4
        ]

    def find(self, words: Sequence[Said]) -> tuple[Found, ...]:
        """Every phrase, in order, none inside another."""
        found: list[Found] = []
        place = 0
        while place < len(words):
            here = self._at(words, place)
            found.extend(here)
            place = here[-1].last + 1 if here else place + 1
        return tuple(found)

    def guess(self, word: str) -> str | None:
        """The id of the note whose name a misspelt word comes closest to; None when none is
        close.
        """
        if len(word) < 5:
            return None
        best = process.extractOne(
            singular(word), self._note_names, scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        if best is None:
            return None
        key = tuple(best[0].split())
        return next(m.id for m in self._latin[key[0]][key] if m.kind == "note")

    def _add(self, meaning: Meaning, name: str) -> None:
        key = form_key(name)
        if not key or len(key) > _LONGEST:
            return
        korean = "가" <= key[0][0] <= "힣"
        index = self._korean[key[0][0]] if korean else self._latin[key[0]]
        meanings = index.setdefault(key, [])
        if meaning not in meanings:
            meanings.append(meaning)

    def _at(self, words: Sequence[Said], place: int) -> list[Found]:
        if words[place].is_stop:
            return []
        if words[place].is_korean:
            return self._korean_at(words, place)
        forms = self._latin.get(singular(words[place].form), {})
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            key = tuple(singular(word.form) for word in words[place : place + length])
            if key in forms:
                last = place + length - 1
                return [Found(place, last, tuple(forms[key]), " ".join(key))]
        return []

    def _korean_at(self, words: Sequence[Said], place: int) -> list[Found]:
        best: Found | None = None
        for key, meanings in self._korean.get(words[place].form[0], {}).items():
            last = place + len(key) - 1
            if last >= len(words) or (best and len("".join(key)) <= len(best.form)):
                continue
            middle = all(words[place + i].form == part for i, part in enumerate(key[:-1]))
            tail = words[last].form.removeprefix(key[-1])
            if middle and words[last].form.startswith(key[-1]) and _may_follow(key, tail):
                best = Found(place, last, tuple(meanings), "".join(key), tail)
        return [best, *self._in_tail(best)] if best else []

    def _in_tail(self, found: Found) -> list[Found]:
        """A second thing in one Korean word: 비누 in "장미비누"."""
        for length in range(len(found.tail), 1, -1):
            meanings = self._korean.get(found.tail[0], {}).get((found.tail[:length],))
            if meanings:
                tail = found.tail[length:]
                return [Found(found.last, found.last, tuple(meanings), found.tail[:length], tail)]
        return []


def _may_follow(key: tuple[str, ...], tail: str) -> bool:
    if len("".join(key)) == 1:
        return not tail or tail in _PARTICLES
    return len(tail) <= _KOREAN_TAIL


def _named(catalogue: Catalogue, lexicon: Lexicon) -> Iterator[tuple[Meaning, str]]:
    taxonomy = catalogue.taxonomy
    for group in taxonomy.groups.values():
        named = taxonomy.notes[group.id]
        names = (named.name, named.korean, *named.aliases, *named.korean_aliases)
        words = _distinct(names, group.english, group.korean)
        yield from ((Meaning("group", group.id), word) for word in words if word)
    for kind, nouns in (("note", taxonomy.notes), ("accord", taxonomy.accords)):
        for noun in nouns.values():
            names = (noun.name, noun.korean, *noun.aliases, *noun.korean_aliases)
            yield from ((Meaning(kind, noun.id), name) for name in names if name)
    for note in catalogue.note_ids():
        if note not in taxonomy.notes:
            yield Meaning("note", note), folded(note)
    for lexeme in lexicon.words:
        meaning = Meaning(lexeme.kind, lexeme.id)
        yield from ((meaning, name) for name in _distinct(lexeme.english, lexeme.korean))


def _distinct(*forms: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(form for group in forms for form in group)
