"""A backup is one file with everything, and a restore is that home or nothing."""

import json
import random
import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flowery.storage import fault
from flowery.storage.upkeep.backup import backup, is_backup
from flowery.storage.upkeep.restore import restore
from flowery.words.errors import Refused, StorageFailed
from flowery.words.vocabulary import Bottle, Photo, User, Wear
from tests.storage.cast import Home, keep, memory, open_home, photo


@pytest.fixture
def written(stores: Home, iris: User) -> Home:
    """Iris's home with two memories, one with a photo."""
    made = memory("a lilac hedge")
    digest = stores.originals.keep(b"lilac")
    keep(stores, iris.id, replace(made, attachments=(photo(made.id, digest),)))
    keep(stores, iris.id, memory("젖은 아스팔트"))
    return stores


def restored(source: Path, folder: Path) -> Home:
    restore(source, folder)
    return open_home(folder)


def test_a_home_comes_back_as_it_was(written: Home, iris: User, tmp_path: Path) -> None:
    saved = backup(written, tmp_path / "saved.zip")
    assert (saved.accounts, saved.memories, saved.originals, saved.missing) == (1, 2, 1, 0)
    assert saved.bytes == (tmp_path / "saved.zip").stat().st_size
    restore(tmp_path / "saved.zip", tmp_path / "other")
    names = sorted(path.name for path in (tmp_path / "other").iterdir())
    assert names == ["flowery.db", "originals"]
    other = open_home(tmp_path / "other")
    assert other.tables.of(iris.id).diary.list() == written.tables.of(iris.id).diary.list()
    assert other.originals.digests() == written.originals.digests()
    assert (tmp_path / "other").stat().st_mode & 0o777 == 0o700


def test_a_backup_is_its_owners_alone(written: Home, tmp_path: Path) -> None:
    backup(written, tmp_path / "saved.zip")
    assert (tmp_path / "saved.zip").stat().st_mode & 0o077 == 0


def test_what_is_written_after_it_began_is_not_in_it(
    written: Home, iris: User, tmp_path: Path
) -> None:
    def strike(name: str) -> None:
        if name == "backup.rename":
            fault.arm(None)
            keep(written, iris.id, memory("later"))

    fault.arm(strike)
    backup(written, tmp_path / "saved.zip")
    other = restored(tmp_path / "saved.zip", tmp_path / "other")
    assert len(other.tables.of(iris.id).diary.list()) == 2
    assert len(written.tables.of(iris.id).diary.list()) == 3


def test_a_missing_original_is_counted_not_hidden(written: Home, tmp_path: Path) -> None:
    (digest,) = written.originals.digests()
    written.originals.path(digest).unlink()
    assert backup(written, tmp_path / "saved.zip").missing == 1


def test_an_older_backup_is_replaced_and_another_file_is_not(written: Home, tmp_path: Path) -> None:
    backup(written, tmp_path / "saved.zip")
    backup(written, tmp_path / "saved.zip")
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(Refused, match="another name"):
        backup(written, tmp_path / "diary.txt")
    assert (tmp_path / "diary.txt").read_text() == "mine"


def test_an_interrupted_backup_leaves_the_older_one(written: Home, tmp_path: Path) -> None:
    backup(written, tmp_path / "saved.zip")
    before = (tmp_path / "saved.zip").read_bytes()
    fault.arm(failing_at("backup.rename"))
    with pytest.raises(StorageFailed):
        backup(written, tmp_path / "saved.zip")
    assert (tmp_path / "saved.zip").read_bytes() == before
    assert list(tmp_path.glob(".new-*")) == []


def test_a_folder_that_is_not_there_is_said(written: Home, tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="no backup was made"):
        backup(written, tmp_path / "nowhere" / "saved.zip")


@pytest.mark.parametrize("name", ["flowery.db", "diary.txt"])
def test_nothing_is_restored_over_something(written: Home, tmp_path: Path, name: str) -> None:
    backup(written, tmp_path / "saved.zip")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / name).write_text("mine")
    with pytest.raises(Refused, match="not empty"):
        restore(tmp_path / "saved.zip", tmp_path / "full")
    assert [p.name for p in (tmp_path / "full").iterdir()] == [name]


