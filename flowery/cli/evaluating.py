"""`evaluate …`: how good what was learnt is, beside simple rankers. No home is opened for it."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from flowery.cli.call import Call
from flowery.cli.command import Command

if TYPE_CHECKING:
    from flowery.learning.evaluation.report import Line

_SHOWN = ("auc", "ece", "ndcg@10", "recall@20", "ahead")


def counts(text: str) -> tuple[int, ...]:
    """ "1,5,30" as numbers in ascending order. Raises ArgumentTypeError."""
    if not re.fullmatch(r"[0-9]{1,4}(,[0-9]{1,4})*", text):
        raise ArgumentTypeError(f"{text!r} is not like 1,5,30")
    return tuple(sorted({int(number) for number in text.split(",")}))


def _takes_tables(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="user, item, rating and time")
    parser.add_argument("--items", metavar="FILE", required=True, help="what the items are like")
    parser.add_argument(
        "--known",
        metavar="N,…",
        type=counts,
        default=(1, 5, 30),
        help="how many ratings of a person are known (1,5,30)",
    )


def _ratings(call: Call) -> int:
    from flowery.learning.evaluation.report import of_ratings
    from flowery.taste.preference import Learner

    options = call.options
    lines = of_ratings(Path(options.file), Path(options.items), Learner(), options.known)
    if not call.wants_json:
        print(f"{lines[0].people} people; ahead: by how much the AUC of flowery is higher")
    for line in lines:
        measured = {name: asdict(found) for name, found in line.metrics.items()}
        shape = {"method": line.method, "n": line.n, "people": line.people} | measured
        call.say(shape, _words(line))
    return 0


def _words(line: Line) -> str:
    told = (
        f"{name} {line.metrics[name].value:.3f} "
        f"({line.metrics[name].low:.3f} to {line.metrics[name].high:.3f})"
        for name in _SHOWN
    )
    return f"{line.method:<14} n={line.n:<3} {'  '.join(told)}"


COMMANDS = (Command("evaluate ratings", "how well likes are foretold", _ratings, _takes_tables),)
