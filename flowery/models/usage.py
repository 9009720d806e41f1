"""What models cost: every call is counted, and none is made when the money for it is spent.

It knows tokens, milliseconds, purposes and persons, never a text. Where the counts are kept and
what a token costs is known to those who hand in `record` and `budget`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from flowery.models.breaker import Breaker, Clock
from flowery.words.errors import FloweryError, ModelUnavailable
from flowery.words.vocabulary import Usage

log = logging.getLogger(__name__)

Record = Callable[[Usage], None]


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that models may cost, in US dollars: a day, a month, and a person a day; None where
    there is no cap.
    """

    day: float | None = None
    month: float | None = None
    person_day: float | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """US dollars that are gone of each cap."""

    day: float = 0.0
    month: float = 0.0
    person_day: float = 0.0


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the books name it. `read` and `written` are the most tokens that it may take,
    `seconds` the longest that it may last.
    """

    model: str
    purpose: str
    user_id: str | None = None
    prompt: str = ""
    read: int = 0
    written: int = 0
    seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class SetAside:
    """Money that waits for the end of a call ("": none had to), and how many tokens of an answer it
    pays for.
    """

    id: str
    written: int


class Budget(Protocol):
    """Sets money aside for the dearest that a call can become, and lets go of it afterwards."""

    def set_aside(self, call: Call) -> SetAside:
        """Raises ModelUnavailable when too little is left, or when nobody can say how much is."""

    def settle(self, kept: SetAside) -> None:
        """What the call took stands in the books; the rest is free again."""


@dataclass(slots=True)
class Tally:
    """The tokens of one call, filled in while it is made; `most` may be written."""

    most: int
    input_tokens: int = 0
    output_tokens: int = 0


class Meter:
    """Stands at the door of an endpoint: budget, breaker, and the books."""

    def __init__(
        self, record: Record, budget: Budget | None = None, clock: Clock = time.monotonic
    ) -> None:
        self._record = record
        self._budget = budget
        self._clock = clock
        self._breaker = Breaker(clock)

    @contextmanager
    def call(self, call: Call) -> Iterator[Tally]:
        """Admit one call, count it, and tell the breaker how it went."""
        with self._paid(call) as tally:
            self._breaker.admit()
            began, succeeded = self._clock(), False
            try:
                yield tally
                succeeded = True
                self._breaker.answered()
            except ModelUnavailable as error:
                # A permanent failure is an answer: the endpoint is there and says no.
                (self._breaker.answered if error.permanent else self._breaker.failed)()
                raise
            finally:
                milliseconds = round((self._clock() - began) * 1000)
                self._write(_usage(call, tally, milliseconds, succeeded))

    def rest(self, seconds: float) -> None:
        """The endpoint asked to be left alone for so long."""
        self._breaker.rest(seconds)

    @contextmanager
    def _paid(self, call: Call) -> Iterator[Tally]:
        if self._budget is None:
            yield Tally(call.written)
            return
        kept = self._budget.set_aside(call)
        try:
            yield Tally(kept.written)
        finally:
            self._settle(self._budget, kept)

    def _settle(self, budget: Budget, kept: SetAside) -> None:
        """Money that cannot be let go of now is so by itself, when the call could not last on."""
        try:
            budget.settle(kept)
        except FloweryError:
            log.warning("money stays set aside")

    def _write(self, usage: Usage) -> None:
        """Put it in the books; books that cannot be written do not cost the person the answer."""
        try:
            self._record(usage)
        except FloweryError:
            log.warning("usage not recorded: %s %d ms", usage.purpose, usage.milliseconds)


def _usage(call: Call, tally: Tally, milliseconds: int, succeeded: bool) -> Usage:
    tokens = (tally.input_tokens, tally.output_tokens)
    return Usage(
        call.model, call.purpose, call.user_id, *tokens, milliseconds, succeeded, call.prompt
    )
