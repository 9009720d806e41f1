"""The door to the database: it opens, migrates, and turns every error below into one of ours.

On SQLite it asks for WAL, `synchronous=FULL` (an acknowledged row survives a power cut), foreign
keys and
`secure_delete` (a deleted row is overwritten where it lay); a write takes the lock at once (`BEGIN
IMMEDIATE`),
so that what a write reads first, it may rely on. Another database brings its own means for the
same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from flowery.storage import fault
from flowery.words.errors import Refused, StorageBusy, StorageFailed, StorageFull

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30
_NEWER = "This home was made by a newer Flowery. Update Flowery, then open it again."


class Database:
    """One opened database. `read()` and `write()` give a connection inside a transaction."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)

    def migrate(self) -> None:
        """Bring the schema to the newest revision; does nothing when it is there. Raises
        StorageFailed when a newer Flowery made it.
        """
        with translated(), self.engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(_MIGRATIONS))
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:  # a revision that is not known here
                raise StorageFailed(_NEWER) from error
            connection.commit()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state."""
        with translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self, name: str) -> Iterator[Connection]:
        """A connection whose work is kept whole when the block ends well, else not at all."""
        with translated(), self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            fault.point(f"database.{name}")
            connection.commit()

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
    engine = create_engine(url, connect_args=arguments)
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
