"""A progress bar for a person who watches, and nothing at all in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

_WIDTH = 30
_REDRAW_SECONDS = 0.1


def shown(items: Sequence[Item], what: str) -> Iterable[Item]:
    """The items one by one, with a bar on stderr when that is a terminal."""
    return _drawn(items, what) if sys.stderr.isatty() and len(items) > 1 else items


def _drawn(items: Sequence[Item], what: str) -> Iterator[Item]:
    drawn_at = 0.0
    for done, item in enumerate(items):
        if time.monotonic() - drawn_at > _REDRAW_SECONDS:
            drawn_at = time.monotonic()
            _draw(done, len(items), what)
        yield item
    sys.stderr.write("\r\x1b[K")


def _draw(done: int, of: int, what: str) -> None:
    filled = _WIDTH * done // of
    bar = "█" * filled + "·" * (_WIDTH - filled)
    sys.stderr.write(f"\r{bar} {done:,} of {of:,} {what}\x1b[K")
    sys.stderr.flush()


def counter(what: str) -> Callable[[int], None] | None:
    """Shows how many are done where nobody knows how many there will be; None in a pipe."""
    if not sys.stderr.isatty():
        return None

    def show(done: int) -> None:
        sys.stderr.write(f"\r{done:,} {what}\x1b[K")
        sys.stderr.flush()

    return show


def share(what: str) -> Callable[[float], None] | None:
    """Shows which share is done, 0..1; None in a pipe."""
    if not sys.stderr.isatty():
        return None

    def show(done: float) -> None:
        sys.stderr.write(f"\r{100 * done:.0f} % {what}\x1b[K")
        sys.stderr.flush()

    return show
