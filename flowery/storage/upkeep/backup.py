"""Backup: everything that is true in one file, a zip with the database and the originals.

What is searched is left out, since it is made anew from the rest after a restore. A backup is a
consistent state of the moment it began, also beside a running server; it is there whole or not at
all.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flowery.storage import fault
from flowery.storage.upkeep.stores import Stores
from flowery.words.errors import Refused, StorageFailed, StorageFull

DATABASE, MANIFEST, ORIGINALS = "flowery.db", "flowery.json", "originals"
FORMAT = 1
NO_SPACE = (28, 122)  # ENOSPC, EDQUOT
_KEPT_ORIGINALS = """
    SELECT sha256 FROM attachments WHERE kept
    UNION SELECT sha256 FROM bottles WHERE sha256 IS NOT NULL
    ORDER BY sha256
"""
_PEOPLE = "accounts WHERE guardian_id IS NULL"  # a taste kept for somebody is nobody's account


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds: accounts, memories and originals by number, its bytes, and how many
    originals were missing from the disk.
    """

    accounts: int
    memories: int
    originals: int
    missing: int
    bytes: int


def backup(stores: Stores, target: Path) -> Saved:
    """Save a home as one file. Raises Refused when another kind of file is in the way."""
    if not stores.tables.database.url.startswith("sqlite"):
        raise Refused("A backup is made of a home with SQLite; use your database's own backup.")
    if target.exists() and not _may_be_replaced(target):
        raise Refused(f"{target} is there and no backup of Flowery; choose another name.")
    with _written_whole(target) as making, stores.lock.held(), stores.originals.held():
        return _save(stores, making)  # meanwhile no file comes or goes, and nothing is erased


def is_backup(path: Path) -> bool:
    """Whether a file is a backup of Flowery."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {DATABASE, MANIFEST} <= set(archive.namelist())
    except zipfile.BadZipFile:
        return False


def _may_be_replaced(target: Path) -> bool:
    """An older backup may be, and the empty file that a program made to have a name."""
    return target.is_file() and (target.stat().st_size == 0 or is_backup(target))


@contextmanager
def _written_whole(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its name when all is on the disk; errors are ours."""
    making: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".new-", dir=target.parent)
        os.close(handle)
        making = Path(name)  # readable by its owner only, as mkstemp makes it
        yield making
        _sync(making)
        fault.point("backup.rename")
        os.replace(making, target)
        _sync(target.parent)
    except OSError as error:
        raise _failed(target, error) from error
    except sqlite3.Error as error:
        raise StorageFailed(
            f"The database could not be copied ({error}); run the doctor."
        ) from error
    finally:
        if making is not None:
            making.unlink(missing_ok=True)


def _save(stores: Stores, making: Path) -> Saved:
    with (
        tempfile.TemporaryDirectory(prefix=".new-", dir=making.parent) as beside,
        zipfile.ZipFile(making, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        snapshot = Path(beside) / DATABASE
        _copy_database(stores, snapshot)
        archive.write(snapshot, DATABASE)
        with closing(sqlite3.connect(snapshot)) as rows:
            digests = [row[0] for row in rows.execute(_KEPT_ORIGINALS)]
            accounts, memories = _count(rows, _PEOPLE), _count(rows, "memories")
        missing = sum(not _add_original(stores, archive, digest) for digest in digests)
        originals = len(digests) - missing
        archive.writestr(MANIFEST, _manifest(originals))
    return Saved(accounts, memories, originals, missing, making.stat().st_size)


def _copy_database(stores: Stores, target: Path) -> None:
    """SQLite's own online copy: one state, however many write at the same time."""
    source = Path(str(stores.tables.database.engine.url.database))
    with closing(sqlite3.connect(source)) as open_rows, closing(sqlite3.connect(target)) as to:
        open_rows.backup(to)
        to.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def _add_original(stores: Stores, archive: zipfile.ZipFile, digest: str) -> bool:
    path = stores.originals.path(digest)
    with suppress(FileNotFoundError):
        # Pictures and sounds are packed already; packing them again takes time and saves nothing.
        archive.write(path, f"{ORIGINALS}/{digest[:2]}/{digest}", zipfile.ZIP_STORED)
        return True
    return False


def _count(rows: sqlite3.Connection, what: str) -> int:
    return int(rows.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608


def _manifest(originals: int) -> str:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"format": FORMAT, "made": made, "originals": originals})


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failed(target: Path, error: OSError) -> StorageFailed:
    if error.errno in NO_SPACE:
        return StorageFull("The disk is full. No backup was made; make room and try again.")
    return StorageFailed(f"{target} could not be written ({error.strerror}); no backup was made.")
