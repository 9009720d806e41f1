"""From what a question stands on to perfumes with reasons: rank, pick, explain, look again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from flowery.advice.aspects import Aspects
from flowery.advice.because import Because
from flowery.advice.coverage import Coverage
from flowery.advice.exclusions import Exclusion
from flowery.advice.explanation import MET, Explainer
from flowery.advice.exploring import explored, is_due
from flowery.advice.features import Features
from flowery.advice.holdings import Column
from flowery.advice.phrasing import Phrasing
from flowery.advice.ranking import PARTS, Ground, Ranker
from flowery.advice.second_look import breaks
from flowery.advice.shelf import shelves
from flowery.advice.struck import Struck
from flowery.advice.struck_parts import amended
from flowery.advice.telling import one_sentence
from flowery.advice.variety import Pick, Pool
from flowery.advice.what_if import FAR, LOOKED_AT, Change, WhatIf
from flowery.perfumery.catalogue import Mask
from flowery.words.vocabulary import Brief, Reason, Recommendation

Totals = Callable[[Mapping[str, Column]], Column]
_DIGITS = 6  # parts are rounded first and then summed, so that the sum holds to 1e-6


@dataclass(frozen=True)
class Picked:
    """The perfumes of an answer, the memories its reasons rest on, the wish that none meets,
    whether the question told nothing to go by, and of a drafted list the team of each perfume.
    """

    recommendations: tuple[Recommendation, ...]
    rests_on: tuple[str, ...]
    absent: str
    by_taste: bool
    teams: tuple[str, ...] = ()


class Recommending:
    """Picks and explains for one question."""

    def __init__(
        self,
        features: Features,
        aspects: Aspects,
        ranker: Ranker,
        ground: Ground,
        phrasing: Phrasing,
        coverage: Coverage,
        struck: Mapping[int, Struck],
    ) -> None:
        self._features = features
        self._aspects = aspects
        self._ranker = ranker
        self._ground = ground
        self._phrasing = phrasing
        self._coverage = coverage
        self._struck = struck
        self._parts = amended(ranker.parts(ground), struck, ground, ranker, features)
        self._total: Column = sum(self._parts.values(), np.zeros(len(features.axes)))

    def best(self, allowed: Mask, exclusions: Sequence[Exclusion], limit: int) -> Picked:
        """The best of the allowed perfumes, unlike each other, none of which holds anything that is
        excluded.
        """
        allowed = allowed.copy()
        while True:
            pool = Pool(self._total, allowed, self._features)
            picks: Sequence[Pick] = pool.pick(self._total[pool.rows], limit)
            explores = self._ground.outlook.is_telling and is_due(self._ground.brief, _rows(picks))
            if explores:
                dislikes, outlook = self._parts["dislikes"], self._ground.outlook
                picks = explored(pool, self._total[pool.rows], picks, dislikes, outlook)
            wrong = [pick.row for pick in picks if self._is_wrong(pick.row, exclusions)]
            if not wrong:
                what_if = WhatIf(self._ranker, self._features, self._ground, pool, self._total)
                surprise = picks[-1].row if explores else None
                return self._explained(picks, allowed, what_if, surprise)
            allowed[wrong] = False

    def drafted(self, drafted: Sequence[tuple[int, str]], allowed: Mask) -> Picked:
        """One list of two rankings, as (row, team). Its order is drafted; scores and reasons are
        those of the ranking as it stands.
        """
        picked = self._explained([Pick(row, 0.0, None) for row, _ in drafted], allowed, None)
        return replace(picked, teams=tuple(team for _, team in drafted))

    def listed(
        self, totals_of: Totals, allowed: Mask, exclusions: Sequence[Exclusion], limit: int
    ) -> list[int]:
        """The rows that another ranking puts first, none of which holds what is excluded."""
        totals, allowed = totals_of(self._parts), allowed.copy()
        while True:
            pool = Pool(totals, allowed, self._features)
            rows = [pick.row for pick in pool.pick(totals[pool.rows], limit)]
            wrong = [row for row in rows if self._is_wrong(row, exclusions)]
            if not wrong:
                return rows
            allowed[wrong] = False

    def given(self, rows: Sequence[int], allowed: Mask) -> Picked:
        """Perfumes that were named, the best first."""
        order = sorted(rows, key=lambda row: (-self._total[row], row))
        return self._explained([Pick(row, 0.0, None) for row in order], allowed, None)

    def _is_wrong(self, row: int, exclusions: Sequence[Exclusion]) -> bool:
        fragrance = self._features.catalogue.fragrances[row]
        return any(breaks(fragrance, exclusion, self._coverage) for exclusion in exclusions)

    def _explained(
        self,
        picks: Sequence[Pick],
        allowed: Mask,
        what_if: WhatIf | None,
        surprise: int | None = None,
    ) -> Picked:
        """Reasons for every pick, and for the first few what would change them."""
        explainer = Explainer(
            self._features,
            self._aspects,
            self._ranker,
            self._ground,
            self._phrasing.memories,
            self._struck,
        )
        dislikes, outlook = self._parts["dislikes"], self._ground.outlook
        shelf = shelves(_rows(picks), surprise, dislikes, allowed, outlook)
        made: list[Recommendation] = []
        rests_on: list[str] = []
        for place, pick in enumerate(picks):
            parts = self._rounded(pick)
            like = None if pick.like is None else self._features.catalogue.fragrances[pick.like]
            both = explainer.reasons(pick.row, parts, like)
            looked_at = what_if if place < LOOKED_AT else None
            changes = looked_at.changes(pick.row, place + 1, both[0]) if looked_at else []
            rests_on += _memories((*both[0], *both[1]), changes)
            made.append(self._recommendation(pick.row, parts, both, shelf[place], changes))
        return Picked(
            tuple(made), tuple(dict.fromkeys(rests_on)), self._absent(allowed), self._is_by_taste()
        )

    def _rounded(self, pick: Pick) -> dict[str, float]:
        parts = {name: float(column[pick.row]) for name, column in self._parts.items()}
        parts["variety"] = pick.penalty
        return {name: round(parts[name], _DIGITS) + 0.0 for name in PARTS}

    def _recommendation(
        self,
        row: int,
        parts: Mapping[str, float],
        reasons: tuple[Sequence[Because], Sequence[Because]],
        shelf: str | None,
        changes: Sequence[Change],
    ) -> Recommendation:
        fragrance = self._features.catalogue.fragrances[row]
        supports, against = reasons[0], reasons[1] or (Because("nothing", "nothing", 0.0),)
        phrase = self._phrasing.phrase
        return Recommendation(
            fragrance_id=fragrance.id,
            brand=fragrance.brand,
            name=fragrance.name,
            score=round(sum(parts.values()), _DIGITS),
            parts=parts,
            supports=tuple(_reason(b, phrase(b, fragrance)) for b in supports),
            opposes=tuple(_reason(b, phrase(b, fragrance)) for b in against),
            shelf=shelf,
            sentence=one_sentence(supports, fragrance, self._phrasing),
            what_if=tuple(self._phrasing.change(change, FAR) for change in changes),
            chance=self._ground.outlook.chance(row),
        )

    def _is_by_taste(self) -> bool:
        ground = self._ground
        return not (ground.aspects or ground.words.any() or ground.brief != Brief())

    def _absent(self, allowed: Mask) -> str:
        """The first wish for a smell that no allowed perfume meets; "" when each is met by one."""
        for aspect in self._ground.aspects:
            named = aspect.kind == "want" and aspect.subject.startswith("note:")
            if named and allowed.any() and aspect.met[allowed].max() < MET:
                return aspect.subject
        return ""


def _rows(picks: Sequence[Pick]) -> list[int]:
    return [pick.row for pick in picks]


def _reason(because: Because, detail: str) -> Reason:
    return Reason(
        kind=because.kind,
        amount=round(because.amount, _DIGITS),
        note=because.note,
        memory_id=because.memory_id,
        quote=because.quote,
        detail=detail,
    )


def _memories(reasons: Sequence[Because], changes: Sequence[Change]) -> list[str]:
    named = [b.memory_id for b in reasons if b.memory_id]
    changed = (c.without for c in changes if c.is_memory)
    return [*named, *changed]
