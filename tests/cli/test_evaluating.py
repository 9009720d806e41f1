"""`evaluate …` from a shell."""

import json
from pathlib import Path

import pytest

from flowery.cli.main import main
from flowery.learning.evaluation.extraction import gold
from tests.cli.conftest import Run
from tests.learning.evaluation.conftest import rated

__all__ = ["rated"]


def test_a_line_of_json_for_every_method_and_n(
    rated: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ratings, items = rated
    call = ["evaluate", "ratings", str(ratings), "--items", str(items), "--known", "1,8", "--json"]
    assert main(call) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(line["method"], line["n"]) for line in lines} >= {("flowery", 1), ("flowery", 8)}
    assert {"value", "low", "high"} == set(lines[0]["auc"])
    assert {"auc", "ece", "brier", "ndcg@10", "recall@20", "p@10", "map", "mrr"} <= set(lines[0])


def test_a_person_reads_a_table(
    rated: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ratings, items = rated
    assert main(["evaluate", "ratings", str(ratings), "--items", str(items), "--known", "8"]) == 0
    out = capsys.readouterr().out
    assert "people" in out.splitlines()[0]
    assert "flowery" in out


def test_a_missing_file_is_a_sentence(
    rated: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "ratings", "nowhere.csv", "--items", str(rated[1])]) == 1
    assert "cannot be opened" in capsys.readouterr().err


def test_the_likes_of_a_home_or_what_is_missing(run: Run, iris: str) -> None:
    asked = run("evaluate", "own")
    assert asked.status == 0
    assert "10 are still missing" in asked.object["too_little"]
    assert "too little to tell" in run("evaluate", "own", plain=True).out


def test_the_reading_of_smells_as_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    few = gold()[:8]
    monkeypatch.setattr("flowery.learning.evaluation.evaluation.gold", lambda: few)
    lines = run("evaluate", "extraction").lines
    assert {"open, all", "held_out, all"} <= {line["method"] for line in lines}
    assert {"value", "low", "high"} == set(lines[0]["f1"])
    assert lines[0]["counts"]["texts"] == 8
    shown = run("evaluate", "extraction", plain=True).out
    assert "intervals of 95 % over texts" in shown
    assert "f1" in shown


def test_kept_answers_as_lines(run: Run, iris: str, remembered: str) -> None:
    for question in ("roses after rain", "something for the office", "장미 향"):
        assert run("ask", "--user", iris, question).status == 0
    lines = run("evaluate", "answers").lines
    rows = {line["method"]: line for line in lines if "method" in line}
    assert rows["structure"]["in the catalogue"]["value"] == 1
    assert rows["structure"]["unit"] == "answers"
    assert not [line for line in lines if "rule" in line]


def test_an_unknown_ranking_is_refused_with_a_sentence(run: Run, iris: str) -> None:
    asked = run("evaluate", "rankings", "as_it_stands", "by_magic")
    assert asked.status == 1
    assert asked.err.strip() == "There is no ranking called 'by_magic' any more."
