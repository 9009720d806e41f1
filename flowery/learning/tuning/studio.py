"""Tuning: what an administrator does in the fine-tuning studio. Every act begins by asking whether
it is one.
"""

from __future__ import annotations

from dataclasses import replace

from flowery.learning.tuning import schedule as schedules
from flowery.learning.tuning.in_use import InUse, whole
from flowery.learning.tuning.registry import Registry
from flowery.learning.tuning.schedule import Schedule
from flowery.learning.tuning.training import Trainings
from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import (
    Activation,
    FineTuningJob,
    JobKind,
    LogLine,
    TunedModel,
    User,
)


class Tuning:
    """Jobs, models and the schedule, for administrators; `prompts` are beside them."""

    def __init__(self, tables: Tables, trainings: Trainings, in_use: InUse) -> None:
        self._tables = tables
        self.prompts = in_use.prompts
        self._registry = Registry(tables)
        self.trainings = trainings
        self.in_use = in_use

    def absent(self, administrator: User, kind: JobKind) -> str:
        """Why a kind of training cannot be done here; "" when it can."""
        self._tables.accounts.require_admin(administrator)
        return self.trainings.trainers[kind].absent()

    def begin(self, administrator: User, kind: JobKind, set_id: str) -> FineTuningJob:
        """Let a training wait for its turn. Raises Refused."""
        self._tables.accounts.require_admin(administrator)
        if absent := self.trainings.trainers[kind].absent():
            raise Refused(absent)
        found = self._tables.training_sets.get(set_id)
        same = (kind, found.id)
        if any((job.kind, job.set_id) == same for job in self._tables.jobs.waiting()):
            raise Refused("The same training waits or runs already.")
        return self._tables.jobs.add(kind, found.id, {}, administrator.id)

    def cancel(self, administrator: User, job_id: str) -> None:
        """Stop a training that waits or runs. Raises Refused."""
        self._tables.accounts.require_admin(administrator)
        job = self._tables.jobs.get(job_id)
        if job.has_ended:
            raise Refused("That training has ended.")
        self._tables.jobs.change(job_id, is_cancelled=True)

    def jobs(self, administrator: User, limit: int = 50) -> tuple[FineTuningJob, ...]:
        """The newest trainings, newest first."""
        self._tables.accounts.require_admin(administrator)
        return self._tables.jobs.list(limit)

    def log(self, administrator: User, job_id: str) -> tuple[LogLine, ...]:
        """What a training said. Raises NotFound."""
        self._tables.accounts.require_admin(administrator)
        return self._tables.jobs.log(self._tables.jobs.get(job_id).id)

    def models(self, administrator: User) -> tuple[TunedModel, ...]:
        """What trainings made, newest first."""
        self._tables.accounts.require_admin(administrator)
        return self._tables.tuned.list()

    def model(self, administrator: User, named: str) -> TunedModel:
        """A tuned model by its id or name, such as local_adapter-3. Raises NotFound."""
        self._tables.accounts.require_admin(administrator)
        found = (one for one in self._tables.tuned.list() if named in (one.id, one.name))
        return next(found, None) or self._tables.tuned.get(named)

    def activate(self, administrator: User, model_id: str, reason: str = "") -> None:
        """Use a model from now on. Raises Refused unless it passed the gate, or a reason is given
        to overrule it; then that is kept.
        """
        self._tables.accounts.require_admin(administrator)
        model = self._tables.tuned.get(model_id)
        if self._registry.used(model.kind) == model.id:
            raise Refused("It is in use already.")
        try:
            self.trainings.trainers[model.kind].check(whole(model).artefact)
        except ValueError as error:
            raise Refused("This model is broken and cannot be used; train again.") from error
        self._registry.pass_gate(model, administrator.id, reason)

    def stop_using(self, administrator: User, kind: JobKind) -> None:
        """Use no tuned model of a kind. Raises Refused."""
        self._tables.accounts.require_admin(administrator)
        if not self._registry.used(kind):
            raise Refused("No tuned model of this kind is in use.")
        self._registry.use(kind, "", administrator.id)

    def back(self, administrator: User, slot: str) -> str:
        """Go back to what was in use before in a slot; returns its id. Raises Refused."""
        self._tables.accounts.require_admin(administrator)
        return self._registry.back(slot, administrator.id)

    def can_go_back(self, administrator: User, slot: str) -> bool:
        """Whether there is a way back."""
        self._tables.accounts.require_admin(administrator)
        return self._registry.can_go_back(slot)

    def used(self, administrator: User, slot: str) -> str:
        """The id of what is in use in a slot; "" for nothing but what comes with Flowery."""
        self._tables.accounts.require_admin(administrator)
        return self._registry.used(slot)

    def history(self, administrator: User, slot: str = "") -> tuple[Activation, ...]:
        """What came into use, newest first."""
        self._tables.accounts.require_admin(administrator)
        return self._tables.activations.list(slot)

    def schedule(self, administrator: User) -> Schedule:
        """When it trains by itself."""
        self._tables.accounts.require_admin(administrator)
        return schedules.kept(self._tables)

    def set_schedule(self, administrator: User, schedule: Schedule) -> None:
        """Let it train by itself from now on, or not. Raises Refused."""
        self._tables.accounts.require_admin(administrator)
        begun = schedules.checked(schedule).begun(schedules.clock(), self.trainings.approved())
        zone = administrator.time_zone
        schedules.keep(self._tables, replace(begun, by=administrator.id, zone=zone))

    def approved(self, administrator: User) -> int:
        """How many approved examples there are."""
        self._tables.accounts.require_admin(administrator)
        return self.trainings.approved()
