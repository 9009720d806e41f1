"""A row as a perfume that might be new: cleaned and checked, its notes matched to the taxonomy.

A row that cannot be a perfume raises ValueError with the reason. Unknown notes are kept as new.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from flowery.perfumery.importing import cells, retail
from flowery.perfumery.importing.encodings import repaired
from flowery.perfumery.naming import load_houses, name_of
from flowery.perfumery.notes import Taxonomy
from flowery.words.vocabulary import Fragrance

_LONGEST_HOUSE = 100
_SAID = {"fall": "autumn", "daily": "everyday", "casual": "everyday", "work": "office"}
_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
_OCCASIONS = frozenset(
    {"bedtime", "date", "evening", "everyday", "formal", "office", "sport", "travel"}
)
GENDERED = re.compile(r"\s+for (?:women and men|men and women|women|men)\s*$", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/(?:perfumes?|fragrances?)/([^/]+)/[^/]+", re.IGNORECASE)


class Drafts:
    """Makes perfumes of rows; counts the notes that it did not know. In a table that is gendered
    every name ends in for whom it is sold ("for women and men"), which is no part of it.
    """

    def __init__(
        self, taxonomy: Taxonomy, columns: Mapping[str, str], is_gendered: bool = False
    ) -> None:
        self._taxonomy = taxonomy
        self._is_gendered = is_gendered
        self.columns = columns
        self._houses = load_houses()
        self.unknown: Counter[str] = Counter()
        self._note_id = lru_cache(maxsize=100_000)(taxonomy.note_id)

    def draft(self, row: Mapping[str, Any]) -> tuple[Fragrance, bool]:
        """A perfume without an id, and whether its text had to be repaired. Raises ValueError."""
        fields, was_repaired = self._fields(row)
        name, size = retail.sold_as(cells.name(_first(fields.get("name")), "name"))
        brand = self._brand(fields)
        name = self._ungendered(name, brand) if self._is_gendered else name
        if not brand:
            raise ValueError("it has no house")
        if not name:
            raise ValueError("it has no name")
        year = cells.year(_first(fields.get("year")))
        layers = self._layers(fields)
        said = name_of(name, self._houses.spellings(brand), year)
        concentration = cells.text(_first(fields.get("concentration"))).casefold()
        fragrance = Fragrance(
            id="",
            brand=self._houses.canonical(brand),
            name=name,
            year=year or said.year,
            perfumers=self._perfumers(fields),
            concentration=said.concentration or _concentration(concentration),
            accords=self._accords(fields),
            family=self._family(fields),
            seasons=_known(fields.get("seasons", ()), _SEASONS),
            occasions=_known(fields.get("occasions", ()), _OCCASIONS),
            discontinued=cells.truth(_first(fields.get("discontinued"))),
            price_band=self._price_band(fields, size),
            top=layers["top"],
            heart=layers["heart"],
            base=layers["base"],
            flat=layers["flat"],
        )
        return fragrance, was_repaired

    def _fields(self, row: Mapping[str, Any]) -> tuple[dict[str, list[Any]], bool]:
        """The cells by field, wrong encodings set right; several columns may make one field."""
        fields: dict[str, list[Any]] = {}
        changed = False
        for column, field in self.columns.items():
            cell = row.get(column)
            if cell is None or cell == "":
                continue
            mended = _mended(cell)
            changed = changed or mended != cell
            fields.setdefault(field, []).append(mended)
        return fields, changed

    def _brand(self, fields: Mapping[str, list[Any]]) -> str:
        brand = cells.name(_first(fields.get("brand")), "house", _LONGEST_HOUSE)
        address = _IN_ADDRESS.search(cells.text(_first(fields.get("url"))))
        if brand or address is None:
            return brand
        return cells.name(re.sub(r"[-_]+", " ", address.group(1)), "house", _LONGEST_HOUSE)

    def _ungendered(self, name: str, brand: str) -> str:
        """A name without for whom it is sold, and without the house that such tables put before
        that.
        """
        name = GENDERED.sub("", name)
        endings = (f" {spelling}" for spelling in self._houses.spellings(brand))
        found = (
            e for e in endings if name.casefold().endswith(e.casefold()) and len(name) > len(e)
        )
        return name[: len(name) - len(next(found, ""))]

    def _layers(self, fields: Mapping[str, list[Any]]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {"top": (), "heart": (), "base": (), "flat": ()}
        for layer in ("top", "heart", "base"):
            for cell in fields.get(layer, ()):
                found[layer] += cells.names(cell)
        for cell in fields.get("notes", ()):
            for layer, notes in cells.pyramid(cell).items():
                found[layer] += notes
        for cell in () if any(found.values()) else fields.get("description", ()):
            found |= cells.told(cell)
        count = sum(map(len, found.values()))
        if count > cells.MOST_NOTES:
            raise ValueError(f"it has {count} notes; more than {cells.MOST_NOTES} are no pyramid")
        layers = {layer: self._notes(notes) for layer, notes in found.items()}
        told = {*layers["top"], *layers["heart"], *layers["base"]}
        layers["flat"] = tuple(note for note in layers["flat"] if note not in told)
        return layers

    def _notes(self, names: Iterable[str]) -> tuple[str, ...]:
        ids: dict[str, None] = {}
        for name in names:
            if len(name) > cells.LONGEST_NOTE:
                raise ValueError(f"one of its notes has {len(name):,} characters")
            note_id = self._note_id(name)
            if note_id:
                ids[note_id] = None
                if note_id not in self._taxonomy.notes:
                    self.unknown[note_id] += 1
        return tuple(ids)

    def _accords(self, fields: Mapping[str, list[Any]]) -> dict[str, float]:
        columns = fields.get("accords", [])
        told = cells.accords(columns[0] if len(columns) == 1 else columns)
        known = ((self._taxonomy.accord_named(name), value) for name, value in told.items())
        return {accord.id: round(value, 3) for accord, value in known if accord is not None}

    def _price_band(self, fields: Mapping[str, list[Any]], size: str) -> int | None:
        band = cells.text(_first(fields.get("price_band")))
        if re.fullmatch(r"[1-5](?:\.0)?", band):
            return int(band[0])
        columns = (column for column, field in self.columns.items() if field == "price")
        is_euro = any(re.search(r"eur|€", column, re.IGNORECASE) for column in columns)
        sizes = fields.get("size", [])
        return retail.price_band(_first(fields.get("price")), _sized(sizes) or size, is_euro)

    def _family(self, fields: Mapping[str, list[Any]]) -> str | None:
        family = self._taxonomy.family_named(cells.text(_first(fields.get("family"))))
        return family.id if family else None

    def _perfumers(self, fields: Mapping[str, list[Any]]) -> tuple[str, ...]:
        found = [cells.name(p, "perfumer") for c in fields.get("perfumers", ()) for p in _names(c)]
        return tuple(dict.fromkeys(name for name in found if name))


def is_gendered(names: Iterable[Any]) -> bool:
    """Whether most names of a table end in for whom it is sold; one or another may be called so."""
    found = [bool(GENDERED.search(cells.text(name))) for name in names]
    return sum(found) > len(found) / 2


def _sized(sizes: list[Any]) -> str:
    """A size with its unit; a bare number is millilitres."""
    said = cells.text(_first(sizes))
    return f"{said} ml" if re.fullmatch(r"\d+(?:\.\d+)?", said) else said


def _names(cell: Any) -> tuple[str, ...]:
    return cells.names(cell)


def _first(found: list[Any] | None) -> Any:
    return found[0] if found else None


def _mended(cell: Any) -> Any:
    if isinstance(cell, str):
        return repaired(cell)
    if isinstance(cell, list):
        return [_mended(part) for part in cell]
    return cell


def _concentration(said: str) -> str | None:
    short = {"edp": "eau de parfum", "edt": "eau de toilette", "edc": "eau de cologne"}
    said = short.get(said, said)
    known = "eau de|extrait|parfum|perfume oil|cologne"
    return said if re.match(known, said) and len(said) < 40 else None


def _known(found: Iterable[Any], known: frozenset[str]) -> tuple[str, ...]:
    """What is said among the words that we use."""
    said = [name.casefold() for cell in found for name in cells.names(cell)]
    named = (_SAID.get(word, word) for word in said)
    return tuple(dict.fromkeys(word for word in named if word in known))
