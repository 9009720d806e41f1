"""What a training tells while it runs: how far it is, what it measured, where it would go on; and
what it is told: to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flowery.storage import fault
from flowery.storage.tuning import Jobs
from flowery.words.vocabulary import FineTuningJob

_TOLD_EVERY = 0.02  # of the way; each time costs a write to the disk


class Cancelled(Exception):
    """An administrator stopped the training."""


class ComesLater(Exception):
    """Somebody else is at work; it is looked at again."""


class Report:
    """The journal of one training. `stopping` is asked at every step, too; it raises when the
    process is about to end, and the training goes on after the next start.
    """

    def __init__(
        self, jobs: Jobs, job: FineTuningJob, stopping: Callable[[], None] = lambda: None
    ) -> None:
        self._jobs = jobs
        self._job = job
        self._stopping = stopping
        self._metrics = dict(job.metrics)
        self._told = 0.0
        self.checkpoint: Mapping[str, Any] = job.checkpoint

    def step(self, progress: float) -> None:
        """Say how far it is (0..1). Raises Cancelled."""
        self._stopping()
        if self._jobs.get(self._job.id).is_cancelled:
            raise Cancelled
        if progress - self._told >= _TOLD_EVERY:
            self._told = progress
            self._jobs.change(self._job.id, progress=round(min(1.0, progress), 3))

    def say(self, line: str) -> None:
        """Add a line to the log."""
        self._jobs.say(self._job.id, line)

    def measured(self, **metrics: Any) -> None:
        """Keep what was measured."""
        self._metrics |= metrics
        self._jobs.change(self._job.id, metrics=self._metrics)

    def reached(self, **checkpoint: Any) -> None:
        """Keep where a training that is killed goes on."""
        self.checkpoint = {**self.checkpoint, **checkpoint}
        self._jobs.change(self._job.id, checkpoint=self.checkpoint)
        fault.point("tuning.checkpoint")
