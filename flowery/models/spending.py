"""What models cost a home and what they may: the caps, what of them is gone, and the report that an
administrator reads. Days and months begin at midnight UTC, as providers count them.

It knows prices and numbers of tokens, and is the `usage.Budget` that is asked before every call.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flowery.models.budget import paid_for, purses
from flowery.models.connections import Connections
from flowery.models.prices import Prices
from flowery.models.unusual import WINDOW, DayTotal, Departure, departures
from flowery.models.usage import Call, Caps, SetAside, Spent
from flowery.storage.books import Books, Liked, Line
from flowery.storage.reservations import Gone
from flowery.storage.tables import Tables
from flowery.words.errors import ModelUnavailable, Refused, StorageFailed
from flowery.words.settings import Settings
from flowery.words.vocabulary import User

Clock = Callable[[], datetime]

DEAREST = 1_000_000.0  # US dollars; above, a cap is a slip of the finger
_KEPT = "models.caps"
_NAMES = tuple(field.name for field in fields(Caps))


@dataclass(frozen=True, slots=True)
class SpendingReport:
    """What the books say since a day: their lines, every day's sum (none left out, today last), how
    the words of models were liked, and what departs from the usual.
    """

    lines: tuple[Line, ...]
    days: tuple[DayTotal, ...]
    liked: tuple[Liked, ...]
    departures: tuple[Departure, ...]
    prices: Prices


def _now() -> datetime:
    return datetime.now(UTC)


class Spending:
    """The money of one home; the caps are read anew before every call, since they may be changed
    while Flowery runs.
    """

    def __init__(self, tables: Tables, settings: Settings, clock: Clock = _now) -> None:
        self._tables, self._settings, self._clock = tables, settings, clock
        self._connections = Connections(tables, settings)

    def caps(self) -> Caps:
        """What may be spent: what an administrator typed, else the settings."""
        return Caps(**(_set(self._settings) | self._typed()))

    def spent(self, user_id: str | None) -> Spent:
        """What is gone of the caps, as of now, for somebody who wants to call a model."""
        today = _midnight(self._clock())
        books = self._tables.books
        person = 0.0
        if user_id is not None:
            account_id = books.account_of(user_id)
            person = self._prices.of(*books.tokens(today, account_id))
        day = self._prices.of(*books.tokens(today))
        month = self._prices.of(*books.tokens(today.replace(day=1)))
        return Spent(day, month, person)

    def set_aside(self, call: Call) -> SetAside:
        """Set aside the dearest that a call can become, where there is a cap, until it is settled
        or could not go on any more. Raises ModelUnavailable.
        """
        try:
            caps = self.caps()
            if caps == Caps():
                return SetAside("", call.written)
            return self._set_aside(call, caps)
        except StorageFailed as error:
            sentence = "What models cost today cannot be read, so none is asked: try again."
            raise ModelUnavailable(sentence, permanent=False) from error

    def settle(self, kept: SetAside) -> None:
        """The call is over, and what it took stands in the books."""
        if kept.id:
            self._tables.reservations.let_go(kept.id)

    def _set_aside(self, call: Call, caps: Caps) -> SetAside:
        prices, moment = self._prices, self._clock()
        account_id = self._tables.books.account_of(call.user_id) if call.user_id else None
        if account_id is None:
            caps = replace(caps, person_day=None)
        written = call.written

        def price(gone: Gone) -> float:
            nonlocal written
            told = purses(caps, _spent(gone, prices), _held(gone))
            written = min((paid_for(call, purse, prices) for purse in told), default=written)
            return prices.of(call.read, written)

        until = moment + timedelta(seconds=call.seconds)
        key = self._tables.reservations.set_aside(account_id, moment, until, price)
        return SetAside(key, written)

    @property
    def _prices(self) -> Prices:
        return self._connections.now().prices

    def set_caps(self, administrator: User, caps: Caps) -> None:
        """Spend so much at most from now on; where it says None, the settings count. Raises
        NotAllowed, Refused.
        """
        self._tables.accounts.require_admin(administrator)
        typed = {name: _checked(value) for name, value in asdict(caps).items() if value is not None}
        self._tables.set_state(_KEPT, json.dumps(typed))

    def typed_caps(self, administrator: User) -> Caps:
        """What an administrator typed, None where the settings count. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return Caps(**self._typed())

    def report(self, administrator: User, days: int) -> SpendingReport:
        """The books of everybody, of so many days. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return report(self._tables.books, self._prices, self._clock(), days)

    def departures(self, administrator: User) -> tuple[Departure, ...]:
        """What departs from the usual today or departed yesterday. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return departures(_known_days(self._tables.books, self._prices, self._clock()))

    def _typed(self) -> dict[str, float]:
        """What cannot be read counts as never typed."""
        kept = self._tables.state(_KEPT)
        try:
            typed = json.loads(kept) if kept else {}
            return {name: _checked(typed[name]) for name in _NAMES if name in typed}
        except (ValueError, TypeError, Refused):
            return {}


def report(books: Books, prices: Prices, moment: datetime, days: int) -> SpendingReport:
    """The books of the last so many days; for the page of an administrator, and for the command
    line, whose user owns the machine.
    """
    first = _midnight(moment) - timedelta(days=days - 1)
    lines = books.lines(first)
    totals = day_totals(lines, prices, first.date(), moment.date())
    unusual = departures(_known_days(books, prices, moment))
    return SpendingReport(lines, totals, books.liked(), unusual, prices)


def day_totals(
    lines: Sequence[Line], prices: Prices, first: date, last: date
) -> tuple[DayTotal, ...]:
    """What each day had, days without a call too."""
    of_day: dict[date, list[Line]] = {}
    for line in lines:
        of_day.setdefault(line.day, []).append(line)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(_total(day, of_day.get(day, []), prices) for day in every)


def _total(day: date, lines: Sequence[Line], prices: Prices) -> DayTotal:
    dollars = sum(prices.of(line.input_tokens, line.output_tokens) for line in lines)
    calls, failures = sum(line.calls for line in lines), sum(line.failures for line in lines)
    return DayTotal(day, calls, dollars, failures)


def _known_days(books: Books, prices: Prices, moment: datetime) -> tuple[DayTotal, ...]:
    """Every day since the first call, of those that tell the usual."""
    first_ever = books.first_day()
    if first_ever is None:
        return ()
    today = moment.date()
    first = max(first_ever, today - timedelta(days=WINDOW + 1))
    since = datetime.combine(first, time(), UTC)
    return day_totals(books.lines(since), prices, first, today)


def _spent(gone: Gone, prices: Prices) -> Spent:
    return Spent(prices.of(*gone.day), prices.of(*gone.month), prices.of(*gone.person_day))


def _held(gone: Gone) -> Spent:
    """What is set aside now was set aside today, but for a few seconds at midnight."""
    return Spent(gone.held, gone.held, gone.held_for_person)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _set(settings: Settings) -> dict[str, float | None]:
    return {
        "day": settings.model_budget_usd_per_day,
        "month": settings.model_budget_usd_per_month,
        "person_day": settings.model_budget_usd_per_person_and_day,
    }


def _checked(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused("A cap is a number of US dollars.")
    if not (math.isfinite(value) and 0 <= value <= DEAREST):
        raise Refused(f"A cap is a number of US dollars from 0 to {DEAREST:,.0f}.")
    return float(value)
