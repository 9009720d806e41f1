"""The cross-check counts agreement by the rules of the import, on a table of our own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from docs.crosscheck import agreements, main, matched, report
from flowery.perfumery.notes import Taxonomy
from flowery.words.vocabulary import Fragrance

OURS = (
    Fragrance(
        id="iris-rain",
        brand="Iris",
        name="Rain",
        year=2019,
        perfumers=("Iris Sage",),
        concentration="eau de parfum",
        flat=("rose", "mint"),
        accords={"floral": 1.0, "green": 0.5},
        certainty="declared",
    ),
    Fragrance(id="iris-sun", brand="Iris", name="Sun", year=2001, flat=("lemon",)),
    Fragrance(id="iris-snow", brand="Iris", name="Snow", year=1990),
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["brand", "name", "year", "perfumer", "notes", "accords"])
        writer.writerow(["IRIS", "Iris Rain", 2019, "iris sage", "Rose, Cedar, Musk", "floral"])
        writer.writerow(["Iris", "Rain (2019)", "", "", "Rose", ""])
        writer.writerow(["Iris", "Sun", 2002, "", "Lemon", ""])
        writer.writerow(["Iris", "Hail", 1533, "", "", ""])
    return path


def test_what_both_tell_of_is_compared(table: Path, taxonomy: Taxonomy) -> None:
    pairs = matched(OURS, table, taxonomy)
    assert [ours.id for ours, _ in pairs] == ["iris-rain", "iris-sun"]
    found = {a.field: (round(a.share, 3), a.of) for a in agreements(pairs)}
    assert found["year"] == (0.5, 2)
    assert found["year, or the one beside it"] == (1.0, 2)
    assert found["a perfumer"] == (1.0, 1)
    assert found["notes of ours that are there"] == (0.75, 2)
    assert found["notes, shared of all"] == (0.625, 2)
    assert found["accords of ours that are there"] == (0.5, 1)
    assert found["the strongest accord is there"] == (1.0, 1)
    assert "concentration" not in found


def test_it_is_told_by_certainty(table: Path, taxonomy: Taxonomy) -> None:
    lines = list(report(OURS, matched(OURS, table, taxonomy)))
    assert lines[0] == "2 of 3 perfumes are in the table."
    assert "| year | 50 % of 2 | 100 % of 1 | 0 % of 1 | - |" in lines


def test_it_wants_a_table(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    assert main([]) == 2
    assert main([str(table)]) == 0
    assert "perfumes are in the table" in capsys.readouterr().out
    assert list(table.parent.iterdir()) == [table]
