"""`profile`, `ask`, `rate`, `react`: from memories to perfumes and back."""

from math import isclose

from flowery.words.vocabulary import AXES
from tests.cli.conftest import Run

QUESTION = "something like rain, nothing sweet, under 80 euros"


def test_a_profile_has_its_promised_shape(run: Run, remembered: str, iris: str) -> None:
    said = run("profile", "--user", iris).object
    assert list(said["axes"]) == list(AXES)
    assert all(0 <= value <= 1 for value in said["axes"].values())
    notes = {note["note"]: note for note in said["notes"]}
    assert notes["patchouli"]["score"] < 0 < notes["patchouli"]["against"]
    assert isinstance(said["families"], list)
    assert (said["vetoes"], said["evidence"] >= 2) == ([], True)


def test_an_empty_profile_says_what_to_do(run: Run, iris: str) -> None:
    assert run("profile", "--user", iris).object["evidence"] == 0
    assert "memory first" in run("profile", "--user", iris, plain=True).out


def test_an_answer_has_its_promised_shape(run: Run, remembered: str, iris: str) -> None:
    said = run("ask", "--user", iris, QUESTION, "--limit", "3").object
    assert set(said) >= {
        *("question_id", "kind", "brief", "recommendations", "memories", "answer", "words_by"),
        "milliseconds",
    }
    assert set(said["brief"]) >= {
        *("wants", "vetoes", "avoid", "season", "occasion", "budget_max", "like"),
    }
    assert (said["kind"], said["brief"]["budget_max"]) == ("recommendation", 80)
    assert 1 <= len(said["recommendations"]) <= 3
    for one in said["recommendations"]:
        assert set(one) >= {"fragrance_id", "brand", "name", "score", "shelf", "parts"}
        assert isclose(sum(one["parts"].values()), one["score"], abs_tol=1e-6)
        for reason in (*one["for"], *one["against"]):
            assert set(reason) >= {"kind", "note", "memory_id", "quote"}


def test_every_quote_stands_in_its_memory(run: Run, remembered: str, iris: str) -> None:
    said = run("ask", "--user", iris, "which memory smells of rain?").object
    words = run("memory", "show", remembered).object["words"]
    assert said["kind"] == "search"
    assert [memory["memory_id"] for memory in said["memories"]] == [remembered]
    assert said["memories"][0]["quote"] in words


def test_questions_come_in_lines(run: Run, remembered: str, iris: str) -> None:
    given = '{"id": 1, "question": "roses"}\n{"id": 2, "question": "장미 없이 비 오는 날"}\n'
    lines = run("ask", "--user", iris, "--stdin", "--limit", "2", stdin=given).lines
    assert [line["id"] for line in lines] == [1, 2]
    assert all(line["recommendations"] for line in lines)


def test_of_many_an_empty_one_stops_no_other(run: Run, iris: str) -> None:
    given = '{"id": 1, "question": " "}\n{"id": 2, "question": "roses"}\n'
    said = run("ask", "--user", iris, "--stdin", stdin=given)
    assert (said.status, said.object["id"]) == (0, 2)
    assert said.err.startswith("Not answered: lines 1. ")
    alone = run("ask", "--user", iris, " ")
    assert (alone.status, alone.out, len(alone.err.splitlines())) == (1, "", 1)


def test_a_rating_and_a_reaction_count_at_once(run: Run, remembered: str, iris: str) -> None:
    answer = run("ask", "--user", iris, QUESTION).object
    before = run("profile", "--user", iris).object["evidence"]
    best = answer["recommendations"][0]["fragrance_id"]
    rated = run("rate", answer["question_id"], "--stars", "4", "--dislikes", "rose, musk")
    assert rated.object == {"ok": True}
    assert run("react", best, "--user", iris, "--own").object == {"ok": True}
    assert run("profile", "--user", iris).object["evidence"] > before
    again = run("ask", "--user", iris, QUESTION).object
    assert best not in [one["fragrance_id"] for one in again["recommendations"]]


def test_an_unknown_note_is_refused_whole(run: Run, remembered: str, iris: str) -> None:
    answer = run("ask", "--user", iris, QUESTION).object
    said = run("rate", answer["question_id"], "--stars", "4", "--dislikes", "rose,nosuchnote")
    assert (said.status, "nosuchnote" in said.err) == (1, True)


def test_people_read_words(run: Run, remembered: str, iris: str) -> None:
    said = run("ask", "--user", iris, QUESTION, "--limit", "2", plain=True).out
    assert "  1. " in said
    assert "  2. " in said
    assert "patchouli" in run("profile", "--user", iris, plain=True).out


def test_a_look_without_a_memory_keeps_nothing(run: Run, remembered: str, iris: str) -> None:
    said = run("ask", "--user", iris, QUESTION, "--without", remembered).object
    assert set(said) >= {"now", "then", "came", "went", "moved"}
    now, then = ([one["fragrance_id"] for one in said[name]] for name in ("now", "then"))
    assert set(said["came"]) == set(then) - set(now)
    assert set(said["went"]) == set(now) - set(then)
    quoted = {reason["memory_id"] for one in said["then"] for reason in one["for"]}
    assert remembered not in quoted


def test_a_dislike_that_was_never_stated_is_not_relaxed(run: Run, iris: str) -> None:
    refused = run("ask", "--user", iris, QUESTION, "--relax", "rose")
    assert refused.status == 1
    assert "none of the dislikes" in refused.err


def test_a_critique_is_kept_as_changes(run: Run, iris: str) -> None:
    said = run("critique", "--user", iris, "less sweet, more smoke").object
    assert said == {"ok": True, "changes": {"note:smoke": 1.0, "axis:gourmand": -1.0}}
    refused = run("critique", "--user", iris, "hello there")
    assert refused.status == 1
    assert "No change was understood" in refused.err
