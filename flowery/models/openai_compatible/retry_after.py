"""The pause a server asks for, from the headers of its reply: seconds, milliseconds or a date."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 3600.0
"""Seconds; nobody is left alone for longer, whatever was asked."""

Now = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def asked_pause(headers: Mapping[str, str], now: Now = _now) -> float:
    """Seconds, 0 when no pause is asked for or it cannot be read."""
    exact = _number(headers.get("retry-after-ms", "")) / 1000
    told = headers.get("retry-after", "").strip()
    seconds = exact or _number(told) or _until(told, headers.get("date", ""), now)
    return min(max(seconds, 0.0), LONGEST)


def _number(told: str) -> float:
    try:
        number = float(told)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def _until(told: str, date: str, now: Now) -> float:
    """A date is one of the server's clock, which may be another than ours."""
    until = _moment(told)
    return (until - (_moment(date) or now())).total_seconds() if until else 0.0


def _moment(told: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
