"""Uploaded files, named by the sha256 of their bytes. A file is fsynced, and its folder too,
before `keep` returns.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flowery.storage import fault
from flowery.storage.lock import WriterLock
from flowery.words.errors import NotFound, StorageFailed, StorageFull

_NO_SPACE = (28, 122)  # ENOSPC, EDQUOT


class Originals:
    """The folder of originals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = WriterLock(folder / ".lock")

    @contextmanager
    def held(self) -> Iterator[None]:
        """While this is held, nobody else keeps or removes an original: a file that was just kept
        is not taken away before the row that holds it is written.
        """
        with self._lock.held():
            yield

    def keep(self, content: bytes) -> str:
        """Put bytes on the disk for good; returns their sha256. Same bytes, same file."""
        digest = hashlib.sha256(content).hexdigest()
        target = self._path(digest)
        if target.exists():
            return digest
        try:
            self._write(target, content)
        except OSError as error:
            if error.errno in _NO_SPACE:
                raise StorageFull(
                    "The disk is full. Nothing was kept; make room and try again."
                ) from error
            raise StorageFailed(f"The file could not be written ({error.strerror}).") from error
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes of an original. Raises NotFound when they were let go."""
        try:
            return self._path(digest).read_bytes()
        except FileNotFoundError as error:
            raise NotFound("The original of this file is not kept any more.") from error

    def path(self, digest: str) -> Path:
        """Where an original lies, for a reader in a process of its own."""
        return self._path(digest)

    def remove(self, digest: str) -> int:
        """Take an original off the disk; returns how many bytes went (0 when it was gone)."""
        path = self._path(digest)
        try:
            size = path.stat().st_size
            fault.point("original.remove")
            path.unlink()
        except FileNotFoundError:
            return 0
        return size

    def digests(self) -> frozenset[str]:
        """The name of every original that is on the disk."""
        return frozenset(path.name for path in self._folder.glob("??/*") if len(path.name) == 64)

    def sweep(self) -> int:
        """Remove what an interrupted `keep` left half written; returns how many files."""
        leftovers = list(self._folder.glob("??/.new-*"))
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or not all(c in "0123456789abcdef" for c in digest):
            raise NotFound("That is not the name of an original.")
        return self._folder / digest[:2] / digest

    def _write(self, target: Path, content: bytes) -> None:
        target.parent.mkdir(exist_ok=True)
        fault.point("original.write")
        handle, name = tempfile.mkstemp(prefix=".new-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fault.point("original.rename")
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        for folder in (target.parent, self._folder):
            _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
