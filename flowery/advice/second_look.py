"""The second look at every perfume before it is shown: does it hold what is excluded, by its facts?

It is written apart from the masks, so that one mistake cannot pass both.
"""

from __future__ import annotations

from flowery.advice.coverage import ABOVE_ALL, Coverage, is_called
from flowery.advice.exclusions import Exclusion
from flowery.words.vocabulary import Fragrance


def breaks(fragrance: Fragrance, exclusion: Exclusion, coverage: Coverage) -> bool:
    """Whether a perfume holds what is excluded."""
    kind, _, name = exclusion.subject.partition(":")
    if kind == "axis":
        return _smells_of_axis(fragrance, name, coverage)
    if kind == "accord":
        like = coverage.notes_of(name)
        made = any(_ancestors(note, coverage) & like for note in fragrance.notes)
        return name in fragrance.accords or made
    if exclusion.facet or exclusion.layer is not None:
        return _holds_narrowed(fragrance, name, exclusion, coverage)
    return _holds(fragrance, name, coverage)


def _smells_of_axis(fragrance: Fragrance, axis: str, coverage: Coverage) -> bool:
    known, accords = coverage.taxonomy.notes, coverage.taxonomy.accords
    noted = (known[note].axes for note in fragrance.notes if note in known)
    carried = (accords[accord].axes for accord in fragrance.accords if accord in accords)
    return any(
        axes.get(axis, 0.0) >= ABOVE_ALL and axes[axis] == max(axes.values())
        for axes in (*noted, *carried)
    )


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


def _ancestors(note: str, coverage: Coverage) -> frozenset[str]:
    found: set[str] = set()
    walked: str | None = note
    while walked is not None and walked not in found:
        found.add(walked)
        known = coverage.taxonomy.notes.get(walked)
        walked = known.parent if known else None
    return frozenset(found)
