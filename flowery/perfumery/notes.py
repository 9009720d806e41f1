"""The taxonomy: notes, accords and families by name in two languages, what is a kind of what, and
the 14 axes of each.

It does not know everyday things that smell (`words`) nor any perfume (`catalogue`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery import knowledge
from flowery.perfumery.folding import folded, identifier, singular
from flowery.words.vocabulary import AXES, Accord, Layer, Note

LAYER_WEIGHTS: Mapping[Layer, float] = {"top": 0.35, "heart": 0.40, "base": 0.25}
"""How much a layer of the pyramid weighs in a perfume as a whole (SFP convention)."""


@dataclass(frozen=True)
class Taxonomy:
    """Every note, accord and family that is known."""

    notes: Mapping[str, Note]
    accords: Mapping[str, Accord]
    families: Mapping[str, Accord]

    def note_named(self, name: str) -> Note | None:
        """The note of an English or Korean name, alias or plural; None when there is none."""
        key = folded(name)
        return self._note_names.get(key) or self._note_names.get(singular(key))

    def accord_named(self, name: str) -> Accord | None:
        """The accord of a name in either language; None when there is none."""
        return self._accord_names.get(folded(name))

    def family_named(self, name: str) -> Accord | None:
        """The family of a name in either language; None when there is none."""
        return self._family_names.get(folded(name))

    def note_id(self, name: str) -> str:
        """The id of a note by name; an unknown name becomes an id of its own, never somebody
        else's.
        """
        known = self.note_named(name)
        return known.id if known else identifier(name)

    def kinds_of(self, note_id: str) -> frozenset[str]:
        """The note and everything that is a kind of it ("rose" covers "damask_rose")."""
        found, open_ids = {note_id}, [note_id]
        while open_ids:
            for child in self._children[open_ids.pop()]:
                if child not in found:
                    found.add(child)
                    open_ids.append(child)
        return frozenset(found)

    def axes_of(self, note_id: str) -> NDArray[np.float32]:
        """What a note weighs on the 14 axes, shape (14,); zeros when it is unknown."""
        note = self.notes.get(note_id)
        return direction(note.axes) if note else np.zeros(len(AXES), dtype=np.float32)

    def label(self, note_id: str, language: str = "en") -> str:
        """The name of a note or accord to show; an unknown id is shown as the words it was made
        of.
        """
        noun = self.notes.get(note_id) or self.accords.get(note_id) or self.families.get(note_id)
        if noun is None:
            return note_id.replace("_", " ")
        return noun.korean if language == "ko" and noun.korean else noun.name

    def note_names(self) -> Mapping[str, Note]:
        """Every folded name of every note, in both languages."""
        return self._note_names

    @cached_property
    def _note_names(self) -> dict[str, Note]:
        return _by_name(self.notes.values())

    @cached_property
    def _accord_names(self) -> dict[str, Accord]:
        return _by_name(self.accords.values())

    @cached_property
    def _family_names(self) -> dict[str, Accord]:
        return _by_name(self.families.values())

    @cached_property
    def _children(self) -> defaultdict[str, list[str]]:
        children: defaultdict[str, list[str]] = defaultdict(list)
        for note in self.notes.values():
            if note.parent:
                children[note.parent].append(note.id)
        return children


def direction(weights: Mapping[str, float]) -> NDArray[np.float32]:
    """Named weights as a vector over the 14 axes, shape (14,)."""
    return np.array([weights.get(axis, 0.0) for axis in AXES], dtype=np.float32)


def load_taxonomy() -> Taxonomy:
    """The taxonomy that comes with Flowery. Raises FloweryError for a wrong row."""
    notes = knowledge.read("notes.jsonl", _note)
    accords = knowledge.read("accords.jsonl", _accord)
    families = knowledge.read("families.jsonl", _accord)
    return Taxonomy(_by_id(notes), _by_id(accords), _by_id(families))


def _by_id(nouns: Iterable[Any]) -> dict[str, Any]:
    return {noun.id: noun for noun in nouns}


def _by_name(nouns: Iterable[Any]) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for noun in nouns:
        for name in (noun.name, noun.id, noun.korean, *noun.aliases, *noun.korean_aliases):
            names.setdefault(folded(name), noun)
    return names


def _note(row: dict[str, Any]) -> Note:
    listed = ("aliases", "korean_aliases", "facets", "allergens")
    return Note(**knowledge.listed(row, listed) | {"axes": knowledge.axes(row["axes"])})


def _accord(row: dict[str, Any]) -> Accord:
    listed = ("aliases", "korean_aliases")
    return Accord(**knowledge.listed(row, listed) | {"axes": knowledge.axes(row["axes"])})
