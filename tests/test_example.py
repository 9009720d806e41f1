"""The example diary: written once, through the same doors as anybody's, resumed if broken off."""

import json
from pathlib import Path

import pytest

from flowery import example
from flowery.storage import fault
from flowery.wiring import Flowery
from flowery.words.vocabulary import User

ROOT = Path(__file__).parents[1]


def rows(name: str) -> list[dict[str, object]]:
    lines = (ROOT / "data/example" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture
def hana(flowery: Flowery) -> User:
    return example.settled(flowery)


def counts(flowery: Flowery, user: User) -> tuple[int, int, int, int, int]:
    own = flowery.tables.of(user.id)
    return (
        len(own.diary.list()),
        len(own.questions.list()),
        len(own.questions.feedback()),
        sum(reaction.reaction not in ("own", "wore") for reaction in own.tastes.reactions()),
        len(own.tastes.dislikes()),
    )


def written() -> tuple[int, int, int, int, int]:
    kinds = [row["kind"] for row in rows("life.jsonl")]
    questions = kinds.count("question")
    said = [row for row in rows("life.jsonl") if row["kind"] == "reaction"]
    reactions = sum(row["reaction"] not in ("own", "wore") for row in said)
    dislikes = kinds.count("dislike")
    return len(rows("diary.jsonl")), questions, questions, reactions, dislikes


def test_every_page_has_something_to_show(flowery: Flowery, hana: User) -> None:
    assert counts(flowery, hana) == written()
    memories = flowery.tables.of(hana.id).diary.list()
    assert {memory.state for memory in memories} == {"done"}
    assert sum(1 for memory in memories if memory.attachments) >= 5
    profile = flowery.taste.profile(hana.id)
    assert profile.memories >= 12
    assert max(profile.values.values()) > 0.3


def test_its_wardrobe_is_worn_and_rated(flowery: Flowery, hana: User) -> None:
    owned = [one for one in flowery.collection.of(hana.id) if one.bottles]
    assert len(owned) == sum(row["kind"] == "bottle" for row in rows("life.jsonl"))
    assert sum(len(one.wears) for one in owned) > 40
    assert sum(bool(one.ratings) for one in owned) >= 3
    assert flowery.collection.layerings(hana.id)


def test_its_diary_was_kept_over_months(flowery: Flowery, hana: User) -> None:
    days = {memory.created_at.date() for memory in flowery.tables.of(hana.id).diary.list()}
    assert len(days) == len(rows("diary.jsonl"))
    assert (max(days) - min(days)).days > 90
    assert len(flowery.taste.timeline(hana.id)) > len(days)


def test_every_answer_has_perfumes_or_memories(flowery: Flowery, hana: User) -> None:
    for _, question, _, answer in flowery.tables.of(hana.id).questions.list():
        assert answer is not None, question
        assert answer["recommendations"] or answer["memories"], question


def test_every_perfume_it_speaks_of_is_in_the_catalogue(flowery: Flowery) -> None:
    titles = [f"{r['brand']} {r['name']}" for r in rows("life.jsonl") if "brand" in r]
    assert [title for title in titles if flowery.search.find(title) is None] == []


def test_a_second_visitor_changes_nothing(flowery: Flowery, hana: User) -> None:
    before = flowery.tables.of(hana.id).version()
    assert example.settled(flowery) == hana
    assert flowery.tables.of(hana.id).version() == before


def test_it_is_nobodys_account(flowery: Flowery, hana: User) -> None:
    assert flowery.people.is_empty()
    assert not hana.is_admin
    assert flowery.tables.accounts.password_hash(example.NAME) is None
    assert flowery.people.register("Hana", "a warm rain in May").is_admin


@pytest.mark.parametrize("broken_at", [4, 9, 40, 90])
def test_an_interrupted_writing_is_taken_up_and_doubles_nothing(
    flowery: Flowery, broken_at: int
) -> None:
    passed = [0]

    def strike(name: str) -> None:
        if name.startswith("database."):
            passed[0] += 1
            if passed[0] == broken_at:
                raise KeyboardInterrupt

    fault.arm(strike)
    with pytest.raises(KeyboardInterrupt):
        example.settled(flowery)
    fault.arm(None)
    hana = example.settled(flowery)
    assert counts(flowery, hana) == written()


def test_it_tells_how_far_it_is(flowery: Flowery) -> None:
    parts: list[float] = []
    example.settled(flowery, parts.append)
    assert parts == sorted(parts)
    assert parts[-1] == 1