def test_what_an_interrupted_restore_left_does_not_stand_in_the_way(
    written: Home, tmp_path: Path
) -> None:
    backup(written, tmp_path / "saved.zip")
    (tmp_path / "other" / ".restoring-x").mkdir(parents=True)
    assert restore(tmp_path / "saved.zip", tmp_path / "other") == 1


def test_an_interrupted_restore_leaves_an_empty_folder(written: Home, tmp_path: Path) -> None:
    backup(written, tmp_path / "saved.zip")
    fault.arm(failing_at("restore.move"))
    with pytest.raises(StorageFailed):
        restore(tmp_path / "saved.zip", tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + b"\0" * 18, b"a shopping list"])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "saved.zip").write_bytes(content)
    with pytest.raises(Refused, match="no backup"):
        restore(tmp_path / "saved.zip", tmp_path / "other")
    with pytest.raises(Refused, match="no backup"):
        restore(tmp_path / "missing.zip", tmp_path / "other")
    assert not (tmp_path / "other").exists()


def altered(source: Path, target: Path, **entries: bytes | None) -> Path:
    """A copy of a backup with entries replaced (None: left out) or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        names = dict.fromkeys([*old.namelist(), *entries])
        for name in names:
            content = entries[name] if name in entries else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return target


WRONG = {
    "a path that leads out": {"../../escaped": b"x"},
    "an absolute path": {"/tmp/escaped": b"x"},
    "a file that does not belong": {"originals/aa/readme.txt": b"x"},
    "an original with other bytes": {f"originals/aa/{'a' * 64}": b"x"},
    "a broken database": {"flowery.db": b"x" * 5000},
    "a broken manifest": {"flowery.json": b"[]"},
    "no database at all": {"flowery.db": b""},
    "an original that is missing": {"flowery.json": b'{"format": 1, "originals": 2}'},
    "a newer format": {"flowery.json": json.dumps({"format": 99}).encode()},
}


@pytest.mark.parametrize("entries", WRONG.values(), ids=WRONG.keys())
def test_a_damaged_backup_brings_nothing(
    written: Home, tmp_path: Path, entries: dict[str, bytes | None]
) -> None:
    backup(written, tmp_path / "saved.zip")
    wrong = altered(tmp_path / "saved.zip", tmp_path / "wrong.zip", **entries)
    with pytest.raises(Refused):
        restore(wrong, tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []
    assert not (tmp_path / "escaped").exists()


def test_a_truncated_backup_brings_nothing(written: Home, tmp_path: Path) -> None:
    backup(written, tmp_path / "saved.zip")
    whole = (tmp_path / "saved.zip").read_bytes()
    middle = len(whole) // 3
    (tmp_path / "saved.zip").write_bytes(whole[:middle] + b"\0" * 200 + whole[middle + 200 :])
    with pytest.raises((Refused, StorageFailed)):
        restore(tmp_path / "saved.zip", tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '9999'",
        "DROP TABLE alembic_version",
        "DROP TABLE corrections",
    ],
)
def test_a_database_that_is_no_diary_of_ours_brings_nothing(
    written: Home, tmp_path: Path, statement: str
) -> None:
    backup(written, tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as archive:
        archive.extract("flowery.db", tmp_path)
    with closing(sqlite3.connect(tmp_path / "flowery.db")) as rows:
        rows.execute(statement)
        rows.commit()
    content = (tmp_path / "flowery.db").read_bytes()
    wrong = altered(tmp_path / "saved.zip", tmp_path / "wrong.zip", **{"flowery.db": content})
    with pytest.raises(Refused, match="nothing was restored"):
        restore(wrong, tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize(("field", "value"), [(8, 1), (10, 99)], ids=["locked", "packed oddly"])
def test_an_entry_that_cannot_be_unpacked_brings_nothing(
    written: Home, tmp_path: Path, field: int, value: int
) -> None:
    backup(written, tmp_path / "saved.zip")
    content = bytearray((tmp_path / "saved.zip").read_bytes())
    content[content.index(b"PK\1\2") + field] = content[field - 2] = value
    (tmp_path / "saved.zip").write_bytes(content)
    with pytest.raises(StorageFailed, match="nothing was restored"):
        restore(tmp_path / "saved.zip", tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []


def test_any_changed_byte_gives_a_sentence_and_no_half_home(written: Home, tmp_path: Path) -> None:
    backup(written, tmp_path / "saved.zip")
    whole, chance = (tmp_path / "saved.zip").read_bytes(), random.Random(7)
    for number in range(60):
        changed = bytearray(whole)
        changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        (tmp_path / "wrong.zip").write_bytes(changed)
        other = tmp_path / f"other{number}"
        try:
            restore(tmp_path / "wrong.zip", other)
        except (Refused, StorageFailed):
            assert not other.exists() or list(other.iterdir()) == []


def test_a_session_that_was_ended_after_the_backup_stays_ended(
    written: Home, iris: User, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    written.tables.accounts.sessions.open("hash", iris.id, now, now + timedelta(days=1))
    backup(written, tmp_path / "saved.zip")
    other = restored(tmp_path / "saved.zip", tmp_path / "other")
    assert other.tables.accounts.sessions.user("hash", now) is None


def test_a_damaged_database_is_said_and_leaves_no_backup(written: Home, tmp_path: Path) -> None:
    written.tables.database.rewrite()
    path = written.settings.folder / "flowery.db"
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(StorageFailed, match="doctor"):
        backup(written, tmp_path / "saved.zip")
    assert list(tmp_path.glob("*saved*")) == []


def test_only_a_backup_is_taken_for_one(written: Home, tmp_path: Path) -> None:
    backup(written, tmp_path / "saved.zip")
    assert is_backup(tmp_path / "saved.zip")
    shutil.make_archive(str(tmp_path / "other"), "zip", written.settings.folder)
    assert not is_backup(tmp_path / "other.zip")


def failing_at(point: str) -> fault.Strike:
    def strike(name: str) -> None:
        if name == point:
            raise OSError(5, "input/output error")

    return strike


def test_a_collection_comes_back_with_its_photos(written: Home, iris: User, tmp_path: Path) -> None:
    own = written.tables.of(iris.id)
    pictured = Photo(written.originals.keep(b"a bottle on the sill"), "image/jpeg")
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    own.wardrobe.add(Bottle("", "guerlain-shalimar", "bottle", moment, 50.0, photo=pictured))
    own.wardrobe.rate("guerlain-shalimar", "takes_back", 5)
    own.wears.add(Wear("", "guerlain-shalimar", "2026-11-20", moment, "the opera"))
    own.tastes.react("mugler-angel", "declined", "too sweet")
    before = (own.wardrobe.bottles(), own.wardrobe.ratings(), own.wears.list())
    backup(written, tmp_path / "all.zip")
    again = restored(tmp_path / "all.zip", tmp_path / "new")
    theirs = again.tables.of(iris.id)
    assert (theirs.wardrobe.bottles(), theirs.wardrobe.ratings(), theirs.wears.list()) == before
    assert theirs.tastes.reactions() == own.tastes.reactions()
    assert again.originals.read(pictured.sha256) == b"a bottle on the sill"


def test_a_taste_comes_back_with_its_guardian_and_is_nobodys_account(
    written: Home, iris: User, tmp_path: Path
) -> None:
    mum = written.tables.accounts.wards(iris.id).add("For Mum")
    keep(written, mum.id, memory("quince jam"))
    saved = backup(written, tmp_path / "saved.zip")
    assert (saved.accounts, saved.memories) == (1, 3)
    other = restored(tmp_path / "saved.zip", tmp_path / "other")
    assert other.tables.accounts.wards(iris.id).list() == (mum,)
    assert [one.text for one in other.tables.of(mum.id).diary.list()] == ["quince jam"]
    other.tables.database.close()
