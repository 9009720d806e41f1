"""`backup`, `restore`, `rebuild`, `doctor` on a home that was lived in."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_home_comes_back_searchable(
    run: Run, remembered: str, iris: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "which memory smells of rain?"
    before = run("memory", "show", remembered).object
    profile = run("profile", "--user", iris).object
    saved = run("backup", str(tmp_path / "saved.zip")).object
    assert (saved["memories"], saved["accounts"]) == (1, 1)
    monkeypatch.setenv("FLOWERY_HOME", str(tmp_path / "other"))
    restored = run("restore", str(tmp_path / "saved.zip")).object
    assert (restored["memories"], restored["rebuilt"]) == (1, 1)
    assert run("memory", "show", remembered).object == before
    assert run("profile", "--user", iris).object == profile
    assert run("ask", "--user", iris, question).object["memories"][0]["memory_id"] == remembered
    assert run("doctor").object["healthy"]


def test_nothing_is_restored_over_a_home(run: Run, remembered: str, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "saved.zip"))
    said = run("restore", str(tmp_path / "saved.zip"))
    assert (said.status, said.out) == (1, "")
    assert run("memory", "show", remembered).status == 0


def test_what_is_searched_is_made_again(run: Run, remembered: str, iris: str, home: Path) -> None:
    shutil.rmtree(home / "lance")
    rebuilt = run("rebuild").object
    assert (rebuilt["memories"], rebuilt["fragrances"] > 300) == (1, True)
    answer = run("ask", "--user", iris, "which memory smells of rain?").object
    assert answer["memories"][0]["memory_id"] == remembered
    assert run("doctor").object["healthy"]


def test_damaged_search_files_are_seen_and_mended(run: Run, remembered: str, home: Path) -> None:
    for path in (home / "lance").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    said = run("doctor")
    assert said.status == 1
    assert "rebuild" in said.err
    assert run("rebuild").status == 0
    assert run("doctor").status == 0


@pytest.mark.parametrize("kind", ["a file in its place", "a link to another disk"])
def test_a_folder_of_search_that_is_none_is_mended(
    run: Run, remembered: str, home: Path, tmp_path: Path, kind: str
) -> None:
    if kind == "a file in its place":
        shutil.rmtree(home / "lance")
        (home / "lance").write_text("not a folder")
        (finding,) = json.loads(run("doctor").out)["findings"]
        assert (finding["state"], "rebuild" in finding["remedy"]) == ("wrong", True)
    else:
        (home / "lance").rename(tmp_path / "elsewhere")
        (home / "lance").symlink_to(tmp_path / "elsewhere")
    assert run("rebuild").object["memories"] == 1
    assert run("doctor").object["healthy"]


def test_a_home_of_a_newer_flowery_is_refused_in_a_sentence(
    run: Run, remembered: str, home: Path, iris: str
) -> None:
    with closing(sqlite3.connect(home / "flowery.db")) as rows:
        rows.execute("UPDATE alembic_version SET version_num = '9999'")
        rows.commit()
    said = run("memory", "list", "--user", iris)
    assert (said.status, said.out) == (1, "")
    assert "newer Flowery" in said.err


def test_a_sound_home_is_said_to_be(run: Run, remembered: str) -> None:
    said = run("doctor")
    assert (said.status, said.err) == (0, "")
    assert {f["check"] for f in said.object["findings"]} >= {"database", "originals", "disk"}
    assert "✓ database" in run("doctor", plain=True).out


def test_a_broken_database_is_a_finding(run: Run, remembered: str, home: Path) -> None:
    for path in home.glob("flowery.db*"):
        path.write_bytes(b"this is a shopping list" * 1000)
    said = run("doctor")
    assert said.status == 1
    assert "backup" in said.err


@pytest.mark.parametrize("words", [["doctor"], ["rebuild"], ["backup", "saved.zip"]])
def test_a_home_that_is_not_there_is_not_made(run: Run, tmp_path: Path, words: list[str]) -> None:
    said = run(*words, "--home", str(tmp_path / "nowhere"))
    assert said.status == 1
    assert "nowhere" in said.err
    assert not (tmp_path / "nowhere").exists()


def test_a_home_that_cannot_be_written_to_is_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("FLOWERY_HOME", str(tmp_path / "file" / "home"))
    said = run("user", "add", "Iris")
    assert (said.status, said.out) == (1, "")
    assert "cannot be written to" in said.err
