"""The door to the database: what is acknowledged is kept, errors are ours, the schema is the
migrations'.
"""

import random
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from flowery.storage import fault, schema
from flowery.storage.database import MIGRATIONS, Database, newest_revision
from flowery.storage.tables import Tables
from flowery.words.errors import Refused, StorageBusy, StorageFailed, StorageFull
from flowery.words.vocabulary import User
from tests.storage.cast import Home, keep, memory

ROOT = Path(__file__).parents[2]

KILLED = """
import os, signal, sys
from pathlib import Path
from flowery.storage import fault
from tests.storage.cast import keep, memory, open_home
stores = open_home(Path(sys.argv[1]))
keep(stores, sys.argv[2], memory("acknowledged"))
print("kept", flush=True)
fault.arm(lambda name: os.kill(os.getpid(), signal.SIGKILL))
keep(stores, sys.argv[2], memory("never said to be kept"))
"""


def test_migrations_make_exactly_the_schema(tables: Tables) -> None:
    with tables.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_migrating_again_changes_nothing(tables: Tables, iris: User) -> None:
    keep(tables, iris.id, memory())
    tables.database.migrate()
    assert len(tables.of(iris.id).diary.list()) == 1


def test_every_personal_table_goes_with_its_person(tables: Tables) -> None:
    """Each table that names a person is emptied by the database itself when they go, but `usage`,
    which is erased by name and outlives nobody.
    """
    found = inspect(tables.database.engine)
    for name in found.get_table_names():
        if any(column["name"] == "user_id" for column in found.get_columns(name)):
            keys = [
                k for k in found.get_foreign_keys(name) if k["constrained_columns"] == ["user_id"]
            ]
            assert name == "usage" or keys[0]["options"] == {"ondelete": "CASCADE"}, name


def test_sqlite_is_asked_to_keep_and_to_forget_for_good(tables: Tables) -> None:
    with tables.database.read() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_a_killed_process_keeps_what_it_acknowledged_and_nothing_else(
    stores: Home, iris: User
) -> None:
    command = [sys.executable, "-c", KILLED, str(stores.settings.folder), iris.id]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.returncode) == ("kept\n", -9), ran.stderr
    diary = stores.tables.of(iris.id).diary
    assert [m.text for m in diary.list()] == ["acknowledged"]
    assert stores.tables.database.check() == "ok"


def test_a_write_that_fails_is_not_there_at_all(tables: Tables, iris: User) -> None:
    def strike(name: str) -> None:
        if name == "database.memory.keep":
            raise StorageFull("no room")

    fault.arm(strike)
    with pytest.raises(StorageFull):
        keep(tables, iris.id, memory())
    fault.arm(None)
    assert tables.of(iris.id).diary.list() == ()
    assert tables.of(iris.id).diary.used("2026-11-20") == 0


def test_forgotten_rows_leave_no_bytes(stores: Home, iris: User) -> None:
    secret = "a letter smelling of violets that nobody was meant to read"
    memory_id = keep(stores, iris.id, memory(secret))
    stores.tables.of(iris.id).diary.forget(memory_id)
    stores.tables.database.rewrite()
    files = list(stores.settings.folder.glob("flowery.db*"))
    assert files
    assert all(secret.encode() not in path.read_bytes() for path in files)


def test_rows_that_sqlite_moved_leave_no_bytes_either(stores: Home, iris: User) -> None:
    """Deleting alone leaves one of these behind: in the gap of a page its row was moved from."""
    chance = random.Random(11)
    words: dict[str, str] = {}
    for _ in range(24):
        secret = f"{chance.getrandbits(96):024x}"
        made = memory(f"{secret} " * chance.randint(1, 20), id=f"m_{chance.getrandbits(64):016x}")
        words[keep(stores, iris.id, made)] = secret
    for memory_id in chance.sample(sorted(words), 19):
        stores.tables.of(iris.id).diary.forget(memory_id)
        stores.tables.database.rewrite()
        left = b"".join(p.read_bytes() for p in stores.settings.folder.glob("flowery.db*"))
        assert words[memory_id].encode() not in left


def test_a_deletion_that_was_interrupted_is_cleared_later(stores: Home, iris: User) -> None:
    secret = "a letter smelling of violets that nobody was meant to read"
    memory_id = keep(stores, iris.id, memory(secret))
    with suppress(KeyboardInterrupt), stores.tables.leaving_no_trace():
        stores.tables.of(iris.id).diary.forget(memory_id)
        raise KeyboardInterrupt
    stores.tables.clear_traces()
    left = b"".join(p.read_bytes() for p in stores.settings.folder.glob("flowery.db*"))
    assert secret.encode() not in left


def test_half_a_character_is_refused_and_no_fault(tables: Tables) -> None:
    with pytest.raises(Refused, match="broken character"):
        tables.accounts.named("Ir\udcff")


def test_a_home_of_a_newer_flowery_is_said_to_be(stores: Home) -> None:
    with stores.tables.database.write("future") as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageFailed, match="newer Flowery"):
        stores.tables.database.migrate()


def test_the_newest_revision_is_read_off_the_files() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_a_home_that_is_up_to_date_opens_without_the_tools_of_migration(
    stores: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "flowery.storage.migrating", None)
    stores.tables.database.migrate()
    with stores.tables.database.write("past") as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(ImportError):
        stores.tables.database.migrate()


def fill(database: Database) -> None:
    with database.write("filling") as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        connection.execute(text("INSERT INTO state VALUES ('x', hex(zeroblob(100000)))"))


def test_a_full_disk_is_said(tables: Tables) -> None:
    with pytest.raises(StorageFull, match="make room"):
        fill(tables.database)
    assert tables.state("x") == ""


def test_a_busy_database_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flowery.storage.database._BUSY_SECONDS", 0.1)
    database = Database(f"sqlite:///{tmp_path / 'busy.db'}")
    database.migrate()
    blocker = sqlite3.connect(tmp_path / "busy.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy, match="try again"), database.write("x"):
        pass
    blocker.close()


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "flowery.db").write_bytes(b"this is a shopping list" * 100)
    with pytest.raises(StorageFailed):
        Database(f"sqlite:///{tmp_path / 'flowery.db'}").migrate()


def test_a_write_inside_a_write_is_a_part_of_it(tables: Tables) -> None:
    with tables.at_once():
        tables.set_state("a", "1")
        tables.set_state("b", "2")
    assert (tables.state("a"), tables.state("b")) == ("1", "2")
    with suppress(KeyError), tables.at_once():
        tables.set_state("a", "3")
        raise KeyError
    assert tables.state("a") == "1"
    tables.set_state("a", "4")  # nothing is held any more
    assert tables.state("a") == "4"


def test_threads_write_one_after_the_other(tables: Tables) -> None:
    tables.set_state("count", "0")

    def add(_number: int) -> None:
        for _ in range(5):
            with tables.at_once():
                tables.set_state("count", str(int(tables.state("count")) + 1))

    with ThreadPoolExecutor(24) as threads:
        list(threads.map(add, range(24)))
    assert tables.state("count") == str(24 * 5)
