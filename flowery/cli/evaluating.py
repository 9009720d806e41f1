"""`evaluate …`: how good what was learnt is, beside simple rankers, and how good answers and the
reading of smells are. `evaluate ratings` opens no home.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from flowery.cli.call import Call
from flowery.cli.command import Command
from flowery.cli.progress import share
from flowery.words.errors import Refused

if TYPE_CHECKING:
    from flowery.learning.evaluation.evaluation import Kind
    from flowery.learning.evaluation.findings import Findings, Row
    from flowery.learning.evaluation.report import Line
    from flowery.storage.reports import Report

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


def _takes_rankings(parser: ArgumentParser) -> None:
    parser.add_argument("a", metavar="A", help="a ranking, such as as_it_stands")
    parser.add_argument("b", metavar="B", help="another, such as without_learner")


def _own(call: Call) -> int:
    return _evaluated(call, "own")


def _answers(call: Call) -> int:
    return _evaluated(call, "answers")


def _extraction(call: Call) -> int:
    return _evaluated(call, "extraction")


def _rankings(call: Call) -> int:
    return _evaluated(call, "rankings", call.options.a, call.options.b)


def _evaluated(call: Call, kind: Kind, *rankings: str) -> int:
    from flowery.learning.evaluation.evaluation import found_in

    with call.flowery() as flowery:
        report = flowery.evaluation.now(kind, share("evaluated"), *rankings)
    found = found_in(report)
    if found is None:
        raise Refused(f"The evaluation came to nothing: {report.reason}")
    if not call.wants_json:
        print(_head(report, found))
    elif found.too_little:
        call.say({"report_id": report.id, "too_little": found.too_little}, "")
    for row in found.rows:
        _say_row(call, report, found, row)
    for broken in found.violations:
        shape = {"rule": broken.rule, "question_id": broken.question_id}
        call.say(shape, f"broken: {broken.rule}: {broken.question_id}")
    return 0


def _say_row(call: Call, report: Report, found: Findings, row: Row) -> None:
    measured = {name: asdict(one) for name, one in row.metrics.items()}
    shape = {"report_id": report.id, "method": row.method, "counts": dict(found.counts)}
    lines = [
        f"  {name:<24} {one.value:.3f} ({one.low:.3f} to {one.high:.3f})"
        for name, one in row.metrics.items()
    ]
    call.say(shape | {"unit": found.unit} | measured, "\n".join([row.method, *lines]))


def _head(report: Report, found: Findings) -> str:
    counted = ", ".join(f"{number:,} {what}" for what, number in found.counts.items())
    if found.too_little:
        return f"{found.too_little} ({counted})"
    return f"{counted}; intervals of 95 % over {found.unit}; kept as {report.id}"


COMMANDS = (
    Command("evaluate ratings", "how well likes are foretold", _ratings, _takes_tables),
    Command("evaluate own", "how well the likes of the people here are foretold", _own),
    Command("evaluate answers", "whether kept answers hold what they promise", _answers),
    Command("evaluate extraction", "how well smells are read in the gold memories", _extraction),
    Command("evaluate rankings", "two rankings on what people like", _rankings, _takes_rankings),
)
