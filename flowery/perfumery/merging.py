"""Two accounts of one perfume made one: what was empty is filled, nothing is overwritten, and every
filled field says where it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flowery.words.vocabulary import Fragrance

FIRST_TOLD = "perfume"
"""In a provenance: who told of the perfume first, and so of every field that is not named."""

_SINGLE = ("year", "perfumers", "concentration", "family", "seasons", "occasions", "price_band")
_OTHERS = ("discontinued", "accords")
_NOTES = ("top", "heart", "base", "flat")


@dataclass(frozen=True, slots=True)
class Kept:
    """A perfume as it is kept, and the origin of every field that another account filled."""

    fragrance: Fragrance
    provenance: Mapping[str, str]


def merged(kept: Kept, other: Fragrance, origin: str) -> Kept:
    """A perfume with its empty fields filled from another account of it."""
    filled: dict[str, Any] = {
        field: getattr(other, field)
        for field in (*_SINGLE, *_OTHERS)
        if _is_empty(getattr(kept.fragrance, field)) and not _is_empty(getattr(other, field))
    }
    if _tells_more(kept.fragrance, other):
        filled |= {layer: getattr(other, layer) for layer in _NOTES}
    if not filled:
        return kept
    told = {field: origin for field in filled if not _is_empty(filled[field])}
    return Kept(replace(kept.fragrance, **filled), {**kept.provenance, **told})


def refreshed(fragrance: Fragrance, before: Kept) -> Kept:
    """A new edition of a built-in perfume with what imports had filled and it still leaves
    empty.
    """
    first = before.provenance.get(FIRST_TOLD)
    told = {f: before.provenance.get(f, first) for f in (*_SINGLE, *_OTHERS, *_NOTES)}
    borrowed = {
        field: getattr(before.fragrance, field)
        for field, origin in told.items()
        if origin
        and _is_empty(getattr(fragrance, field))
        and not (field in _NOTES and fragrance.notes)
        and not _is_empty(getattr(before.fragrance, field))
    }
    provenance = {field: origin for field, origin in told.items() if origin and field in borrowed}
    return Kept(replace(fragrance, **borrowed), provenance)


def _tells_more(kept: Fragrance, other: Fragrance) -> bool:
    """Whether the other knows notes where none are known, or the layers of the very same notes."""
    if not kept.notes:
        return bool(other.notes)
    layered = other.top or other.heart or other.base
    return bool(
        kept.flat
        and not (kept.top or kept.heart or kept.base)
        and layered
        and set(kept.flat) == set(other.notes)
    )


def _is_empty(value: Any) -> bool:
    return value is None or value in ((), {}, "")
