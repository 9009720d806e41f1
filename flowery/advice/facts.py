"""What a model is given to word an answer from, and what its words may name: nothing besides.

The checks read the words alone; no prompt and no model reaches them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flowery.advice.phrases import KnownPhrases
from flowery.advice.saying import cleaned, words_of
from flowery.advice.titles import Titles
from flowery.models.readable import is_plain
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.folding import folded
from flowery.words.vocabulary import Answer, Chance, Fragrance, Recommendation

Facts = Mapping[str, object]

_INSIDE = re.compile(r"(?<![.!?…:“\"‘(\n]\s)(?<!^)(?<![“\"‘(])\b[A-ZÀ-Þ](?:(?![가-힣])[\w'’-])+")
"""A name inside a sentence; a Korean particle may follow it without a space."""
_BODY = re.compile(r"\b(?:on|against|to|near) (?:your|the) (?:own )?skin\b", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’]")  # "Bois d'Encens" names Encens
_NUMBER = re.compile(r"\d+")
_LAYERS = ("top", "heart", "base", "flat")


def facts_of(answer: Answer, language: str, catalogue: Catalogue) -> Facts:
    """An answer as data. Of a comparison also what each perfume is made of, and how likely it is
    liked: there the perfumes themselves are asked about.
    """
    compares = answer.kind == "comparison"
    return {
        "language": "Korean" if language == "ko" else "English",
        "question": answer.question,
        "understood": answer.answer,
        "perfumes": [
            _perfume(one) | (_compared(one, language, catalogue) if compares else {})
            for one in answer.recommendations
        ],
    }


def _perfume(one: Recommendation) -> dict[str, object]:
    return {
        "id": one.fragrance_id,
        "house": one.brand,
        "name": one.name,
        "for": [_said(reason.detail, reason.quote) for reason in one.supports],
        "against": [reason.detail for reason in one.opposes],
    }


def _said(detail: str, quote: str) -> str:
    return f"{detail} (“{quote}”)" if quote else detail


def _compared(one: Recommendation, language: str, catalogue: Catalogue) -> dict[str, object]:
    if one.fragrance_id not in catalogue:
        return {}
    notes = _notes_of(catalogue.get(one.fragrance_id), language, catalogue)
    return {"notes": notes} | ({"liked": _likely(one.chance)} if one.chance else {})


def _notes_of(fragrance: Fragrance, language: str, catalogue: Catalogue) -> dict[str, list[str]]:
    label = catalogue.taxonomy.label
    layers = {layer: [label(n, language) for n in getattr(fragrance, layer)] for layer in _LAYERS}
    return {layer: notes for layer, notes in layers.items() if notes}


def _likely(chance: Chance) -> str:
    return f"{chance.value:.0%}, between {chance.low:.0%} and {chance.high:.0%}"


@dataclass(frozen=True)
class Nameable:
    """What the words of a model may name: perfumes by id, notes, and names and numbers that were
    given.
    """

    perfumes: frozenset[str]
    notes: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    known: KnownPhrases
    titles: Titles

    @classmethod
    def of(cls, answer: Answer, given: str, known: KnownPhrases, titles: Titles) -> Nameable:
        """What an answer gives. A note counts when Flowery named it, not when a question or a
        memory did, and never when it was to be left out.
        """
        perfumes = {one.fragrance_id for one in answer.recommendations} | set(answer.brief.like)
        out = {v.removeprefix("note:") for v in answer.brief.vetoes}
        notes = _notes(cleaned("\n".join(_told(answer))), known)
        if answer.kind == "comparison":
            notes |= _made_of(answer, titles.catalogue)
        words = {*folded(given).split(), *folded(_APOSTROPHE.sub(" ", given)).split()}
        told = (frozenset(words), frozenset(_NUMBER.findall(given)))
        return cls(frozenset(perfumes), frozenset(notes - out), *told, known, titles)

    def holds(self, text: str) -> bool:
        """Whether a text is plain, and names nothing besides."""
        return is_plain(text) and self.covers(text)

    def covers(self, text: str) -> bool:
        """Whether a text names no perfume, note, number or other name besides."""
        clean = cleaned(text)
        if any(named not in self.perfumes for _, _, named in self.titles.mentions(clean)):
            return False
        names = (set(folded(name).split()) for name in _INSIDE.findall(clean))
        return (
            all(name <= self.words for name in names)
            and self.numbers.issuperset(_NUMBER.findall(clean))
            and _notes(_BODY.sub(" ", clean), self.known) <= self.notes
        )


def _told(answer: Answer) -> Iterable[str]:
    """Everything that Flowery says in an answer."""
    yield answer.answer
    for one in answer.recommendations:
        yield one.title
        yield from (reason.detail for reason in (*one.supports, *one.opposes))


def _made_of(answer: Answer, catalogue: Catalogue) -> set[str]:
    ids = (one.fragrance_id for one in answer.recommendations)
    return {note for i in ids if i in catalogue for note in catalogue.get(i).notes}


def _notes(text: str, known: KnownPhrases) -> set[str]:
    found = known.find(words_of(text))
    return {note for one in found for note in one.of("note")}
