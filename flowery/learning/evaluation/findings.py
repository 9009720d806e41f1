"""What a measurement found: numbers with their intervals by method, what broke a rule, or why there
is too little to tell. It is kept as JSON, with what each unit adds, so that two of one kind can be
compared in pairs. Units bear no names: a digest stands for a person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from flowery.learning.evaluation.resampling import Measured, Sums, ratio

Json = dict[str, Any]
Unit = Literal["people", "opinions", "answers", "texts"]


@dataclass(frozen=True, slots=True)
class Row:
    """How one method or group did. `sums` holds by metric what each unit adds, where a metric is
    such a sum.
    """

    method: str
    metrics: Mapping[str, Measured]
    sums: Mapping[str, Sums] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that an answer broke. Never the text of it."""

    rule: str
    question_id: str


@dataclass(frozen=True, slots=True)
class Findings:
    """A whole measurement over `counts` things; `too_little` says what is missing, if anything."""

    unit: Unit
    counts: Mapping[str, int]
    rows: tuple[Row, ...] = ()
    violations: tuple[Violation, ...] = ()
    too_little: str = ""


def row_of(method: str, sums: Mapping[str, Sums], **others: Measured) -> Row:
    """A row of metrics that are sums of units, and of others that were measured otherwise."""
    found = {name: measured for name, of in sums.items() if (measured := ratio(of))}
    return Row(method, found | others, sums)


def digest(row_id: str) -> str:
    """A unit's key: the same in every report, and nobody's name."""
    return hashlib.sha256(f"unit {row_id}".encode()).hexdigest()[:16]


def to_json(found: Findings) -> Json:
    """Findings as JSON."""
    return {
        "unit": found.unit,
        "counts": dict(found.counts),
        "rows": [_row_to_json(row) for row in found.rows],
        "violations": [{"rule": v.rule, "question_id": v.question_id} for v in found.violations],
        "too_little": found.too_little,
    }


def from_json(stored: Json) -> Findings:
    """Findings from their JSON."""
    return Findings(
        unit=stored["unit"],
        counts=stored["counts"],
        rows=tuple(_row(row) for row in stored["rows"]),
        violations=tuple(Violation(**one) for one in stored["violations"]),
        too_little=stored["too_little"],
    )


def measured_to_json(measured: Measured) -> Json:
    """A number with its interval, as the command line writes it."""
    return {"value": measured.value, "low": measured.low, "high": measured.high}


def _row_to_json(row: Row) -> Json:
    return {
        "method": row.method,
        "metrics": {name: measured_to_json(one) for name, one in row.metrics.items()},
        "sums": {name: {u: list(pair) for u, pair in of.items()} for name, of in row.sums.items()},
    }


def _row(stored: Json) -> Row:
    metrics = {name: Measured(**one) for name, one in stored["metrics"].items()}
    sums = {n: {u: (p[0], p[1]) for u, p in of.items()} for n, of in stored["sums"].items()}
    return Row(stored["method"], metrics, sums)
