"""`train …` from a shell: train, look, activate through the gate, go back, and the schedule."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowery.storage.database import Database
from flowery.storage.tables import Tables
from flowery.words.vocabulary import Gain
from tests.cli.conftest import Run

SURE = Gain("pairs in the right order", 20, 0.5, 0.6, 0.05, 0.15)
UNSURE = Gain("pairs in the right order", 20, 0.5, 0.51, -0.02, 0.04)


@pytest.fixture
def rows(run: Run, iris: str, home: Path) -> Tables:
    """The rows of Iris's home, with a model that passes the gate and one that does not."""
    database = Database(f"sqlite:///{home / 'flowery.db'}")
    tables = Tables(database)
    for gain in (SURE, UNSURE):
        job = tables.jobs.add("ranker_weights", "s", {}, tables.accounts.named(iris).id)
        tables.tuned.add(job, b'{"taste": 1.2}', gain)
    return tables


def test_models_are_listed_activated_and_left(run: Run, rows: Tables) -> None:
    names = {line["model"]: line for line in run("train", "models").lines}
    assert names["ranker_weights-1"]["gain"]["is_sure"] is True
    assert not any(line["in_use"] for line in names.values())
    assert run("train", "activate", "ranker_weights-1").object["in_use"] == "ranker_weights-1"
    assert run("train", "models").lines[1]["in_use"] is True
    assert "in use" in run("train", "models", plain=True).out
    assert run("train", "back", "ranker_weights").object["in_use"] == ""
    gone = run("train", "back", "ranker_weights")
    assert (gone.status, gone.out) == (1, "")
    assert "no way further back" in gone.err


def test_the_gate_holds_in_a_shell_too(run: Run, rows: Tables) -> None:
    refused = run("train", "activate", "ranker_weights-2")
    assert refused.status == 1
    assert "interval does not lie above zero" in refused.err
    done = run("train", "activate", "ranker_weights-2", "--reason", "I looked at them all")
    assert done.status == 0
    (row,) = rows.activations.list()
    assert (row.is_overruled, row.reason) == (True, "I looked at them all")


def test_jobs_tell_what_came_of_them(run: Run, rows: Tables) -> None:
    told = run("train", "jobs").lines
    assert {line["state"] for line in told} == {"succeeded"}
    assert {line["made"]["model"] for line in told} == {"ranker_weights-1", "ranker_weights-2"}
    assert "does not pass the gate" in run("train", "jobs", plain=True).out


def test_training_without_a_set_is_refused_with_a_sentence(run: Run, iris: str) -> None:
    refused = run("train", "run", "few_shot")
    assert (refused.status, refused.out) == (1, "")
    assert "No set is frozen yet" in refused.err
    assert "no training set '7'" in run("train", "run", "few_shot", "--set", "7").err
    assert run("train", "run", "everything").status == 2


def test_an_endpoint_that_is_not_there_is_a_sentence(run: Run, iris: str) -> None:
    assert "connect an endpoint" in run("train", "run", "endpoint", "--set", "1").err


def test_the_schedule_is_set_told_and_taken_away(run: Run, iris: str) -> None:
    assert run("train", "schedule").object["is_on"] is False
    assert run("train", "schedule", "--hour", "3", "--after", "20").object["hour"] == 3
    assert "every night at 3:00 and after 20" in run("train", "schedule", plain=True).out
    assert run("train", "schedule", "--hour", "3", "--off").status == 2
    assert run("train", "schedule", "--hour", "99").status == 1
    assert run("train", "schedule", "--off").object["is_on"] is False


def test_nobody_but_an_administrator_acts(run: Run, iris: str) -> None:
    run("user", "add", "Sage")
    refused = run("train", "models", "--user", "Sage")
    assert (refused.status, refused.out) == (1, "")
    assert "Only an administrator may do that." in refused.err


def test_a_home_without_an_administrator_says_so(run: Run) -> None:
    assert "no administrator" in run("train", "models").err
