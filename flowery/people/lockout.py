"""How long a guesser waits. Wrong guesses count by name and origin, so that they never lock the
owner out elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
FREE_GUESSES = 5  # a person mistypes; more than this in a quarter of an hour is guessing
CROWD = 50  # guesses at one name from everywhere: then each origin has one guess a minute
_LONGEST = timedelta(minutes=15)


def wait(failures: Iterable[tuple[str, datetime]], origin: str, moment: datetime) -> timedelta:
    """How long this origin has to wait before its next guess; zero when it may go on.

    `failures` are (origin, when) of the wrong guesses at one name within the window. The wait
    doubles with each wrong guess: 30 seconds, a minute, two, up to a quarter of an hour.
    """
    everywhere = [at for _, at in failures]
    mine = [at for where, at in failures if where == origin]
    due = timedelta(0)
    if len(mine) >= FREE_GUESSES:
        doubled = timedelta(seconds=30) * 2 ** min(len(mine) - FREE_GUESSES, 10)
        due = max(mine) + min(doubled, _LONGEST) - moment
    if len(everywhere) >= CROWD and mine:
        due = max(due, max(mine) + timedelta(minutes=1) - moment)
    return max(due, timedelta(0))
