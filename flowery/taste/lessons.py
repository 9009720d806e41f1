"""Lessons: the next question to a person, what they answer, and what Flowery made of it.

A lesson goes sides and notes first, then two perfumes to choose between, then a sample; it stops
where the best question left would move little. How a question is chosen stands in `questions`, what
may be asked in `askable`, what an answer changed in `changes`, how sure it all got in `curve`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from math import isfinite
from typing import Literal

from flowery.perfumery.catalogue import Mask
from flowery.storage.tables import Tables
from flowery.taste.askable import Askable, Person, asked_in, question_of, worth_of
from flowery.taste.changes import Change, Known, change, known_sides
from flowery.taste.curve import Curve, curve
from flowery.taste.foretelling import Foretelling
from flowery.taste.newest import Newest
from flowery.taste.preference import Belief, Column, Matrix
from flowery.taste.profile import Taste
from flowery.taste.questions import (
    Because,
    Features,
    Posable,
    Question,
    as_if_answered,
    because,
    elsewhere,
    scatter,
    settled,
)
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import Teaching

Sort = Literal["side", "pair", "sample"]

ROUND: tuple[Sort, ...] = ("side", "side", "side", "side", "side", "pair", "pair", "sample")
"""What is asked in turn. Five answers about sides tell as much as fifteen about things that were
drawn by chance, so those come first.
"""

LITTLE = 0.015  # of what is open: an answer that settles less is not worth the reading
MOST = 1000  # answers; long before, there is nothing left to learn from one
_JUST_NOW = 2  # questions whose corner of taste is not asked about again at once
_SKIPPED = 30  # skipped questions, the latest, that are taken for known


@dataclass(frozen=True, slots=True)
class Posed:
    """A question with the numbers it is asked for. `is_enough`: it would move little, and Flowery
    stops here unless more is asked for.
    """

    question: Question
    because: Because
    is_enough: bool


@dataclass(frozen=True, eq=False)
class _Standing:
    """Where a person stands before a question: what is believed, how the perfumes they may have lie
    around the usual one, what they answered, and what was asked about last.
    """

    belief: Belief
    around: Matrix
    person: Person
    given: tuple[Teaching, ...]
    just_now: tuple[Column, ...]


class Lessons:
    """What is asked of everybody, each by their own belief. `never` says which perfumes hold what a
    person never wants.
    """

    def __init__(
        self,
        tables: Tables,
        taste: Taste,
        foretelling: Foretelling,
        never: Callable[[str], Mask],
    ) -> None:
        self._tables = tables
        self._taste = taste
        self._foretelling = foretelling
        self._never = never
        self._standing_once = Newest(self._standing)
        self._curve_once = Newest(self._curve)

    def next(
        self, user_id: str, sort: Sort | None = None, most: float | None = None
    ) -> Posed | None:
        """The question that teaches most now, of one sort if one is wanted; a sample costs at most
        so many euros a bottle. None when nothing is left to ask.
        """
        standing = self._standing_of(user_id)
        turn = ROUND[len(standing.given) % len(ROUND)]
        sorts = (sort,) if sort else tuple(dict.fromkeys((turn, *ROUND)))
        best: Posed | None = None
        for one in sorts:
            posed = self._best(standing, one, most)
            if posed is not None and not posed.is_enough:
                return posed
            if posed and (best is None or posed.because.settled > best.because.settled):
                best = posed
        return best

    def pose(self, user_id: str, question_id: str) -> Posed:
        """One question by its id, such as one that was skipped. Raises NotFound, Refused."""
        question, standing = question_of(question_id), self._standing_of(user_id)
        self._check(question, standing)
        return Posed(question, self._why(question, standing), is_enough=False)

    def answer(self, user_id: str, question_id: str, answer: float) -> Teaching:
        """Keep an answer from -1 (not at all, or the other of two) to 1. Raises NotFound,
        Refused.
        """
        if not (isfinite(answer) and -1 <= answer <= 1):
            raise Refused("An answer is a number from -1 to 1.")
        return self._kept(user_id, question_id, answer, skipped=False)

    def skip(self, user_id: str, question_id: str) -> Teaching:
        """Leave a question open; it is not asked again, and can still be answered. Raises NotFound,
        Refused.
        """
        return self._kept(user_id, question_id, 0.0, skipped=True)

    def take_back(self, user_id: str, teaching_id: str) -> None:
        """Take an answer back. Raises NotFound."""
        if not self._tables.of(user_id).teachings.take_back(teaching_id):
            raise NotFound("That answer is not there any more.")

    def answers(self, user_id: str) -> tuple[Teaching, ...]:
        """What was answered or skipped, the newest first."""
        return self._standing_of(user_id).given[::-1]

    def change(self, user_id: str, teaching_id: str) -> Change:
        """What one answer changed: the belief and the list with it and without it."""
        never, sides = self._never(user_id), self._askable.every_side
        return change(self._foretelling, user_id, teaching_id, never, sides)

    def known(self, user_id: str) -> tuple[Known, ...]:
        """How sure it is of each of the 14 sides that it is liked more than most like it."""
        return known_sides(self._foretelling.outlook(user_id))

    def curve(self, user_id: str) -> Curve:
        """How sure the list became, and how well what was believed before foretold what was said
        then.
        """
        return self._curve_once(user_id, self._version(user_id))

    def _best(self, standing: _Standing, sort: Sort, most: float | None) -> Posed | None:
        """The question of a sort that settles most."""
        posable = self._posable(standing, sort, most)
        if not posable.questions:
            return None
        posable = elsewhere(standing.belief, posable, standing.just_now)
        shares = settled(standing.belief, posable, standing.around)
        best = int(shares.argmax())
        about = (posable.things[best], posable.worth)
        why = because(standing.belief, *about, self._permitted(standing), float(shares[best]))
        return Posed(posable.questions[best], why, why.settled < LITTLE or why.others <= 1)

    def _posable(self, standing: _Standing, sort: Sort, most: float | None) -> Posable:
        if sort == "side":
            return self._askable.sides(standing.person)
        if sort == "pair":
            return self._askable.pairs(standing.person, standing.belief)
        return self._askable.samples(standing.person, standing.belief, most)

    def _kept(self, user_id: str, question_id: str, answer: float, *, skipped: bool) -> Teaching:
        question, standing = question_of(question_id), self._standing_of(user_id)
        self._check(question, standing)
        earlier = next((one for one in standing.given if asked_in(one) == question), None)
        if earlier is None and len(standing.given) >= MOST:
            raise Refused(f"You gave {MOST:,} answers; take some back to give others.")
        why = earlier.asked_because if earlier else asdict(self._why(question, standing))
        said = (question.kind, question.subject, answer)
        teachings = self._tables.of(user_id).teachings
        return teachings.add(*said, over=question.over, skipped=skipped, asked_because=why)

    def _check(self, question: Question, standing: _Standing) -> None:
        """Whether this may be asked of somebody, or was. Raises Refused."""
        was_asked = question.id in standing.person.asked and self._askable.is_known(question)
        if not was_asked and not self._askable.is_askable(question, standing.person):
            raise Refused("Flowery asks no such question; answer one that it asks.")

    def _why(self, question: Question, standing: _Standing) -> Because:
        x, worth = self._askable.thing(question), worth_of(question.kind)
        alone = Posable((question,), x[None, :], worth)
        share = float(settled(standing.belief, alone, standing.around)[0])
        return because(standing.belief, x, worth, self._permitted(standing), share)

    def _standing_of(self, user_id: str) -> _Standing:
        return self._standing_once(user_id, self._version(user_id))

    def _version(self, user_id: str) -> int:
        return self._tables.of(user_id).version()

    def _standing(self, user_id: str, _version: int) -> _Standing:
        own, never = self._tables.of(user_id), self._never(user_id)
        given = tuple(one for one in own.teachings.list() if one.kind != "critique")
        skipped = [one for one in given if one.skipped][-_SKIPPED:]
        belief = as_if_answered(self._foretelling.belief(user_id), self._things(skipped))
        met = {r.fragrance_id for r in own.tastes.reactions()}
        met |= {r.fragrance_id for r in own.wardrobe.ratings()}
        asked = frozenset(asked_in(one).id for one in given)
        return _Standing(
            belief,
            scatter(self._foretelling.columns.matrix[~never]) if never.any() else self._around,
            Person(asked, own.tastes.dislikes(), never, frozenset(met)),
            given,
            self._things(given[-_JUST_NOW:]),
        )

    def _things(self, given: tuple[Teaching, ...] | list[Teaching]) -> tuple[Column, ...]:
        """What answers were about, as far as it is still in the catalogue."""
        questions = (asked_in(one) for one in given)
        return tuple(self._askable.thing(q) for q in questions if self._askable.is_known(q))

    def _curve(self, user_id: str, _version: int) -> Curve:
        rows, never = self._taste.evidence(user_id), self._never(user_id)
        return curve(self._foretelling, user_id, rows, never)

    def _permitted(self, standing: _Standing) -> Features:
        """The columns of the perfumes that somebody may have."""
        matrix, never = self._foretelling.columns.matrix, standing.person.never
        return matrix[~never] if never.any() else matrix

    @cached_property
    def _askable(self) -> Askable:
        return Askable(self._foretelling.columns)

    @cached_property
    def _around(self) -> Matrix:
        return scatter(self._foretelling.columns.matrix)
