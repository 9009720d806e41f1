"""Struck edges: one row each, whoever strikes again, gone with the memory they name."""

import pytest
from sqlalchemy import select

from flowery.storage import schema
from flowery.storage.tables import Tables
from flowery.words.vocabulary import User
from tests.storage.cast import keep, memory


def test_an_edge_is_struck_once_and_taken_back(tables: Tables, iris: User) -> None:
    strikes = tables.of(iris.id).strikes
    first = strikes.add("note:rose", "perfume:guerlain-nahema", "in")
    assert strikes.add("note:rose", "perfume:guerlain-nahema", "in") == first
    assert strikes.list() == (first,)
    assert (strikes.take_back(first.id), strikes.take_back(first.id)) == (1, 0)
    assert strikes.list() == ()


def test_a_strike_moves_the_version_so_that_kept_answers_end(tables: Tables, iris: User) -> None:
    own = tables.of(iris.id)
    before = own.version()
    strike = own.strikes.add("note:rose", "accord:floral", "makes")
    then = own.version()
    own.strikes.take_back(strike.id)
    assert before < then < own.version()


def test_it_goes_with_its_memory_and_no_other_does(tables: Tables, iris: User) -> None:
    own = tables.of(iris.id)
    gone, stays = (keep(tables, iris.id, memory(text)) for text in ("Rain", "Smoke"))
    for memory_id in (gone, stays):
        own.strikes.add(f"memory:{memory_id}", "perfume:guerlain-nahema", "speaks", memory_id)
    assert own.diary.forget(gone)["strikes"] == 1
    assert [strike.source for strike in own.strikes.list()] == [f"memory:{stays}"]


@pytest.mark.parametrize("act", ["list", "take back"])
def test_a_stranger_neither_sees_nor_moves_it(
    tables: Tables, iris: User, sage: User, act: str
) -> None:
    strike = tables.of(iris.id).strikes.add("note:rose", "perfume:guerlain-nahema", "in")
    hers = tables.of(sage.id).strikes
    assert (hers.list() if act == "list" else hers.take_back(strike.id)) in ((), 0)
    assert tables.of(iris.id).strikes.list() == (strike,)


def test_an_erased_person_leaves_none(tables: Tables, iris: User) -> None:
    tables.of(iris.id).strikes.add("note:rose", "perfume:guerlain-nahema", "in")
    tables.accounts.erase(iris.id)
    with tables.database.read() as connection:
        assert connection.execute(select(schema.strikes)).all() == []
