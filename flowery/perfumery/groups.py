"""Words for many notes at once: "white flowers", "woods", "spices", "berries".

A group goes by the name of a note, since perfumes that name nothing finer list it as one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flowery.perfumery import knowledge
from flowery.words.vocabulary import AXES

ABOVE_ALL = 0.7
"""From this weight an axis is what a note is about. In the built-in data it takes vanilla, tonka
bean and honey for sweet (.75 and more) and leaves benzoin, heliotrope and fig, which are sweetish.
"""


@dataclass(frozen=True, slots=True)
class Group:
    """A word for many notes: all that smell of its `axes` above all, that are filed under its
    `families`, and its `notes`.

    Families and notes are of the side that its first axis names. `id` is the note of that name,
    `english` and `korean` are further words for it, `accords` go with it.
    """

    id: str
    axes: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    accords: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    korean: tuple[str, ...] = ()

    @property
    def accord(self) -> str | None:
        """The accord that means the same; a whole side of smell is more than any accord."""
        return self.accords[0] if self.accords and not self.axes else None


def load_groups(notes: Collection[str], accords: Collection[str]) -> Mapping[str, Group]:
    """The groups that come with Flowery, by id. Raises FloweryError for a wrong row."""

    def made(row: dict[str, Any]) -> Group:
        group = Group(**{name: _listed(value) for name, value in row.items()})
        unknown = {group.id, *group.notes} - set(notes) | set(group.accords) - set(accords)
        if unknown or group.id in group.notes or set(group.axes) - set(AXES):
            raise ValueError(f"names itself, or unknown notes, accords or axes: {sorted(unknown)}")
        return group

    return {group.id: group for group in knowledge.read("groups.jsonl", made)}


def is_about(axes: Mapping[str, float], axis: str) -> bool:
    """Whether something smells of this side above all."""
    return axes.get(axis, 0.0) >= max(ABOVE_ALL, *axes.values())


def _listed(value: str | list[str]) -> Any:
    return tuple(value) if isinstance(value, list) else value
