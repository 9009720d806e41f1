"""Erasing a person leaves no row, file, vector or byte of theirs, and everything of the others."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from flowery.storage import schema
from flowery.storage.upkeep.erase import erase_user
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Bottle, Photo, User, Wear
from tests.storage.cast import Home, chunk, keep, memory, photo, smell, some_vectors

SECRET = "the violets that my aunt pressed into the atlas, page by page"
ASKED = "which of my memories hold violets and old paper?"


def live(stores: Home, user: User, secret: str, shared: bytes, own: bytes) -> None:
    """Give a person a row of everything."""
    made = memory(secret, caption=f"caption of {secret}")
    digests = [stores.originals.keep(content) for content in (shared, own)]
    files = tuple(photo(made.id, digest, position=n) for n, digest in enumerate(digests))
    keep(stores, user.id, replace(made, attachments=files))
    tables = stores.tables.of(user.id)
    tables.readings.replace_smells(made.id, [smell("violet")])
    tables.readings.journal(made.id, "read", "done", "", 1)
    tables.questions.save(f"q_{user.id}", ASKED, "search", "k", {"answer": secret}, [made.id])
    tables.questions.rate(f"q_{user.id}", 4, ["rose"], "nice")
    tables.tastes.react("guerlain-apres-l-ondee", "own")
    tables.tastes.dislike("note:tuberose", "veto")
    tables.tastes.react("mugler-angel", "declined", f"because of {secret}")
    pictured = stores.originals.keep(f"the bottle of {user.name}".encode())
    bottle = Bottle("", "guerlain-shalimar", "bottle", datetime.now(UTC), note=f"with {secret}")
    tables.wardrobe.add(replace(bottle, photo=Photo(pictured, "image/jpeg")))
    tables.wardrobe.rate("guerlain-shalimar", "takes_back", 5)
    worn = Wear("", "guerlain-shalimar", "2026-11-20", datetime.now(UTC), note=f"amid {secret}")
    tables.wears.add(worn)
    stores.vectors.put_chunks(user.id, [chunk(made.id, secret)], some_vectors(1, len(user.name)))
    moment = datetime.now(UTC)
    accounts = stores.tables.accounts
    accounts.open_session(f"{user.id}-session", user.id, moment, moment + timedelta(days=1))
    accounts.note_guess(user.name, "10.0.0.1", moment, moment - timedelta(days=1), no_wait)


def no_wait(_made: object) -> timedelta:
    return timedelta(0)


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def rows_of(stores: Home, user_id: str) -> dict[str, int]:
    found = {}
    with stores.tables.database.read() as connection:
        for table in schema.metadata.sorted_tables:
            if "user_id" in table.c:
                rows = connection.execute(select(table).where(table.c.user_id == user_id)).all()
                found[table.name] = len(rows)
    return {name: count for name, count in found.items() if count}


@pytest.fixture
def lived(stores: Home, iris: User, sage: User) -> Home:
    live(stores, iris, SECRET, b"both have this", b"only Iris has this")
    live(stores, sage, "nothing of hers, only pines and a long road", b"both have this", b"Sage's")
    return stores


def test_nothing_of_the_person_is_left(lived: Home, iris: User) -> None:
    folder = lived.settings.folder
    assert SECRET.encode() in bytes_of(folder)
    receipt = erase_user(lived, iris.id)
    assert (receipt.traces_found, receipt.bytes_scanned > 10_000) == (0, True)
    assert rows_of(lived, iris.id) == {}
    left = bytes_of(folder)
    assert SECRET.encode() not in left
    assert iris.id.encode() not in left
    assert b"only Iris has this" not in left
    assert b"the bottle of Iris" not in left
    assert b"the bottle of Sage" in left
    with pytest.raises(NotFound):
        lived.tables.accounts.named("Iris")
    assert lived.tables.accounts.failures("Iris", datetime.min.replace(tzinfo=UTC)) == ()


def test_everything_of_the_others_stays(lived: Home, iris: User, sage: User) -> None:
    before = (rows_of(lived, sage.id), lived.tables.of(sage.id).diary.list())
    erase_user(lived, iris.id)
    assert (rows_of(lived, sage.id), lived.tables.of(sage.id).diary.list()) == before
    held = {a.sha256 for m in before[1] for a in m.attachments}
    held |= {b.photo.sha256 for b in lived.tables.of(sage.id).wardrobe.bottles() if b.photo}
    assert lived.originals.digests() == held, "the photo that both have stays for Sage"
    assert len(lived.vectors.chunks(sage.id)[0]) == 1


def test_the_receipt_counts_what_went(lived: Home, iris: User) -> None:
    forgotten = erase_user(lived, iris.id).forgotten
    expected = {"memories": 1, "attachments": 2, "smells": 1, "steps": 1, "questions": 1}
    expected |= {"feedback": 1, "reactions": 4, "dislikes": 1, "sessions": 1, "accounts": 1}
    expected |= {"bottles": 1, "wears": 1, "ratings": 1, "chunks": 1, "originals": 2}
    assert {name: forgotten[name] for name in expected} == expected


@pytest.mark.parametrize("words", [f"because of {SECRET}", f"with {SECRET}", f"amid {SECRET}"])
def test_a_trace_of_what_was_said_of_perfumes_is_found(lived: Home, iris: User, words: str) -> None:
    """A reason, the note of a bottle, the note of a wear."""
    (lived.settings.folder / "notes.txt").write_text(words)
    assert erase_user(lived, iris.id).traces_found > 0


def test_a_trace_that_is_left_is_found(lived: Home, iris: User) -> None:
    """The search is not a formality: a copy that somebody made inside the home is seen."""
    (lived.settings.folder / "notes.txt").write_text(f"she wrote: {SECRET}")
    assert erase_user(lived, iris.id).traces_found > 0


def test_an_unknown_person_changes_nothing(lived: Home, iris: User) -> None:
    before = rows_of(lived, iris.id)
    with pytest.raises(NotFound):
        erase_user(lived, "u_nobody")
    assert rows_of(lived, iris.id) == before
