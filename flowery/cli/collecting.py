"""`collection …`: a person's bottles, wears and ratings out to a file, and in from one."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from flowery.cli.call import Call
from flowery.cli.command import Command, of_user
from flowery.cli.shapes import Shape, counted
from flowery.words.errors import Refused, StorageFailed

if TYPE_CHECKING:
    from flowery.collection.bringing import Bringing

_KINDS = ("bottles", "wears", "ratings", "reactions")
_FORMATS = ("csv", "json")


def _takes_target(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="where to write; - for stdout")
    of_user(parser)
    parser.add_argument(
        "--format", metavar="csv|json", choices=_FORMATS, help="csv, unless FILE ends in .json"
    )


def _export(call: Call) -> int:
    options = call.options
    is_json = (options.format or Path(options.file).suffix[1:]) == "json"
    with call.flowery() as flowery:
        user_id = call.user_id(flowery.tables)
        text = flowery.collection.written(user_id, "json" if is_json else "csv")
        count = len(flowery.collection.of(user_id))
    if options.file == "-":
        sys.stdout.write(text)
        return 0
    _write(Path(options.file), text, is_json)
    said = counted(count, "perfume", "perfumes")
    call.say({"perfumes": count, "file": options.file}, f"Written to {options.file}: {said}.")
    return 0


def _write(path: Path, text: str, is_json: bool) -> None:
    """A spreadsheet knows by the mark at its front that a CSV is UTF-8; JSON bears none."""
    try:
        path.write_text(text, encoding="utf-8" if is_json else "utf-8-sig", newline="")
    except OSError as error:
        raise StorageFailed(f"{path} could not be written ({error.strerror}).") from error


def _takes_source(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="CSV, TSV, JSON, JSON lines, Parquet or XLSX")
    of_user(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, change nothing"
    )


def _import(call: Call) -> int:
    options = call.options
    path = Path(options.file)
    if not path.is_file():
        raise Refused(f"There is no file {options.file}.")
    with call.flowery() as flowery:
        user_id = call.user_id(flowery.tables)
        found = flowery.collection.read(user_id, path)
        if not options.dry_run:
            flowery.collection.bring(user_id, found)
    call.say(_shape(found), _said(found, options.dry_run))
    return 0


def _shape(found: Bringing) -> Shape:
    brought = {kind: len(getattr(found.brought, kind)) for kind in _KINDS}
    refusals = [{"row": r.row, "reason": r.reason, "said": r.said} for r in found.untaken]
    counts = {"read": found.read, "added": found.added, "unchanged": found.unchanged}
    return counts | {"refused": len(refusals), "brought": brought, "refusals": refusals}


def _said(found: Bringing, is_dry: bool) -> str:
    head = "Nothing was changed; it would be: " if is_dry else ""
    counts = f"{found.read:,} read, {found.added:,} added, {found.unchanged:,} unchanged"
    refused = [f"  row {r.row} ({r.said}): {r.reason}" for r in found.untaken]
    return "\n".join([f"{head}{counts}, {len(refused):,} refused.", *refused])


COMMANDS = (
    Command("collection export", "write a collection to a file", _export, _takes_target),
    Command("collection import", "bring a collection in from a table", _import, _takes_source),
)
