"""`usage`: what models took and cost, for whoever owns the machine."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flowery.cli.call import Call
from flowery.cli.catalogue import positive
from flowery.cli.command import Command

if TYPE_CHECKING:
    from flowery.models.prices import Prices
    from flowery.storage.books import Line


def _takes_days(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--days", metavar="N", type=positive, default=28, help="how many days, today last (28)"
    )


def _usage(call: Call) -> int:
    from flowery.models.connections import Connections
    from flowery.models.spending import report

    with call.tables() as tables:
        prices = Connections(tables, call.settings()).now().prices
        found = report(tables.books, prices, datetime.now(UTC), call.options.days)
        names = {person.id: person.name for person in tables.accounts.people()}
    for line in found.lines:
        call.say(_shape(line, names, prices), _words(line, names, prices))
    if not call.wants_json:
        print(_sum_words(found.lines, prices))
        for one in found.departures:
            usual = f"{one.low:,.2f} to {one.high:,.2f}"
            print(f"{one.day}: {one.amount:,.2f} {one.measure}; {usual} are usual.")
    return 0


def _shape(line: Line, names: Mapping[str, str], prices: Prices) -> dict[str, object]:
    said = asdict(line) | {"day": line.day.isoformat(), "user": names.get(line.account_id or "")}
    del said["account_id"]
    return said | {"usd": round(prices.of(line.input_tokens, line.output_tokens), 6)}


def _words(line: Line, names: Mapping[str, str], prices: Prices) -> str:
    who = names.get(line.account_id or "", "nobody")
    tokens = f"{line.input_tokens:,} + {line.output_tokens:,} tokens"
    cost = f"{prices.of(line.input_tokens, line.output_tokens):.4f} USD"
    said = f"{line.day}  {who}  {line.model}  {line.purpose}: {line.calls:,} calls"
    return f"{said}, {line.failures:,} failed, {tokens}, {cost}"


def _sum_words(lines: tuple[Line, ...], prices: Prices) -> str:
    if not lines:
        return "No model was called in this time: nothing left this machine."
    cost = sum(prices.of(line.input_tokens, line.output_tokens) for line in lines)
    return f"{sum(line.calls for line in lines):,} calls, {cost:.4f} USD."


COMMANDS = (Command("usage", "what calls to models took and cost", _usage, _takes_days),)
