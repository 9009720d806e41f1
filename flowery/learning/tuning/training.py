"""Runs the trainings that wait, one at a time, and takes up after a stop where it was.

A training that lies with an endpoint is looked at and left; those of this machine go on meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from flowery.learning.examples.sets import Sets
from flowery.learning.tuning import schedule as schedules
from flowery.learning.tuning.registry import Registry
from flowery.learning.tuning.report import Cancelled, ComesLater, Report
from flowery.learning.tuning.trainer import Trainer
from flowery.storage.lock import WriterLock
from flowery.storage.personal.bound import now
from flowery.storage.tables import Tables
from flowery.words.errors import FloweryError, NotAllowed, Refused
from flowery.words.vocabulary import FineTuningJob, JobKind, TunedModel

_log = logging.getLogger(__name__)


class Closing(Exception):
    """The process is about to end; the training goes on after the next start."""


class Trainings:
    """What trains."""

    def __init__(
        self, tables: Tables, sets: Sets, trainers: Sequence[Trainer], folder: Path
    ) -> None:
        self._tables = tables
        self._sets = sets
        self.trainers: Mapping[JobKind, Trainer] = {one.kind: one for one in trainers}
        self._registry = Registry(tables)
        self._lock = WriterLock(folder / "tuning.lock")

    def run_waiting(self, is_stopping: Callable[[], bool] = lambda: False) -> int:
        """Train what waits, oldest first; returns how many were taken up."""
        waiting = self._tables.jobs.waiting()
        if waiting:
            with self._lock.held():
                for job in waiting:
                    self._run(job, is_stopping)
        return len(waiting)

    def approved(self) -> int:
        """How many examples are accepted; only counted, for the schedule asks every few seconds."""
        return self._tables.examples.approved()

    def keep_schedule(self, moment: datetime | None = None) -> int:
        """Begin what the schedule says is due; returns how many trainings."""
        moment = moment or schedules.clock()
        schedule = schedules.kept(self._tables)
        if not schedule.is_on:
            return 0
        approved = self.approved()
        if not schedule.is_due(moment, approved):
            return 0
        schedules.keep(self._tables, schedule.begun(moment, approved))
        try:
            set_id = self._sets.freeze(self._tables.accounts.get(schedule.by)).id
        except Refused as error:
            schedules.keep(self._tables, schedule.begun(moment, approved, str(error)))
            return 0
        here = [kind for kind in schedule.kinds if not self.trainers[kind].absent()]
        for kind in here:
            self._tables.jobs.add(kind, set_id, {}, schedule.by, is_scheduled=True)
        return len(here)

    def _run(self, job: FineTuningJob, is_stopping: Callable[[], bool]) -> None:
        def stopping() -> None:
            if is_stopping():
                raise Closing

        jobs = self._tables.jobs
        jobs.change(job.id, state="running", started_at=job.started_at or now())
        try:
            self._train(job, Report(jobs, job, stopping))
        except (Closing, ComesLater):
            return
        except Cancelled:
            jobs.say(job.id, "It was cancelled.")
            jobs.change(job.id, state="cancelled", ended_at=now())
        except Exception as error:  # noqa: BLE001 - a training that fails must say so
            reason = str(error) if isinstance(error, FloweryError) else type(error).__name__
            _log.warning("training %s: %s", job.id, type(error).__name__)
            jobs.change(job.id, state="failed", reason=reason, ended_at=now())

    def _train(self, job: FineTuningJob, report: Report) -> None:
        self._require_rights(job)
        if not job.checkpoint:  # what began elsewhere already has to be stopped there
            report.step(0.0)
        trainer = self.trainers[job.kind]
        active = self._registry.active(job.kind)
        made = trainer.train(self._sets.read(job.set_id), active, report)
        trainer.check(made.artefact)
        model = self._tables.tuned.add(job, made.artefact, made.gain)
        report.say(f"{model.name} is made.")
        self._after(job, model)

    def _require_rights(self, job: FineTuningJob) -> None:
        """Whoever asked for it may still do so."""
        if job.asked_by is None:
            raise NotAllowed("The account that began this training is gone.")
        self._tables.accounts.require_admin(self._tables.accounts.get(job.asked_by))

    def _after(self, job: FineTuningJob, model: TunedModel) -> None:
        """A schedule may put into use what passed the gate, and nothing else."""
        if job.is_scheduled and schedules.kept(self._tables).activates and model.gain.is_sure:
            self._registry.pass_gate(model, job.asked_by)
