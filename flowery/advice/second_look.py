"""The second look at every perfume before it is shown: does it hold what is excluded, by its facts?

It is written apart from the masks, so that one mistake cannot pass both.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flowery.advice.coverage import Coverage, is_called
from flowery.advice.exclusions import Exclusion
from flowery.perfumery.groups import ABOVE_ALL, Group
from flowery.perfumery.naming import load_houses
from flowery.words.vocabulary import Fragrance, Note


def breaks(fragrance: Fragrance, exclusion: Exclusion, coverage: Coverage) -> bool:
    """Whether a perfume holds what is excluded."""
    kind, _, name = exclusion.subject.partition(":")
    if kind == "axis":
        return _smells_of_axis(fragrance, name, coverage)
    if kind == "accord":
        like = coverage.notes_of(name)
        made = any(_ancestors(note, coverage) & like for note in fragrance.notes)
        return name in fragrance.accords or made
    if kind == "fragrance":
        return fragrance.id == name
    if kind == "house":
        return load_houses().key(fragrance.brand) == load_houses().key(name)
    if exclusion.facet or exclusion.layer is not None:
        return _holds_narrowed(fragrance, name, exclusion, coverage)
    return _holds(fragrance, name, coverage)


def _smells_of_axis(fragrance: Fragrance, axis: str, coverage: Coverage) -> bool:
    known, accords = coverage.taxonomy.notes, coverage.taxonomy.accords
    if any(_is_of_side(known[note], axis, coverage) for note in fragrance.notes if note in known):
        return True
    return any(_leads(accords[one].axes, axis) for one in fragrance.accords if one in accords)


def _is_of_side(note: Note, axis: str, coverage: Coverage) -> bool:
    groups = coverage.taxonomy.groups.values()
    filed = (g for g in groups if g.axes and g.axes[0] == axis)
    listed = any(note.family in g.families or note.id in g.notes for g in filed)
    return listed or _leads(note.axes, axis)


def _leads(axes: Mapping[str, float], axis: str) -> bool:
    return axes.get(axis, 0.0) >= ABOVE_ALL and axes[axis] == max(axes.values())


def _holds_narrowed(
    fragrance: Fragrance, note: str, exclusion: Exclusion, coverage: Coverage
) -> bool:
    held = fragrance.notes
    if exclusion.layer is not None:
        held = (*getattr(fragrance, exclusion.layer), *fragrance.flat)
    if exclusion.facet:
        return bool(coverage.narrowed(note, exclusion.facet) & set(held))
    return any(note in _ancestors(one, coverage) for one in held)


def _holds(fragrance: Fragrance, note: str, coverage: Coverage) -> bool:
    if any(note in _ancestors(one, coverage) for one in fragrance.notes):
        return True
    if coverage.accords_of(note) & set(fragrance.accords):
        return True
    known = coverage.taxonomy
    unknown = (n for n in fragrance.notes if n not in known.notes)
    strange = (a for a in fragrance.accords if a not in known.accords)
    names = coverage.names(note)
    return any(is_called(said, names) for said in (*unknown, *strange, fragrance.title))


@lru_cache(maxsize=4096)
def _ancestors(note: str, coverage: Coverage) -> frozenset[str]:
    """A note, all that it is a kind of, and the groups that any of these belongs to."""
    found: set[str] = set()
    walked: str | None = note
    while walked is not None and walked not in found:
        found.add(walked)
        known = coverage.taxonomy.notes.get(walked)
        walked = known.parent if known else None
    groups = coverage.taxonomy.groups.values()
    return frozenset(found).union(
        group.id for group in groups if any(_is_in(one, group, coverage) for one in found)
    )


def _is_in(note: str, group: Group, coverage: Coverage) -> bool:
    known, groups = coverage.taxonomy.notes.get(note), coverage.taxonomy.groups
    if known is not None and any(_is_of_side(known, axis, coverage) for axis in group.axes):
        return True
    inner = (groups[one] for one in group.notes if one in groups)
    return note in group.notes or any(_is_in(note, one, coverage) for one in inner)
