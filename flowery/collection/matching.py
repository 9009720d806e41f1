"""Which perfume of the catalogue a row names: by id, by title, or by the rules of an import."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.importing.cells import LONGEST_NAME
from flowery.perfumery.importing.identity import Identities
from flowery.perfumery.naming import load_houses
from flowery.words.errors import Refused
from flowery.words.vocabulary import Fragrance
from flowery.words.vocabulary.perfumes import title_of

Find = Callable[[str], Fragrance | None]


class Matching:
    """The perfumes of one catalogue, ready to be named by a table."""

    def __init__(self, catalogue: Catalogue, find: Find) -> None:
        self.catalogue = catalogue
        self._find = find
        self._meant = lru_cache(maxsize=20_000)(self._looked_up)  # a table names one often

    def match(self, fragrance_id: str, brand: str, name: str, year: str, concentration: str) -> str:
        """The id of the perfume that a row means. Raises Refused when none is surely meant."""
        if fragrance_id in self.catalogue:
            return fragrance_id
        named = title_of(brand, name) if brand and name else name
        if not named:
            raise Refused("It names no perfume; write its house and its name.")
        if max(len(brand), len(name)) > LONGEST_NAME:  # a title is compared with every other
            raise Refused(f"House and name have up to {LONGEST_NAME} characters each.")
        found = self._meant(brand, name, year, concentration)
        if found is None:
            raise Refused(
                f"No perfume here is surely {named[:120]!r}. Check the spelling of house and "
                "name, or ask the administrator to bring it into the catalogue."
            )
        return found.id

    def _looked_up(self, brand: str, name: str, year: str, bottled: str) -> Fragrance | None:
        draft = Fragrance("", brand, name, _year(year), concentration=bottled or None)
        exact = self._identities.match(draft) if draft.year or draft.concentration else None
        named = title_of(brand, name) if brand else name
        return exact or self._find(named) or (self._identities.match(draft) if brand else None)

    @cached_property
    def _identities(self) -> Identities:
        return Identities(load_houses(), self.catalogue.fragrances)


def _year(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) == 4 else None
