"""Evaluations: one at a time, each kept as a report that can be opened, compared and taken away.

What an administrator begins waits for the worker; what the owner of the machine asks for runs at
once. It knows how to measure and keeps no row of anybody in a report.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from flowery.learning.evaluation import findings
from flowery.learning.evaluation.answer_rules import ReadSmells, Rules
from flowery.learning.evaluation.answers import Kept, measured_answers
from flowery.learning.evaluation.extraction import gold, measured_extraction
from flowery.learning.evaluation.findings import Findings, Row
from flowery.learning.evaluation.methods import Foretells, Learner, Ranking, Stands, simple
from flowery.learning.evaluation.own import measured_own
from flowery.learning.evaluation.rankings import ahead, measured_rankings
from flowery.learning.evaluation.taking_away import Form, taken_away
from flowery.learning.evaluation.tried import EvidenceOf, Opinion, opinions
from flowery.learning.evaluation.two_readers import Readers, readers
from flowery.learning.evaluation.variants import AS_IT_STANDS, Variants
from flowery.perfumery.catalogue import Catalogue
from flowery.storage.lock import WriterLock
from flowery.storage.personal.bound import now
from flowery.storage.reports import Report
from flowery.storage.tables import Tables
from flowery.words.errors import FloweryError, Refused, StorageBusy
from flowery.words.vocabulary import Answer, User

Kind = Literal["own", "answers", "extraction", "rankings"]
Progress = Callable[[float], None]

MOST_ANSWERS = 500  # of one person, the newest
_TOLD_EVERY = 0.5  # seconds between two notes of how far it came
_AT_ONCE = 0.1  # seconds; who asks whether anything runs does not wait for its end


@dataclass(frozen=True)
class Measurable:
    """What is measured, as the other paths hand it in."""

    catalogue: Catalogue
    evidence_of: EvidenceOf
    foretells: Foretells
    stands: Stands
    answers_of: Callable[[str], Sequence[Answer]]
    read: ReadSmells


class Evaluation:
    """The evaluations of a home."""

    def __init__(
        self, tables: Tables, home: Path, measurable: Measurable, variants: Variants
    ) -> None:
        self._tables = tables
        self._measurable = measurable
        self._variants = variants
        self._lock = WriterLock(home / "evaluation.lock")

    def begin(self, administrator: User, kind: Kind, a: str = "", b: str = "") -> Report:
        """Let something be evaluated as soon as nothing else is; "rankings" compares `a` and `b`.
        Raises NotAllowed, NotFound, Refused.
        """
        self._tables.accounts.require_admin(administrator)
        settings = self._checked(kind, a, b)
        return self._tables.reports.add(kind, settings, administrator.id, "waiting")

    def reports(self, administrator: User) -> tuple[Report, ...]:
        """Every report, newest first. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return self._tables.reports.list()

    def findings(self, administrator: User, report_id: str) -> Findings | None:
        """What a report found; None before it is done. Raises NotAllowed, NotFound."""
        self._tables.accounts.require_admin(administrator)
        return found_in(self._tables.reports.get(report_id))

    def differences(self, administrator: User, later: str, earlier: str) -> tuple[Row, ...]:
        """By how much each row of the later report is above the same row of the earlier one, over
        what both measured. Raises NotAllowed, NotFound, Refused.
        """
        self._tables.accounts.require_admin(administrator)
        one, other = (self._tables.reports.get(name) for name in (later, earlier))
        new, old = found_in(one), found_in(other)
        if one.kind != other.kind or new is None or old is None:
            raise Refused("Only two finished reports of the same kind can be compared.")
        rows = {row.method: row for row in old.rows}
        shared = (row for row in new.rows if row.method in rows)
        apart = ((row.method, ahead(row, rows[row.method]).metrics) for row in shared)
        return tuple(Row(method, metrics) for method, metrics in apart if metrics)

    def download(self, administrator: User, report_id: str, form: Form) -> bytes:
        """A finished report as a file. Raises NotAllowed, NotFound, Refused."""
        self._tables.accounts.require_admin(administrator)
        report = self._tables.reports.get(report_id)
        found = found_in(report)
        if found is None:
            raise Refused("This report is not finished yet.")
        return taken_away(report, found, form)

    def readers(self, administrator: User) -> Readers:
        """How far models that read memories agree with the embedded reader. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return readers(self._tables)

    def forget(self, administrator: User, report_id: str) -> int:
        """Delete a report that is not under way; returns how many rows went. Raises NotAllowed,
        NotFound, Refused.
        """
        self._tables.accounts.require_admin(administrator)
        if self._tables.reports.get(report_id).state == "running":
            raise Refused("This report is under way; wait for its end.")
        return self._tables.reports.forget(report_id)

    def now(self, kind: Kind, progress: Progress | None = None, a: str = "", b: str = "") -> Report:
        """Evaluate at once, for whoever owns the machine; the report is kept. Raises Refused."""
        settings = self._checked(kind, a, b)
        with self._lock.held():
            self._tables.reports.interrupt_running()
            report = self._tables.reports.add(kind, settings, None, "running")
            self._run(report, progress)
        return self._tables.reports.get(report.id)

    def run_waiting(self, progress: Progress | None = None) -> int:
        """Run what waits, oldest first; returns how many were taken up."""
        waiting = [one for one in reversed(self._tables.reports.list()) if one.state == "waiting"]
        if waiting:
            with self._lock.held():
                for report in waiting:
                    self._run(report, progress)
        return len(waiting)

    def look_around(self) -> None:
        """After a start: what seems to run and cannot was interrupted."""
        with suppress(StorageBusy), self._lock.held(_AT_ONCE):
            self._tables.reports.interrupt_running()

    def _checked(self, kind: Kind, a: str, b: str) -> dict[str, str]:
        if kind not in get_args(Kind):
            raise Refused(f"What is evaluated is one of {', '.join(get_args(Kind))}.")
        if kind != "rankings":
            return {}
        chosen = [self._variants.named(name) for name in (a, b)]
        if any(one.slots or one.kind != "ranking" for one in chosen):
            raise Refused(
                "On what people like, nobody asks anything: an adapter or a way of wording makes "
                "no difference there. Compare them on new questions."
            )
        names = [one.name for one in chosen]
        if a == b:
            raise Refused("Choose two different rankings to compare.")
        return dict(zip("ab", names, strict=True))

    def _run(self, report: Report, progress: Progress | None) -> None:
        reports = self._tables.reports
        reports.change(report.id, state="running")
        tell = _Telling(self._tables, report.id, progress)
        try:
            found = self._measured(report, tell)
        except Exception as error:
            ours = isinstance(error, FloweryError)
            reason = str(error) if ours else type(error).__name__
            state = "interrupted" if tell.is_stopped else "failed"
            reports.change(report.id, state=state, reason=reason, ended_at=now())
            raise
        stored = findings.to_json(found)
        reports.change(report.id, state="done", done=1.0, findings=stored, ended_at=now())

    def _measured(self, report: Report, tell: Progress) -> Findings:
        here = self._measurable
        if report.kind == "extraction":
            return measured_extraction(gold(), here.read, tell)
        vectors = here.catalogue.vectors
        if report.kind == "answers":
            rules = Rules(here.catalogue, here.read)
            return measured_answers(self._kept(), here.catalogue, rules, tell)
        if report.kind == "rankings":
            a, b = (self._ranking(str(report.settings[team])) for team in "ab")
            return measured_rankings(self._opinions(), a, b, vectors, tell)
        ours = (Learner(here.foretells), self._ranking(AS_IT_STANDS))
        return measured_own(self._opinions(), (*ours, *simple(vectors)), vectors, tell)

    def _ranking(self, name: str) -> Ranking:
        return Ranking(self._measurable.stands, self._variants.named(name))

    def _people(self) -> list[str]:
        """Everybody, with the tastes they keep for others; the example person is made up."""
        example = self._tables.accounts.example()
        everybody = (one.id for one in self._tables.accounts.list())
        return [one for one in everybody if example is None or one != example.id]

    def _opinions(self) -> tuple[Opinion, ...]:
        return opinions(self._people(), self._measurable.evidence_of, self._measurable.catalogue)

    def _kept(self) -> list[Kept]:
        return [self._kept_of(user_id) for user_id in self._people()]

    def _kept_of(self, user_id: str) -> Kept:
        memories = {memory.id: memory.words for memory in self._tables.of(user_id).diary.list()}
        return Kept(user_id, self._measurable.answers_of(user_id), memories)


class _Telling:
    """Notes how far an evaluation came, not more often than anybody looks."""

    def __init__(self, tables: Tables, report_id: str, progress: Progress | None) -> None:
        self._reports = tables.reports
        self._report_id = report_id
        self._progress = progress
        self._told_at = 0.0
        self.is_stopped = False

    def __call__(self, done: float) -> None:
        """Note it, and hear whether to stop: then whoever watches raises."""
        if self._progress is not None:
            self.is_stopped = True
            self._progress(done)
            self.is_stopped = False
        if time.monotonic() - self._told_at > _TOLD_EVERY:
            self._told_at = time.monotonic()
            self._reports.change(self._report_id, done=done)


def found_in(report: Report) -> Findings | None:
    """The findings of a report; None before it is done."""
    stored: Mapping[str, object] | None = report.findings
    return None if stored is None else findings.from_json(dict(stored))
