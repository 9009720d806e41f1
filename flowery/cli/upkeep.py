"""`backup`, `restore`, `rebuild`, `doctor`: looking after a home."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flowery.cli.call import Call
from flowery.cli.command import Command
from flowery.cli.shapes import counted
from flowery.words.errors import NotFound, NotOffered, Refused, StorageFailed

if TYPE_CHECKING:
    from flowery.models.port import Models
    from flowery.storage.lock import WriterLock
    from flowery.storage.originals import Originals
    from flowery.storage.tables import Tables
    from flowery.storage.upkeep.doctor import Finding
    from flowery.storage.vectors import Vectors
    from flowery.words.settings import Settings


@dataclass(frozen=True, slots=True)
class _Home:
    """The stores of a home, without the catalogue and what stands on it."""

    settings: Settings
    tables: Tables
    originals: Originals
    vectors: Vectors
    lock: WriterLock


def _home(call: Call, tables: Tables) -> tuple[_Home, Models]:
    from flowery.models.connect import open_models
    from flowery.storage.lock import WriterLock
    from flowery.storage.originals import Originals
    from flowery.storage.vectors import Vectors

    settings = call.settings()
    models = open_models(settings, tables)
    vectors = Vectors(settings.lance_uri or str(settings.folder / "lance"), models.dimensions)
    originals = Originals(settings.folder / "originals")
    lock = WriterLock(settings.folder / "writer.lock")
    return _Home(settings, tables, originals, vectors, lock), models


def _require_home(call: Call) -> None:
    """Upkeep of a home that is not there would only make an empty one. Raises NotFound."""
    settings = call.settings()
    if settings.database_url is None and not (settings.folder / "flowery.db").exists():
        raise NotFound(f"There is no home at {settings.folder}; name yours with --home.")


def _takes_target(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the backup to write, such as flowery.zip")


def _backup(call: Call) -> int:
    from flowery.storage.upkeep.backup import backup

    _require_home(call)
    with call.tables() as tables:
        home, _ = _home(call, tables)
        saved = backup(home, Path(call.options.file).absolute())
    missing = f", {saved.missing} originals are missing: run the doctor" if saved.missing else ""
    said = _held(saved.memories, saved.accounts, saved.originals)
    call.say(asdict(saved), f"Saved {said}, {saved.bytes:,} bytes{missing}.")
    return 0


def _held(memories: int, people: int, originals: int) -> str:
    kept = counted(memories, "memory", "memories")
    files = counted(originals, "original", "originals")
    return f"{kept} of {counted(people, 'person', 'people')}, {files}"


def _takes_source(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a backup; the home must be empty or new")


def _restore(call: Call) -> int:
    from flowery.storage.upkeep.restore import restore

    settings = call.settings()
    if settings.database_url is not None:
        raise Refused("A backup is restored into SQLite; take FLOWERY_DATABASE_URL away first.")
    originals = restore(Path(call.options.file), settings.folder)
    with call.flowery() as flowery:
        searched = flowery.remember.rebuild()
        everybody = flowery.tables.accounts.list()
        memories = sum(len(flowery.tables.of(user.id).diary.list()) for user in everybody)
        flowery.tables.set_state("memories.embedder", flowery.models.embedder)
    people = sum(user.guardian_id is None for user in everybody)
    counts = {"accounts": people, "memories": memories, "originals": originals}
    said = _held(memories, people, originals)
    call.say(counts | {"rebuilt": searched}, f"Restored {said} into {settings.folder}.")
    return 0


def _rebuild(call: Call) -> int:
    from flowery.storage.upkeep.rebuild import clear_searched, home_lock

    _require_home(call)
    began = time.monotonic()
    settings = call.settings()
    with call.tables() as tables:
        clear_searched(settings, tables, home_lock(settings.folder))
    with call.flowery() as flowery:  # opening composes the catalogue again
        memories = flowery.remember.rebuild()
        flowery.moving.run()  # what an encoder elsewhere is away for, a running Flowery makes up
        fragrances = len(flowery.catalogue)
        flowery.tables.set_state("memories.embedder", flowery.models.embedder)
    seconds = round(time.monotonic() - began, 1)
    counts = {"memories": memories, "fragrances": fragrances, "seconds": seconds}
    said = f"{counted(memories, 'memory', 'memories')} and {fragrances:,} perfumes"
    call.say(counts, f"Made what is searched of {said} again in {seconds} s.")
    return 0


def _doctor(call: Call) -> int:
    _require_home(call)
    findings = tuple(_findings(call))
    wrong = [finding for finding in findings if finding.state == "wrong"]
    shape = {"healthy": not wrong, "findings": [asdict(finding) for finding in findings]}
    call.say(shape, "\n".join(_finding_words(findings)))
    if wrong:
        first = wrong[0]
        raise Refused(f"{len(wrong)} of {len(findings)} checks failed: {first.says} {first.remedy}")
    return 0


def _findings(call: Call) -> Iterable[Finding]:
    from flowery.storage.upkeep.doctor import examine, unreadable, unsearchable

    try:
        with call.tables() as tables:
            try:
                home, models = _home(call, tables)
            except StorageFailed as error:
                yield unsearchable(error)
                return
            yield from examine(home, models.embedder, _elsewhere(models))
    except StorageFailed as error:
        yield unreadable(error)


def _elsewhere(models: Models) -> str:
    try:
        return models.remote_encoder().embedder
    except NotOffered:
        return ""


def _finding_words(findings: tuple[Finding, ...]) -> Iterable[str]:
    marks = {"fine": "✓", "look": "·", "wrong": "✗"}
    for finding in findings:
        yield f"{marks[finding.state]} {finding.check}: {finding.says} {finding.remedy}".rstrip()


COMMANDS = (
    Command("backup", "save a home as one file, also while it runs", _backup, _takes_target),
    Command(
        "restore", "bring a home back from a backup, into a new folder", _restore, _takes_source
    ),
    Command("rebuild", "make everything that is searched again from what is kept", _rebuild),
    Command("doctor", "examine a home and say what to do", _doctor),
)
