"""`smells` reads texts and keeps nothing."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

SMELL = {
    *("note", "source", "start", "end", "qualities", "status", "valence", "layer", "confidence"),
    "because",
}


def test_one_text(run: Run) -> None:
    text = "My father's pipe and roses, but I never could stand patchouli."
    said = run("smells", text).object
    assert set(said["smells"][0]) >= SMELL
    assert all(text[s["start"] : s["end"]] == s["source"] for s in said["smells"])
    found = {s["note"]: (s["status"], s["valence"]) for s in said["smells"]}
    assert found["patchouli"] == ("explicit", "hated")
    assert found["tobacco"][0] == "inferred"


def test_an_inferred_smell_names_the_words_it_rests_on(run: Run) -> None:
    smells = run("smells", "My father's pipe").object["smells"]
    assert [s["because"] for s in smells if s["status"] == "inferred"] == [["father's pipe"]]


def test_lines_come_back_in_order_with_their_ids(run: Run) -> None:
    given = [
        '{"id": 3, "text": "rose"}',
        "",
        '{"id": "b", "text": "비누"}',
        '{"id": null, "text": ""}',
    ]
    lines = run("smells", "--stdin", stdin="\r\n".join(given)).lines
    assert [line["id"] for line in lines] == [3, "b", None]
    assert [[s["source"] for s in line["smells"]] for line in lines] == [["rose"], ["비누"], []]


def test_offsets_are_code_points(run: Run) -> None:
    text = "👩\u200d🌾🌹 é — roses"
    (rose,) = [s for s in run("smells", text).object["smells"] if s["note"] == "rose"]
    assert text[rose["start"] : rose["end"]] == "roses"


def test_half_a_surrogate_pair_is_answered_not_crashed_on(run: Run) -> None:
    said = run("smells", "--stdin", stdin='{"id": "\\ud83d", "text": "roses \\ud83d and rain"}')
    assert said.status == 0
    assert said.object["id"] == "\ud83d"


def test_a_line_break_inside_json_is_no_line(run: Run) -> None:
    said = run("smells", "--stdin", stdin='{"id": 1, "text": "rose\u2028and\u0085rain"}\n')
    assert said.object["id"] == 1


@pytest.mark.parametrize(
    "second",
    [
        "nope",
        "[]",
        "{}",
        '{"id": 1}',
        '{"text": "rose"}',
        '{"id": 1, "text": 7}',
        '{"id": 1, "text": null}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_named_and_nothing_is_done(run: Run, second: str) -> None:
    said = run("smells", "--stdin", stdin=f'{{"id": 1, "text": "rose"}}\n{second}\n')
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("Line 2 ")
    assert len(said.err.splitlines()) == 1


def test_no_line_is_no_answer(run: Run) -> None:
    said = run("smells", "--stdin", stdin="\n")
    assert (said.status, said.out) == (0, "")


def test_nothing_is_kept(run: Run, home: Path) -> None:
    run("smells", "roses and rain")
    assert list(home.iterdir()) == []


def test_a_person_reads_words(run: Run) -> None:
    said = run("smells", "roses", plain=True).out
    assert "rose: 'roses' at 0" in said
    assert "no smell" in run("smells", "nothing here", plain=True).out
