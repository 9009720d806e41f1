"""Two readers of one memory: what either found stays, what they feel otherwise is marked, and how
far they agree is counted.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from flowery.memories.agreeing import agreed
from flowery.memories.intake import Draft
from flowery.memories.remember import Remember
from flowery.memories.smelling import SmellRead, SmellsRead
from flowery.storage.personal.standing import standing
from flowery.taste.evidence import DOUBTED, of_memories
from flowery.words.vocabulary import ExtractedScent, User, Valence
from tests.memories.test_settling import as_fake
from tests.models.fake import FakeModels

TEXT = "I loved the lilac at the gate. I hated the tar on the road, and the well was near."


@pytest.fixture
def models() -> FakeModels:
    return FakeModels(offers=frozenset({"answer"}))


def said(*smells: tuple[str, str | None, Valence]) -> SmellsRead:
    return SmellsRead(smells=[SmellRead(source=s, note=n, valence=v) for s, n, v in smells])


def kept(remember: Remember, user: User, answer: SmellsRead | None) -> str:
    as_fake(remember).answers = {"smells": [answer]} if answer else {}
    memory = remember.keep(user.id, Draft(text=TEXT)).memory
    remember.settle(user.id, memory.id)
    return memory.id


def smells(remember: Remember, user: User, memory_id: str) -> dict[str | None, ExtractedScent]:
    return {one.note: one for one in remember.smells(user.id, memory_id)}


def test_what_is_felt_otherwise_is_doubted_and_not_changed(remember: Remember, iris: User) -> None:
    answer = said(("lilac", "lilac", "loved"), ("tar", "tar", "loved"), ("well", "rose", "loved"))
    found = smells(remember, iris, kept(remember, iris, answer))
    assert (found["lilac"].valence, found["lilac"].doubt) == ("loved", None)
    assert (found["tar"].valence, found["tar"].doubt) == ("hated", "loved")
    assert (found["rose"].status, found["rose"].doubt) == ("inferred", None)


def test_a_doubt_counts_half_until_the_person_settles_it(remember: Remember, iris: User) -> None:
    memory_id = kept(remember, iris, said(("tar", "tar", "loved")))
    doubted = smells(remember, iris, memory_id)["tar"]
    memory = remember.tables.of(iris.id).diary.get(memory_id)
    sure, half = (
        next(of_memories([memory], [(memory_id, one)], [], {})).strength
        for one in (replace(doubted, doubt=None), doubted)
    )
    assert half == pytest.approx(DOUBTED * sure)
    remember.correct(iris.id, memory_id, doubted, "confirm")
    settled = smells(remember, iris, memory_id)["tar"]
    assert (settled.valence, settled.doubt, settled.status) == ("hated", None, "confirmed")


def test_no_new_reading_doubts_what_the_person_said(remember: Remember, iris: User) -> None:
    memory_id = kept(remember, iris, None)
    tar = smells(remember, iris, memory_id)["tar"]
    remember.correct(iris.id, memory_id, tar, "correct", valence="neutral")
    read = [(m, s) for m, s in remember.tables.of(iris.id).readings.smells() if m == memory_id]
    again = [(m, replace(s, doubt="loved") if s.note == "tar" else s) for m, s in read]
    said_before = remember.tables.of(iris.id).readings.corrections(memory_id)
    (tar,) = [smell for _, smell in standing(again, said_before) if smell.note == "tar"]
    assert (tar.valence, tar.doubt) == ("neutral", None)


def test_how_far_they_agree_is_kept_and_goes_with_the_memory(
    remember: Remember, iris: User
) -> None:
    answer = said(
        ("lilac", "lilac", "loved"),
        ("tar", "smoke", "neutral"),
        ("well", "rose", "loved"),
        ("the sea", "sea_salt", "loved"),
        ("gate", "no_such_note", "loved"),
    )
    memory_id = kept(remember, iris, answer)
    (found,) = remember.tables.counts.agreements()
    assert (found.model, found.memories) == ("fake", 1)
    told = {name: number for name, number in found.counts.items() if number}
    assert told == {
        "asked": 1,
        "read": 2,
        "said": 3,
        "same_place": 2,
        "same_note": 1,
        "added": 1,
        "loved_loved": 1,
        "hated_neutral": 1,
        "not_in_text": 1,
        "unknown_note": 1,
    }
    remember.forget(iris.id, memory_id)
    assert remember.tables.counts.agreements() == ()


def test_a_memory_that_is_read_without_a_model_agrees_with_nobody(
    remember: Remember, iris: User
) -> None:
    kept(remember, iris, None)
    assert remember.tables.counts.agreements() == ()


def test_the_same_words_again_are_meant_where_they_stand_again(
    remember: Remember, iris: User
) -> None:
    twice = said(("the", "rose", "loved"), ("the", "musk", "loved"), ("the", "amber", "loved"))
    found = smells(remember, iris, kept(remember, iris, twice))
    places = [found[note].start for note in ("rose", "musk", "amber")]
    assert [TEXT[start : start + 3] for start in places if start is not None] == ["the"] * 3
    assert len(set(places)) == 3


def placed(start: int, valence: str, note: str) -> ExtractedScent:
    return ExtractedScent(note, "x", start, start + 2, "explicit", valence, 1.0)  # type: ignore[arg-type]


SMELLS = st.lists(
    st.builds(
        placed,
        st.integers(0, 30),
        st.sampled_from(["loved", "neutral", "hated"]),
        st.sampled_from(["rose", "tar", "sea_salt"]),
    ),
    max_size=12,
)


@given(SMELLS, SMELLS)
def test_nothing_that_was_found_ever_goes(
    found: list[ExtractedScent], more: list[ExtractedScent]
) -> None:
    both = agreed(found, more)
    assert [replace(one, doubt=None) for one in both.smells[: len(found)]] == found
    counts = both.counts
    assert counts["same_place"] + counts["missed"] == counts["read"]
    assert counts["same_note"] <= counts["same_place"]
    assert counts["added"] == len(both.smells) - len(found) <= counts["said"]
