"""Erasing a person leaves no row, file, vector or byte of theirs, and everything of the others."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from flowery.storage import schema
from flowery.storage.upkeep.erase import erase_taste, erase_user
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Bottle, Photo, Usage, User, Wear
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
    accounts.sessions.open(f"{user.id}-session", user.id, moment, moment + timedelta(days=1))
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


@pytest.fixture
def mum(lived: Home, iris: User) -> User:
    """A taste that Iris keeps, with a row of everything."""
    made = lived.tables.accounts.wards(iris.id).add("For Mum")
    live(lived, made, GIFT, b"both have this", b"only Mum has this")
    return made


GIFT = "the starch on her ironing board, Sunday evenings, and quince jam"


def test_a_forgotten_taste_leaves_nothing_and_its_guardian_everything(
    lived: Home, iris: User, mum: User
) -> None:
    token = "a session in her taste"
    moment = datetime.now(UTC)
    until = moment + timedelta(days=1)
    lived.tables.accounts.sessions.open(token, iris.id, moment, until, mum.id)
    before = (rows_of(lived, iris.id), lived.tables.of(iris.id).diary.list())
    receipt = erase_taste(lived, iris, mum.id)
    assert (receipt.traces_found, receipt.forgotten["memories"]) == (0, 1)
    left = bytes_of(lived.settings.folder)
    assert rows_of(lived, mum.id) == {}
    assert [GIFT.encode() in left, mum.id.encode() in left] == [False, False]
    assert b"only Mum has this" not in left
    assert (rows_of(lived, iris.id), lived.tables.of(iris.id).diary.list()) == before
    assert lived.tables.accounts.sessions.user(token, moment) == iris


def test_tastes_go_with_their_guardian(lived: Home, iris: User, sage: User, mum: User) -> None:
    before = rows_of(lived, sage.id)
    receipt = erase_user(lived, iris.id)
    assert (receipt.traces_found, receipt.forgotten["accounts"]) == (0, 2)
    left = bytes_of(lived.settings.folder)
    assert [one in left for one in (SECRET.encode(), GIFT.encode())] == [False, False]
    assert [one.id.encode() in left for one in (iris, mum)] == [False, False]
    assert lived.tables.accounts.list() == (sage,)
    assert rows_of(lived, sage.id) == before


def test_nobody_forgets_another_persons_taste_or_themselves_as_one(
    lived: Home, iris: User, sage: User, mum: User
) -> None:
    for person, taste_id in ((sage, mum.id), (iris, iris.id), (iris, sage.id), (mum, iris.id)):
        with pytest.raises(NotFound):
            erase_taste(lived, person, taste_id)
    assert {user.id for user in lived.tables.accounts.list()} == {iris.id, sage.id, mum.id}


def test_what_models_did_stays_in_the_books_under_nobodys_name(
    lived: Home, iris: User, mum: User
) -> None:
    for user in (iris, mum):
        lived.tables.record(Usage("chat-1", "read", user.id, 100, 10, 1, succeeded=True))
    erase_user(lived, iris.id)
    (line,) = lived.tables.books.lines(datetime.min.replace(tzinfo=UTC))
    assert (line.account_id, line.calls, line.input_tokens) == (None, 2, 200)


def test_a_remark_that_names_somebody_goes_with_them(lived: Home, iris: User) -> None:
    """Such as a schedule that an administrator set up."""
    lived.tables.set_state("tuning.schedule", f'{{"hour": 3, "by": "{iris.id}"}}')
    lived.tables.set_state("example.lived", "7")
    assert erase_user(lived, iris.id).traces_found == 0
    assert lived.tables.state("tuning.schedule") == ""
    assert lived.tables.state("example.lived") == "7"


def test_what_models_did_for_a_taste_stays_in_the_books_of_its_guardian(
    lived: Home, iris: User, mum: User
) -> None:
    lived.tables.record(Usage("chat-1", "read", mum.id, 100, 10, 1, succeeded=True))
    erase_taste(lived, iris, mum.id)
    assert rows_of(lived, iris.id)["usage"] == 1
