"""What an answer promises, looked up afterwards in the catalogue and in the person's memories: real
perfumes, sums that hold, reasons on both sides, no veto broken, quotes that stand where they are
said to, and notes that are really there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from flowery.perfumery.catalogue import Catalogue
from flowery.words.vocabulary import Answer, ExtractedScent, Fragrance, Reason, Recommendation

ReadSmells = Callable[[str], Sequence[ExtractedScent]]
Told = tuple[str, bool]
"""A rule, and whether it was kept."""

SHELVES = ("safest", "usual", "stretch", "surprise")
_CLOSE = 1.5e-6  # parts are written with six digits
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|「[^」]*」")


class Rules:
    """The rules over one catalogue; `read` names the notes in a sentence."""

    def __init__(self, catalogue: Catalogue, read: ReadSmells) -> None:
        self._catalogue = catalogue
        self._taxonomy = catalogue.taxonomy
        self._read = read

    def structure(self, answer: Answer) -> Iterator[Told]:
        """For every perfume of an answer, each rule of its form."""
        vetoed = [s.removeprefix("note:") for s in answer.brief.vetoes if s.startswith("note:")]
        shut = self._catalogue.rows_with_any(vetoed) if vetoed else None
        for one in answer.recommendations:
            is_real = one.fragrance_id in self._catalogue
            yield "in the catalogue", is_real
            yield "parts sum to the score", abs(sum(one.parts.values()) - one.score) <= _CLOSE
            yield "a reason for", bool(one.supports)
            yield "a reason against", bool(one.opposes)
            yield "a known shelf", one.shelf is None or one.shelf in SHELVES
            if is_real and shut is not None:
                yield "no veto broken", not shut[self._catalogue.row(one.fragrance_id)]

    def quotes(self, answer: Answer, memories: Mapping[str, str]) -> Iterator[bool]:
        """Whether each quote stands in the words of its memory, by the ids of memories."""
        for memory_id, quote in _quotes(answer):
            yield quote in memories.get(memory_id, "")

    def named(self, answer: Answer) -> Iterator[bool]:
        """Whether each note that is named in a sentence is in the perfume or in the question."""
        asked = self._asked(answer)
        for one in answer.recommendations:
            if one.fragrance_id in self._catalogue:
                fragrance = self._catalogue.get(one.fragrance_id)
                held = asked | self._held(fragrance)
                yield from (note in held for note in self.notes_in(one, fragrance))

    def notes_in(self, one: Recommendation, fragrance: Fragrance) -> list[str]:
        """The notes that the sentence of a perfume names, but for those in quotes and names."""
        said = one.sentence
        for reason in (*one.supports, *one.opposes):
            if reason.note is None and reason.detail:
                said = said.replace(reason.detail, " ")
        for name in (fragrance.title, fragrance.name, fragrance.brand):
            said = said.replace(name, " ")
        read = self._read(_QUOTED.sub(" ", said))
        return [s.note for s in read if s.note and s.status == "explicit" and not s.absent]

    def _asked(self, answer: Answer) -> set[str]:
        brief = answer.brief
        notes = {s.removeprefix("note:") for s in (*brief.wants, *brief.vetoes, *brief.avoid)}
        for fragrance_id in brief.like:
            if fragrance_id in self._catalogue:
                notes |= self._held(self._catalogue.get(fragrance_id))
        return notes

    def _held(self, fragrance: Fragrance) -> set[str]:
        """The notes of a perfume, what each is a kind of, and its accords."""
        broader = (b for note in fragrance.notes for b in self._taxonomy.broader_than(note))
        return {*fragrance.notes, *broader, *fragrance.accords}


def is_for_anything(one: Recommendation, named: Sequence[str]) -> bool:
    """Whether a sentence could stand under any perfume: it names no note and rests on no memory."""
    return not named and not any(_rests_on(reason, one) for reason in one.supports)


def _rests_on(reason: Reason, one: Recommendation) -> bool:
    return bool(reason.memory_id and reason.detail and reason.detail in one.sentence)


def _quotes(answer: Answer) -> Iterator[tuple[str, str]]:
    for one in answer.recommendations:
        for reason in (*one.supports, *one.opposes):
            if reason.memory_id and reason.quote:
                yield reason.memory_id, reason.quote
    yield from ((found.memory_id, found.quote) for found in answer.memories if found.quote)
