"""Answers of *Teach me*: one row for each question, taken back by whoever gave it alone."""

import pytest
from sqlalchemy import select

from flowery.storage import schema
from flowery.storage.tables import Tables
from flowery.words.vocabulary import User

WHY = {"settled": 0.03, "moved": 214.0}


def test_an_answer_is_kept_as_it_was_given(tables: Tables, iris: User) -> None:
    teachings = tables.of(iris.id).teachings
    first = teachings.add("axis", "axis:leather", -0.5, asked_because=WHY)
    second = teachings.add("pair", "fragrance:a", 1.0, over="b")
    third = teachings.add("sample", "fragrance:a", skipped=True)
    assert teachings.list() == (first, second, third)
    assert (first.answer, first.asked_because, second.over, third.skipped) == (-0.5, WHY, "b", True)


def test_the_same_question_has_one_answer_the_last(tables: Tables, iris: User) -> None:
    teachings = tables.of(iris.id).teachings
    teachings.add("note", "note:rose", skipped=True)
    last = teachings.add("note", "note:rose", 1.0)
    other = teachings.add("critique", "note:rose", -1.0, over="guerlain-nahema")
    assert teachings.list() == (last, other)


def test_every_change_moves_the_version_so_that_kept_answers_end(
    tables: Tables, iris: User
) -> None:
    own = tables.of(iris.id)
    before = own.version()
    teaching = own.teachings.add("axis", "axis:green", 1.0)
    then = own.version()
    assert (own.teachings.take_back(teaching.id), own.teachings.take_back(teaching.id)) == (1, 0)
    assert before < then < own.version()


@pytest.mark.parametrize("act", ["list", "take back"])
def test_a_stranger_neither_sees_nor_moves_it(
    tables: Tables, iris: User, sage: User, act: str
) -> None:
    teaching = tables.of(iris.id).teachings.add("axis", "axis:green", 1.0)
    hers = tables.of(sage.id).teachings
    hers.add("axis", "axis:green", -1.0)
    found = hers.list() if act == "list" else hers.take_back(teaching.id)
    assert found == 0 if act == "take back" else [t.answer for t in hers.list()] == [-1.0]
    assert tables.of(iris.id).teachings.list() == (teaching,)


def test_an_erased_person_leaves_none(tables: Tables, iris: User) -> None:
    tables.of(iris.id).teachings.add("axis", "axis:green", 1.0)
    tables.accounts.erase(iris.id)
    with tables.database.read() as connection:
        assert connection.execute(select(schema.teachings)).all() == []
