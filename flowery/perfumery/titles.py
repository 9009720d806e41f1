"""Which perfume a title means: exactly, by another spelling, or nearly; nothing when it is unsure.

It knows the names in the catalogue and the houses' other names, not what a text around a title
says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from flowery.perfumery.naming import Houses, korean_names, name_of, name_words
from flowery.perfumery.phrases import Phrasebook
from flowery.words.vocabulary import Fragrance

_NEARLY = 84.0  # of 100; below, "Chanel No 19" would pass for "Chanel No 5"
_CLEARLY = 4.0  # how far the best must be ahead of another name to be meant
_SHORTEST_GUESS = 5  # letters; shorter names are too near to each other to be guessed

_LONG_GUESS = 10  # letters from which a name's beginning is enough without its house


class Titles:
    """The names of all perfumes, ready to be asked. Rows are places in the catalogue."""

    def __init__(self, fragrances: Sequence[Fragrance], houses: Houses) -> None:
        self._fragrances = fragrances
        self._houses = houses
        brands = dict.fromkeys(fragrance.brand for fragrance in fragrances)
        self._house_keys = {brand: houses.key(brand) for brand in brands}
        self._spellings = {brand: houses.spellings(brand) for brand in brands}
        self._by_house: dict[str, list[int]] = defaultdict(list)
        for row, fragrance in enumerate(fragrances):
            self._by_house[self._house_keys[fragrance.brand]].append(row)

    @cached_property
    def houses(self) -> Phrasebook[str]:
        """Every spelling of every house of the catalogue, with the house's key."""
        return Phrasebook(
            (spelling, self._house_keys[brand])
            for brand, spellings in self._spellings.items()
            for spelling in spellings
        )

    def of_house(self, house_key: str) -> Sequence[int]:
        """The rows of a house."""
        return self._by_house.get(house_key, ())

    def house_key(self, brand: str) -> str:
        """The key of a house by any of its names; a part of its name will do when only one has
        it.
        """
        key = self._houses.key(brand)
        if key in self._by_house:
            return key
        found = [known for known in self._by_house if key and known.startswith(key)]
        return found[0] if len(found) == 1 else key

    def is_well_known(self, house_key: str) -> bool:
        """Whether a house is one of those that we know by several names."""
        return house_key in self._houses.known_keys

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The name of every row as compared, without its house."""
        return tuple(
            name_of(f.name, self._spellings[f.brand], f.year).key for f in self._fragrances
        )

    @cached_property
    def by_name(self) -> dict[str, tuple[int, ...]]:
        """The rows of every name, with and without the house and the concentration in it, and of
        the Korean names.
        """
        found: dict[str, list[int]] = defaultdict(list)
        for row, key in enumerate(self.keys):
            found[key].append(row)
            whole = "".join(name_words(self._fragrances[row].name))
            if whole != key:
                found[whole].append(row)
        for row, fragrance in enumerate(self._fragrances):
            for name in korean_names().get(fragrance.id, ()):
                key = "".join(name_words(name))
                found[key] += [] if row in found[key] else [row]
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def renown(self) -> NDArray[np.float32]:
        """How much is known of each perfume, 1..5, shape (n,)."""
        return np.array([1 + self._renown(row) for row in range(self.size)], dtype=np.float32)

    @property
    def size(self) -> int:
        """How many perfumes there are."""
        return len(self._fragrances)

    def name_words(self, row: int) -> tuple[str, ...]:
        """The different words of a name that are not the house's."""
        fragrance = self._fragrances[row]
        house = set(name_words(fragrance.brand))
        return tuple(dict.fromkeys(w for w in name_words(fragrance.name) if w not in house))

    def find(self, title: str) -> int | None:
        """The row that a title means, or None when there is none or several could be meant."""
        exact = self._titled("".join(name_words(title)))
        if exact:
            return self.best_of(exact)
        if title in self.houses:
            return self._named(None, title)
        for rows, rest in self._places(title):
            found = self._named(rows, rest)
            if found is not None:
                return found
        return self._nearly(title)

    def _titled(self, key: str) -> list[int]:
        """The rows of which house and name, exactly as they are kept, read so."""
        hashes, rows = self._by_title
        first, last = np.searchsorted(hashes, [hash(key), hash(key) + 1])
        return [row for row in rows[first:last].tolist() if self._title_key(row) == key]

    @cached_property
    def _by_title(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The hashes of all titles, ascending, with their rows: the titles themselves would take
        twenty times as much.
        """
        keys = (hash(self._title_key(row)) for row in range(self.size))
        hashes = np.fromiter(keys, dtype=np.int64, count=self.size)
        order = np.argsort(hashes, kind="stable").astype(np.int32)
        return hashes[order], order

    def _title_key(self, row: int) -> str:
        return "".join(name_words(self._fragrances[row].title))

    def best_of(self, rows: Iterable[int]) -> int | None:
        """The one of several perfumes of one name that people mean; None when that is open."""
        known = sorted(rows, key=self._renown, reverse=True)
        if not known:
            return None
        first = self._renown(known[0])
        rival = next((row for row in known[1:] if self._renown(row) == first), None)
        same_house = rival is not None and self._same_house(known[0], rival)
        return known[0] if rival is None or same_house else None

    def _places(self, title: str) -> Iterable[tuple[Sequence[int] | None, str]]:
        """Where to look for which name: in the house that the title names, then everywhere."""
        words = name_words(title)
        for first in range(len(words)):
            for last in range(len(words), first, -1):
                key = self.houses.meanings.get("".join(words[first:last]))
                if key is not None and (first == 0 or last == len(words)):
                    before = words[: first - 1] if first and words[first - 1] == "by" else None
                    rest = (words[:first] if before is None else before) + words[last:]
                    yield self._by_house[key], " ".join(rest)
        yield None, title

    def _named(self, rows: Sequence[int] | None, name: str) -> int | None:
        asked = name_of(name, ())
        key = asked.key
        if not key:
            return None
        exact = self._bottled(self.by_name.get(key, ()), asked.concentration)
        if rows is None:
            found = self.best_of(exact)
            long = len(key) >= _LONG_GUESS and not exact
            return self._begun(range(len(self.keys)), key) if long else found
        inside = set(rows)
        found = self.best_of(row for row in exact if row in inside)
        return found if found is not None else self._begun(rows, key)

    def _bottled(self, rows: tuple[int, ...], concentration: str | None) -> tuple[int, ...]:
        """Of several perfumes of one name those that are bottled as said, if any is: "For Her EDP"
        is not the Eau de Toilette.
        """
        if concentration is None:
            return rows
        so = tuple(r for r in rows if self._fragrances[r].concentration == concentration)
        return so or rows

    def _begun(self, rows: Sequence[int], key: str) -> int | None:
        """ "Baccarat Rouge" is "Baccarat Rouge 540": the shortest name, when the others are its
        flankers.
        """
        if len(key) < _SHORTEST_GUESS:
            return None
        begun = sorted({self.keys[r] for r in rows if self.keys[r].startswith(key)}, key=len)
        if not begun or not all(other.startswith(begun[0]) for other in begun):
            return None
        return self.best_of(row for row in rows if self.keys[row] == begun[0])

    def _nearly(self, title: str) -> int | None:
        asked = "".join(name_words(title))
        if len(asked) < _SHORTEST_GUESS:
            return None
        near = process.extract(
            asked, self._whole, scorer=fuzz.ratio, limit=8, score_cutoff=_NEARLY - _CLEARLY
        )
        if not near or near[0][1] < _NEARLY:
            return None
        wanted = near[0][0]
        if any(text != wanted and near[0][1] - score < _CLEARLY for text, score, _ in near[1:]):
            return None
        digits = [c for c in asked if c.isdigit()]
        if digits != [c for c in wanted if c.isdigit()]:
            return None  # another number is another perfume, however near the letters
        return self.best_of(row for row in range(self.size) if wanted in self._whole_names(row))

    @cached_property
    def _whole(self) -> list[str]:
        """Every name with its house, and every longer one without."""
        return list(dict.fromkeys(n for row in range(self.size) for n in self._whole_names(row)))

    def _whole_names(self, row: int) -> tuple[str, ...]:
        key, house = self.keys[row], self._house_keys[self._fragrances[row].brand]
        return (house + key, key) if len(key) > _SHORTEST_GUESS else (house + key,)

    def _renown(self, row: int) -> int:
        """How much is known of a perfume: of two of one name the better documented one is
        meant.
        """
        fragrance = self._fragrances[row]
        facts = (fragrance.price_band, fragrance.perfumers, fragrance.occasions, fragrance.family)
        return sum(bool(fact) for fact in facts)

    def _same_house(self, one: int, other: int) -> bool:
        brands = (self._fragrances[row].brand for row in (one, other))
        return len({self._house_keys[brand] for brand in brands}) == 1
