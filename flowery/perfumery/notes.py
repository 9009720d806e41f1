"""The taxonomy: notes, accords and families by name in two languages, what is a kind of what, which
words mean many notes, and the 14 axes of each.

It does not know everyday things that smell (`words`) nor any perfume (`catalogue`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery import knowledge
from flowery.perfumery.folding import folded, identifier, singular
from flowery.perfumery.groups import Group, is_about, load_groups
from flowery.words.vocabulary import AXES, Accord, Layer, Note

LAYER_WEIGHTS: Mapping[Layer, float] = {"top": 0.35, "heart": 0.40, "base": 0.25}
"""How much a layer of the pyramid weighs in a perfume as a whole (SFP convention)."""


@dataclass(frozen=True)
class Taxonomy:
    """Every note, accord, family and group of notes that is known."""

    notes: Mapping[str, Note]
    accords: Mapping[str, Accord]
    families: Mapping[str, Accord]
    groups: Mapping[str, Group] = field(default_factory=dict)

    def knowing(self, others: Mapping[str, str]) -> Taxonomy:
        """This taxonomy with other names of its notes (name -> note id); "" is no note."""
        names: defaultdict[str, list[str]] = defaultdict(list)
        for name, note_id in others.items():
            names[note_id].append(name.replace("_", " "))
        told = {n: note for n, note in self.notes.items() if n in names}
        more = {n: replace(note, aliases=(*note.aliases, *names[n])) for n, note in told.items()}
        return replace(self, notes={**self.notes, **more}) if more else self

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
        """The note and everything that its name covers: kinds of it ("rose" covers "damask_rose"),
        and all of a group ("white_flowers" covers "jasmine" and its kinds).
        """
        found = {note_id} | self._members.get(note_id, frozenset())
        open_ids = list(found)
        while open_ids:
            children = set(self._children.get(open_ids.pop(), ())) - found
            open_ids.extend(children)
            found |= children
        return frozenset(found)

    def broader_than(self, note_id: str) -> tuple[str, ...]:
        """What a note is a kind of, then the groups it belongs to."""
        return self._broader.get(note_id, ())

    def siblings_of(self, note_id: str) -> frozenset[str]:
        """The notes that are a kind of the same note; none for one that is no kind of another."""
        note = self.notes.get(note_id)
        if note is None or note.parent is None:
            return frozenset()
        return frozenset(self._children[note.parent]) - {note_id}

    def side_of(self, axis: str) -> frozenset[str]:
        """Every note of one side of smell: what smells of it above all, and what is filed there."""
        return self._sides[axis]

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
    def _broader(self) -> dict[str, tuple[str, ...]]:
        above: defaultdict[str, list[str]] = defaultdict(list)
        for note in self.notes.values():
            above[note.id] += [note.parent] if note.parent else []
        for group, members in self._members.items():
            for note_id in members:
                above[note_id].append(group)
        return {note_id: tuple(dict.fromkeys(found)) for note_id, found in above.items()}

    @cached_property
    def _members(self) -> dict[str, frozenset[str]]:
        return {group.id: frozenset(self._in(group)) - {group.id} for group in self.groups.values()}

    def _in(self, group: Group) -> Iterator[str]:
        """The notes of a group, and of the groups that it lists."""
        for axis in group.axes:
            yield from self.side_of(axis)
        for note in group.notes:
            yield note
            if note in self.groups:
                yield from self._in(self.groups[note])

    @cached_property
    def _sides(self) -> dict[str, frozenset[str]]:
        return {axis: frozenset(self._on(axis)) for axis in AXES}

    def _on(self, axis: str) -> Iterator[str]:
        groups = [group for group in self.groups.values() if group.axes[:1] == (axis,)]
        families = {family for group in groups for family in group.families}
        yield from (note for group in groups for note in group.notes)
        for note in self.notes.values():
            if note.family in families or is_about(note.axes, axis):
                yield note.id

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
    by_id, accords_by_id = _by_id(notes), _by_id(accords)
    groups = load_groups(by_id, accords_by_id)
    return Taxonomy(by_id, accords_by_id, _by_id(families), groups)


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
