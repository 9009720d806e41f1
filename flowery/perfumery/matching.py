"""Why a perfume is here: what in it answers which wish of a search, and what two perfumes share.

It tells facts of single perfumes and ranks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from flowery.perfumery.asking import Asked
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.terms import Term
from flowery.words.vocabulary import Fragrance

_GOES_WITH = 0.4  # from this strength a note that goes with a mood is told as its reason
_MOST = 4  # notes that are told of one wish


@dataclass(frozen=True, slots=True)
class Match:
    """What in a perfume answers one wish: notes, accords, and which season, occasion or family of
    it.
    """

    wish: Term
    notes: tuple[str, ...] = ()
    accords: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """What two perfumes have in common, the most telling first."""

    notes: tuple[str, ...]
    accords: tuple[str, ...]


def matches(fragrance: Fragrance, asked: Asked, taxonomy: Taxonomy) -> tuple[Match, ...]:
    """What in a perfume answers each wish; a wish that only its direction answers is left out."""
    different = {id(term): term for term in (*asked.wants, *asked.more)}
    told = (_match(fragrance, term, taxonomy) for term in different.values())
    return tuple(match for match in told if match.notes or match.accords or match.labels)


def shared(one: Fragrance, other: Fragrance, catalogue: Catalogue) -> Shared:
    """The notes that two perfumes share, the rarest first, and their accords, the strongest
    first.
    """
    notes = set(one.notes) & set(other.notes)
    accords = set(one.accords) & set(other.accords)
    size = len(catalogue)
    rarity = {note: np.log1p(size / max(1, catalogue.frequency(note))) for note in notes}
    strength = {accord: min(one.accords[accord], other.accords[accord]) for accord in accords}
    return Shared(
        tuple(sorted(notes, key=lambda note: (-rarity[note], note))),
        tuple(sorted(accords, key=lambda accord: (-strength[accord], accord))),
    )


def _match(fragrance: Fragrance, term: Term, taxonomy: Taxonomy) -> Match:
    kinds = frozenset[str]().union(*map(taxonomy.kinds_of, term.named))
    named = [note for note in fragrance.notes if note in kinds]
    wanted = {*kinds, *((term.accord,) if term.accord else ())}
    accords = wanted & fragrance.accords.keys()
    if not (named or accords):
        usual = [note for note, strength in term.notes.items() if strength >= _GOES_WITH]
        named = [note for note in fragrance.notes if note in _with_kinds(usual, taxonomy)]
    return Match(
        term,
        tuple(named[:_MOST]),
        tuple(sorted(accords - set(named))),
        tuple(_labels(fragrance, term)),
    )


def _with_kinds(notes: Iterable[str], taxonomy: Taxonomy) -> frozenset[str]:
    return frozenset[str]().union(*map(taxonomy.kinds_of, notes))


def _labels(fragrance: Fragrance, term: Term) -> Iterable[str]:
    if term.season in fragrance.seasons and term.season:
        yield term.season
    if term.occasion in fragrance.occasions and term.occasion:
        yield term.occasion
    if term.family and term.family == fragrance.family:
        yield term.family
