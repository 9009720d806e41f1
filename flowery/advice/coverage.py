"""What a name covers in the taxonomy: the kinds of a note, all of a group, the notes of an accord,
the accords of a note.

It is careful on purpose, since vetoes rest on it: when in doubt, a name covers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

import numpy as np

from flowery.perfumery.folding import folded
from flowery.perfumery.notes import Taxonomy, direction
from flowery.words.vocabulary import Accord, Note

_LIKE_ACCORD = 0.5  # cosine from which a note with a facet of that name is led by the accord
_SHORTEST_NAME = 4  # letters; shorter note names ("fig", "oud") are looked for as whole words only


class Coverage:
    """What names cover in one taxonomy; each is worked out once."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.names = lru_cache(maxsize=None)(self._names)
        self.notes_of = lru_cache(maxsize=None)(self._notes_of)
        self.accords_of = lru_cache(maxsize=None)(self._accords_of)

    def narrowed(self, note: str, facet: str) -> frozenset[str]:
        """The kinds of a note that have a facet ("orange", "candied" -> candied_orange)."""
        known, word = self.taxonomy.notes, folded(facet)
        kinds = (known[kind] for kind in self.taxonomy.kinds_of(note) if kind in known)
        return frozenset(kind.id for kind in kinds if _has_facet(kind, word))

    def _names(self, note: str) -> tuple[frozenset[str], ...]:
        """Every name of a note and of its kinds, as sets of words."""
        names: set[frozenset[str]] = set()
        for kind in self.taxonomy.kinds_of(note):
            known = self.taxonomy.notes.get(kind)
            for name in (known.name, *known.aliases) if known else (kind,):
                words = frozenset(folded(name).split())
                if kind == note or len(words) > 1 or len("".join(words)) >= _SHORTEST_NAME:
                    names.add(words)
        return tuple(names - {frozenset()})

    def _notes_of(self, accord: str) -> frozenset[str]:
        """The notes that make an accord by name or by facet ("smoky": smoke, incense, tar)."""
        known = self.taxonomy.accords.get(accord)
        if known is None:
            return frozenset()
        names = {folded(name) for name in (known.id, known.name, *known.aliases)}
        like = [n.id for n in self.taxonomy.notes.values() if _makes(n, names, known)]
        like += [group.id for group in self.taxonomy.groups.values() if group.accord == accord]
        return frozenset(kind for note in like for kind in self.taxonomy.kinds_of(note))

    def _accords_of(self, note: str) -> frozenset[str]:
        """The accords that are called after a note or go with a group: "musky" goes by musk, "rose"
        by rose, "balsamic" by resins.
        """
        names, own = self.names(note), folded(self.taxonomy.label(note))
        group = self.taxonomy.groups.get(note)
        called = (
            accord.id
            for accord in self.taxonomy.accords.values()
            if is_called(accord.id, names) or own in map(folded, (accord.name, *accord.aliases))
        )
        return frozenset(called).union(group.accords if group else ())


def is_called(text: str, names: Iterable[frozenset[str]]) -> bool:
    """Whether all words of one of these names stand in a text."""
    words = frozenset(folded(text).split())
    return any(name <= words for name in names)


def covered(vetoes: Collection[str], taxonomy: Taxonomy) -> frozenset[str]:
    """The subjects that these vetoes cover: nothing of them can be wished for any more."""
    notes: set[str] = set()
    for veto in vetoes:
        kind, _, name = veto.partition(":")
        notes |= taxonomy.kinds_of(name) if kind == "note" else frozenset()
        notes |= taxonomy.side_of(name) if kind == "axis" else frozenset()
    return frozenset(vetoes) | {f"note:{note}" for note in notes}


def _has_facet(note: Note, word: str) -> bool:
    return word in map(folded, note.facets) or word in folded(note.name).split()


def _makes(note: Note, names: set[str], accord: Accord) -> bool:
    words = [frozenset(name.split()) for name in names]
    if is_called(note.name, words) or is_called(note.id, words):
        return True
    return bool(names & set(map(folded, note.facets))) and _cosine(note, accord) >= _LIKE_ACCORD


def _cosine(note: Note, accord: Accord) -> float:
    one, other = direction(note.axes), direction(accord.axes)
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / lengths if lengths else 0.0
