"""Searches the catalogue: by words in two languages, by title, and by likeness to a perfume.

What must not be in a perfume rules it out before anything is ranked. It knows nobody's taste.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from flowery.perfumery.asking import Asked
from flowery.perfumery.catalogue import Catalogue, Mask
from flowery.perfumery.exploring import Exploring, Found, Hit, Order
from flowery.perfumery.facets import Narrowing
from flowery.perfumery.fusion import Embed, Fusion
from flowery.perfumery.matching import Match, Shared, matches, shared
from flowery.perfumery.mentions import HouseMention, Mention
from flowery.perfumery.naming import load_houses
from flowery.perfumery.spans import Years
from flowery.perfumery.titles import Titles
from flowery.perfumery.understanding import ReadSmells, Understanding
from flowery.perfumery.weighing import MEASURED, SourceWeights
from flowery.perfumery.words import Lexicon
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import Fragrance

NOT_NARROWED = Narrowing()
LONGEST_SEARCH = 2_000  # characters, as many as a question; reading 60,000 takes a minute
_LONGEST_TITLE = 200  # characters; the longest on a bottle has about 90


class CatalogueSearch:
    """One catalogue, ready to be asked. Made anew when the catalogue changes; `weights` are asked
    for at every search.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        lexicon: Lexicon,
        embed: Embed,
        read_smells: ReadSmells,
        weights: Callable[[], SourceWeights] = lambda: MEASURED,
    ) -> None:
        self.catalogue = catalogue
        self._titles = Titles(catalogue.fragrances, load_houses())
        self._understanding = Understanding(catalogue, lexicon, self._titles, read_smells)
        self._fusion = Fusion(catalogue, self._titles, embed)
        self._weights = weights

    def weighed(self, weights: SourceWeights) -> CatalogueSearch:
        """The same search with other weights, to try them out."""
        other = copy.copy(self)
        other._weights = lambda: weights
        return other

    def search(
        self,
        words: str,
        limit: int = 20,
        without: Sequence[str] = (),
        brand: str | None = None,
        years: tuple[int | None, int | None] | None = None,
        narrowing: Narrowing = NOT_NARROWED,
    ) -> tuple[Hit, ...]:
        """The perfumes that answer some words best, the best first.

        A perfume that holds anything of `without` (names of notes, accords or qualities), or is of
        another house, year or whatever else it is narrowed to, is never among them.
        """
        asked = self.asked(words)
        narrowing = narrowing.also(without, brand, years)
        allowed = self._allowed(asked, narrowing)
        for mask in self.exploring.facets.within(narrowing).values():
            allowed &= mask
        narrowed = asked.narrows or narrowing.narrows
        return self._hits(self._fusion.scores(asked, allowed, narrowed, self._weights()), limit)

    def explore(
        self,
        words: str,
        narrowing: Narrowing = NOT_NARROWED,
        order: Order = "best",
        page: int = 1,
        ruled_out: Mask | None = None,
    ) -> Found:
        """A page of the perfumes that some words speak of, with the counts of all of them; those
        `ruled_out`, shape (n,), are left out and counted.
        """
        asked = self.asked(words)
        allowed = self._allowed(asked, narrowing)
        weights = self._weights()
        return self.exploring.found(asked, allowed, narrowing, weights, order, page, ruled_out)

    def similar(
        self,
        fragrance: str,
        limit: int = 20,
        flankers: bool = True,
        still_made: bool = False,
        cheaper: bool = False,
    ) -> tuple[Hit, ...]:
        """The perfumes most like one, named by id or title: without its flankers if they are not
        wanted, only those known to be made still, only those known to cost less. Raises NotFound,
        and Refused when its own price is not known.
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
        if still_made:
            scores[~self.exploring.facets.holds("discontinued", ("no",))] = 0
        if cheaper:
            scores[~self._cheaper_than(found)] = 0
        scores[row] = 0
        scores[scores < self._weights().nearest] = 0
        return self._hits(scores, limit)

    def shared(self, one: str, other: str) -> Shared:
        """What two perfumes have in common, by their ids. Raises NotFound."""
        return shared(self.catalogue.get(one), self.catalogue.get(other), self.catalogue)

    def matches(self, fragrance: Fragrance, asked: Asked) -> tuple[Match, ...]:
        """What in a perfume answers each wish of a search."""
        return matches(fragrance, asked, self.catalogue.taxonomy)

    def find(self, title: str) -> Fragrance | None:
        """The perfume of an id or a title; None when it is unknown, could be several, or is rather
        a note: "rose" is no perfume, even if one is called so.
        """
        if title in self.catalogue:
            return self.catalogue.get(title)
        if len(title) > _LONGEST_TITLE:
            return None
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
        """How a search is understood, to be shown beside its hits. Raises Refused when it is
        longer than a search.
        """
        if len(words) > LONGEST_SEARCH:
            raise Refused(f"A search may have {LONGEST_SEARCH:,} characters; shorten it.")
        return self._understanding.asked(words)

    @cached_property
    def exploring(self) -> Exploring:
        """Walks through this catalogue."""
        return Exploring(self.catalogue, self._titles, self._fusion)

    def warm(self) -> None:
        """Build now what the first search, title and likeness would build."""
        self.explore("warm rose like nothing else")
        self.find("a perfume that nobody made")
        if len(self.catalogue):
            self.similar(self.catalogue.fragrances[0].id, limit=1)

    def _allowed(self, asked: Asked, narrowing: Narrowing) -> Mask:
        """The rows that may be found at all, whatever field is chosen besides."""
        relevance = self._fusion.relevance
        allowed = np.ones(len(self.catalogue), dtype=np.bool_)
        for term in asked.without:
            allowed &= ~relevance.holds(term, (*asked.wants, *asked.more))
        for term in map(self._understanding.term, narrowing.without):
            allowed &= ~relevance.holds(term)
        for house in asked.not_houses:
            allowed &= ~self._of_house(house)
        for wanted in (asked.years, Years(*narrowing.years) if narrowing.years else None):
            if wanted is not None:
                allowed &= relevance.of_years(wanted)
        if asked.budget is not None:
            allowed &= ~relevance.beyond(asked.budget)
        if asked.cheaper:
            allowed &= ~relevance.as_dear_as(map(self.catalogue.row, asked.like))
        others = (*asked.like, *asked.not_perfumes)
        allowed[[self.catalogue.row(fragrance_id) for fragrance_id in others]] = False
        return allowed

    def _cheaper_than(self, fragrance: Fragrance) -> Mask:
        if fragrance.price_band is None:
            raise Refused(
                f"What {fragrance.title} costs is not known, so nothing is surely cheaper."
            )
        lower = map(str, range(1, fragrance.price_band))
        return self.exploring.facets.holds("price_band", tuple(lower))

    def _of_house(self, key: str) -> Mask:
        mask = np.zeros(len(self.catalogue), dtype=np.bool_)
        mask[list(self._titles.of_house(key))] = True
        return mask

    def _hits(self, scores: np.ndarray, limit: int) -> tuple[Hit, ...]:
        found = np.flatnonzero(scores > 0)
        best = found[np.argsort(-scores[found], kind="stable")][: max(limit, 0)]
        return tuple(Hit(self.catalogue.fragrances[r], float(scores[r])) for r in best)
