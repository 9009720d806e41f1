"""The catalogue as fields that a result is narrowed by and counted over: house, family, season and
the like.

Within one field any of the chosen values will do, and every chosen field must hold. What is not
known of a perfume fits no value. It knows facts, no words of a search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from flowery.perfumery.catalogue import Mask, Rows
from flowery.words.vocabulary import Fragrance

Values = tuple[str, ...]
Counts = Mapping[str, Mapping[str, int]]

FACETS = (
    *("brand", "family", "season", "occasion", "price_band", "decade", "concentration"),
    *("perfumer", "discontinued"),
)
"""Every field, in the order it is shown."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to. Values are words: price bands "1" to "5", decades "1990",
    `discontinued` "yes" or "no"; `without` are names of notes, accords or qualities.
    """

    brand: Values = ()
    family: Values = ()
    season: Values = ()
    occasion: Values = ()
    price_band: Values = ()
    decade: Values = ()
    concentration: Values = ()
    perfumer: Values = ()
    discontinued: Values = ()
    years: tuple[int | None, int | None] | None = None
    without: Values = ()

    def of(self, facet: str) -> Values:
        """The values chosen of one field."""
        values: Values = getattr(self, facet)
        return values

    @property
    def chosen(self) -> tuple[str, ...]:
        """The fields that narrow."""
        return tuple(facet for facet in FACETS if self.of(facet))

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen at all."""
        return bool(self.chosen or self.years or self.without)

    def also(
        self,
        without: Sequence[str],
        brand: str | None,
        years: tuple[int | None, int | None] | None,
    ) -> Narrowing:
        """This, and what else was asked for."""
        return replace(
            self,
            without=(*self.without, *without),
            brand=self.brand if brand is None else (*self.brand, brand),
            years=self.years if years is None else years,
        )


@dataclass(frozen=True)
class Field:
    """One field of all perfumes: entry for entry the row and the place of its value."""

    values: Values
    rows: Rows
    codes: Rows
    size: int

    def holds(self, wanted: Iterable[str]) -> Mask:
        """Which rows have any of these values, shape (n,)."""
        places = {value: place for place, value in enumerate(self.values)}
        codes = [places[value] for value in wanted if value in places]
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[self.rows[np.isin(self.codes, codes)]] = True
        return mask

    def counts(self, rows: Mask) -> Mapping[str, int]:
        """How many of some rows have each value, the most first."""
        counted = np.bincount(self.codes[rows[self.rows]], minlength=len(self.values))
        order = np.argsort(-counted, kind="stable")
        return {self.values[place]: int(counted[place]) for place in order if counted[place]}


class Facets:
    """The fields of one catalogue. `house_key` tells the spellings of one house together."""

    def __init__(self, fragrances: Sequence[Fragrance], house_key: Callable[[str], str]) -> None:
        self._fragrances = fragrances
        self._house_key = house_key

    def within(self, narrowing: Narrowing) -> Mapping[str, Mask]:
        """For every field that narrows, the rows it leaves."""
        return {facet: self.holds(facet, narrowing.of(facet)) for facet in narrowing.chosen}

    def holds(self, facet: str, values: Values) -> Mask:
        """Which rows have any of some values in a field; a house goes by any of its names."""
        wanted = map(self.house_named, values) if facet == "brand" else values
        return self._fields[facet].holds(wanted)

    def counts(self, rows: Mask, within: Mapping[str, Mask]) -> Counts:
        """How many of some rows there are of each value of each field. A field that narrows is
        counted as if it did not, since any further value of it would add to the result.
        """
        counted: dict[str, Mapping[str, int]] = {}
        narrowed = _all_of(rows, within.values())
        for facet in FACETS:
            others = (mask for other, mask in within.items() if other != facet)
            shown = _all_of(rows, others) if facet in within else narrowed
            counted[facet] = self._fields[facet].counts(shown)
        return counted

    def house_named(self, brand: str) -> str:
        """The spelling under which a house is counted."""
        return self._house_names.get(self._house_key(brand), brand)

    @cached_property
    def _house_names(self) -> Mapping[str, str]:
        """By the key of a house the spelling that most of its perfumes bear."""
        spelled = Counter(fragrance.brand for fragrance in self._fragrances)
        names: dict[str, str] = {}
        for brand, _ in spelled.most_common():
            names.setdefault(self._house_key(brand), brand)
        return names

    @cached_property
    def _fields(self) -> Mapping[str, Field]:
        house = {brand: self.house_named(brand) for brand in {f.brand for f in self._fragrances}}
        read: Mapping[str, Callable[[Fragrance], Iterable[str]]] = {
            "brand": lambda f: (house[f.brand],),
            "family": lambda f: (f.family,) if f.family else (),
            "season": lambda f: f.seasons,
            "occasion": lambda f: f.occasions,
            "price_band": lambda f: (str(f.price_band),) if f.price_band else (),
            "decade": lambda f: (decade_of(f.year),) if f.year else (),
            "concentration": lambda f: (f.concentration,) if f.concentration else (),
            "perfumer": lambda f: f.perfumers,
            "discontinued": lambda f: _known(f.discontinued),
        }
        return {facet: _field(self._fragrances, read[facet]) for facet in FACETS}


def decade_of(year: int) -> str:
    """The decade of a year: "1990"."""
    return str(year - year % 10)


def _known(fact: bool | None) -> Values:
    return () if fact is None else ("yes" if fact else "no",)


def _all_of(rows: Mask, masks: Iterable[Mask]) -> Mask:
    for mask in masks:
        rows = rows & mask
    return rows


def _field(fragrances: Sequence[Fragrance], read: Callable[[Fragrance], Iterable[str]]) -> Field:
    places: dict[str, int] = {}
    rows: list[int] = []
    codes: list[int] = []
    for row, fragrance in enumerate(fragrances):
        for value in dict.fromkeys(read(fragrance)):
            rows.append(row)
            codes.append(places.setdefault(value, len(places)))
    where = np.array(rows, dtype=np.int32)
    return Field(tuple(places), where, np.array(codes, dtype=np.int32), len(fragrances))
