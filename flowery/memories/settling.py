"""Runs the steps of one memory from where it stands until it is settled: done, in need of words,
refused, or failed with a time to try again. A memory that was done without a model that was away
is settled, and has a time at which the steps from there on are run again.

When a step is over it is journalled and the memory's state moves on, both or neither; a process
that dies before runs that step again.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flowery.memories.steps import Outcome, Steps
from flowery.memories.workshop import Workshop
from flowery.storage import fault
from flowery.storage.personal.bound import now
from flowery.storage.personal.readings import StepTaken
from flowery.words.errors import FloweryError, Refused
from flowery.words.vocabulary import SETTLED, STEPS, ScentMemory

_log = logging.getLogger(__name__)

RETRIES = (30, 120, 600, 3600)
"""Seconds until a failed step is tried again; the last one for every time after."""


class Settling:
    """One memory on its way. The caller holds its bench."""

    def __init__(self, workshop: Workshop, user_id: str, memory_id: str) -> None:
        self._workshop = workshop
        self._tables = workshop.tables.of(user_id)
        self._memory_id = memory_id
        self._steps = Steps(workshop, user_id, memory_id)

    def run(self) -> ScentMemory:
        """Run the steps that remain. Raises NotFound when the memory was forgotten."""
        memory = self._tables.diary.get(self._memory_id)
        steps = self._tables.readings.steps(self._memory_id)
        first = taken(memory, steps)
        if memory.state in SETTLED:
            if memory.retry_at is None or memory.retry_at > now():
                return memory
            first = first_missed(steps)
        for step in STEPS[first:]:
            if not self._take(step):
                break
        else:
            self._finish()
        return self._tables.diary.get(self._memory_id)

    def _take(self, step: str) -> bool:
        """Run one step; returns whether the next may follow."""
        began = time.monotonic()
        try:
            fault.point(f"step.{step}")
            outcome = self._steps.named[step]()
        except Refused as error:
            self._tables.diary.get(self._memory_id)  # forgotten: that is NotFound, and no refusal
            return self._stop(step, "refused", str(error), began)
        except FloweryError as error:
            return self._stop(step, "failed", str(error), began)
        except Exception as error:  # noqa: BLE001  a fault of ours must not lose the memory
            _log.error("memory %s: step %s: %s", self._memory_id, step, place_of(error))
            reason = f"Something unexpected happened ({type(error).__name__}). It is tried again."
            return self._stop(step, "failed", reason, began)
        return self._move_on(step, outcome, began)

    def _move_on(self, step: str, outcome: Outcome, began: float) -> bool:
        ended = "missed" if outcome.missed else "needs_words" if outcome.needs else "done"
        diary = self._tables.diary
        if outcome.needs:
            self._journal(step, ended, outcome.detail or outcome.needs, began)
            said = {"reason": outcome.needs, "retry_at": self._again_at(), **outcome.fields}
            diary.set_state(self._memory_id, "needs_words", **said)
            return False
        with self._workshop.tables.at_once():
            self._journal(step, ended, outcome.detail, began)
            diary.set_state(self._memory_id, step, **outcome.fields)  # type: ignore[arg-type]
        return True

    def _stop(self, step: str, outcome: str, reason: str, began: float) -> bool:
        """The reason is for the person; the journal holds only that it happened."""
        self._journal(step, outcome, "", began)
        diary = self._tables.diary
        if outcome == "refused":
            diary.set_state(self._memory_id, "refused", reason=reason)
            self._release()
            return False
        failures = failures_in_a_row(self._tables.readings.steps(self._memory_id))
        wait = RETRIES[min(failures, len(RETRIES)) - 1]
        retry_at = now() + timedelta(seconds=wait)
        diary.set_state(self._memory_id, "failed", reason=reason, retry_at=retry_at)
        return False

    def _finish(self) -> None:
        self._release()
        self._tables.diary.set_state(self._memory_id, "done", retry_at=self._again_at())

    def _again_at(self) -> datetime | None:
        """When a model that was missed is asked again; longer and longer while it stays away."""
        steps = self._tables.readings.steps(self._memory_id)
        if first_missed(steps) == len(STEPS):
            return None
        times = sum(step.outcome == "missed" for step in steps)
        return now() + timedelta(seconds=RETRIES[min(times, len(RETRIES)) - 1])

    def _release(self) -> None:
        """Let the files go that were only to pass through; the journal keeps the receipt."""
        memory = self._tables.diary.get(self._memory_id)
        passing = [a for a in memory.attachments if a.kept]
        if memory.keeps_original or not passing:
            return
        began = time.monotonic()
        with self._workshop.originals.held():
            for attachment in passing:
                self._tables.diary.set_attachment(replace(attachment, kept=False))
            self._workshop.let_go(tuple(a.sha256 for a in passing))
        size = sum(attachment.size for attachment in passing)
        self._journal("released", "done", f"{len(passing)} files, {size} bytes", began)

    def _journal(self, step: str, outcome: str, detail: str, began: float) -> None:
        took = round((time.monotonic() - began) * 1000)
        self._tables.readings.journal(self._memory_id, step, outcome, detail, took)
        _log.info("memory %s: %s %s, %d ms", self._memory_id, step, outcome, took)


def place_of(error: Exception) -> str:
    """What happened and where in our code, without the words that an error may carry."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {where.name}:{where.lineno}"


def taken(memory: ScentMemory, steps: Sequence[StepTaken]) -> int:
    """How many steps of a memory are behind it."""
    if memory.state in STEPS:
        return STEPS.index(memory.state) + 1
    if memory.state == "done":
        return len(STEPS)
    tried = [step.step for step in steps if step.step in STEPS]
    return STEPS.index(tried[-1]) if tried and memory.state != "received" else 0


def first_missed(steps: Sequence[StepTaken]) -> int:
    """The place of the first step that was last done without a model that was away; past the last
    step when there is none.
    """
    last = {step.step: step.outcome for step in steps}
    missed = (place for place, step in enumerate(STEPS) if last.get(step) == "missed")
    return next(missed, len(STEPS))


def failures_in_a_row(steps: Sequence[StepTaken]) -> int:
    """How often the last step failed since one went well."""
    failures = 0
    for step in reversed(steps):
        if step.outcome != "failed":
            break
        failures += 1
    return failures
