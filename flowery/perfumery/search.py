"""Searches the catalogue: by words in two languages, by title, and by likeness to a perfume.

What must not be in a perfume rules it out before anything is ranked. It knows nobody's taste.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from flowery.perfumery.asking import Asked
from flowery.perfumery.catalogue import Catalogue, Mask
from flowery.perfumery.fusion import Embed, Fusion, SourceWeights
from flowery.perfumery.mentions import HouseMention, Mention
from flowery.perfumery.naming import load_houses
from flowery.perfumery.spans import Years
from flowery.perfumery.titles import Titles
from flowery.perfumery.understanding import ReadSmells, Understanding
from flowery.perfumery.words import Lexicon
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Fragrance


@dataclass(frozen=True, slots=True)
class Hit:
    """A perfume that was found; scores rank within one search only."""

    fragrance: Fragrance
    score: float


class CatalogueSearch:
    """One catalogue, ready to be asked. Made anew when the catalogue changes."""

    def __init__(
        self,
        catalogue: Catalogue,
        lexicon: Lexicon,
        embed: Embed,
        read_smells: ReadSmells,
        weights: SourceWeights | None = None,
    ) -> None:
        self.catalogue = catalogue
        self._titles = Titles(catalogue.fragrances, load_houses())
        self._understanding = Understanding(catalogue, lexicon, self._titles, read_smells)
        self._fusion = Fusion(catalogue, self._titles, embed, weights or SourceWeights())

    def search(
        self,
        words: str,
        limit: int = 20,
        without: Sequence[str] = (),
        brand: str | None = None,
        years: tuple[int | None, int | None] | None = None,
    ) -> tuple[Hit, ...]:
        """The perfumes that answer some words best, the best first.

        A perfume that holds anything of `without` (names of notes, accords or qualities), or is of
        another house or year than asked, is never among them.
        """
        asked = self.asked(words)
        allowed = self._allowed(asked, without, brand, years)
        narrowed = asked.narrows or bool(without) or brand is not None or years is not None
        scores = self._fusion.scores(asked, allowed, narrowed)
        return self._hits(scores, limit)

    def similar(self, fragrance: str, limit: int = 20, flankers: bool = True) -> tuple[Hit, ...]:
        """The perfumes most like one, named by id or title; without its flankers if they are not
        wanted. Raises NotFound.
        """
        found = self.find(fragrance)
        if found is None:
            raise NotFound(
                f"No perfume here is surely {fragrance!r}. Give house and name as on the bottle."
            )
        row = self.catalogue.row(found.id)
        likeness = self._fusion.likeness
        scores = likeness.to(row)
        if not flankers:
            scores[likeness.flankers(row)] = 0
        scores[row] = 0
        return self._hits(scores, limit)

    def find(self, title: str) -> Fragrance | None:
        """The perfume of an id or a title; None when it is unknown, could be several, or is rather
        a note: "rose" is no perfume, even if one is called so.
        """
        if title in self.catalogue:
            return self.catalogue.get(title)
        note = self.catalogue.taxonomy.note_named(title)
        if note is not None and self.catalogue.frequency(note.id):
            return None
        row = self._titles.find(title)
        return None if row is None else self.catalogue.fragrances[row]

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The perfumes a text names, as (start, end, fragrance_id) in code points."""
        return self._understanding.mentions.perfumes(text)

    def houses(self, text: str) -> tuple[HouseMention, ...]:
        """The houses a text names outside its perfumes, as (start, end, key of the house)."""
        return self._understanding.mentions.houses(text)

    def of_house(self, house: str) -> tuple[Fragrance, ...]:
        """The perfumes of a house, by any of its names or by its key."""
        rows = self._titles.of_house(self._titles.house_key(house))
        return tuple(self.catalogue.fragrances[row] for row in rows)

    def asked(self, words: str) -> Asked:
        """How a search is understood, to be shown beside its hits."""
        return self._understanding.asked(words)

    def warm(self) -> None:
        """Build now what the first search, title and likeness would build."""
        self.search("warm rose like nothing else", limit=1)
        self.find("a perfume that nobody made")
        if len(self.catalogue):
            self.similar(self.catalogue.fragrances[0].id, limit=1)

    def _allowed(
        self,
        asked: Asked,
        without: Sequence[str],
        brand: str | None,
        years: tuple[int | None, int | None] | None,
    ) -> Mask:
        """The rows that may be found at all."""
        relevance = self._fusion.relevance
        allowed = np.ones(len(self.catalogue), dtype=np.bool_)
        for term in (*asked.without, *map(self._understanding.term, without)):
            allowed &= ~relevance.holds(term)
        for house in asked.not_houses:
            allowed &= ~self._of_house(house)
        if brand is not None:
            allowed &= self._of_house(self._titles.house_key(brand))
        for wanted in (asked.years, Years(*years) if years is not None else None):
            if wanted is not None:
                allowed &= relevance.of_years(wanted)
        if asked.budget is not None:
            allowed &= ~relevance.too_dear(asked.budget)
        others = (*asked.like, *asked.not_perfumes)
        allowed[[self.catalogue.row(fragrance_id) for fragrance_id in others]] = False
        return allowed

    def _of_house(self, key: str) -> Mask:
        mask = np.zeros(len(self.catalogue), dtype=np.bool_)
        mask[list(self._titles.of_house(key))] = True
        return mask

    def _hits(self, scores: np.ndarray, limit: int) -> tuple[Hit, ...]:
        found = np.flatnonzero(scores > 0)
        best = found[np.argsort(-scores[found], kind="stable")][: max(limit, 0)]
        return tuple(Hit(self.catalogue.fragrances[r], float(scores[r])) for r in best)


def facets(hits: Iterable[Hit]) -> dict[str, dict[str, int]]:
    """How many of the hits are of each house, family, season and price band."""
    counts: dict[str, dict[str, int]] = {"brand": {}, "family": {}, "season": {}, "price_band": {}}
    for hit in hits:
        perfume = hit.fragrance
        values = {
            "brand": (perfume.brand,),
            "family": (perfume.family,) if perfume.family else (),
            "season": perfume.seasons,
            "price_band": (str(perfume.price_band),) if perfume.price_band else (),
        }
        for name, found in values.items():
            for value in found:
                counts[name][value] = counts[name].get(value, 0) + 1
    return counts
