"""`user …` and `memory …`: people and their diaries from a shell."""

from pathlib import Path

import pytest

from flowery.storage import fault
from flowery.storage.database import Database
from flowery.storage.tables import Tables
from flowery.words.errors import StorageFull
from tests.cli.conftest import Run

TEXT = "  My father's pipe, and 할머니의 장미 비누.\n"


def test_an_account(run: Run) -> None:
    assert run("user", "add", "Basil", "--admin").object == {"user": "Basil", "admin": True}
    assert run("user", "add", "Sage").object == {"user": "Sage", "admin": False}


def test_a_password_comes_from_stdin_and_opens_the_door(run: Run, tables: Tables) -> None:
    from flowery.people import People
    from flowery.words.settings import Settings

    assert (
        run("user", "add", "Iris", "--password-stdin", stdin="비 온 뒤의 정원 냄새\n").status == 0
    )
    people = People(tables.accounts, Settings())
    assert people.user_of(people.sign_in("iris", "비 온 뒤의 정원 냄새")) is not None


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        (["user", "add", "iris"], ""),
        (["user", "add", " "], ""),
        (["user", "add", "x" * 100], ""),
        (["user", "add", "Basil", "--password-stdin"], "short\n"),
        (["user", "erase", "Nobody"], ""),
        (["memory", "list", "--user", "Nobody"], ""),
        (["memory", "add", "--user", "Iris"], ""),
        (["memory", "add", "--user", "Iris", "--text", " \u200b\n"], ""),
        (["memory", "add", "--user", "Iris", "--text", "x" * 50_000], ""),
        (["memory", "add", "--user", "Iris", "--text", "-"], "x" * 50_000),
        (["memory", "add", "--user", "Iris", "--file", "/nowhere/photo.jpg"], ""),
        (["memory", "add", "--user", "Iris", "--file", "/"], ""),
        (["memory", "show", "m_nothing"], ""),
        (["memory", "forget", "m_nothing"], ""),
        (["rate", "q_nothing", "--stars", "3"], ""),
        (["profile", "--user", "Nobody"], ""),
        (["ask", "--user", "Nobody", "roses?"], ""),
        (["react", "no-such-perfume", "--user", "Iris", "--like"], ""),
        (["graph", "--user", "Nobody"], ""),
    ],
)
def test_a_refusal_is_one_sentence_and_changes_nothing(
    run: Run, iris: str, words: list[str], stdin: str
) -> None:
    said = run(*words, stdin=stdin)
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert said.err.strip().endswith((".", "it."))
    assert run("memory", "list", "--user", iris).lines == []


def test_a_memory_is_kept_exactly_and_waits(run: Run, iris: str) -> None:
    said = run("memory", "add", "--user", iris, "--text", TEXT, "--emotion", "그리움").object
    assert (said["state"], said["smells"]) == ("received", [])
    shown = run("memory", "show", said["memory_id"]).object
    assert (shown["text"], shown["emotion"]) == (TEXT, "그리움")


def test_waiting_reads_it_and_what_waited_before(run: Run, iris: str) -> None:
    before = run("memory", "add", "--user", iris, "--text", "Cedar chest").object["memory_id"]
    said = run("memory", "add", "--user", iris, "--text", TEXT, "--wait").object
    assert said["state"] == "done"
    assert {s["note"] for s in said["smells"]} >= {"tobacco", "rose", "soap"}
    assert all(TEXT[s["start"] : s["end"]] == s["source"] for s in said["smells"])
    assert run("memory", "show", before).object["state"] == "done"


def test_a_long_text_comes_through_stdin(run: Run, iris: str) -> None:
    text = "장미 비누. " * 2000
    said = run("memory", "add", "--user", iris, "--text", "-", stdin=text).object
    assert run("memory", "show", said["memory_id"]).object["text"] == text


def test_the_same_content_is_the_same_memory(run: Run, iris: str) -> None:
    first = run("memory", "add", "--user", iris, "--text", TEXT).object
    again = run("memory", "add", "--user", iris, "--text", TEXT).object
    assert (again["memory_id"], again["is_new"]) == (first["memory_id"], False)


