"""Models end: which of those in use have an announced end, and how soon that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flowery.models.connection import Connection, Purpose
from flowery.storage.connections import Listed

NOTICE = timedelta(days=60)
"""Long enough to try another model; earlier, nobody would act on it."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A model in use that ends soon or has ended, and what it is used for."""

    model: str
    day: date
    purposes: tuple[Purpose, ...]
    is_over: bool


def endings(connection: Connection, listed: Iterable[Listed], today: date) -> tuple[Ending, ...]:
    """What ends within `NOTICE`, the first first. A day that an administrator typed goes before the
    one that the endpoint says.
    """
    days = {one.model: one.ends_on for one in listed if one.ends_on is not None}
    days |= dict(connection.ends)
    found = [
        Ending(model, days[model], purposes, days[model] < today)
        for model, purposes in connection.used_for().items()
        if model in days and days[model] - today <= NOTICE
    ]
    return tuple(sorted(found, key=lambda ending: (ending.day, ending.model)))
