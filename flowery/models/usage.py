"""What models cost: every call is counted, and none is made when the money for it is spent.

It knows tokens, milliseconds, purposes and persons, never a text. Where the counts are kept and
what a token costs is known to those who hand in `record` and `spent`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

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


@dataclass(slots=True)
class Tally:
    """The tokens of one call, filled in while it is made."""

    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """The caps as they are now, and how much is gone of them for whoever calls (None: nobody)."""

    caps: Callable[[], Caps]
    spent: Callable[[str | None], Spent]

    def admit(self, user_id: str | None) -> None:
        """Refuse when money is spent, or when nobody can say whether it is."""
        try:
            caps = self.caps()
            spent = self.spent(user_id) if caps != Caps() else Spent()
        except FloweryError as error:
            sentence = "What models cost today cannot be read, so none is asked: try again."
            raise ModelUnavailable(sentence, permanent=False) from error
        if caps.day is not None and spent.day >= caps.day:
            sentence = f"Today's budget for models ({caps.day:.2f} USD) is spent."
            raise ModelUnavailable(sentence, permanent=False)
        if caps.month is not None and spent.month >= caps.month:
            sentence = f"This month's budget for models ({caps.month:.2f} USD) is spent."
            raise ModelUnavailable(sentence, permanent=False)
        person_day = None if user_id is None else caps.person_day
        if person_day is not None and spent.person_day >= person_day:
            sentence = f"Your budget for models today ({person_day:.2f} USD) is spent."
            raise ModelUnavailable(sentence, permanent=False)


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
    def call(
        self, model: str, purpose: str, user_id: str | None, prompt: str = ""
    ) -> Iterator[Tally]:
        """Admit one call, count it, and tell the breaker how it went."""
        if self._budget is not None:
            self._budget.admit(user_id)
        self._breaker.admit()
        tally, began, succeeded = Tally(), self._clock(), False
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
            tokens = (tally.input_tokens, tally.output_tokens)
            self._write(Usage(model, purpose, user_id, *tokens, milliseconds, succeeded, prompt))

    def _write(self, usage: Usage) -> None:
        """Put it in the books; books that cannot be written do not cost the person the answer."""
        try:
            self._record(usage)
        except FloweryError:
            log.warning("usage not recorded: %s %d ms", usage.purpose, usage.milliseconds)
