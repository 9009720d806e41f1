"""The bank: approved answers that are shown to a model beside a question like theirs.

It is nothing but the name of a set: examples are read from there when they are shown, so that one
that is withdrawn is shown no more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import numpy as np

from flowery.learning.examples.sets import Frozen, Sets
from flowery.learning.tuning.adapter import Matrix
from flowery.learning.tuning.gate import gain_of
from flowery.learning.tuning.report import Report
from flowery.learning.tuning.trainer import Made, require
from flowery.words.errors import FloweryError
from flowery.words.vocabulary import JobKind, TrainingExample, TunedModel

Embed = Callable[[Sequence[str]], Matrix]

LEAST = (6, 0, 4)
SHOWN = 3
MEASURE = "likeness to approved answers"
_MOST = 300  # the newest ones: embedding them takes some seconds, once
_CLOSE = 0.25  # cosine below which an example has nothing to do with a question


class Bank:
    """The examples of one set by the meaning of their questions."""

    def __init__(self, examples: Sequence[TrainingExample], embed: Embed) -> None:
        self.examples = approved(examples)
        self._vectors = embed([one.question for one in self.examples])

    def nearest(self, vector: Matrix, most: int = SHOWN) -> tuple[TrainingExample, ...]:
        """The examples whose questions are closest, closest first."""
        if not self.examples:
            return ()
        closeness = self._vectors @ vector
        best = np.argsort(-closeness, kind="stable")[:most]
        return tuple(self.examples[place] for place in best if closeness[place] > _CLOSE)


class FewShot:
    """Makes a bank of a set."""

    kind: JobKind = "few_shot"

    def __init__(self, sets: Sets, embed: Embed) -> None:
        self._sets = sets
        self._embed = embed

    def absent(self) -> str:
        """It is always there."""
        return ""

    def check(self, artefact: bytes) -> None:
        """Whether an artefact can be used. Raises ValueError."""
        set_of(artefact)

    def train(self, examples: Frozen, active: TunedModel | None, report: Report) -> Made:
        """Measure how close the answers that it would show are to what was approved; without one
        in use, beside answers that are shown whatever the question is.
        """
        learn, judge = approved(examples.train), approved(examples.test)
        require(LEAST, (len(learn), 0, len(judge)))
        report.say(f"Reading {len(learn)} approved answers.")
        bank, used = Bank(learn, self._embed), self._used(active)
        report.step(0.3)
        vectors = self._embed([one.question for one in judge])
        right = self._embed([one.answer for one in judge])
        blind = self._embed([one.answer for one in bank.examples])
        after, before = [], []
        for place, vector in enumerate(vectors):
            after.append(self._likeness(bank, vector, right[place], blind))
            before.append(self._likeness(used, vector, right[place], blind))
            report.step(0.3 + 0.7 * (place + 1) / len(judge))
        report.measured(learnt_from=len(learn), judged_by=len(judge))
        people = [one.user_id for one in judge]
        gain = gain_of(MEASURE, before, after, people, active.id if active else "")
        return Made(json.dumps({"set": str(examples.number)}).encode(), gain)

    def _likeness(self, bank: Bank | None, vector: Matrix, right: Matrix, blind: Matrix) -> float:
        shown = bank.nearest(vector) if bank else ()
        answers = self._embed([one.answer for one in shown]) if shown else blind
        return float(np.mean(answers @ right))

    def _used(self, active: TunedModel | None) -> Bank | None:
        if active is None:
            return None
        try:
            return Bank(self._sets.read(set_of(active.artefact)).train, self._embed)
        except (ValueError, FloweryError):
            return None


def approved(examples: Sequence[TrainingExample]) -> tuple[TrainingExample, ...]:
    """Those whose words a person liked, the newest of them."""
    liked = [one for one in examples if one.is_liked and one.question and one.answer]
    return tuple(liked[-_MOST:])


def set_of(artefact: bytes) -> str:
    """The set that a bank is made of. Raises ValueError."""
    try:
        return str(json.loads(artefact)["set"])
    except (KeyError, TypeError) as error:
        raise ValueError("it names no set") from error
