"""Why, and why not: the exact parts of a score, taken apart by note, memory and wish.

It measures; how a reason is put into words stands in `phrasing`. Amounts are what a thing adds to
the score as it was ranked, so nothing here is told that did not count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flowery.advice.aspects import Aspect, Aspects
from flowery.advice.because import Because
from flowery.advice.features import Features
from flowery.advice.leanings import leanings
from flowery.advice.liking import Numbers
from flowery.advice.quoting import quote
from flowery.advice.ranking import (
    AVOIDED,
    BANDS,
    HATED_AXES,
    HATED_NOTES,
    MAYBE_DEARER,
    MEMORIES,
    TASTE_AXES,
    TASTE_NOTES,
    WISHES,
    Ground,
    Ranker,
    taste_weight,
    told_shares,
    words_weight,
)
from flowery.advice.struck import NOTHING_STRUCK, Struck
from flowery.words.vocabulary import AXES, Fragrance, ScentMemory

SPEAKS = 0.006  # amounts below this do not move a perfume by one place
_STILL = 0.55  # a shift of 0.5 goes nowhere
MET, MISSED = 0.45, 0.3  # how far a wish is met to be a reason for, and against
CLOSE = 0.3  # of 1 for the closest of all, by words and by meaning: about the first sixty of one
MOST_FOR, MOST_AGAINST = 6, 4  # reasons on one card


@dataclass(frozen=True)
class _Heard:
    """What a person likes and hates where it speaks of one perfume; `silent` memories do not."""

    numbers: Numbers
    loved: Mapping[str, float]
    hated: Mapping[str, float]
    silent: Collection[str]


class Explainer:
    """Takes the scores of one ranking apart."""

    def __init__(
        self,
        features: Features,
        aspects: Aspects,
        ranker: Ranker,
        ground: Ground,
        memories: Mapping[str, ScentMemory],
        struck: Mapping[int, Struck],
    ) -> None:
        self._features = features
        self._aspects = aspects
        self._ranker = ranker
        self._ground = ground
        self._memories = memories
        self._struck = struck
        self._usual = self._heard(())

    def reasons(
        self, row: int, parts: Mapping[str, float], like: Fragrance | None
    ) -> tuple[tuple[Because, ...], tuple[Because, ...]]:
        """(for, against) of one perfume; `like` is the one above that it resembles."""
        fragrance = self._features.catalogue.fragrances[row]
        struck = self._struck.get(row, NOTHING_STRUCK)
        roots = struck.left_of(self._features.roots(row))
        heard = self._heard(struck.memories) if struck.memories else self._usual
        counted = [
            *self._wishes(row, roots),
            *self._loved_notes(roots, heard),
            *self._told(roots, heard),
            *self._axes(row, heard),
            *self._disliked(row, roots, heard),
        ]
        whole = (*self._learned(row, heard, parts), *self._fits(parts))  # weighed in their parts
        both = [*map(self._weighed, counted), *whole]
        supports = _told_once(b for b in both if b.amount >= SPEAKS and b.what != "missing")
        opposes = [b for b in both if b.amount <= -SPEAKS or b.what == "missing"]
        opposes += [*self._facts(fragrance, parts), *_crowded(parts, like)]
        opposes.sort(key=lambda because: (because.kind == "variety", _weight(because)))
        return (
            tuple(self._quoted(because, heard) for because in supports[:MOST_FOR]),
            tuple(self._quoted(because, heard) for because in opposes[:MOST_AGAINST]),
        )

    def _heard(self, silent: Collection[str]) -> _Heard:
        liking, asked = self._ground.liking, self._ground.brief.wants
        numbers = liking.without(*silent) if silent else liking.numbers
        hated = self._ranker.hated(self._ground, numbers)
        hated = {note: v for note, v in hated.items() if f"note:{note}" not in asked}
        return _Heard(numbers, self._ranker.loved(self._ground, numbers), hated, silent)

    def _weighed(self, because: Because) -> Because:
        """A reason by how much its part counts."""
        weight = self._ground.weight(because.kind)
        return because if weight == 1.0 else replace(because, amount=weight * because.amount)

    def _wishes(self, row: int, roots: Mapping[str, float]) -> Iterator[Because]:
        for aspect in self._ground.aspects:
            met = float(aspect.met[row])
            amount = WISHES * aspect.weight * met
            if aspect.kind == "shift":
                axis, away = self._aspects.moved(self._ground.brief, row)
                if met > _STILL:
                    what = "more asked" if away > 0 else "less asked"
                    yield Because("question", what, amount, f"axis:{axis}")
            elif met >= MET:
                yield Because(
                    "question", aspect.kind, amount, aspect.subject, self._held(aspect, roots)
                )
            elif met < MISSED and aspect.kind == "want":
                yield Because("question", "missing", amount, aspect.subject)
        close = float(self._ground.words[row])
        if close >= CLOSE:
            yield Because("question", "words", words_weight(self._ground) * close)

    def _held(self, aspect: Aspect, roots: Mapping[str, float]) -> str | None:
        """The note of the perfume that meets a wish best."""
        near: Mapping[str, float] = {}
        if aspect.kind == "want" and aspect.subject.startswith("note:"):
            near = self._aspects.near(aspect.subject.removeprefix("note:"))
        elif aspect.kind == "mood" and (mood := self._aspects.mood(aspect.subject)) is not None:
            near = self._aspects.telling(mood)
        held = [note for note in roots if note in near]
        return max(held, key=lambda note: near[note] * roots[note], default=None)

    def _loved_notes(self, roots: Mapping[str, float], heard: _Heard) -> Iterator[Because]:
        weight = taste_weight(self._ground) * TASTE_NOTES
        for note, root in roots.items():
            if note in heard.loved:
                amount = weight * heard.loved[note] * root
                yield Because("taste", "loved", amount, f"note:{note}", note)

    def _learned(self, row: int, heard: _Heard, parts: Mapping[str, float]) -> Iterator[Because]:
        """What was learned of notes and sides that no other reason speaks of."""
        away = taste_weight(self._ground) * TASTE_AXES * self._features.away(row)
        sides = zip(AXES, away * heard.numbers.wanted, strict=True)
        told = {f"axis:{axis}" for axis, amount in sides if abs(amount) >= SPEAKS}
        told |= {f"note:{note}" for note in (*heard.loved, *heard.hated)}
        fragrance_id, outlook = self._features.catalogue.fragrances[row].id, self._ground.outlook
        leaning = float(outlook.leaning[row])
        share = parts["learned"] / leaning if leaning else 0.0
        yield from leanings(fragrance_id, outlook, share, SPEAKS, self._memories, told)

    def _told(self, roots: Mapping[str, float], heard: _Heard) -> Iterator[Because]:
        for memory_id, note, amount in told_shares(self._ground, heard.silent):
            if note in roots:
                share = MEMORIES * amount * roots[note]
                yield Because("memories", "told", share, f"note:{note}", note, memory_id)

    def _quoted(self, because: Because, heard: _Heard) -> Because:
        """A reason with the memory that says most for it, and its words."""
        if because.what not in ("loved", "hated", "told"):
            return because
        for row in self._ground.liking.speakers(because.note or ""):
            memory = self._memories.get(row.memory_id or "")
            if row.memory_id in heard.silent:
                continue
            is_it = (
                because.memory_id in (None, row.memory_id) and row.direction * because.amount > 0
            )
            words = quote(memory, row.quote) if memory is not None and is_it else ""
            if words:
                return replace(because, memory_id=row.memory_id, quote=words)
        return because

    def _axes(self, row: int, heard: _Heard) -> Iterator[Because]:
        weight = taste_weight(self._ground) * TASTE_AXES
        away = self._features.away(row)
        for place, axis in enumerate(AXES):
            amount = weight * float(away[place]) * float(heard.numbers.wanted[place])
            yield Because("taste", "axis", amount, f"axis:{axis}")
            hated = HATED_AXES * float(
                self._features.axes[row, place] * heard.numbers.unwanted[place]
            )
            yield Because("dislikes", "axis", hated, f"axis:{axis}")

    def _disliked(self, row: int, roots: Mapping[str, float], heard: _Heard) -> Iterator[Because]:
        for note, root in roots.items():
            if note in heard.hated:
                amount = HATED_NOTES * heard.hated[note] * root
                yield Because("dislikes", "hated", amount, f"note:{note}", note)
        for subject, there in self._ground.avoided:
            yield Because("dislikes", "avoided", -AVOIDED * float(there[row]), subject)

    def _fits(self, parts: Mapping[str, float]) -> Iterator[Because]:
        brief = self._ground.brief
        yield Because("season", "season", parts["season"], brief.season or "")
        yield Because("occasion", "occasion", parts["occasion"], brief.occasion or "")

    def _facts(self, fragrance: Fragrance, parts: Mapping[str, float]) -> Iterator[Because]:
        budget = self._ground.brief.budget_max
        if budget is not None and not fragrance.price_band:
            yield Because("budget", "price unknown", parts["budget"])
        elif budget is not None and parts["budget"] <= MAYBE_DEARER:
            highest = BANDS[(fragrance.price_band or 1) - 1][1]
            yield Because("budget", "maybe dearer", parts["budget"], f"{highest:g}")
        if fragrance.discontinued:
            yield Because("facts", "discontinued", 0.0)
        if fragrance.certainty == "inferred":
            yield Because("facts", "inferred", 0.0)


def _crowded(parts: Mapping[str, float], like: Fragrance | None) -> Iterator[Because]:
    if parts["variety"] <= -SPEAKS and like is not None:
        yield Because("variety", "like above", parts["variety"], like.id)


def _told_once(reasons: Iterable[Because]) -> Sequence[Because]:
    """The strongest first; one reason a note that speaks from memory, the others only once."""
    kept: list[Because] = []
    seen: set[tuple[str, str | None]] = set()
    for because in sorted(reasons, key=_weight):
        own = (
            "own"
            if because.kind in ("taste", "learned", "memories") and because.note
            else because.kind
        )
        key = (own, because.note or because.what + because.subject + because.side)
        if key not in seen:
            seen.add(key)
            kept.append(because)
    return kept


def _weight(because: Because) -> tuple[float, str, str]:
    return -abs(because.amount), because.kind, because.subject
