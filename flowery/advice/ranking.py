"""Parts that sum to the score, each a column over all perfumes. No word of any model comes here.

The weights were set by looking at the answers to some forty questions over four diaries, in two
languages, and asking of each list whether a perfumer would nod. The reasons stand beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from flowery.advice.aspects import Aspect, Aspects
from flowery.advice.features import Features, Perfumes
from flowery.advice.foreseeing import Outlook
from flowery.advice.holdings import Column
from flowery.advice.liking import Liking, Numbers
from flowery.advice.own_memories import Found
from flowery.perfumery.catalogue import Mask
from flowery.perfumery.money import BAND_TOPS
from flowery.words.vocabulary import Brief

PARTS = (
    *("question", "taste", "learned", "memories", "dislikes"),
    *("season", "occasion", "budget", "variety"),
)

WISHES = 0.70  # what was asked counts most: a taste is a tie-breaker between good answers
WORDS = 0.10  # full text and vector see what no wish names, and much that is not meant
ONLY_WORDS = 0.45  # "old barbershop": nothing in it is known by name, so closeness has to do
TASTE_NOTES = 0.16  # notes that are loved, in a perfume
TASTE_AXES = 0.12  # the shape of the taste, where none of its notes is named
LEARNED = 0.05  # at most: what was learned from all answers decides between what fits alike
UNASKED = 2.5  # without a wish the taste is all there is to go by
MEMORIES = 0.15  # notes of the very memories a question brings up
HATED_NOTES = 0.45  # twice what loving weighs: a hated note spoils a perfume, a loved one only adds
HATED_AXES = 0.30
AVOIDED = 0.25  # "not too sweet": half of the wishes, so that a little of it passes
FITS, MISFITS = 0.03, -0.05  # the season and occasion a perfume is said to be worn in
MAYBE_DEARER = -0.03  # its price band begins below the budget and ends above
PRICE_UNKNOWN = -0.02

CHEAPEST = 5.0  # euros; no full bottle of a named perfume is sold for less
BANDS = tuple(pairwise((0.0, *map(float, BAND_TOPS), float("inf"))))
"""What price bands 1 to 5 span, in euros."""

OCCASIONS: Mapping[str, str] = {
    "wedding": "formal",
    "interview": "office",
    "evening_out": "evening",
    "party": "evening",
    "religious": "formal",
    "funeral": "formal",
    "school": "everyday",
    "beach": "travel",
    "graduation": "formal",
    "outdoors": "sport",
    "home_alone": "bedtime",
    "korean_holiday": "formal",
}
"""The occasions of the lexicon under which perfumes are filed; the others have their own name."""


@dataclass(frozen=True)
class Ground:
    """Everything a ranking stands on. `told` are the memories that the question brings up; training
    multiplies parts with `weights`.
    """

    brief: Brief
    aspects: tuple[Aspect, ...]
    words: Column
    liking: Liking
    outlook: Outlook
    told: tuple[Found, ...]
    avoided: tuple[tuple[str, Column], ...]
    weights: Mapping[str, float] = field(default_factory=dict)

    def weight(self, part: str) -> float:
        """What a part is multiplied with."""
        return self.weights.get(part, 1.0)


@dataclass(frozen=True)
class Leaning:
    """What a taste alone says of perfumes: what is liked in them, what is disliked (0 or below)."""

    liked: Column
    disliked: Column

    def of(self, rows: NDArray[np.intp] | slice) -> Leaning:
        """Of some of them."""
        return Leaning(self.liked[rows], self.disliked[rows])


class Ranker:
    """Ranks one catalogue."""

    def __init__(self, features: Features, aspects: Aspects) -> None:
        self._features = features
        self._aspects = aspects
        self._leanings: WeakKeyDictionary[Numbers, tuple[Perfumes, Leaning]] = WeakKeyDictionary()

    def ground(
        self,
        brief: Brief,
        words: Column,
        liking: Liking,
        outlook: Outlook,
        told: tuple[Found, ...],
        avoid: Iterable[str],
    ) -> Ground:
        """What a brief stands on; `avoid` are the subjects that weigh against a perfume."""
        avoided = tuple((s, self._held(s, brief)) for s in dict.fromkeys(avoid))
        known = (liking, outlook)
        return Ground(brief, self._aspects.of(brief), words, *known, told, avoided)

    def _held(self, subject: str, brief: Brief) -> Column:
        """How much of something unwelcome is in each perfume: "like No 5 but less powdery" minds
        only what is above that of what was named.
        """
        there = self._aspects.holds(subject)
        named = self._features.rows_of(brief.like)
        if subject in brief.avoid and named.any():
            there = np.maximum(0.0, there - there[named].min())
        return there

    def parts(self, ground: Ground) -> dict[str, Column]:
        """Every part but variety, over all perfumes."""
        numbers, everything = ground.liking.numbers, self._features.all
        return {
            "question": ground.weight("question") * self._question(ground),
            "taste": self.taste(ground, numbers, everything),
            "learned": self.learned(ground, ground.outlook.leaning),
            "memories": self.memories(ground, everything),
            "dislikes": self.dislikes(ground, numbers, everything),
            "season": ground.weight("season") * self.season(ground.brief.season),
            "occasion": ground.weight("occasion") * self.occasion(ground.brief.occasion),
            "budget": ground.weight("budget") * self.budget(ground.brief.budget_max),
        }

    def _question(self, ground: Ground) -> Column:
        met = words_weight(ground) * ground.words
        for aspect in ground.aspects:
            met = met + WISHES * aspect.weight * aspect.met
        return met

    def taste(self, ground: Ground, numbers: Numbers, perfumes: Perfumes) -> Column:
        """What is liked in a perfume: loved notes, and how much nearer than usual its axes are."""
        weight = ground.weight("taste") * taste_weight(ground)
        return weight * self._leaning(ground, numbers, perfumes).liked

    def learned(self, ground: Ground, leaning: Column) -> Column:
        """How far perfumes lean the person's way by all they answered. It is bounded, so that no
        number of answers outweighs what is asked for.
        """
        return ground.weight("learned") * taste_weight(ground) * LEARNED * np.tanh(leaning)

    def memories(self, ground: Ground, perfumes: Perfumes, without: Collection[str] = ()) -> Column:
        """The notes that are loved in the memories a question brings up."""
        weight = ground.weight("memories") * MEMORIES
        return weight * perfumes.notes.summed(told_notes(ground, without))

    def dislikes(
        self, ground: Ground, numbers: Numbers, perfumes: Perfumes, without: str | None = None
    ) -> Column:
        """What is disliked in a perfume, 0 or below, but for what is asked for; `without` one
        subject ("note:clove").
        """
        total = self._leaning(ground, numbers, perfumes).disliked
        hated, spares = self.hated(ground, numbers), {*ground.brief.wants, without}
        spared = {note: value for note, value in hated.items() if f"note:{note}" in spares}
        if spared:
            total = total - HATED_NOTES * perfumes.notes.summed(spared)
        for subject, there in ground.avoided:
            if subject != without:
                total = total - AVOIDED * there[perfumes.rows]
        return ground.weight("dislikes") * total

    def loved(self, ground: Ground, numbers: Numbers) -> Mapping[str, float]:
        """Loved notes by how much, over the notes of the catalogue."""
        return ground.liking.spread(numbers, self._features.notes.names).loved

    def hated(self, ground: Ground, numbers: Numbers) -> Mapping[str, float]:
        """Hated notes, each below 0, over the notes of the catalogue."""
        return ground.liking.spread(numbers, self._features.notes.names).hated

    def _leaning(self, ground: Ground, numbers: Numbers, perfumes: Perfumes) -> Leaning:
        """What a taste says of perfumes, kept as long as the taste is: of all perfumes, and of
        those that were asked for last.
        """
        known = self._leanings.get(numbers)
        if known is not None and known[0] is perfumes:
            return known[1]
        if known is not None and known[0] is self._features.all:
            return known[1].of(perfumes.rows)
        loved = TASTE_NOTES * perfumes.notes.summed(self.loved(ground, numbers))
        hated = HATED_NOTES * perfumes.notes.summed(self.hated(ground, numbers))
        axes, usual = perfumes.axes.astype(np.float64), self._features.usual_axes
        leaning = Leaning(
            loved + TASTE_AXES * (axes @ numbers.wanted - usual @ numbers.wanted),
            hated + HATED_AXES * (axes @ numbers.unwanted),
        )
        self._leanings[numbers] = (perfumes, leaning)
        return leaning

    def season(self, season: str | None) -> Column:
        """Whether a perfume is worn in this season; 0 where nothing is known."""
        return self._fit(self._features.seasons.get(season or ""))

    def occasion(self, occasion: str | None) -> Column:
        """Whether a perfume is worn on this occasion; 0 where nothing is known."""
        filed = OCCASIONS.get(occasion or "", occasion or "")
        return self._fit(self._features.occasions.get(filed))

    def budget(self, budget: float | None) -> Column:
        """What an uncertain price costs a perfume under a budget; the others are out already."""
        if budget is None:
            return np.zeros(len(self._features.bands))
        worth = [
            PRICE_UNKNOWN,
            *(MAYBE_DEARER if low < budget < high else 0.0 for low, high in BANDS),
        ]
        return np.array(worth)[self._features.bands]

    def affordable(self, budget: float | None) -> Mask:
        """Which perfumes may cost no more than this: those whose band begins below it, and those
        whose price nobody knows.
        """
        if budget is None:
            return np.ones(len(self._features.bands), dtype=np.bool_)
        if budget < CHEAPEST:
            return np.zeros(len(self._features.bands), dtype=np.bool_)
        within = np.array([True, *(low < budget for low, _ in BANDS)])
        affordable: Mask = within[self._features.bands]
        return affordable

    def _fit(self, said: Column | None) -> Column:
        if said is None:
            return np.zeros(len(self._features.bands))
        return np.where(said > 0, FITS, np.where(said < 0, MISFITS, 0.0))


def words_weight(ground: Ground) -> float:
    """How much closeness to the words of a question counts: more when no wish was understood."""
    return WORDS if ground.aspects else ONLY_WORDS


def taste_weight(ground: Ground) -> float:
    """How much the taste counts: more when nothing is asked for."""
    return 1.0 if ground.aspects or ground.words.any() else UNASKED


def told_notes(ground: Ground, without: Collection[str] = ()) -> dict[str, float]:
    """The notes loved in the memories that the question brings up, with how much."""
    notes: dict[str, float] = {}
    for _, note, amount in told_shares(ground, without):
        notes[note] = notes.get(note, 0.0) + amount
    return notes


def told_shares(ground: Ground, without: Collection[str] = ()) -> Sequence[tuple[str, str, float]]:
    """(memory id, note, how much) of every loved note in the memories that were brought up."""
    return [
        (found.memory.id, note, found.closeness * said)
        for found in ground.told
        if found.memory.id not in without
        for note, said in ground.liking.notes_of(found.memory.id).items()
        if said > 0
    ]
