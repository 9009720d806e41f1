"""The seam every durable step passes: a no-op, unless a test makes a step fail on purpose."""

from __future__ import annotations

from collections.abc import Callable

Strike = Callable[[str], None]
_armed: list[Strike] = []


def point(name: str) -> None:
    """Say that the durable step `name` comes next; an armed strike may raise or kill here."""
    for strike in _armed:
        strike(name)


def arm(strike: Strike | None) -> None:
    """Let `strike` be called at every point, or disarm with None."""
    _armed[:] = [strike] if strike else []
