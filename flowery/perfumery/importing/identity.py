"""Which perfume a row is: one that is here already under another spelling, or a new one.

House and name decide; where one name stands for several perfumes, year, concentration and notes
tell them apart. Flankers have other names and never meet.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable

from flowery.perfumery.folding import folded
from flowery.perfumery.naming import Houses, lossy, name_of
from flowery.words.vocabulary import Fragrance

_ALIKE = 0.2  # share of the shorter note list; two sources rarely agree on more than half
_SAME = 0.6  # and so much when the years differ: a reissue, not a new perfume of an old name
_YEARS_APART = 2  # sources differ by a year or two over one launch
_LONGEST_ID = 120

Key = tuple[str, str]


class Identities:
    """Everything that is here, by house and name."""

    def __init__(self, houses: Houses, fragrances: Iterable[Fragrance]) -> None:
        self._houses = houses
        self._known: dict[str, Fragrance] = {}
        self._by_key: dict[Key, list[str]] = defaultdict(list)
        for fragrance in fragrances:
            self.add(fragrance)

    def add(self, fragrance: Fragrance) -> None:
        """Know a perfume from now on, also by the name it has once its accents are lost."""
        if fragrance.id not in self._known:
            for key in self._keys(fragrance):
                self._by_key[key].append(fragrance.id)
        self._known[fragrance.id] = fragrance

    def get(self, fragrance_id: str) -> Fragrance:
        """A perfume that is here."""
        return self._known[fragrance_id]

    def match(self, draft: Fragrance) -> Fragrance | None:
        """The perfume that a row is, or None when it is new."""
        ids = dict.fromkeys(i for key in self._keys(draft) for i in self._by_key.get(key, ()))
        fitting = [(-self._fit(draft, self._known[i]), i) for i in ids]
        fit, best = min(
            fitting, default=(0.0, "")
        )  # by id where two fit as well, whoever was first
        return self._known[best] if fit < 0 else None

    def new_id(self, draft: Fragrance) -> str:
        """An id for a new perfume: house and name, and the year or a number where that is taken."""
        base = f"{_slug(draft.brand)}-{_slug(draft.name)}"
        if len(base) > _LONGEST_ID:
            digest = hashlib.sha256(base.encode()).hexdigest()[:8]
            base = f"{base[: _LONGEST_ID - 9]}-{digest}"
        dated = f"{base}-{draft.year}" if draft.year else base
        numbered = (f"{base}-{number}" for number in itertools.count(2))
        tried = itertools.chain((base, dated), numbered)
        return next(fragrance_id for fragrance_id in tried if fragrance_id not in self._known)

    def _keys(self, fragrance: Fragrance) -> set[Key]:
        house = self._houses.key(fragrance.brand)
        spellings = self._houses.spellings(fragrance.brand)
        name = name_of(fragrance.name, spellings, fragrance.year).key
        keys = {(house, name)}
        if not fragrance.name.isascii():
            keys.add((house, name_of(_ascii(fragrance.name), spellings, fragrance.year).key))
        if not fragrance.brand.isascii():
            keys |= {(lossy(fragrance.brand), key) for _, key in keys}
        return {key for key in keys if key[1]}

    def _fit(self, draft: Fragrance, known: Fragrance) -> float:
        """How well a row fits a perfume of its name; 0 when it is another."""
        bottled = (draft.concentration, known.concentration)
        if all(bottled) and bottled[0] != bottled[1]:
            return 0.0
        overlap = _overlap(set(draft.notes), set(known.notes))
        same_year = not draft.year or not known.year or abs(draft.year - known.year) <= _YEARS_APART
        exact = 0.1 * (draft.year == known.year)
        return overlap + exact if overlap >= (_ALIKE if same_year else _SAME) else 0.0


def _overlap(one: set[str], other: set[str]) -> float:
    """The share of the shorter list; 1 when one of them is empty and so contradicts nothing."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 1.0


def _ascii(name: str) -> str:
    return re.sub(r"[^\x00-\x7f]", " ", name)


def _slug(name: str) -> str:
    return folded(name.replace("&", " and ")).replace(" ", "-")