def test_files_are_taken_by_content(run: Run, iris: str, tmp_path: Path) -> None:
    photo = Path(__file__).parents[2] / "data/example/orange_peel.webp"
    (tmp_path / "photo.txt").write_bytes(photo.read_bytes())
    words = ["--file", str(tmp_path / "photo.txt"), "--caption", "Orange peel on the stove"]
    said = run("memory", "add", "--user", iris, *words, "--wait").object
    assert said["state"] == "done"
    (file,) = run("memory", "show", said["memory_id"]).object["files"]
    assert (file["kind"], file["name"], file["kept"]) == ("photo", "photo.txt", True)


def test_a_file_that_is_too_large_is_refused_unread(run: Run, iris: str, tmp_path: Path) -> None:
    with (tmp_path / "huge.jpg").open("wb") as file:
        file.truncate(20_000_000_000)
    said = run("memory", "add", "--user", iris, "--file", str(tmp_path / "huge.jpg"))
    assert said.status == 1
    assert "10 MB" in said.err


def test_a_file_that_cannot_be_read_is_kept_nowhere_and_said(
    run: Run, iris: str, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"broken " * 50)
    said = run("memory", "add", "--user", iris, "--file", str(tmp_path / "broken.pdf"), "--wait")
    assert said.status == 1
    assert said.object["state"] == "refused"
    assert said.err.strip() == said.object["reason"]


def test_the_daily_limit_and_how_it_is_lifted(
    run: Run, iris: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [run("memory", "add", "--user", iris, "--text", f"rose {n}").status for n in range(4)]
    assert kept == [0, 0, 0, 1]
    monkeypatch.setenv("FLOWERY_MEMORIES_PER_DAY", "0")
    assert run("memory", "add", "--user", iris, "--text", "rose 4").status == 0


def test_memories_are_listed_newest_first(run: Run, iris: str) -> None:
    ids = [
        run("memory", "add", "--user", iris, "--text", f"rose {n}").object["memory_id"]
        for n in range(3)
    ]
    lines = run("memory", "list", "--user", iris).lines
    assert [line["memory_id"] for line in lines] == ids[::-1]
    assert set(lines[0]) >= {"memory_id", "title", "state", "created_at"}


def test_forgetting_gives_a_receipt(run: Run, remembered: str, iris: str) -> None:
    receipt = run("memory", "forget", remembered).object
    assert (receipt["forgotten"]["memories"], receipt["traces_found"]) == (1, 0)
    assert receipt["bytes_scanned"] > 0
    assert run("memory", "list", "--user", iris).lines == []
    assert run("memory", "show", remembered).status == 1


def test_erasing_a_person_gives_a_receipt(run: Run, remembered: str, home: Path) -> None:
    run("ask", "--user", "Iris", "something like rain on hot asphalt, please")
    receipt = run("user", "erase", "iris").object
    assert receipt["forgotten"]["accounts"] == 1
    assert receipt["forgotten"]["questions"] == 1
    assert receipt["traces_found"] == 0
    assert run("memory", "list", "--user", "Iris").status == 1
    assert Database(f"sqlite:///{home / 'flowery.db'}").check() == "ok"


def test_people_read_words(run: Run, remembered: str, iris: str) -> None:
    listed = run("memory", "list", "--user", iris, plain=True).out
    assert remembered in listed
    assert "Rain" in listed
    shown = run("memory", "show", remembered, plain=True).out
    assert "patchouli" in shown
    assert "hated" in shown
    assert "0 traces" in run("memory", "forget", remembered, plain=True).out


def test_what_is_kept_is_not_said_to_be_lost_when_the_disk_fills_up(
    run: Run, iris: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strike(name: str) -> None:
        if name == "database.journal":
            raise StorageFull("The disk is full. Nothing was kept; make room and try again.")

    monkeypatch.setattr(fault, "_armed", [strike])
    said = run("memory", "add", "--user", iris, "--text", "Lilac at the gate.", "--wait")
    assert (said.status, said.object["state"]) == (0, "received")
