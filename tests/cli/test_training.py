"""`train examples|review|freeze|sets|export` from a shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flowery.storage.tables import Tables
from flowery.words.vocabulary import User
from tests.cli.conftest import Run
from tests.learning.examples.made import answered, hold


@pytest.fixture
def shared(tables: Tables, basil: User, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Examples that gathering leaves as they are."""
    from flowery.learning.examples import Examples

    monkeypatch.setattr(Examples, "gather", lambda _: 0)
    iris, sage = (tables.accounts.add(name, None) for name in ("Iris", "Sage"))
    ids = hold(tables, iris, [answered(iris, n) for n in range(3)])
    return ids + hold(tables, sage, [answered(sage, 9)])


def test_examples_are_listed_reviewed_frozen_and_exported(
    run: Run, shared: tuple[str, ...], tmp_path: Path
) -> None:
    listed = run("train", "examples", "--state", "waiting").lines
    assert {line["example_id"] for line in listed} == set(shared)
    for one in shared:
        assert run("train", "review", one, "accept").object["state"] == "accepted"
    made = run("train", "freeze").object
    assert (made["set"], made["train"], made["test"], made["withdrawn"]) == (1, 3, 1, 0)
    assert [line["set"] for line in run("train", "sets").lines] == [1]
    file = tmp_path / "set.jsonl"
    told = run("train", "export", "1", str(file)).object
    assert (told["lines"], told["left_out"]) == (4, 0)
    assert told["about_tokens"] > 0
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert all(row["messages"][-1]["role"] == "assistant" for row in rows)


def test_a_file_is_never_overwritten(run: Run, shared: tuple[str, ...], tmp_path: Path) -> None:
    for one in shared:
        run("train", "review", one, "accept")
    run("train", "freeze")
    file = tmp_path / "mine.csv"
    file.write_text("mine")
    ran = run("train", "export", "1", str(file), "--format", "csv", plain=True)
    assert (ran.status, file.read_text()) == (1, "mine")
    assert "is there already" in ran.err


def test_somebody_who_is_no_administrator_is_refused(run: Run, shared: tuple[str, ...]) -> None:
    ran = run("train", "examples", "--admin", "Iris", plain=True)
    assert (ran.status, ran.out) == (1, "")
    assert "administrator" in ran.err


def test_a_home_without_an_administrator_says_how_to_make_one(run: Run, tables: Tables) -> None:
    ran = run("train", "freeze", plain=True)
    assert ran.status == 1
    assert "user add NAME --admin" in ran.err


def test_a_set_that_is_not_there_is_named(run: Run, basil: User, tmp_path: Path) -> None:
    ran = run("train", "export", "7", str(tmp_path / "x"), plain=True)
    assert (ran.status, ran.err) == (1, "There is no training set '7'.\n")
