"""Training: a job, the model it made, how that did at the gate; prompts; what was in use when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

JobKind = Literal["local_adapter", "ranker_weights", "endpoint", "few_shot"]
JobState = Literal["queued", "running", "succeeded", "failed", "cancelled"]
JOB_KINDS: tuple[JobKind, ...] = ("local_adapter", "ranker_weights", "few_shot", "endpoint")
JOB_ENDED: tuple[JobState, ...] = ("succeeded", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class FineTuningJob:
    """One training. `progress` is 0..1, `metrics` what was measured, `checkpoint` where it goes on
    after it was stopped. `asked_by` is None when that account is gone.
    """

    id: str
    kind: JobKind
    set_id: str
    state: JobState
    progress: float
    options: Mapping[str, Any]
    metrics: Mapping[str, Any]
    checkpoint: Mapping[str, Any]
    reason: str
    is_cancelled: bool
    is_scheduled: bool
    asked_by: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def has_ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in JOB_ENDED


@dataclass(frozen=True, slots=True)
class Gain:
    """What the gate found on `examples` held-out ones: `before` and `after` are means of `measure`,
    and the gain lies between `low` and `high` with 95 % certainty. `against` is the model that was
    in use, "" for none.
    """

    measure: str
    examples: int
    before: float
    after: float
    low: float
    high: float
    against: str = ""

    @property
    def by(self) -> float:
        """By how much the mean is higher."""
        return self.after - self.before

    @property
    def is_sure(self) -> bool:
        """Whether the whole interval of the gain lies above zero."""
        return self.examples > 0 and self.low > 0


@dataclass(frozen=True, slots=True)
class TunedModel:
    """What a job made: its bytes are `artefact`, which `sha256` belongs to."""

    id: str
    kind: JobKind
    number: int
    job_id: str
    set_id: str
    artefact: bytes
    sha256: str
    gain: Gain
    created_at: datetime

    @property
    def name(self) -> str:
        """How answers name it: "local_adapter-3"."""
        return f"{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True)
class PromptEdition:
    """An edited prompt. `style` fills some of its placeholders; `model` and `temperature` are asked
    for when they are named.
    """

    id: str
    purpose: str
    number: int
    template: str
    style: Mapping[str, str]
    model: str
    temperature: float | None
    remark: str
    made_by: str | None
    created_at: datetime

    @property
    def name(self) -> str:
        """How answers and the books name it: "explain-2"."""
        return f"{self.purpose}-{self.number}"


@dataclass(frozen=True, slots=True)
class Activation:
    """That something came into use: a tuned model in the slot of its kind, a prompt in the slot
    "prompt:PURPOSE"; `used_id` is "" when nothing was from then on.
    """

    number: int
    slot: str
    used_id: str
    goes_back_to: int | None
    is_overruled: bool
    reason: str
    told_by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class LogLine:
    """What a job said, and when."""

    at: datetime
    line: str
