"""How good kept answers are: their form, whether what they quote and name is there, how much they
say of these very perfumes, and how unlike each other the perfumes are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from flowery.learning.evaluation.answer_rules import Rules, is_for_anything
from flowery.learning.evaluation.findings import Findings, Row, Unit, Violation, digest, row_of
from flowery.learning.evaluation.resampling import Measured, exact
from flowery.perfumery.catalogue import Catalogue
from flowery.words.vocabulary import Answer, Recommendation

Progress = Callable[[float], None]
Tally = defaultdict[str, defaultdict[str, list[float]]]

LEAST = 3  # answers with perfumes, below which an interval tells nothing


@dataclass(frozen=True)
class Kept:
    """The answers that are kept of one person, and the words of their memories by id."""

    user_id: str
    answers: Sequence[Answer]
    memories: Mapping[str, str]


class _Tallies:
    """Sums by metric and unit, and what broke a rule."""

    def __init__(self) -> None:
        self.sums: Tally = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
        self.broken: dict[tuple[str, str], Violation] = {}
        self.shown: set[str] = set()

    def add(self, metric: str, unit: str, value: float) -> None:
        """Count one more thing that a metric is the mean of."""
        pair = self.sums[metric][unit]
        pair[0] += value
        pair[1] += 1

    def rule(self, rule: str, unit: str, kept: bool, question_id: str) -> None:
        """Count a rule that was kept or broken."""
        self.add(rule, unit, float(kept))
        if not kept:
            self.broken.setdefault((rule, question_id), Violation(rule, question_id))

    def row(self, name: str, metrics: Sequence[str], **others: Measured) -> Row:
        """The row of some metrics, as far as there is anything to tell of them."""
        sums = {m: {u: (p[0], p[1]) for u, p in self.sums[m].items()} for m in metrics}
        return row_of(name, {metric: of for metric, of in sums.items() if of}, **others)


STRUCTURE = (
    *("in the catalogue", "parts sum to the score", "a reason for", "a reason against"),
    *("a known shelf", "no veto broken"),
)
GROUNDED = ("quotes found", "notes that are there")
SPECIFIC = ("telling notes", "sentences for any perfume")
DIVERSE = ("unlike each other", "houses")


def measured_answers(
    kept: Sequence[Kept],
    catalogue: Catalogue,
    rules: Rules,
    progress: Progress = lambda _done: None,
) -> Findings:
    """Everything about the kept answers that hold perfumes; or what is missing."""
    told = [(one, answer) for one in kept for answer in one.answers if answer.recommendations]
    people = len({one.user_id for one, _ in told})
    counts = {"answers": len(told), "people": people}
    unit: Unit = "people" if people > 1 else "answers"
    if len(told) < LEAST:
        missing = f"There is too little to tell yet: {LEAST} answers with perfumes are needed, "
        return Findings(unit, counts, too_little=f"{missing}and {len(told)} are kept.")
    tallies, judged = _Tallies(), _Judged(catalogue, rules)
    for done, (one, answer) in enumerate(told):
        progress(done / len(told))
        key = one.user_id if unit == "people" else answer.question_id
        judged.count(tallies, digest(key), answer, one.memories)
    rows = (
        tallies.row("structure", STRUCTURE),
        tallies.row("groundedness", GROUNDED),
        tallies.row("specificity", SPECIFIC),
        tallies.row("diversity", DIVERSE, coverage=exact(len(tallies.shown) / len(catalogue))),
    )
    return Findings(unit, counts, rows, tuple(tallies.broken.values()))


class _Judged:
    """Counts single answers."""

    def __init__(self, catalogue: Catalogue, rules: Rules) -> None:
        self._catalogue = catalogue
        self._rules = rules

    def count(
        self, tallies: _Tallies, unit: str, answer: Answer, memories: Mapping[str, str]
    ) -> None:
        """Add an answer to the tallies."""
        question = answer.question_id
        for rule, is_kept in self._rules.structure(answer):
            tallies.rule(rule, unit, is_kept, question)
        for is_found in self._rules.quotes(answer, memories):
            tallies.rule("quotes found", unit, is_found, question)
        for is_there in self._rules.named(answer):
            tallies.rule("notes that are there", unit, is_there, question)
        here = [one for one in answer.recommendations if one.fragrance_id in self._catalogue]
        for one in here:
            self._specific(tallies, unit, one)
        if len(here) > 1:
            self._diverse(tallies, unit, here)
        tallies.shown.update(one.fragrance_id for one in here)

    def _specific(self, tallies: _Tallies, unit: str, one: Recommendation) -> None:
        named = self._rules.notes_in(one, self._catalogue.get(one.fragrance_id))
        if one.sentence:
            is_generic = is_for_anything(one, named)
            tallies.add("sentences for any perfume", unit, float(is_generic))
        for note in {reason.note for reason in one.supports if reason.note}:
            held = len(self._catalogue.note_holding(note).rows)
            if held:
                tallies.add("telling notes", unit, float(np.log2(len(self._catalogue) / held)))

    def _diverse(self, tallies: _Tallies, unit: str, here: Sequence[Recommendation]) -> None:
        vectors = self._catalogue.vectors[[self._catalogue.row(one.fragrance_id) for one in here]]
        alike = [float(one @ other) for one, other in combinations(vectors, 2)]
        tallies.add("unlike each other", unit, float(np.mean(1 - np.array(alike))))
        tallies.add("houses", unit, len({one.brand for one in here}) / len(here))
