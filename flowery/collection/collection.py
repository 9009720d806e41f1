"""Everybody's collections: each act on one, checked at the door, and every reading of it.

A bottle, its words and its photo leave no trace when they are removed. Locks are taken in the order
of the upload path: writer, then originals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any

from flowery.collection import checks
from flowery.collection.bringing import Bringing, bringing
from flowery.collection.checks import BottleFacts, WearFacts
from flowery.collection.gaps import Gap, gaps
from flowery.collection.layering import Layering, layerings
from flowery.collection.matching import Find, Matching
from flowery.collection.photos import picture
from flowery.collection.possessions import Possession, possessions
from flowery.collection.table import Format, written
from flowery.perfumery.catalogue import Catalogue
from flowery.storage.lock import WriterLock
from flowery.storage.originals import Originals
from flowery.storage.personal import Brought
from flowery.storage.personal.wears import zone_of
from flowery.storage.tables import Tables
from flowery.words.settings import Settings
from flowery.words.vocabulary import (
    Bottle,
    Brief,
    PerfumeRating,
    Photo,
    RatingScale,
    Recommendation,
    ScentProfile,
    Wear,
)

_SUGGESTED = 3  # perfumes for a gap


@dataclass(frozen=True)
class Ways:
    """What a collection asks of other rooms: the catalogue and a title in it, a person's profile,
    perfumes for a wish, which of some perfumes no veto covers, and letting files go that nothing
    holds.
    """

    catalogue: Catalogue
    find: Find
    profile: Callable[[str], ScentProfile]
    suggest: Callable[[str, Brief, int], tuple[Recommendation, ...]]
    permitted: Callable[[str, list[str]], frozenset[str]]
    let_go: Callable[[tuple[str, ...]], int]


class Collection:
    """The collections of everybody, each reached by whose it is."""

    def __init__(
        self,
        tables: Tables,
        originals: Originals,
        lock: WriterLock,
        settings: Settings,
        ways: Ways,
    ) -> None:
        self._tables = tables
        self._originals = originals
        self._lock = lock
        self._settings = settings
        self._ways = ways

    def of(self, user_id: str) -> tuple[Possession, ...]:
        """Every perfume a person said anything of."""
        return possessions(self._tables.of(user_id))

    def zone(self, user_id: str) -> tzinfo:
        """Where the person's days begin and end."""
        return zone_of(self._tables.accounts.get(user_id).time_zone)

    def today(self, user_id: str) -> date:
        """The day it is for a person."""
        return datetime.now(self.zone(user_id)).date()

    def add(
        self, user_id: str, fragrance_id: str, facts: BottleFacts, photo: bytes | None = None
    ) -> Bottle:
        """Keep a bottle of a perfume of the catalogue, and its photo. Raises NotFound, Refused."""
        self._ways.catalogue.row(fragrance_id)
        checks.check_bottle(facts, self.today(user_id))
        wardrobe = self._tables.of(user_id).wardrobe
        made = Bottle("", fragrance_id, created_at=datetime.now(UTC), **_said(facts))
        if photo is None:
            return wardrobe.add(made)
        with self._kept(photo) as shown:
            return wardrobe.add(replace(made, photo=shown))

    def change(self, user_id: str, bottle_id: str, facts: BottleFacts) -> None:
        """Say something else of a bottle. Raises NotFound, Refused."""
        checks.check_bottle(facts, self.today(user_id))
        wardrobe = self._tables.of(user_id).wardrobe
        left = wardrobe.bottle(bottle_id).left
        if left is not None:
            checks.check_left(left, facts.millilitres)
        with self._lock.held(), self._tables.leaving_no_trace():
            wardrobe.change(bottle_id, **_said(facts))

    def measure(self, user_id: str, bottle_id: str, left: float | None) -> None:
        """Say how many millilitres are left; wears are counted on from there. None counts all
        wears again. Raises NotFound, Refused.
        """
        wardrobe = self._tables.of(user_id).wardrobe
        if left is not None:
            checks.check_left(left, wardrobe.bottle(bottle_id).millilitres)
        at = None if left is None else datetime.now(UTC)
        wardrobe.change(bottle_id, left=left, left_at=at)

    def empty(self, user_id: str, bottle_id: str, is_empty: bool = True) -> None:
        """Say that a bottle is empty since today, or that it is not. Raises NotFound."""
        day = self.today(user_id).isoformat() if is_empty else None
        self._tables.of(user_id).wardrobe.change(bottle_id, emptied_on=day)

    def remove(self, user_id: str, bottle_id: str) -> None:
        """Take a bottle away as if it had never been there. Raises NotFound."""
        wardrobe = self._tables.of(user_id).wardrobe
        with self._lock.held(), self._originals.held():
            with self._tables.leaving_no_trace():
                gone = wardrobe.remove(bottle_id)
            self._let_go(gone.photo)

    def show(self, user_id: str, bottle_id: str, photo: bytes | None) -> None:
        """Give a bottle a photo in the place of the one before; None takes it away. Raises
        NotFound, Refused, and then the one before stays.
        """
        wardrobe = self._tables.of(user_id).wardrobe
        before = wardrobe.bottle(bottle_id).photo
        if photo is not None:
            with self._kept(photo) as shown:
                wardrobe.change(bottle_id, photo=shown)
        else:
            wardrobe.change(bottle_id, photo=None)
        with self._originals.held():
            self._let_go(before)

    def photo(self, user_id: str, bottle_id: str) -> bytes | None:
        """The photo of a bottle. Raises NotFound, also for another person's."""
        shown = self._tables.of(user_id).wardrobe.bottle(bottle_id).photo
        return self._originals.read(shown.sha256) if shown else None

    def wear(self, user_id: str, fragrance_id: str, facts: WearFacts | None = None) -> Wear:
        """Keep a wear, of today when nothing else is said. Raises NotFound, Refused."""
        self._ways.catalogue.row(fragrance_id)
        today = self.today(user_id)
        facts = facts or WearFacts(today.isoformat())
        checks.check_wear(facts, today)
        made = Wear("", fragrance_id, created_at=datetime.now(UTC), **_said(facts))
        return self._tables.of(user_id).wears.add(made)

    def change_wear(self, user_id: str, wear_id: str, facts: WearFacts) -> None:
        """Say something else of a wear. Raises NotFound, Refused."""
        checks.check_wear(facts, self.today(user_id))
        with self._lock.held(), self._tables.leaving_no_trace():
            self._tables.of(user_id).wears.change(wear_id, **_said(facts))

    def remove_wear(self, user_id: str, wear_id: str) -> None:
        """Take a wear back. Raises NotFound."""
        with self._lock.held(), self._tables.leaving_no_trace():
            self._tables.of(user_id).wears.remove(wear_id)

    def rate(
        self, user_id: str, fragrance_id: str, scale: RatingScale, stars: int | None
    ) -> PerfumeRating | None:
        """Keep 1 to 5 stars on a scale; None takes them back. Raises NotFound, Refused."""
        wardrobe = self._tables.of(user_id).wardrobe
        if stars is None:
            wardrobe.unrate(fragrance_id, scale)
            return None
        self._ways.catalogue.row(fragrance_id)
        checks.check_rating(scale, stars)
        return wardrobe.rate(fragrance_id, scale, stars)

    def gaps(self, user_id: str) -> tuple[Gap, ...]:
        """What is liked, or a season, and hardly owned."""
        profile = self._ways.profile(user_id)
        return gaps(self._owned(user_id), profile, self._ways.catalogue)

    def suggested(self, user_id: str, gap: Gap) -> tuple[Recommendation, ...]:
        """Real perfumes that would fill a gap, within everything the person stated."""
        is_side = gap.kind == "axis"
        brief = Brief(wants=(gap.subject,)) if is_side else Brief(season=gap.name)
        return self._ways.suggest(user_id, brief, _SUGGESTED)

    def layerings(self, user_id: str) -> tuple[Layering, ...]:
        """Pairs of owned perfumes to try together; none holds what the person never wants."""
        owned = self._owned(user_id)
        permitted = self._ways.permitted(user_id, owned)
        liked = self._ways.profile(user_id).values
        ids = [fragrance_id for fragrance_id in owned if fragrance_id in permitted]
        return layerings(ids, liked, self._ways.catalogue)

    def written(self, user_id: str, form: Format) -> str:
        """The collection as a CSV or JSON text."""
        return written(self.of(user_id), self._ways.catalogue, form)

    def read(self, user_id: str, path: Path) -> Bringing:
        """What a file would bring into a collection; nothing is kept. Raises Refused."""
        own = self._tables.of(user_id)
        version = own.version()
        now = datetime.now(self.zone(user_id))
        return bringing(path, possessions(own), version, self._matching, now)

    def bring(self, user_id: str, found: Bringing) -> None:
        """Keep what a file brings, all or nothing of it. Raises StorageFailed."""
        if found.brought != Brought():
            self._tables.of(user_id).wardrobe.bring(found.brought, found.version)

    def _owned(self, user_id: str) -> list[str]:
        return [one.fragrance_id for one in self.of(user_id) if one.is_owned]

    @cached_property
    def _matching(self) -> Matching:
        return Matching(self._ways.catalogue, self._ways.find)

    @contextmanager
    def _kept(self, photo: bytes) -> Iterator[Photo]:
        """A photo that is on the disk while its row is written; it goes if none comes."""
        content, media_type = picture(photo, self._settings)
        with self._originals.held():
            shown = Photo(self._originals.keep(content), media_type)
            try:
                yield shown
            finally:
                self._let_go(shown)  # which leaves alone what a bottle holds

    def _let_go(self, photo: Photo | None) -> None:
        if photo is not None:
            self._ways.let_go((photo.sha256,))


def _said(facts: BottleFacts | WearFacts) -> dict[str, Any]:
    return {k: v.strip() if isinstance(v, str) else v for k, v in asdict(facts).items()}
