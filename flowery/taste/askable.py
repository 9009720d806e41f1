"""What may be asked of a person: sides and notes that the catalogue can tell apart, two perfumes to
choose between, a sample to try. Never about what they never want, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.catalogue import Mask
from flowery.perfumery.money import Budget
from flowery.taste.columns import Columns
from flowery.taste.observing import WORTH
from flowery.taste.preference import Belief, Matrix
from flowery.taste.questions import Posable, Question
from flowery.taste.taught import STRENGTH
from flowery.words.errors import NotFound
from flowery.words.vocabulary import AXES, Dislike, Teaching, TeachingKind

SHARE = 1 / 200  # of all perfumes hold a note that is asked about, and ...
LEAST = 5  # ... as many; of a rarer one an answer settles next to nothing
LEANING = 0.2  # of a smell on one side, from which a perfume counts as being of it
SHOWN = 3  # notes that must be known of a perfume to choose by them
SAMPLED = 2000  # perfumes, the likeliest, of which one may be asked to be tried
POOL = 30  # perfumes from the top of the list, and as many from all of it, are paired


@dataclass(frozen=True, eq=False)
class Person:
    """What has to be known of a person before anything is asked: the ids of questions that were
    put already, what they said they dislike, which perfumes hold what they never want, shape (n,),
    and which perfumes they know.
    """

    asked: frozenset[str]
    dislikes: tuple[Dislike, ...]
    never: Mask
    known: frozenset[str] = frozenset()


class Askable:
    """The questions of one catalogue."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._catalogue = columns.catalogue
        self._taxonomy = columns.catalogue.taxonomy

    def sides(self, person: Person) -> Posable:
        """Every axis and note."""
        disliked = self._disliked(person.dislikes)
        chosen = [
            q.id not in person.asked
            and q.subject not in disliked
            and not bool(person.never[self._holders[q.subject]].all())
            for q in self.every_side.questions
        ]
        return self.every_side.only(np.array(chosen, dtype=np.bool_))

    def pairs(self, person: Person, belief: Belief) -> Posable:
        """Perfumes to choose between: some that are likely to be liked, some from all over the
        catalogue, never two of one house.
        """
        pool = self._pool(person, belief)
        fragrances = self._catalogue.fragrances
        both = [
            (a, b)
            for a, b in combinations(sorted(pool, key=lambda row: fragrances[row].id), 2)
            if fragrances[a].brand != fragrances[b].brand
        ]
        asked = [_pair(fragrances[a].id, fragrances[b].id) for a, b in both]
        one, other = (self._things([row[side] for row in both]) for side in (0, 1))
        found = Posable(tuple(asked), one - other, worth_of("pair"))
        new = [q.id not in person.asked for q in asked]
        return found.only(np.array(new, dtype=np.bool_))

    def samples(self, person: Person, belief: Belief, most: float | None = None) -> Posable:
        """Perfumes to try that are not known yet, of the half that is likelier to be liked; `most`
        is what a full bottle may cost in euros.
        """
        rows = np.flatnonzero(self._for_sale(most) & ~person.never)
        likely = self._columns.matrix[rows] @ belief.mean.astype(np.float32)
        half = min((len(rows) + 1) // 2, SAMPLED)
        rows = np.sort(rows[np.argsort(-likely, kind="stable")[:half]])
        names = [(int(row), self._catalogue.fragrances[row].id) for row in rows]
        tried = person.known | {q.removeprefix("sample:") for q in person.asked}
        new = [(row, name) for row, name in names if name not in tried]
        asked = tuple(Question("sample", f"fragrance:{name}") for _, name in new)
        return Posable(asked, self._things([row for row, _ in new]), worth_of("sample"))

    def is_askable(self, question: Question, person: Person) -> bool:
        """Whether this may be asked of somebody at all."""
        if question.kind in ("axis", "note"):
            return question in self.sides(person).questions
        rows = [self._catalogue.row(i) for i in _perfumes(question) if i in self._catalogue]
        told_apart = self.is_known(question) and len(set(rows)) == len(rows)
        return told_apart and not bool(person.never[rows].any())

    def is_known(self, question: Question) -> bool:
        """Whether what it is about is in the catalogue and the taxonomy."""
        if question.kind in ("axis", "note"):
            name = question.subject.partition(":")[2]
            return name in AXES or name in self._taxonomy.notes
        return all(fragrance_id in self._catalogue for fragrance_id in _perfumes(question))

    def thing(self, question: Question) -> NDArray[np.float64]:
        """What a question is about, shape (d,). Raises NotFound for a perfume that is gone."""
        kind, _, name = question.subject.partition(":")
        if kind == "axis":
            return self._columns.of_axis(name)
        if kind == "note":
            return self._columns.of_note(name)
        x = self._columns.of_perfume(name)
        return x - self._columns.of_perfume(question.over) if question.over else x

    @cached_property
    def every_side(self) -> Posable:
        """Every axis and note that the catalogue can tell apart."""
        asked = [Question("axis", f"axis:{axis}") for axis in AXES]
        least = max(LEAST, SHARE * len(self._catalogue))
        notes = (n for n in self._taxonomy.notes if self._catalogue.frequency(n) >= least)
        asked += [Question("note", f"note:{note}") for note in notes]
        things = np.stack([self.thing(question) for question in asked])
        told = np.asarray(things.any(axis=1), dtype=np.bool_)
        return Posable(tuple(asked), things, worth_of("axis")).only(told)

    @cached_property
    def _described(self) -> Mask:
        """Which perfumes have notes enough to choose by."""
        return np.array([len(f.notes) >= SHOWN for f in self._catalogue.fragrances], dtype=np.bool_)

    @cached_property
    def _gone(self) -> Mask:
        """Which are made no more."""
        return np.array([bool(f.discontinued) for f in self._catalogue.fragrances], dtype=np.bool_)

    @cached_property
    def _bands(self) -> NDArray[np.int8]:
        """The price band of each, 0 where no price is known."""
        return np.array([f.price_band or 0 for f in self._catalogue.fragrances], dtype=np.int8)

    @cached_property
    def _holders(self) -> dict[str, NDArray[np.int64]]:
        """The rows of perfumes that smell of each side or note."""
        holders = {f"axis:{a}": self._catalogue.rows_on_axis(a, LEANING) for a in AXES}
        notes = {f"note:{note}" for note in self._taxonomy.notes}
        return {s: np.flatnonzero(mask) for s, mask in holders.items()} | {
            subject: self._catalogue.note_holding(subject.partition(":")[2]).rows.astype(np.int64)
            for subject in notes
        }

    def _disliked(self, dislikes: Iterable[Dislike]) -> frozenset[str]:
        """The subjects that were spoken of already, with every kind of a note."""
        found: set[str] = set()
        for dislike in dislikes:
            kind, _, name = dislike.subject.partition(":")
            kinds = self._taxonomy.kinds_of(name) if kind == "note" else {name}
            found |= {f"{kind}:{one}" for one in kinds}
        return frozenset(found)

    def _pool(self, person: Person, belief: Belief) -> list[int]:
        rows = np.flatnonzero(self._described & ~person.never)
        likely = self._columns.matrix[rows] @ belief.mean.astype(np.float32)
        ranked = rows[np.argsort(-likely, kind="stable")]
        spread = ranked[:: max(1, len(ranked) // POOL)][:POOL]
        return [int(row) for row in dict.fromkeys([*ranked[:POOL].tolist(), *spread.tolist()])]

    def _for_sale(self, most: float | None) -> Mask:
        """Which perfumes can be had for so much, and are known well enough."""
        found: Mask = self._described & ~self._gone
        if most is not None:
            found &= (self._bands > 0) & (self._bands <= Budget(most).bands[1])
        return found

    def _things(self, rows: Sequence[int]) -> Matrix:
        return self._columns.matrix[list(rows)].astype(np.float64)


def worth_of(kind: TeachingKind) -> float:
    """How many answers about a perfume one to a question is worth, where it is clear."""
    return STRENGTH[kind] * WORTH[f"taught:{kind}"]["would_wear"]


def question_of(question_id: str) -> Question:
    """The question of an id. Raises NotFound for what is no id of one."""
    kind, _, name = question_id.partition(":")
    if kind == "pair" and name.count("|") == 1:
        return _pair(*name.split("|"))
    if kind == "sample" and name:
        return Question("sample", f"fragrance:{name}")
    if kind == "axis" and name:
        return Question("axis", question_id)
    if kind == "note" and name:
        return Question("note", question_id)
    raise NotFound("Flowery asks no such question; answer one that it asks.")


def asked_in(teaching: Teaching) -> Question:
    """The question that was answered."""
    return Question(teaching.kind, teaching.subject, teaching.over)


def _pair(one: str, other: str) -> Question:
    """The question is the same whichever of the two is named first, so it is put one way."""
    first, second = sorted((one, other))
    return Question("pair", f"fragrance:{first}", second)


def _perfumes(question: Question) -> tuple[str, ...]:
    named = question.subject.partition(":")[2]
    return (named, question.over) if question.over else (named,)
