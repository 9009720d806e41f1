"""A collection from a shell: out, in, declined with a reason, worn today."""

import json
from pathlib import Path

from tests.cli.conftest import Run

TABLE = "brand,name,status,rating\nGuerlain,Shalimar,owned,5\nNobody,Nothing At All,owned,1\n"


def test_what_goes_out_comes_in_again(run: Run, iris: str, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(TABLE, encoding="utf-8")
    preview = run("collection", "import", str(table), "--user", iris, "--dry-run").object
    assert (preview["read"], preview["added"], preview["refused"]) == (2, 1, 1)
    assert preview["refusals"][0]["row"] == 3
    assert run("collection", "export", "-", "--user", iris, plain=True).out.count("\n") == 1
    said = run("collection", "import", str(table), "--user", iris).object
    assert said["brought"] == {"bottles": 0, "wears": 0, "ratings": 1, "reactions": 1}
    assert run("collection", "import", str(table), "--user", iris).object["added"] == 0
    out = tmp_path / "out.json"
    assert run("collection", "export", str(out), "--user", iris).object["perfumes"] == 1
    (row,) = json.loads(out.read_text(encoding="utf-8"))
    assert (row["status"], row["would_wear"]) == ("owned", 5)
    run("user", "add", "Sage")
    run("collection", "import", str(out), "--user", "Sage")
    again = run("collection", "export", "-", "--format", "json", "--user", "Sage")
    assert json.loads(again.out) == [row]


def test_a_reason_and_a_wear_from_a_shell(run: Run, iris: str) -> None:
    why = ("--declined", "--reason", "only sugar")
    assert run("react", "mugler-angel", "--user", iris, *why).object == {"ok": True}
    assert run("react", "guerlain-shalimar", "--user", iris, "--wore").object == {"ok": True}
    out = run("collection", "export", "-", "--format", "json", "--user", iris)
    angel, worn = json.loads(out.out)[::-1]
    assert (angel["status"], angel["reason"]) == ("declined", "only sugar")
    assert (worn["kind"], worn["fragrance_id"]) == ("wear", "guerlain-shalimar")


def test_a_file_that_is_not_there_is_refused(run: Run, iris: str, tmp_path: Path) -> None:
    ran = run("collection", "import", str(tmp_path / "none.csv"), "--user", iris)
    assert (ran.status, "There is no file" in ran.err) == (1, True)
    ran = run("collection", "export", str(tmp_path / "no" / "where.csv"), "--user", iris)
    assert (ran.status, "could not be written" in ran.err) == (1, True)
