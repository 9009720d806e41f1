"""The door to the database: it opens, migrates, and turns every error below into one of ours.

On SQLite it asks for WAL, `synchronous=FULL` (an acknowledged row survives a power cut), foreign
keys and
`secure_delete` (a deleted row is overwritten where it lay); a write takes the lock at once (`BEGIN
IMMEDIATE`),
so that what a write reads first, it may rely on. Another database brings its own means for the
same. The threads of a process queue for the lock here: SQLite would let each of them sleep for up
to 100 ms and look again, and 24 memories side by side took twice as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, local
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from flowery.storage import fault
from flowery.words.errors import Refused, StorageBusy, StorageFailed, StorageFull

MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30


class Database:
    """One opened database. `read()` and `write()` give a connection inside a transaction."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._turn = Lock()
        self._writing = local()

    def migrate(self) -> None:
        """Bring the schema to the newest revision; does nothing when it is there. Raises
        StorageFailed when a newer Flowery made it.
        """
        if self._revision() == newest_revision():
            return
        from flowery.storage.migrating import upgrade  # 0.2 s and 10 MB that few starts need

        with translated(), self.engine.connect() as connection:
            upgrade(connection, MIGRATIONS)
            connection.commit()

    def _revision(self) -> str | None:
        """The revision of the schema; None when there is none yet, or it cannot be told."""
        try:
            with self.engine.connect() as connection:
                told = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
        except SQLAlchemyError:
            return None
        return str(told[0][0]) if len(told) == 1 else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state."""
        with translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self, name: str) -> Iterator[Connection]:
        """A connection whose work is kept whole when the block ends well, else not at all; a write
        inside another one of its thread is a part of that.
        """
        with translated(), self._outermost() as (connection, is_outermost):
            yield connection
            fault.point(f"database.{name}")
            if is_outermost:
                connection.commit()

    @contextmanager
    def _outermost(self) -> Iterator[tuple[Connection, bool]]:
        """The connection that this thread writes by already, else a new one."""
        current: Connection | None = getattr(self._writing, "connection", None)
        if current is not None:
            yield current, False
            return
        with self._in_turn(), self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._writing.connection = connection
            try:
                yield connection, True
            finally:
                self._writing.connection = None

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """One writing thread of this process after the other, where the database wants it so."""
        if self.engine.dialect.name != "sqlite":
            yield
            return
        if not self._turn.acquire(timeout=_BUSY_SECONDS):
            raise _ours("busy")
        try:
            yield
        finally:
            self._turn.release()

    def rewrite(self) -> None:
        """Write the database anew and empty its log, so that deleted rows are in neither.

        `secure_delete` alone would not do: when SQLite moves rows to another page, it leaves their
        bytes in the gaps of the old one, and does not know of them any more when they are deleted.
        """
        if self.engine.dialect.name == "sqlite":
            with translated(), self.engine.connect() as connection:
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def check(self) -> str:
        """`ok`, or what the database itself finds wrong with it."""
        with translated(), self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                return str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
            connection.execute(text("SELECT 1"))
            return "ok"

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def newest_revision() -> str:
    """The last revision there is: files of revisions begin with their numbers."""
    return max(path.name for path in MIGRATIONS.glob("versions/[0-9]*.py")).partition("_")[0]


@contextmanager
def translated() -> Iterator[None]:
    """No error of SQLAlchemy or the disk leaves this room as it is."""
    try:
        yield
    except OperationalError as error:
        raise _ours(str(error.orig)) from error
    except SQLAlchemyError as error:
        raise StorageFailed(f"The database did not take it ({type(error).__name__}).") from error
    except UnicodeEncodeError as error:  # half of a surrogate pair: no text of any encoding
        raise Refused("The words hold a broken character; type that place again.") from error


def _ours(message: str) -> StorageFailed:
    if "full" in message:
        return StorageFull("The disk is full. Nothing was kept; make room and try again.")
    if "locked" in message or "busy" in message:
        return StorageBusy("Another process is writing. Nothing was kept; try again in a moment.")
    return StorageFailed(f"The database did not take it: {message}.")


def _engine(url: str) -> Engine:
    arguments: dict[str, Any] = {}
    if url.startswith("sqlite"):
        arguments = {"timeout": _BUSY_SECONDS, "check_same_thread": False}
    # Half the time of json's own, which a start with 40,000 perfumes notices.
    engine = create_engine(url, connect_args=arguments, json_deserializer=from_json)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, not by the driver
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
