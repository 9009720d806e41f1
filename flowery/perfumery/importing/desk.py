"""The desk where tables are handed in: an administrator's file is kept until it is brought in, one
import runs at a time, and what stopped can go on.

No path from outside is ever opened: bytes that were handed in lie in a folder of ours under a name
of ours. It does not know when its work is done; the worker calls it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flowery.perfumery.importing import importer
from flowery.perfumery.importing.columns import checked
from flowery.perfumery.importing.importer import ImportReport, Progress
from flowery.perfumery.importing.refused import refused_table
from flowery.perfumery.notes import Taxonomy
from flowery.storage.imports import Import, Refusal
from flowery.storage.lock import WriterLock
from flowery.storage.personal.bound import new_id, now
from flowery.storage.tables import Tables
from flowery.words.errors import (
    FloweryError,
    NotFound,
    Refused,
    StorageBusy,
    StorageFailed,
    StorageFull,
)
from flowery.words.vocabulary import Fragrance, User

MEGABYTES = 100  # a table of a hundred thousand perfumes with long descriptions
_MEGABYTE = 1 << 20
_NO_SPACE = (28, 122)  # ENOSPC, EDQUOT
_FORGOTTEN_AFTER = 24 * 3600  # seconds that a file may wait for its import to be begun
_AT_ONCE = 0.1  # seconds; who asks whether anything runs does not wait for its end


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was handed in: our name for it, and the person's."""

    id: str
    file_name: str


