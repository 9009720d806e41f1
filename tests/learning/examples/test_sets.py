"""Sets are frozen for good, leak nothing, and lose only what is withdrawn."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from flowery.learning.examples import Review, Sets
from flowery.storage import schema
from flowery.storage.tables import Tables
from flowery.words.errors import NotAllowed, NotFound, Refused, StorageFailed
from flowery.words.vocabulary import User
from tests.learning.examples.made import answered, hold


@pytest.fixture
def sets(tables: Tables) -> Sets:
    return Sets(tables)


def accept(tables: Tables, basil: User, ids: tuple[str, ...]) -> None:
    for one in ids:
        Review(tables).say(basil, one, "accepted")


@pytest.fixture
def accepted(tables: Tables, iris: User, sage: User, basil: User) -> tuple[str, ...]:
    """Six of Iris, later three of Sage."""
    ids = hold(tables, iris, [answered(iris, n) for n in range(6)])
    ids += hold(tables, sage, [answered(sage, n) for n in range(10, 13)])
    accept(tables, basil, ids)
    return ids


def test_a_set_holds_what_was_accepted_a_person_in_one_split(
    sets: Sets, accepted: tuple[str, ...], basil: User, iris: User, sage: User
) -> None:
    made = sets.freeze(basil)
    assert (made.number, made.size, made.by) == (1, 9, basil.id)
    frozen = sets.frozen(basil, made.id)
    assert {one.user_id for one in frozen.train} == {iris.id}
    assert {one.user_id for one in frozen.test} == {sage.id}
    assert sets.planned(basil).counts == made.counts


def test_a_set_never_changes_whatever_is_said_of_its_examples_later(
    sets: Sets, tables: Tables, accepted: tuple[str, ...], basil: User
) -> None:
    made = sets.freeze(basil)
    before = sets.frozen(basil, made.id)
    Review(tables).edit(basil, accepted[0], "Another question", "Another answer")
    Review(tables).say(basil, accepted[1], "discarded")
    assert [one.answer for one in sets.frozen(basil, made.id).all] == [
        one.answer for one in before.all
    ]
    again = sets.freeze(basil)
    assert (again.number, again.size) == (2, 8)
    assert again.content_hash != made.content_hash


def test_the_same_examples_have_the_same_hash(
    sets: Sets, accepted: tuple[str, ...], basil: User
) -> None:
    assert sets.freeze(basil).content_hash == sets.freeze(basil).content_hash


def test_a_changed_row_of_a_set_is_noticed(
    sets: Sets, tables: Tables, accepted: tuple[str, ...], basil: User
) -> None:
    made = sets.freeze(basil)
    table = schema.training_set_examples
    with tables.database.write("test") as connection:
        content = sets.frozen(basil, made.id).all[0].question
        assert content
        connection.execute(update(table).values(digest="0" * 64))
    with pytest.raises(StorageFailed, match="not what was frozen"):
        sets.frozen(basil, made.id)


def test_what_is_withdrawn_goes_out_of_the_set_and_is_counted(
    sets: Sets, tables: Tables, accepted: tuple[str, ...], basil: User, iris: User
) -> None:
    made = sets.freeze(basil)
    assert tables.of(iris.id).examples.withdraw() == 6
    (left,) = sets.every(basil)
    assert (left.size, left.withdrawn, left.content_hash) == (3, 6, made.content_hash)
    assert len(sets.frozen(basil, made.id).all) == 3


def test_what_waits_for_a_second_opinion_joins_no_set(
    sets: Sets, tables: Tables, accepted: tuple[str, ...], basil: User
) -> None:
    Review(tables).ask_second(basil, accepted[0])
    assert sets.freeze(basil).size == 8
    assert sets.approved() == 8


def test_near_duplicates_across_people_are_left_out_of_what_is_learnt(
    sets: Sets, tables: Tables, iris: User, sage: User, basil: User
) -> None:
    same = {"question": "Fig leaves by the sea, please", "answer": "House One, for the fig."}
    ids = hold(tables, iris, [answered(iris, 0, **same), *(answered(iris, n) for n in (1, 2))])
    ids += hold(tables, sage, [answered(sage, 9, **same)])
    accept(tables, basil, ids)
    assert sets.planned(basil).repeats == 1
    frozen = sets.frozen(basil, sets.freeze(basil).id)
    assert [one.source_id for one in frozen.train] == ["q_1", "q_2"]
    assert [one.user_id for one in frozen.test] == [sage.id]


def test_the_tastes_of_one_account_are_one_person(
    sets: Sets, tables: Tables, accepted: tuple[str, ...], basil: User, iris: User
) -> None:
    gift = tables.accounts.wards(iris.id).add("For Mum")
    accept(tables, basil, hold(tables, gift, [answered(gift, n) for n in (40, 41)]))
    frozen = sets.frozen(basil, sets.freeze(basil).id)
    of = {one.user_id: name for name in ("train", "test") for one in getattr(frozen, name)}
    assert of[gift.id] == of[iris.id]


def test_too_few_examples_make_no_set(sets: Sets, tables: Tables, basil: User, iris: User) -> None:
    accept(tables, basil, hold(tables, iris, [answered(iris)]))
    with pytest.raises(Refused, match="at least 2"):
        sets.freeze(basil)
    assert sets.every(basil) == ()


def test_only_an_administrator_freezes_and_reads(
    sets: Sets, accepted: tuple[str, ...], basil: User, iris: User
) -> None:
    made = sets.freeze(basil)
    for act in (sets.every, sets.planned, sets.freeze, lambda p: sets.frozen(p, made.id)):
        with pytest.raises(NotAllowed):
            act(iris)  # type: ignore[operator]
    with pytest.raises(NotFound):
        sets.frozen(basil, "7")
