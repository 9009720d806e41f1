"""When two spellings name one perfume: houses by any of their names, a title without its house,
year and concentration.

"Eau de Parfum" at the end of a name is how it is bottled; "Elixir", "Intense" or "for Men" make
another perfume.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flowery.perfumery import knowledge
from flowery.perfumery.cues import search_cues
from flowery.perfumery.folding import folded
from flowery.perfumery.phrases import words_of

_FIRM = search_cues()["firm"]
_CONCENTRATIONS = {
    "eau de parfum": "eau de parfum",
    "edp": "eau de parfum",
    "eau de toilette": "eau de toilette",
    "edt": "eau de toilette",
    "eau de cologne": "eau de cologne",
    "edc": "eau de cologne",
    "extrait de parfum": "extrait de parfum",
    "pure parfum": "extrait de parfum",
}
_BOTTLED = re.compile(rf"[\s,(\[-]*\b({'|'.join(_CONCENTRATIONS)})\b[\s)\]]*$", re.IGNORECASE)
_DATED = re.compile(r"[\s,(\[-]*\b(1[789]\d\d|20\d\d)\b[\s)\]]*$")
_LINE = re.compile(
    r"^(?:les exclusifs de chanel|hermessence|(?:la )?collection (?:couturier parfumeur|privee?|"
    r"extraordinaire|particuliere)|la collection privée|cruise collection|private blend|replica|"
    r"(?:comme des garcons )?series \d(?: \w+)?:?|armani priv[eé]|les heures de parfum)\s+(?=\w)",
    re.IGNORECASE,
)  # collections that one table puts before the name and another leaves out
_OF = frozenset({"d", "de", "di", "da", "of", "pour", "for"})
_NUMBER_SIGNS = frozenset({"n", "nr", "no", "num", "numero", "number", "넘버"})


@dataclass(frozen=True, slots=True)
class House:
    """A perfume house under all its names."""

    name: str
    aliases: tuple[str, ...]
    korean: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A perfume's name as compared (`key`), and what was taken off its end."""

    key: str
    year: int | None
    concentration: str | None


class Houses:
    """The houses known by more than one name."""

    def __init__(self, houses: Iterable[House]) -> None:
        self.houses = tuple(houses)
        self.known_keys = frozenset(_firm_key(house.name) for house in self.houses)
        self._canonical = {lossy(h.name): h.name for h in self.houses if not h.name.isascii()}
        self._canonical |= {
            _firm_key(name): house.name
            for house in self.houses
            for name in (house.name, *house.aliases, *house.korean)
        }

    def canonical(self, brand: str) -> str:
        """The name we use for a house; the given one when it is not known by another."""
        return self._canonical.get(_firm_key(brand), brand)

    def key(self, brand: str) -> str:
        """What two spellings of one house have in common."""
        return _firm_key(self.canonical(brand))

    def spellings(self, brand: str) -> tuple[str, ...]:
        """Every name of a house, the given one first."""
        wanted = self.canonical(brand)
        found = (h for h in self.houses if h.name == wanted)
        others = [n for h in found for n in (h.name, *h.aliases, *h.korean)]
        return tuple(dict.fromkeys((brand, *others)))


@cache
def load_houses() -> Houses:
    """The houses that come with Flowery. Raises FloweryError for a wrong row."""
    return Houses(knowledge.read("houses.jsonl", _house))


@cache
def korean_names() -> Mapping[str, tuple[str, ...]]:
    """What well-known perfumes are called in Korea, by id. Raises FloweryError for a wrong row."""
    return dict(knowledge.read("perfume_names.jsonl", _called))


def name_of(name: str, brand_spellings: Iterable[str], year: int | None = None) -> Name:
    """A perfume's name without its house, its concentration and a year at its end.

    A year stays when the perfume is said to be of another year: "1881" and "Chanel 1932" are names.
    """
    bottled, dated = None, None
    for _ in range(2):  # "Shalimar (2011) Eau de Parfum" and "Shalimar Eau de Parfum 2011"
        if (match := _BOTTLED.search(name)) and match.start() > 0:
            bottled = _CONCENTRATIONS[match.group(1).casefold()]
            name = name[: match.start()]
        if (match := _DATED.search(name)) and match.start() > 0 and _is_date(match, year):
            dated = int(match.group(1))
            name = name[: match.start()]
    name = _LINE.sub("", name) or name
    return Name(_without_house(name_words(name), brand_spellings), dated, bottled)


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name as compared: "N°5", "No. 5" and "Number 5" are one."""
    forms = [word.form for word in words_of(text)]
    return tuple(
        "no" if form in _NUMBER_SIGNS and after.isdigit() else form
        for form, after in zip(forms, [*forms[1:], ""], strict=False)
    )


def lossy(text: str) -> str:
    """How a name looks once a table has lost its accented letters: "Pétales" is "ptales"."""
    return "".join(word.form for word in words_of(re.sub(r"[^\x00-\x7f]", " ", text)))


def _is_date(match: re.Match[str], year: int | None) -> bool:
    """A year in brackets is one; another only when the perfume is said to be of it."""
    return match.group(1) == str(year) or (year is None and match.group().strip().startswith("("))


def _without_house(words: tuple[str, ...], brand_spellings: Iterable[str]) -> str:
    whole = "".join(words)
    for spelling in sorted(
        {"".join(name_words(b)) for b in brand_spellings}, key=len, reverse=True
    ):
        for first in range(len(words)):
            rest = "".join(words[first:])
            if spelling and rest != whole and rest == spelling:
                return _before_house(words, first) or whole
            start = "".join(words[: first + 1])
            if start == spelling and start != whole:
                return "".join(words[first + 1 :])
    return whole


def _before_house(words: tuple[str, ...], first: int) -> str:
    """What stands before a house at the end of a name; in "Terre d Hermes" it is of the name."""
    if words[first - 1] in _OF:
        return "".join(words)
    return "".join(words[: first - 1] if words[first - 1] == "by" else words[:first])


@cache
def _firm_key(brand: str) -> str:
    words = folded(brand.replace("&", " ")).split()
    kept = [word for word in words if word not in _FIRM] or words
    return "".join(kept)


def _called(row: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    if not row["korean"]:
        raise ValueError(f"{row['id']} has no name")
    return row["id"], tuple(row["korean"])


def _house(row: dict[str, Any]) -> House:
    return House(row["name"], tuple(row["aliases"]), tuple(row["korean"]))
