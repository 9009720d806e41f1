"""Who in this home liked or did not like which perfume, and since when: what their stars, reactions
and wears come to, one opinion a person and perfume.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flowery.learning.evaluation.interleaving import Welcome
from flowery.perfumery.catalogue import Catalogue
from flowery.storage.tables import Tables
from flowery.words.vocabulary import Evidence

EvidenceOf = Callable[[str], Sequence[Evidence]]

LIKED_STARS = 4
_SMELLED = ("like", "own", "wore", "dislike", "sample")  # a wish and a refusal come before that
_ON_SKIN = "would_wear:"  # the scale that asks what is foretold here
_WELCOMED = ("like", "own", "wish", "wore")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thinks of a perfume (by its row): when they said that they like it or do not,
    oldest first. `since` is the first thing they ever said of it, `said` every row that tells of
    it: leaving all of them out leaves the perfume unheard of.
    """

    user_id: str
    row: int
    verdicts: tuple[tuple[datetime, bool], ...]
    since: datetime
    said: frozenset[str]

    @property
    def liked(self) -> bool:
        """What they said last."""
        return self.verdicts[-1][1]


def opinions(
    user_ids: Sequence[str], evidence_of: EvidenceOf, catalogue: Catalogue
) -> tuple[Opinion, ...]:
    """Everybody's opinions of perfumes that are in the catalogue, oldest first."""
    found = (one for who in user_ids for one in _of_person(who, evidence_of(who), catalogue))
    return tuple(sorted(found, key=lambda one: (one.since, one.user_id, one.row)))


def known_at(opinions: Sequence[Opinion], moment: datetime) -> list[Opinion]:
    """The opinions as they were at a moment, without those that nobody had yet."""
    told = (
        replace(one, verdicts=tuple(v for v in one.verdicts if v[0] <= moment)) for one in opinions
    )
    return [one for one in told if one.verdicts]


def welcomes(tables: Tables, user_id: str) -> Iterator[Welcome]:
    """Every act of a person that says a perfume was welcome."""
    own = tables.of(user_id)
    for reaction in own.tastes.reactions():
        if reaction.reaction in _WELCOMED:
            yield Welcome(user_id, reaction.fragrance_id, reaction.created_at)
    for rating in own.wardrobe.ratings():
        if rating.stars >= LIKED_STARS:
            yield Welcome(user_id, rating.fragrance_id, rating.created_at)


def _of_person(
    user_id: str, evidence: Sequence[Evidence], catalogue: Catalogue
) -> Iterator[Opinion]:
    told: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in sorted(evidence, key=lambda row: (row.at, row.id)):
        for fragrance_id in _perfumes(row):
            told[fragrance_id].append(row)
    for fragrance_id, rows in told.items():
        verdicts = tuple((row.at, row.direction > 0) for row in rows if _is_verdict(row))
        if verdicts and fragrance_id in catalogue:
            said = frozenset(row.id for row in rows)
            yield Opinion(user_id, catalogue.row(fragrance_id), verdicts, rows[0].at, said)


def _perfumes(row: Evidence) -> Sequence[str]:
    """The perfumes that a row of evidence is about; of a pair both."""
    kind, _, name = row.subject.partition(":")
    return name.split("|") if kind == "pair" else [name] if kind == "fragrance" else []


def _is_verdict(row: Evidence) -> bool:
    return bool(row.direction) and (row.detail in _SMELLED or row.detail.startswith(_ON_SKIN))
