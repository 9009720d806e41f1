"""`catalogue …`: search it in words, find what smells alike, bring perfumes in from a file."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowery.cli.call import Call
from flowery.cli.command import Command
from flowery.cli.lines import Line, gathered, one_by_one
from flowery.cli.progress import counter
from flowery.cli.shapes import Shape, hit_shape

if TYPE_CHECKING:
    from flowery.perfumery.exploring import Hit
    from flowery.perfumery.facets import Narrowing
    from flowery.perfumery.importing import ImportReport
    from flowery.perfumery.search import CatalogueSearch

Years = tuple[int | None, int | None]

_COUNTED = ("read", "added", "merged", "unchanged", "refused", "repaired", "seconds")
_YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")


def positive(text: str) -> int:
    """A number of things to show. Raises ArgumentTypeError."""
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise ArgumentTypeError(f"{text!r} is not a number from 1 to 999999")
    return int(text)


def years(text: str) -> Years:
    """ "1990..2000", "1990..", "..2000" or "1990". Raises ArgumentTypeError."""
    found = _YEARS.fullmatch(text)
    if not found or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        raise ArgumentTypeError(f"{text!r} is not like 1990..2000, 1990.., ..2000 or 1990")
    first, last = (int(year) if year else None for year in (found[1], found[3]))
    return (first, last) if found[2] else (first, first)


def column(text: str) -> tuple[str, str]:
    """ "COLUMN=FIELD" as a pair. Raises ArgumentTypeError."""
    name, _, field = text.partition("=")
    if not (name and field):
        raise ArgumentTypeError(f"{text!r} is not COLUMN=FIELD")
    return name, field


def field(text: str) -> tuple[str, str]:
    """ "FIELD=VALUE" as a pair. Raises ArgumentTypeError."""
    from flowery.perfumery.facets import FACETS

    name, _, value = text.partition("=")
    if name not in FACETS or not value:
        raise ArgumentTypeError(f"{text!r} is not FIELD=VALUE; fields are {', '.join(FACETS)}")
    return name, value


def _takes_words(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="WORDS", nargs="?", help="in English, Korean or both")
    parser.add_argument("--limit", metavar="N", type=positive, default=20, help="how many (20)")
    parser.add_argument(
        "--without", metavar="NOTE", action="append", default=[], help="never with this note"
    )
    parser.add_argument("--brand", metavar="B", help="only of this house")
    parser.add_argument("--year", metavar="A..B", type=years, help="only from these years")
    parser.add_argument(
        "--narrow",
        metavar="FIELD=VALUE",
        type=field,
        action="append",
        default=[],
        help="only with this value of a field, such as season=summer or price_band=2",
    )
    parser.add_argument(
        "--stdin", action="store_true", help='read JSON lines {"id", "query"} from stdin'
    )


def _search(call: Call) -> int:
    options = call.options
    asked = gathered(options.words, options.stdin, "query")
    narrowed: dict[str, Any] = {"limit": options.limit, "without": tuple(options.without)}
    narrowed |= {"brand": options.brand, "years": options.year}
    narrowed["narrowing"] = _narrowing(options.narrow)
    return _answer(call, asked, lambda search, line: search.search(line.words, **narrowed))


def _narrowing(pairs: Sequence[tuple[str, str]]) -> Narrowing:
    from flowery.perfumery.facets import Narrowing

    values: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for name, value in pairs:
        values[name] += (value,)
    chosen: dict[str, Any] = dict(values)
    return Narrowing(**chosen)


def _takes_perfume(parser: ArgumentParser) -> None:
    parser.add_argument("fragrance", metavar="PERFUME", nargs="?", help="house and name, or an id")
    parser.add_argument("--limit", metavar="N", type=positive, default=20, help="how many (20)")
    parser.add_argument("--no-flankers", action="store_true", help="without those of its name")
    parser.add_argument("--still-made", action="store_true", help="only known to be still made")
    parser.add_argument("--cheaper", action="store_true", help="only known to cost less")
    parser.add_argument(
        "--stdin", action="store_true", help='read JSON lines {"id", "fragrance"} from stdin'
    )


def _similar(call: Call) -> int:
    options = call.options
    asked = gathered(options.fragrance, options.stdin, "fragrance")
    kind = {"flankers": not options.no_flankers, "still_made": options.still_made}
    kind["cheaper"] = options.cheaper

    def alike(search: CatalogueSearch, line: Line) -> tuple[Hit, ...]:
        return search.similar(line.words, options.limit, **kind)

    return _answer(call, asked, alike)


def _answer(
    call: Call,
    asked: Sequence[Line],
    found: Callable[[CatalogueSearch, Line], tuple[Hit, ...]],
) -> int:
    with call.flowery() as flowery:
        one_by_one(asked, lambda line: _say_hits(call, line, found(flowery.search, line)))
    return 0


def _say_hits(call: Call, line: Line, hits: tuple[Hit, ...]) -> None:
    asked = {"id": line.id} if call.options.stdin else {}
    if call.options.stdin and not call.wants_json:
        print(f"{line.id}:")
    for hit in hits:
        call.say(asked | hit_shape(hit.fragrance, hit.score), _hit_words(hit))
    if not hits and not call.wants_json:
        print("Nothing in the catalogue fits.")


def _hit_words(hit: Hit) -> str:
    perfume = hit.fragrance
    year = f" ({perfume.year})" if perfume.year else ""
    notes = ", ".join(note.replace("_", " ") for note in perfume.notes[:6])
    return f"{hit.score:.3f}  {perfume.title}{year}  [{perfume.id}]  {notes}"


def _takes_table(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="CSV, TSV, JSON, JSON lines, Parquet or XLSX")
    parser.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        type=column,
        action="append",
        default=[],
        help="which field a column is; the others are guessed",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, change nothing"
    )


def _import(call: Call) -> int:
    from flowery.wiring import reread

    options = call.options
    with call.flowery() as flowery:
        mapping, progress = dict(options.map), counter("rows")
        report = flowery.desk.bring(Path(options.file), mapping, options.dry_run, progress)
        if not options.dry_run:
            reread(flowery)  # composes the vectors of what came in
    call.say(_report_shape(report), _report_words(report, options.dry_run))
    return 0


def _report_shape(report: ImportReport) -> Shape:
    counts = {name: getattr(report, name) for name in _COUNTED}
    refusals = [{"row": refusal.row, "reason": refusal.reason} for refusal in report.refusals]
    new_notes = [{"note": note, "perfumes": count} for note, count in report.new_notes]
    columns = dict(report.columns)
    return counts | {"columns": columns, "new_notes": new_notes, "refusals": refusals}


def _report_words(report: ImportReport, dry_run: bool) -> str:
    counts = [f"{getattr(report, name):,} {name}" for name in _COUNTED[:-1]]
    head = "Nothing was changed; it would be: " if dry_run else ""
    columns = ", ".join(f"{column} as {field}" for column, field in report.columns.items())
    refused = [f"  row {refusal.row}: {refusal.reason}" for refusal in report.refusals]
    said = f"{head}{', '.join(counts)}, in {report.seconds:.1f} s."
    return "\n".join([said, f"Columns: {columns}.", *refused])


COMMANDS = (
    Command("catalogue search", "search perfumes in plain words", _search, _takes_words),
    Command("catalogue similar", "perfumes that smell like one", _similar, _takes_perfume),
    Command("catalogue import", "bring perfumes in from a table", _import, _takes_table),
)
