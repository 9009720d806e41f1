"""The rows of training: jobs and what they said, tuned models, prompts, and what came into use.

A model's bytes are a row like any other, so that a backup has them; that they are whole is told by
their digest, and whoever uses them asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping, func, insert, select, update

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.storage.personal.bound import new_id, now
from flowery.words.errors import NotFound
from flowery.words.vocabulary import (
    Activation,
    FineTuningJob,
    Gain,
    JobKind,
    LogLine,
    PromptEdition,
    TunedModel,
)

_LOG = 400  # lines that are shown of one job


class Jobs:
    """The journal of trainings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        kind: JobKind,
        set_id: str,
        options: Mapping[str, Any],
        asked_by: str,
        is_scheduled: bool = False,
    ) -> FineTuningJob:
        """Note that something is to be trained."""
        row = {"id": new_id("j"), "kind": kind, "set_id": set_id, "state": "queued"}
        row |= {"options": dict(options), "asked_by": asked_by, "created_at": now()}  # type: ignore[dict-item]
        row |= {"is_scheduled": is_scheduled}  # type: ignore[dict-item]
        with self._database.write("job.add") as connection:
            connection.execute(insert(schema.tuning_jobs).values(row))
        return self.get(str(row["id"]))

    def get(self, job_id: str) -> FineTuningJob:
        """One job. Raises NotFound."""
        query = select(schema.tuning_jobs).where(schema.tuning_jobs.c.id == job_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"There is no training {job_id!r}.")
        return FineTuningJob(**row)

    def list(self, limit: int = 50) -> tuple[FineTuningJob, ...]:
        """The newest jobs, newest first."""
        table = schema.tuning_jobs
        query = select(table).order_by(table.c.created_at.desc(), table.c.id).limit(limit)
        with self._database.read() as connection:
            return tuple(FineTuningJob(**row) for row in connection.execute(query).mappings())

    def waiting(self) -> tuple[FineTuningJob, ...]:
        """What runs or waits, oldest first."""
        table = schema.tuning_jobs
        query = select(table).where(table.c.state.in_(("queued", "running")))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.created_at, table.c.id)).mappings()
            return tuple(FineTuningJob(**row) for row in rows)

    def change(self, job_id: str, **values: Any) -> None:
        """Set columns of a job."""
        table = schema.tuning_jobs
        with self._database.write("job.change") as connection:
            connection.execute(update(table).where(table.c.id == job_id).values(values))

    def say(self, job_id: str, line: str) -> None:
        """Add a line to the log of a job."""
        row = {"job_id": job_id, "line": line, "at": now()}
        with self._database.write("job.say") as connection:
            connection.execute(insert(schema.tuning_log).values(row))

    def log(self, job_id: str) -> tuple[LogLine, ...]:
        """What a job said, in its order."""
        table = schema.tuning_log
        query = select(table.c.at, table.c.line).where(table.c.job_id == job_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.number).limit(_LOG))
            return tuple(LogLine(*row) for row in rows)


class TunedModels:
    """What jobs made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, job: FineTuningJob, artefact: bytes, gain: Gain) -> TunedModel:
        """Keep what a job made, and say of the job that it succeeded: both, or neither."""
        table, jobs = schema.tuned_models, schema.tuning_jobs
        number = select(func.coalesce(func.max(table.c.number), 0) + 1).where(
            table.c.kind == job.kind
        )
        row = {"id": new_id("t"), "kind": job.kind, "job_id": job.id, "set_id": job.set_id}
        row |= {"sha256": hashlib.sha256(artefact).hexdigest()}
        with self._database.write("tuned.add") as connection:
            numbered = row | {"number": connection.execute(number).scalar()}
            values = numbered | {"artefact": artefact, "gain": asdict(gain)}
            connection.execute(insert(table).values(values | {"created_at": now()}))
            done = {"state": "succeeded", "progress": 1.0, "checkpoint": {}, "ended_at": now()}
            connection.execute(update(jobs).where(jobs.c.id == job.id).values(done))
        return self.get(row["id"])

    def get(self, model_id: str) -> TunedModel:
        """One model. Raises NotFound."""
        query = select(schema.tuned_models).where(schema.tuned_models.c.id == model_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"There is no tuned model {model_id!r}.")
        return _model(row)

    def list(self, kind: str = "") -> tuple[TunedModel, ...]:
        """Every model, or every one of a kind, newest first."""
        table = schema.tuned_models
        query = select(table).order_by(table.c.created_at.desc(), table.c.number.desc())
        query = query.where(table.c.kind == kind) if kind else query
        with self._database.read() as connection:
            return tuple(map(_model, connection.execute(query).mappings()))

    def of_job(self, job_id: str) -> TunedModel | None:
        """What a job made, if it made anything."""
        return next((model for model in self.list() if model.job_id == job_id), None)


class PromptRows:
    """Edited prompts; the one that comes with Flowery is number 1 and no row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        purpose: str,
        template: str,
        style: Mapping[str, str],
        made_by: str,
        model: str = "",
        temperature: float | None = None,
        remark: str = "",
    ) -> PromptEdition:
        """Keep a new edition of a prompt."""
        table = schema.prompts
        number = select(func.coalesce(func.max(table.c.number), 1) + 1)
        number = number.where(table.c.purpose == purpose)
        row: dict[str, Any] = {"id": new_id("p"), "purpose": purpose, "template": template}
        row |= {"style": dict(style), "model": model, "temperature": temperature}
        row |= {"remark": remark, "made_by": made_by, "created_at": now()}
        with self._database.write("prompt.add") as connection:
            row["number"] = connection.execute(number).scalar()
            connection.execute(insert(table).values(row))
        return PromptEdition(**row)

    def list(self, purpose: str = "") -> tuple[PromptEdition, ...]:
        """Every edition, or those of a purpose, newest first."""
        table = schema.prompts
        query = select(table).order_by(table.c.purpose, table.c.number.desc())
        query = query.where(table.c.purpose == purpose) if purpose else query
        with self._database.read() as connection:
            return tuple(PromptEdition(**row) for row in connection.execute(query).mappings())

    def uses(self) -> dict[str, int]:
        """How often each edition was sent, by its name, as the books have it."""
        table = schema.usage
        counted = select(table.c.prompt, func.count()).where(table.c.prompt != "")
        with self._database.read() as connection:
            rows = connection.execute(counted.group_by(table.c.prompt))
            return {name: int(times) for name, times in rows}


class Activations:
    """What came into use when, told by whom."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, slot: str, used_id: str, told_by: str | None, **values: Any) -> None:
        """Note that this is in use from now on."""
        row = {"slot": slot, "used_id": used_id, "told_by": told_by, "at": now(), **values}
        with self._database.write("activation") as connection:
            connection.execute(insert(schema.activations).values(row))

    def list(self, slot: str = "") -> tuple[Activation, ...]:
        """What came into use, newest first."""
        table = schema.activations
        query = select(table).order_by(table.c.number.desc())
        query = query.where(table.c.slot == slot) if slot else query
        with self._database.read() as connection:
            return tuple(Activation(**row) for row in connection.execute(query).mappings())

    def stamp(self) -> int:
        """Another one whenever something came into use."""
        with self._database.read() as connection:
            newest = connection.execute(select(func.max(schema.activations.c.number))).scalar()
        return int(newest or 0)


def _model(row: RowMapping) -> TunedModel:
    return TunedModel(**{**row, "gain": Gain(**row["gain"])})
