"""Training by itself: nightly, or after so many new approved examples. Whoever set it up is who
trains, so a schedule ends with the rights of its administrator.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import JOB_KINDS, JobKind

_KEY = "tuning.schedule"
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Schedule:
    """When to train what. `hour` is in `zone`, None for not nightly; `after` counts new approved
    examples, None for not by them. `activates` puts what passes the gate into use. `last_at` is
    when it last began, `last_count` how many examples were approved then, `said` what came of it.
    """

    hour: int | None = None
    after: int | None = None
    kinds: tuple[JobKind, ...] = ("local_adapter", "ranker_weights", "few_shot")
    activates: bool = False
    by: str = ""
    zone: str = "UTC"
    last_at: str = ""
    last_count: int = 0
    said: str = ""

    @property
    def is_on(self) -> bool:
        """Whether it trains at all."""
        return bool(self.by and self.kinds) and (self.hour is not None or self.after is not None)

    def is_due(self, now: datetime, approved: int) -> bool:
        """Whether to train now, with so many approved examples."""
        if not self.is_on:
            return False
        if self.after is not None and approved - self.last_count >= self.after:
            return True
        return self.hour is not None and self._last() < self._nightly(now)

    def begun(self, now: datetime, approved: int, said: str = "") -> Schedule:
        """The schedule after it trained."""
        return replace(self, last_at=now.isoformat(), last_count=approved, said=said)

    def _last(self) -> datetime:
        return datetime.fromisoformat(self.last_at)

    def _nightly(self, now: datetime) -> datetime:
        """The last time its hour came."""
        there = now.astimezone(ZoneInfo(self.zone))
        tonight = there.replace(hour=self.hour or 0, minute=0, second=0, microsecond=0)
        return tonight if tonight <= there else tonight - timedelta(days=1)


def kept(tables: Tables) -> Schedule:
    """The schedule of a home."""
    written = tables.state(_KEY)
    if not written:
        return Schedule()
    found: dict[str, Any] = json.loads(written)
    return Schedule(**found | {"kinds": tuple(found["kinds"])})


def keep(tables: Tables, schedule: Schedule) -> None:
    """Keep a schedule."""
    tables.set_state(_KEY, json.dumps(asdict(schedule)))


def checked(schedule: Schedule) -> Schedule:
    """A schedule that can be kept. Raises Refused."""
    if schedule.hour is not None and not 0 <= schedule.hour <= 23:
        raise Refused("An hour lies between 0 and 23.")
    if schedule.after is not None and not 1 <= schedule.after <= _MOST:
        raise Refused(f"Between 1 and {_MOST:,} new examples can be waited for.")
    if set(schedule.kinds) - set(JOB_KINDS) or not schedule.kinds:
        raise Refused("Choose at least one kind of training.")
    return schedule


Clock = Callable[[], datetime]


def clock() -> datetime:
    """This moment."""
    return datetime.now(UTC)
