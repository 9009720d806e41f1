"""Files for fine-tuning: in the shapes services take, checked, without formulas, with a price."""

from __future__ import annotations

import csv
import io
import json

import pytest

from flowery.learning.examples import Exports, Review, Sets
from flowery.learning.examples.exporting import about_tokens
from flowery.learning.examples.lines import check
from flowery.learning.examples.turns import READING
from flowery.storage.tables import Tables
from flowery.words.errors import NotAllowed, Refused
from flowery.words.vocabulary import User
from tests.learning.examples.made import LEFT, TAKEN, answered, corrected, hold

SYSTEM = "You word the answers of a perfume diary."


@pytest.fixture
def exports(tables: Tables) -> Exports:
    return Exports(Sets(tables), lambda: SYSTEM)


@pytest.fixture
def number(tables: Tables, iris: User, sage: User, basil: User) -> str:
    """A set: of Iris a liked answer, a disliked one to the same question, and a corrected smell;
    of Sage a formula.
    """
    same = {"question": "Cedar for a rainy day, please, nothing sweet"}
    ids = hold(
        tables,
        iris,
        [
            answered(iris, 1, **same),
            answered(iris, 2, **same, stars=1, candidates=(LEFT,), answer="House Two, so sweet."),
            corrected(iris, 3),
        ],
    )
    ids += hold(tables, sage, [answered(sage, 9, question="=1+1", answer="@cmd", comment="-2")])
    for one in ids:
        Review(tables).say(basil, one, "accepted")
    return str(Sets(tables).freeze(basil).number)


def lines(content: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in content.decode().splitlines()]


def test_conversations_give_memories_and_perfumes_and_end_with_the_reply(
    exports: Exports, number: str, basil: User
) -> None:
    made = exports.export(basil, number, "sft", "train")
    answer, reading = lines(made.content)
    system, user, reply = answer["messages"]
    assert (system["role"], system["content"]) == ("system", SYSTEM)
    given = json.loads(user["content"])
    assert given["memories"] == ["Person A's cedar"]
    assert [one["id"] for one in given["perfumes"]] == [TAKEN.fragrance_id, LEFT.fragrance_id]
    assert json.loads(reply["content"])["answer"].startswith("House One")
    assert reading["messages"][0]["content"] == READING
    assert json.loads(reading["messages"][2]["content"])["note"] == "sandalwood"
    assert (made.lines, made.left_out) == (2, 1), "what nobody liked is not imitated"


def test_pairs_prefer_what_was_taken_what_was_liked_and_what_the_person_said(
    exports: Exports, number: str, basil: User
) -> None:
    found = lines(exports.export(basil, number, "dpo", "train").content)
    sides = [
        (
            json.loads(one["preferred_output"][0]["content"]),
            json.loads(one["non_preferred_output"][0]["content"]),
        )
        for one in found
    ]
    assert len(sides) == 3
    (taken, left), (said, read), (liked, disliked) = sides
    assert [s["fragrance_id"] for s in taken["sentences"]] == [TAKEN.fragrance_id]
    assert [s["fragrance_id"] for s in left["sentences"]] == [LEFT.fragrance_id]
    assert (said["note"], read["note"]) == ("sandalwood", "cedar")
    assert liked["answer"].startswith("House One")
    assert disliked["answer"] == "House Two, so sweet."
    assert all(one["input"]["messages"][-1]["role"] == "user" for one in found)


def test_an_edited_answer_is_preferred_to_what_it_was(
    exports: Exports, tables: Tables, iris: User, basil: User, sage: User
) -> None:
    worse = answered(iris, 1, stars=1, candidates=(LEFT,), answer="House Two, so sweet.")
    ids = hold(tables, iris, [worse]) + hold(tables, sage, [answered(sage, 5)])
    Review(tables).edit(basil, ids[0], worse.question, "House Two, if you like sweets.")
    for one in ids:
        Review(tables).say(basil, one, "accepted")
    number = str(Sets(tables).freeze(basil).number)
    (pair,) = lines(exports.export(basil, number, "dpo", "train").content)
    said = [
        json.loads(pair[side][0]["content"])["answer"]
        for side in ("preferred_output", "non_preferred_output")
    ]  # type: ignore[index]
    assert said == ["House Two, if you like sweets.", "House Two, so sweet."]
    assert exports.export(basil, number, "sft", "train").lines == 1


def test_a_table_runs_no_formula(exports: Exports, number: str, basil: User) -> None:
    made = exports.export(basil, number, "csv")
    rows = list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))
    assert len(rows) == 4
    (wild,) = [row for row in rows if "1+1" in row["question"]]
    assert (wild["question"], wild["answer"], wild["comment"]) == ("'=1+1", "'@cmd", "'-2")
    assert wild["split"] == "test"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_file_has_about_so_many_tokens_and_a_price(
    exports: Exports, number: str, basil: User
) -> None:
    made = exports.export(basil, number, "sft")
    assert 0.15 < made.tokens / len(made.content.decode()) < 0.5
    assert made.cost(3, 25.0) == pytest.approx(made.tokens * 3 * 25 / 1_000_000)
    assert about_tokens("향수".encode() * 100, 1) > about_tokens(b"ab" * 100, 1)


def test_a_set_without_a_pair_says_what_one_needs(
    exports: Exports, tables: Tables, iris: User, sage: User, basil: User
) -> None:
    ids = hold(tables, iris, [answered(iris, 1, candidates=(TAKEN,))])
    ids += hold(tables, sage, [answered(sage, 2, candidates=(TAKEN,))])
    for one in ids:
        Review(tables).say(basil, one, "accepted")
    number = str(Sets(tables).freeze(basil).number)
    with pytest.raises(Refused, match="makes a pair"):
        exports.export(basil, number, "dpo")


def test_only_an_administrator_takes_a_set_along(exports: Exports, number: str, iris: User) -> None:
    with pytest.raises(NotAllowed):
        exports.export(iris, number, "csv")


GOOD = {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Line 2 is not JSON"),
        ('{"messages": []}', "Line 2 is no training example: messages|Line 2 is no training"),
        (json.dumps({"messages": GOOD["messages"][:1]}), "no question with a reply"),
        (json.dumps({"messages": [*GOOD["messages"], {"role": "boss", "content": "x"}]}), "role"),
        (json.dumps({"messages": [{"role": "user", "content": " "}]}), "content"),
        (json.dumps(GOOD | {"more": 1}), "more"),
    ],
)
def test_a_wrong_line_is_named(line: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        check(f"{json.dumps(GOOD)}\n{line}\n".encode(), "sft")


def test_a_pair_of_twice_the_same_is_none() -> None:
    reply = [{"role": "assistant", "content": "b"}]
    pair = {"input": {"messages": GOOD["messages"][:1]}, "preferred_output": reply}
    with pytest.raises(Refused, match="both replies are the same"):
        check(json.dumps(pair | {"non_preferred_output": reply}).encode(), "dpo")


def test_lines_for_a_training_are_conversations(exports: Exports, iris: User) -> None:
    content = exports.lines([answered(iris, 1), answered(iris, 2, stars=1, candidates=(LEFT,))])
    assert check(content, "sft") == 1
