"""`evaluate ratings` from a shell."""

import json
from pathlib import Path

import pytest

from flowery.cli.main import main
from tests.learning.evaluation.conftest import tables

__all__ = ["tables"]


def test_a_line_of_json_for_every_method_and_n(
    tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ratings, items = tables
    call = ["evaluate", "ratings", str(ratings), "--items", str(items), "--known", "1,8", "--json"]
    assert main(call) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(line["method"], line["n"]) for line in lines} >= {("flowery", 1), ("flowery", 8)}
    assert {"value", "low", "high"} == set(lines[0]["auc"])
    assert {"auc", "ece", "brier", "ndcg@10", "recall@20", "p@10", "map", "mrr"} <= set(lines[0])


def test_a_person_reads_a_table(
    tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ratings, items = tables
    assert main(["evaluate", "ratings", str(ratings), "--items", str(items), "--known", "8"]) == 0
    out = capsys.readouterr().out
    assert "people" in out.splitlines()[0]
    assert "flowery" in out


def test_a_missing_file_is_a_sentence(
    tables: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "ratings", "nowhere.csv", "--items", str(tables[1])]) == 1
    assert "cannot be opened" in capsys.readouterr().err
