"""Memories and the journal of their steps are kept as they were given."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from flowery.storage.tables import Tables
from flowery.words.errors import DailyLimitReached, NotFound
from flowery.words.vocabulary import ScentMemory, User
from tests.storage.cast import DAY, keep, memory, photo, smell

STRANGE = [
    "  leading and trailing  \n",
    "e\u0301 decomposed, é composed",
    "👩‍🌾🌹\u200b zero width \u202eright to left",
    "<script>alert(1)</script>",
    "=SUM(A1:A9)\t'; DROP TABLE memories; --",
    "할머니의 장미 비누",
]


@pytest.mark.parametrize("text", STRANGE)
def test_a_text_is_stored_exactly_as_given(tables: Tables, iris: User, text: str) -> None:
    memory_id = keep(tables, iris.id, memory(text, title=text, place=text, people=(text, "엄마")))
    kept = tables.of(iris.id).diary.get(memory_id)
    assert (kept.text, kept.title, kept.place, kept.people) == (text, text, text, (text, "엄마"))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_comes_back_to_the_letter(tables: Tables, iris: User, text: str) -> None:
    memory_id = keep(tables, iris.id, memory(text))
    assert tables.of(iris.id).diary.get(memory_id).text == text


def test_a_memory_comes_back_with_its_files(tables: Tables, iris: User) -> None:
    made = memory()
    attached = replace(made, attachments=(photo(made.id, "a" * 64), photo(made.id, "b" * 64)))
    keep(tables, iris.id, attached)
    assert tables.of(iris.id).diary.get(made.id) == replace(attached, user_id=iris.id)
    assert tables.of(iris.id).diary.list() == (replace(attached, user_id=iris.id),)


def test_the_same_content_twice_is_one_memory(tables: Tables, iris: User) -> None:
    first = tables.of(iris.id).diary.keep(memory("moss"), "h" * 64, DAY, 1)
    second = tables.of(iris.id).diary.keep(memory("moss"), "h" * 64, DAY, 1)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.memory.id == first.memory.id
    assert tables.of(iris.id).diary.used(DAY) == 1


def test_memories_are_listed_newest_first(tables: Tables, iris: User) -> None:
    start = datetime.now(UTC)
    ids = [
        keep(tables, iris.id, memory(f"day {n}", created_at=start + timedelta(days=n)))
        for n in range(3)
    ]
    assert [m.id for m in tables.of(iris.id).diary.list()] == ids[::-1]


def test_the_journal_holds_steps_in_order(tables: Tables, iris: User) -> None:
    memory_id = keep(tables, iris.id, memory())
    readings = tables.of(iris.id).readings
    readings.journal(memory_id, "read", "failed", "", 12)
    readings.journal(memory_id, "read", "done", "pdf, 3 pages", 34)
    assert [(s.step, s.outcome, s.milliseconds) for s in readings.steps(memory_id)] == [
        ("read", "failed", 12),
        ("read", "done", 34),
    ]


def test_what_waits_is_found_oldest_first_and_retries_when_due(tables: Tables, iris: User) -> None:
    now = datetime.now(UTC)
    diary = tables.of(iris.id).diary
    late, early, settled = (
        keep(tables, iris.id, memory(f"{n}", created_at=now - timedelta(hours=n)))
        for n in (1, 2, 3)
    )
    diary.set_state(settled, "done")
    assert tables.unsettled(now) == ((iris.id, early), (iris.id, late))
    diary.set_state(early, "failed", reason="a model is out", retry_at=now + timedelta(minutes=2))
    assert tables.unsettled(now) == ((iris.id, late),)
    assert tables.unsettled(now + timedelta(minutes=3)) == ((iris.id, early), (iris.id, late))


def test_settled_memories_say_when(tables: Tables, iris: User) -> None:
    memory_id = keep(tables, iris.id, memory())
    diary = tables.of(iris.id).diary
    diary.set_state(memory_id, "read")
    assert diary.get(memory_id).settled_at is None
    diary.set_state(memory_id, "done")
    assert diary.get(memory_id).settled_at is not None


def test_an_edit_starts_the_reading_again(tables: Tables, iris: User) -> None:
    memory_id = keep(tables, iris.id, memory("rose and tar"))
    own = tables.of(iris.id)
    own.readings.replace_smells(memory_id, [smell("rose")])
    own.diary.set_state(memory_id, "done", colour="#8C4A5B")
    own.questions.save("q_1", "what?", "search", "key", {"answer": "tar"}, [memory_id])
    own.diary.edit(memory_id, "x" * 64, 0, text="peony", people=("엄마",))
    edited = own.diary.get(memory_id)
    assert (edited.text, edited.people, edited.state) == ("peony", ("엄마",), "received")
    assert (edited.colour, edited.settled_at) == (None, None)
    assert own.readings.smells(memory_id) == ()
    assert own.questions.get("q_1") == ("what?", None)


def test_forgetting_takes_every_row_and_empties_answers(tables: Tables, iris: User) -> None:
    made = memory("a cedar chest")
    other = keep(tables, iris.id, memory("a tin of tea"))
    own = tables.of(iris.id)
    keep(tables, iris.id, replace(made, attachments=(photo(made.id, "a" * 64),)))
    own.readings.replace_smells(made.id, [smell("cedar"), smell("dust", 6)])
    own.readings.journal(made.id, "read", "done", "", 1)
    own.readings.agree(made.id, "llama", {"read": 2})
    own.questions.save("q_1", "chests?", "search", "k1", {"answer": "cedar"}, [made.id, other])
    own.questions.save("q_2", "tea?", "search", "k2", {"answer": "tea"}, [other])
    counts = own.diary.forget(made.id)
    assert counts == {
        "memories": 1,
        "answers": 1,
        "training_examples": 0,
        "attachments": 1,
        "steps": 1,
        "strikes": 0,
        "agreements": 1,
        "smells": 2,
        "corrections": 0,
    }
    assert own.questions.get("q_1") == ("chests?", None)
    assert own.questions.get("q_2") == ("tea?", {"answer": "tea"})
    assert own.questions.cached("k1") is None
    with pytest.raises(NotFound):
        own.diary.get(made.id)


def test_every_change_moves_the_version_on(tables: Tables, iris: User) -> None:
    own = tables.of(iris.id)
    seen = [own.version()]
    memory_id = keep(tables, iris.id, memory())
    acts = [
        lambda: own.diary.set_state(memory_id, "read"),
        lambda: own.readings.replace_smells(memory_id, [smell()]),
        lambda: own.tastes.react("guerlain-shalimar", "like"),
        lambda: own.tastes.dislike("note:tuberose", "veto"),
        lambda: own.diary.forget(memory_id),
    ]
    seen.append(own.version())
    for act in acts:
        act()
        seen.append(own.version())
    assert seen == sorted(set(seen))


def test_a_refused_memory_gives_its_place_back_and_takes_it_again(
    tables: Tables, iris: User
) -> None:
    diary = tables.of(iris.id).diary
    refused = keep(tables, iris.id, memory("one"), limit=1)
    diary.set_state(refused, "refused", reason="encrypted")
    diary.set_state(refused, "refused", reason="still encrypted")
    assert diary.used(DAY) == 0
    keep(tables, iris.id, memory("two"), limit=1)
    with pytest.raises(DailyLimitReached):
        diary.edit(refused, "y" * 64, 1, text="one again")
    assert diary.get(refused).state == "refused"


def kept_states(memories: tuple[ScentMemory, ...]) -> set[str]:
    return {m.state for m in memories}


def test_a_failed_memory_that_goes_on_holds_its_place(tables: Tables, iris: User) -> None:
    diary = tables.of(iris.id).diary
    memory_id = keep(tables, iris.id, memory(), limit=1)
    diary.set_state(memory_id, "failed", reason="an outage")
    assert diary.used(DAY) == 0
    diary.set_state(memory_id, "read")
    assert diary.used(DAY) == 1
    assert kept_states(diary.list()) == {"read"}
