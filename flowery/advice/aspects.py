"""What a question asks for, each wish as one column over all perfumes: 0 where it is not met, 1
where it is met fully.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from flowery.advice.features import Features, wished_strength
from flowery.advice.holdings import Column
from flowery.advice.meanings import MOODS
from flowery.perfumery.notes import direction
from flowery.perfumery.words import Lexicon, Word
from flowery.words.vocabulary import AXES, Brief

_THERE = 0.35  # root of the weight from which a note is fully there: one of three in the heart
_PARENT, _SIBLING = 0.5, 0.3  # "damask rose" is met half by rose, less by another rose
_BY_NAME = 0.75  # of a wished note, the rest is the direction it points to
_ACCORD_BY_NAME = 0.7  # fewer perfumes name their accords than their notes
_FULL_AXIS = 0.7  # of an axis row of length 1: at this much the axis leads the perfume
_ALIKE = 0.2  # likeness from which a perfume is a variation of what was named
_UNLIKE = 0.35  # likeness of two perfumes that share a side and no note
_MOOD_NOTES = 0.5  # a mood is half its notes, half its direction

_WEIGHTS = {"want": 1.0, "mood": 0.7, "like": 2.5, "shift": 0.7, "intensity": 0.4}
"""How much one wish counts beside another. A perfume that was named says more than any word."""


@dataclass(frozen=True)
class Aspect:
    """One wish: what it is (`kind`, `subject`), how much it counts, how far each perfume meets
    it.
    """

    kind: str
    subject: str
    weight: float
    met: Column


class Aspects:
    """Turns a brief into wishes."""

    def __init__(self, features: Features, lexicon: Lexicon) -> None:
        self._features = features
        self._taxonomy = features.catalogue.taxonomy
        self._moods: dict[str, Word] = {}
        for kind in MOODS:
            for word in lexicon.of_kind(kind):
                self._moods.setdefault(word.id, word)
        self._contexts = {
            (word.kind, word.id): word
            for k in ("season", "occasion")
            for word in lexicon.of_kind(k)
        }

    def of(self, brief: Brief) -> tuple[Aspect, ...]:
        """Every wish of a brief, with weights that sum to 1."""
        aspects = list(self._all(brief))
        total = sum(aspect.weight for aspect in aspects) or 1.0
        return tuple(Aspect(a.kind, a.subject, a.weight / total, a.met) for a in aspects)

    def subject(self, subject: str) -> Column:
        """How far each perfume is what a subject names."""
        kind, _, name = subject.partition(":")
        if kind == "axis":
            return self._side((name,))
        if kind == "accord":
            return self._accord(name)
        group = self._taxonomy.groups.get(name)
        return self._side(group.axes) if group and group.axes else self._note(name)

    def holds(self, subject: str) -> Column:
        """How much of a subject each perfume really holds: by name alone, and for an axis by its
        share.
        """
        kind, _, name = subject.partition(":")
        if kind == "accord" and name in self._features.accords.names:
            return self._carried(name)
        if kind != "note":
            return self.subject(subject)
        kinds = dict.fromkeys(self._taxonomy.kinds_of(name), 1.0)
        return np.minimum(1.0, self._features.notes.summed(kinds) / _THERE)

    def without_notes(self, aspect: Aspect, row: int, struck: Collection[str]) -> float:
        """How far a perfume meets a wish, had it none of these notes."""
        kind, _, note = aspect.subject.partition(":")
        group = self._taxonomy.groups.get(note)
        met = float(aspect.met[row])
        if (aspect.kind, kind) != ("want", "note") or (group and group.axes):
            return met
        roots, near = self._features.roots(row), self.near(note)
        shares = {held: root * near.get(held, 0.0) / _THERE for held, root in roots.items()}
        left = sum(share for held, share in shares.items() if held not in struck)
        lost = min(1.0, sum(shares.values())) - min(1.0, left)
        return max(0.0, met - _BY_NAME * lost)

    def mood(self, mood: str) -> Word | None:
        """The word of a mood."""
        return self._moods.get(mood)

    def _all(self, brief: Brief) -> Iterator[Aspect]:
        for subject in brief.wants:
            yield Aspect("want", subject, _WEIGHTS["want"], self.subject(subject))
        for mood in brief.moods:
            if mood in self._moods:
                met = self._mood(self._moods[mood])
                yield Aspect("mood", mood, _WEIGHTS["mood"], met)
        yield from self._context("season", brief.season)
        yield from self._context("occasion", brief.occasion)
        for fragrance_id in brief.like:
            if fragrance_id in self._features.catalogue:
                yield Aspect("like", fragrance_id, _WEIGHTS["like"], self._like(fragrance_id))
        if brief.shifts:
            met = self._shift(brief.shifts, brief.like)
            for near in map(self._like, filter(self._features.catalogue.__contains__, brief.like)):
                met = met * np.minimum(1.0, near / _ALIKE)
            yield Aspect("shift", ",".join(brief.shifts), _WEIGHTS["shift"], met)
        strength = wished_strength(brief.intensity)
        if strength is not None:
            met = 1 - np.abs(self._features.strength - strength) / 2
            yield Aspect("intensity", brief.intensity or "", _WEIGHTS["intensity"], met)

    def _context(self, kind: str, name: str | None) -> Iterator[Aspect]:
        """A season or an occasion also smells of something, besides what a perfume is worn for."""
        word = self._contexts.get((kind, name or ""))
        if word is not None:
            yield Aspect("mood", word.id, _WEIGHTS["mood"] / 2, self._mood(word))

    def _side(self, axes: tuple[str, ...]) -> Column:
        columns = self._features.axes[:, [AXES.index(axis) for axis in axes]]
        side: Column = np.clip(np.linalg.norm(columns, axis=1) / _FULL_AXIS, 0, 1)
        return side

    def _note(self, note: str) -> Column:
        near = self.near(note)
        there = np.minimum(1.0, self._features.notes.summed(near) / _THERE)
        return _BY_NAME * there + (1 - _BY_NAME) * self._towards(self._axes_of(note))

    def meant(self, subject: str) -> Mapping[str, float]:
        """The notes that a wish may mean, by how near: those of a side of smell, those near a
        note.
        """
        kind, _, name = subject.partition(":")
        if kind == "note":
            return self.near(name)
        return dict.fromkeys(self._taxonomy.side_of(name), 1.0) if kind == "axis" else {}

    def near(self, note: str) -> dict[str, float]:
        """A note with its kinds (1), what it is a kind of, and its siblings, by how near."""
        known = self._taxonomy.notes.get(note)
        near: dict[str, float] = {}
        if known is not None and known.parent is not None:
            near = dict.fromkeys(self._taxonomy.siblings_of(note), _SIBLING)
            near[known.parent] = _PARENT
        return near | dict.fromkeys(self._taxonomy.kinds_of(note), 1.0)

    def _axes_of(self, note: str) -> Mapping[str, float]:
        known = self._taxonomy.notes.get(note)
        return known.axes if known else {}

    def _accord(self, accord: str) -> Column:
        known = self._taxonomy.accords.get(accord)
        towards = self._towards(known.axes if known else {})
        if accord not in self._features.accords.names:
            return towards
        return _ACCORD_BY_NAME * self._carried(accord) + (1 - _ACCORD_BY_NAME) * towards

    def _carried(self, accord: str) -> Column:
        """How strongly each perfume is said to carry an accord."""
        rows, strengths = self._features.accords.column(accord)
        there: Column = np.zeros(len(self._features.catalogue))
        there[rows] = strengths
        return there

    def _mood(self, word: Word) -> Column:
        towards = self._towards(word.axes)
        if not word.notes:
            return towards
        there = np.minimum(1.0, self._features.notes.summed(self.telling(word)) / _THERE)
        return _MOOD_NOTES * there + (1 - _MOOD_NOTES) * towards

    def telling(self, word: Word) -> dict[str, float]:
        """The notes of a mood by how much they tell of it: petrichor is rain, vetiver is not."""
        found: dict[str, float] = {}
        for place, note in enumerate(word.notes):
            first = 1 / (1 + place / 3)  # they stand in the order of how typical they are
            for kind in self._taxonomy.kinds_of(note):
                found.setdefault(kind, first * self._features.rarity(note))
        return found

    def _towards(self, axes: Mapping[str, float]) -> Column:
        wished = direction(axes).astype(np.float64)
        length = float(np.linalg.norm(wished))
        if not length:
            return np.zeros(len(self._features.catalogue))
        towards: Column = np.maximum(0.0, self._features.axes @ (wished / length))
        return towards

    def _like(self, fragrance_id: str) -> Column:
        catalogue = self._features.catalogue
        row = catalogue.row(fragrance_id)
        roots = self._features.roots(row)
        length = sum(root * root for root in roots.values()) or 1.0
        notes = self._features.notes.summed(roots) / length
        axes = self._features.axes @ self._features.axes[row]
        likeness: Column = np.clip(((notes + axes) / 2 - _UNLIKE) / (1 - _UNLIKE), 0, 1)
        return likeness

    def _shift(self, shifts: Mapping[str, float], like: Iterable[str]) -> Column:
        """Half where nothing moves from what was named (or from the usual), 1 the whole way
        there.
        """
        wished = direction(shifts).astype(np.float64)
        wished /= max(1e-9, float(np.linalg.norm(wished)))
        return np.clip(0.5 + (self._features.axes - self._origin(like)) @ wished, 0, 1)

    def moved(self, brief: Brief, row: int) -> tuple[str, float]:
        """The axis on which a perfume goes farthest the way that was asked for, and how far."""
        away = self._features.axes[row] - self._origin(brief.like)
        moved = away * direction(brief.shifts)
        place = int(moved.argmax())
        return AXES[place], float(away[place])

    def _origin(self, like: Iterable[str]) -> Column:
        """Where a shift starts: from what was named, or from the usual."""
        rows = [self._features.catalogue.row(f) for f in like if f in self._features.catalogue]
        if not rows:
            return self._features.usual_axes
        mean: Column = self._features.axes[rows].mean(axis=0)
        return mean