class Desk:
    """Takes tables of perfumes. `taxonomy` is the one that comes with Flowery: rows keep what a
    file says, and what a new note means is read into them later.
    """

    def __init__(self, tables: Tables, taxonomy: Taxonomy, home: Path) -> None:
        self._tables, self._taxonomy = tables, taxonomy
        self._folder = home / "imports"
        self._lock = WriterLock(home / "import.lock")

    def hand_in(self, administrator: User, file_name: str, content: bytes) -> Upload:
        """Keep the bytes of a file until it is brought in. Raises NotAllowed, Refused,
        StorageFailed.
        """
        self._tables.accounts.require_admin(administrator)
        if len(content) > MEGABYTES * _MEGABYTE:
            raise Refused(f"A table may have {MEGABYTES} MB; cut it into parts.")
        self._sweep()
        upload = Upload(new_id("i"), " ".join(file_name.split())[:200] or "table")
        try:
            self._write(upload.id, content)
        except OSError as error:
            full = error.errno in _NO_SPACE
            sentence = f"The file could not be written ({error.strerror})."
            raise (StorageFull if full else StorageFailed)(sentence) from error
        return upload

    def header(self, administrator: User, upload: Upload) -> tuple[str, ...]:
        """The columns of a file. Raises Refused when it is no table."""
        path = self._opened(administrator, upload)
        with _named(upload):
            return importer.header_of(path)

    def preview(
        self, administrator: User, upload: Upload, columns: Mapping[str, str]
    ) -> tuple[Fragrance | Refusal, ...]:
        """What the first rows become with these columns (column -> field). Raises Refused."""
        path = self._opened(administrator, upload)
        with _named(upload):
            return importer.first_rows(path, self._known(), columns)

    def try_out(
        self,
        administrator: User,
        upload: Upload,
        columns: Mapping[str, str],
        progress: Progress | None = None,
    ) -> ImportReport:
        """What would become of every row; nothing is changed. Raises Refused."""
        path = self._opened(administrator, upload)
        with _named(upload):
            checked(columns, path.name)
            return importer.bring(path, self._tables, self._taxonomy, columns, None, progress)

    def begin(self, administrator: User, upload: Upload, columns: Mapping[str, str]) -> Import:
        """Let a file be brought in as soon as none other is. Raises Refused."""
        path = self._opened(administrator, upload)
        with _named(upload):
            checked(columns, path.name)
        digest = importer.digest_of(path)
        begun = self._tables.imports.unfinished(digest, columns)
        if begun is None:
            return self._tables.imports.add(upload.file_name, digest, columns, upload.id)
        if begun.state == "interrupted":
            os.replace(path, self._path(begun.id))
            self._tables.imports.change(begun.id, state="waiting")
        else:
            path.unlink()
        return begun

    def go_on(self, administrator: User, import_id: str) -> None:
        """Let an interrupted import go on where it stopped. Raises NotFound, Refused."""
        self._tables.accounts.require_admin(administrator)
        stopped = self._tables.imports.get(import_id)
        if stopped.state != "interrupted":
            raise Refused("That import is not interrupted.")
        if not self.is_kept(import_id):
            raise NotFound(f"{stopped.file_name} is not kept any more; bring the same file again.")
        self._tables.imports.change(import_id, state="waiting")

    def let_go(self, administrator: User, import_id: str) -> None:
        """Leave an interrupted import as far as it came, and its file with it."""
        self._tables.accounts.require_admin(administrator)
        if self._tables.imports.get(import_id).state != "interrupted":
            raise Refused("That import is not interrupted.")
        self._tables.imports.change(import_id, state="let go", ended_at=now())
        self._path(import_id).unlink(missing_ok=True)

    def history(self) -> tuple[Import, ...]:
        """Every import, newest first."""
        return self._tables.imports.list()

    def is_kept(self, import_id: str) -> bool:
        """Whether the file of an import is here."""
        return self._path(import_id).exists()

    def refused(self, administrator: User, import_id: str) -> bytes:
        """The refused rows of an import as a table for a spreadsheet."""
        self._tables.accounts.require_admin(administrator)
        noted = self._tables.imports.get(import_id)
        return refused_table(noted.mapping, self._tables.imports.refusals(import_id))

    def say_note(self, administrator: User, name: str, note_id: str) -> None:
        """Say that a new note is another name of a known one, or ("") one of its own. Raises
        Refused.
        """
        self._tables.accounts.require_admin(administrator)
        if note_id and note_id not in self._taxonomy.notes:
            raise NotFound(f"There is no note {note_id!r}.")
        if name in self._taxonomy.notes:
            raise Refused(f"{name!r} is a known note.")
        self._tables.imports.say_alias(name, note_id, administrator.id)

    def bring(
        self,
        path: Path,
        mapping: Mapping[str, str],
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Bring in a file of whoever owns the machine, now; its refused rows go to
        FILE.refused.csv beside it. Raises Refused, StorageFailed.
        """
        known = (self._tables, self._taxonomy, mapping, dry_run, progress)
        if dry_run:
            return importer.import_file(path, *known)
        with self._lock.held():
            self._tables.imports.interrupt_running()
            report = importer.import_file(path, *known)
        if report.refused:
            self._write_refused(path, report)
        return report

    def look_around(self) -> None:
        """After a start: what seems to run and cannot is interrupted, files nobody waits for go."""
        with suppress(StorageBusy), self._lock.held(_AT_ONCE):
            self._tables.imports.interrupt_running()
            self._sweep()

    def run_waiting(self, progress: Progress | None = None) -> int:
        """Bring in what waits, oldest first; returns how many were taken up. What stops one leaves
        it interrupted.
        """
        waiting = [one for one in reversed(self.history()) if one.state == "waiting"]
        if waiting:
            with self._lock.held():
                for noted in waiting:
                    self._run(noted, progress)
        return len(waiting)

    def _run(self, noted: Import, progress: Progress | None) -> None:
        path, imports = self._path(noted.id), self._tables.imports
        known = (self._tables, self._taxonomy)
        try:
            with _named(Upload(noted.id, noted.file_name)):
                importer.bring(path, *known, noted.mapping, noted, progress)
        except Exception as error:
            reason = str(error) if isinstance(error, FloweryError) else type(error).__name__
            imports.change(noted.id, state="interrupted", reason=reason, ended_at=now())
            raise
        else:
            path.unlink(missing_ok=True)

    def _known(self) -> Taxonomy:
        return self._taxonomy.knowing(self._tables.imports.note_aliases())

    def _opened(self, administrator: User, upload: Upload) -> Path:
        self._tables.accounts.require_admin(administrator)
        if not self.is_kept(upload.id):
            raise NotFound(f"{upload.file_name} is not kept any more; bring the same file again.")
        return self._path(upload.id)

    def _path(self, import_id: str) -> Path:
        if not import_id.isidentifier():
            raise NotFound(f"There is no import {import_id!r}.")
        return self._folder / import_id

    def _write(self, upload_id: str, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        private = os.open(self._path(upload_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(private, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def _sweep(self) -> None:
        """Remove files that were handed in long ago and that no open import needs."""
        needed = {i.id for i in self.history() if i.state in ("waiting", "running", "interrupted")}
        for path in self._folder.glob("i_*"):
            with suppress(FileNotFoundError):
                if (
                    path.name not in needed
                    and time.time() - path.stat().st_mtime > _FORGOTTEN_AFTER
                ):
                    path.unlink()

    def _write_refused(self, path: Path, report: ImportReport) -> None:
        beside = path.with_name(f"{path.name}.refused.csv")
        refusals = self._tables.imports.refusals(report.import_id)
        try:
            beside.write_bytes(refused_table(report.columns, refusals))
        except OSError as error:
            raise StorageFailed(
                f"The import is done, but {beside.name} could not be written ({error.strerror})."
            ) from error


@contextmanager
def _named(upload: Upload) -> Iterator[None]:
    """Errors speak of the person's file, not of our name for it."""
    try:
        yield
    except Refused as error:
        raise Refused(str(error).replace(upload.id, upload.file_name)) from error
