"""Foretelling: what one person is likely to think of every perfume, and how sure that is.

It learns from the evidence of that person alone, on top of a prior that is the same for everybody,
and keeps nothing but the last beliefs it came to.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cached_property

from flowery.perfumery.catalogue import Catalogue
from flowery.storage.tables import Tables
from flowery.taste.columns import Columns
from flowery.taste.newest import Newest
from flowery.taste.observing import Observed, Target, is_of, observed
from flowery.taste.outlook import Foretold, Outlook
from flowery.taste.preference import Belief, Prior, likeliest_prior
from flowery.taste.prior import load_priors
from flowery.taste.profile import Taste

Without = frozenset[str]


class Foretelling:
    """The beliefs about everybody, each from their own evidence."""

    def __init__(
        self, tables: Tables, taste: Taste, catalogue: Catalogue, half_life_days: float = 0.0
    ) -> None:
        self._tables = tables
        self._taste = taste
        self._catalogue = catalogue
        self._half_life_days = half_life_days
        self._looked_once = Newest(self._looked)  # a few MB each at 38,000 perfumes

    @cached_property
    def columns(self) -> Columns:
        """What perfumes, notes and axes are like."""
        return Columns(self._catalogue)

    def belief(
        self,
        user_id: str,
        target: Target = "would_wear",
        *,
        until: datetime | None = None,
        without: Without = frozenset(),
    ) -> Belief:
        """What is believed of a person's taste now; or as it was, or without some memories and
        rows of evidence, by their ids.
        """
        return self.outlook(user_id, target, until=until, without=without).belief

    def foretold(
        self,
        user_id: str,
        target: Target = "would_wear",
        *,
        until: datetime | None = None,
        without: Without = frozenset(),
    ) -> Foretold:
        """The chance and doubt of every perfume, in the order of the catalogue."""
        return self.outlook(user_id, target, until=until, without=without).foretold

    def outlook(
        self,
        user_id: str,
        target: Target = "would_wear",
        *,
        until: datetime | None = None,
        without: Without = frozenset(),
    ) -> Outlook:
        """All that a belief says of perfumes, and what it rests on."""
        version = self._tables.of(user_id).version()
        return self._looked_once(user_id, version, target, until, without)

    def _looked(
        self, user_id: str, _version: int, target: Target, until: datetime | None, without: Without
    ) -> Outlook:
        rows = (row for row in self._taste.evidence(user_id) if not is_of(row, without))
        heard = [row for row in rows if until is None or row.at <= until]
        strikes = self._tables.of(user_id).strikes.list()
        seen = observed(heard, target, self.columns, strikes, self._half_life_days)

        def but(ids: Collection[str]) -> Outlook:
            return self.outlook(user_id, target, until=until, without=without | set(ids))

        return Outlook(self.columns, *learned_from(seen), seen, strikes, but)


def learned_from(seen: Observed) -> tuple[Prior, Belief]:
    """The belief after some observations, and the one before; how wide a taste is, the observations
    decide themselves.
    """
    return likeliest_prior(load_priors(), *seen.merged)
