"""Restore: a home from a backup, into an empty folder, or nothing at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import IO

from flowery.storage import fault, schema
from flowery.storage.database import Database
from flowery.storage.upkeep.backup import (
    DATABASE,
    FORMAT,
    MANIFEST,
    NO_SPACE,
    ORIGINALS,
    is_backup,
)
from flowery.words.errors import Refused, StorageFailed, StorageFull

_ORIGINAL = re.compile(rf"{ORIGINALS}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})")
_STAGING = ".restoring-"
_BLOCK = 1 << 20
# What zipfile raises over bytes that were changed: they may come to name a way of packing that it
# does not know (NotImplementedError), or to say that a file is encrypted (RuntimeError).
_UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
_DAMAGED = "{} is damaged ({}); nothing was restored. Use another backup."


def restore(source: Path, home: Path) -> int:
    """Bring a home back; returns how many originals it has. Raises Refused, and then the folder is
    as it was.
    """
    if not source.is_file() or not is_backup(source):
        raise Refused(f"{source} is no backup of Flowery; nothing was restored.")
    if home.exists() and not _is_empty(home):
        raise Refused(f"{home} is not empty; name a new folder with --home to restore into.")
    staging = _staging(home)
    try:
        originals = _unpack(source, staging)
        fault.point("restore.move")
        for name in (ORIGINALS, DATABASE):  # the database last: with it, there is a home
            os.replace(staging / name, home / name)
    except _UNREADABLE as error:
        if isinstance(error, OSError) and error.errno in NO_SPACE:
            raise StorageFull("The disk is full. Nothing was restored; make room first.") from error
        raise StorageFailed(_DAMAGED.format(source, error)) from error
    finally:
        shutil.rmtree(staging)
    return originals


def _staging(home: Path) -> Path:
    """A folder inside the home, which is made if need be, to unpack in. Raises StorageFailed."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o700)
        return Path(tempfile.mkdtemp(prefix=_STAGING, dir=home))
    except OSError as error:
        sentence = f"The home cannot be written to ({error.strerror}); check its folder."
        raise StorageFailed(sentence) from error


def _is_empty(home: Path) -> bool:
    """What an interrupted restore left behind does not count."""
    return home.is_dir() and all(path.name.startswith(_STAGING) for path in home.iterdir())


def _unpack(source: Path, staging: Path) -> int:
    (staging / ORIGINALS).mkdir()
    with zipfile.ZipFile(source) as archive:
        originals = _promised(source, archive)
        names = [name for name in archive.namelist() if name != MANIFEST]
        for name in names:
            _unpack_one(source, archive, name, staging)
    if len(names) - 1 != originals:
        raise Refused(
            _DAMAGED.format(source, f"of {originals} originals {len(names) - 1} are in it")
        )
    _check_database(source, staging / DATABASE)
    return originals


def _promised(source: Path, archive: zipfile.ZipFile) -> int:
    """How many originals the manifest says there are. Raises Refused."""
    try:
        manifest = json.loads(archive.read(MANIFEST))
        made_as, originals = manifest["format"], int(manifest.get("originals", 0))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(_DAMAGED.format(source, MANIFEST)) from error
    if made_as != FORMAT:
        raise Refused(f"{source} was made by a newer Flowery (format {made_as}); update first.")
    return originals


def _unpack_one(source: Path, archive: zipfile.ZipFile, name: str, staging: Path) -> None:
    """A file to its place; a name that is no place of ours could lead out of the folder."""
    original = _ORIGINAL.fullmatch(name)
    if name != DATABASE and original is None:
        raise Refused(_DAMAGED.format(source, f"{name!r} does not belong there"))
    target = staging / name
    target.parent.mkdir(exist_ok=True)
    with archive.open(name) as packed, target.open("wb") as file:
        digest = _copied(packed, file)
        file.flush()
        os.fsync(file.fileno())
    if original is not None and digest != original[2]:
        raise Refused(_DAMAGED.format(source, f"the original {original[2][:12]}… has other bytes"))


def _copied(source: IO[bytes], target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := source.read(_BLOCK):
        digest.update(block)
        target.write(block)
    return digest.hexdigest()


def _check_database(source: Path, path: Path) -> None:
    """Raises Refused unless it is whole and a diary of ours, which is brought to this edition."""
    if _tables(source, path) >= {"alembic_version"}:
        _migrate(source, path)
    if not _tables(source, path) >= {"alembic_version", *schema.metadata.tables}:
        raise Refused(_DAMAGED.format(source, "its database is no diary"))
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("DELETE FROM sessions")  # one that was ended later must not live again
        rows.commit()


def _tables(source: Path, path: Path) -> frozenset[str]:
    """The names of the tables of a database that is whole. Raises Refused."""
    try:
        with closing(sqlite3.connect(path)) as rows:
            found = str(rows.execute("PRAGMA integrity_check").fetchone()[0])
            names = frozenset(row[0] for row in rows.execute("SELECT name FROM sqlite_master"))
    except sqlite3.Error as error:
        raise Refused(_DAMAGED.format(source, error)) from error
    if found != "ok":
        raise Refused(_DAMAGED.format(source, found))
    return names


def _migrate(source: Path, path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    try:
        database.migrate()
    except StorageFailed as error:
        raise Refused(f"{source} cannot be opened here; nothing was restored. {error}") from error
    finally:
        database.close()
