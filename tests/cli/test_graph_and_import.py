"""`graph`, and `catalogue import`: what a person's memories lead to, and perfumes from a table."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TABLE = """brand;name;year;top notes;base notes
Maison Iris;Wet Slate;2019;bergamot, petrichor;vetiver
Maison Iris;Paper Rain;2021;ink, rain;cedar
Maison Iris;;2021;ink;cedar
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_graph_leads_from_memories_to_perfumes(run: Run, remembered: str, iris: str) -> None:
    run("ask", "--user", iris, "something like rain on hot asphalt")
    said = run("graph", "--user", iris).object
    kinds = {node["kind"] for node in said["nodes"]}
    assert kinds >= {"memory", "note", "perfume"}
    ids = {node["id"] for node in said["nodes"]}
    assert all({edge["source"], edge["target"]} <= ids for edge in said["edges"])
    assert all(set(edge) >= {"source", "target", "kind", "weight"} for edge in said["edges"])
    assert "Rain" in run("graph", "--user", iris, plain=True).out


def test_a_forgotten_memory_is_in_no_graph(run: Run, remembered: str, iris: str) -> None:
    run("memory", "forget", remembered)
    assert run("graph", "--user", iris).object == {"nodes": [], "edges": []}


def test_perfumes_come_in_and_are_found(run: Run, table: Path) -> None:
    said = run("catalogue", "import", str(table)).object
    counts = {name: said[name] for name in ("read", "added", "merged", "unchanged", "refused")}
    assert counts == {"read": 3, "added": 2, "merged": 0, "unchanged": 0, "refused": 1}
    assert (said["repaired"], said["seconds"] >= 0) == (0, True)
    refused = table.with_name("mine.csv.refused.csv").read_text(encoding="utf-8-sig")
    assert refused.splitlines()[1].startswith("4,it has no name,Maison Iris")
    (hit,) = run("catalogue", "search", "maison iris wet slate", "--limit", "1").lines
    assert (hit["brand"], hit["name"], hit["year"]) == ("Maison Iris", "Wet Slate", 2019)
    assert "vetiver" in hit["notes"]["base"]


def test_twice_changes_nothing(run: Run, table: Path) -> None:
    run("catalogue", "import", str(table))
    again = run("catalogue", "import", str(table)).object
    assert (again["added"], again["merged"], again["unchanged"]) == (0, 0, 2)


def test_a_dry_run_counts_and_changes_nothing(run: Run, table: Path) -> None:
    said = run("catalogue", "import", str(table), "--dry-run").object
    assert (said["added"], said["refused"]) == (2, 1)
    assert run("catalogue", "import", str(table)).object["added"] == 2
    assert (
        "Nothing was changed" in run("catalogue", "import", str(table), "--dry-run", plain=True).out
    )


def test_a_column_is_named_by_hand(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("maker,what\nMaison Iris,Wet Slate\n")
    words = ["--map", "maker=brand", "--map", "what=name"]
    said = run("catalogue", "import", str(tmp_path / "mine.csv"), *words).object
    assert (said["added"], said["columns"]) == (1, {"maker": "brand", "what": "name"})


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"only,other\n1,2\n"])
def test_what_cannot_be_read_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.csv").write_bytes(content)
    said = run("catalogue", "import", str(tmp_path / "mine.csv"))
    assert (said.status, said.out, len(said.err.splitlines())) == (1, "", 1)


def test_a_file_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    said = run("catalogue", "import", str(tmp_path / "nowhere.csv"))
    assert (said.status, said.out, len(said.err.splitlines())) == (1, "", 1)
