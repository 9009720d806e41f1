"""Striking edges of the graph: only what is there can be struck, and only one's own."""

from __future__ import annotations

import numpy as np
import pytest

from flowery.learning.striking import Striking
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import Taxonomy
from flowery.storage.tables import Tables
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import Fragrance, User
from tests.storage.cast import keep, memory

ROSY = Fragrance("house-one", "House", "One", heart=("rose", "moon_dust"))


@pytest.fixture
def striking(tables: Tables, taxonomy: Taxonomy) -> Striking:
    return Striking(tables, Catalogue((ROSY,), taxonomy, np.ones((1, 2), np.float32)))


def test_what_is_struck_is_kept_by_id(striking: Striking, tables: Tables, iris: User) -> None:
    memory_id = keep(tables, iris.id, memory())
    striking.note_in_perfume(iris.id, "moon_dust", ROSY.id)
    striking.memory_for_perfume(iris.id, memory_id, ROSY.id)
    last = striking.note_of_accord(iris.id, "rose", "floral")
    kept = tables.of(iris.id).strikes.list()
    assert {(one.source, one.target, one.kind) for one in kept} == {
        ("note:moon_dust", "perfume:house-one", "in"),
        (f"memory:{memory_id}", "perfume:house-one", "speaks"),
        ("note:rose", "accord:floral", "makes"),
    }
    assert striking.take_back(iris.id, last.id) == 1


def test_what_is_not_there_is_not_struck(striking: Striking, iris: User) -> None:
    with pytest.raises(Refused, match="nothing to strike"):
        striking.note_in_perfume(iris.id, "cedar", ROSY.id)
    with pytest.raises(NotFound):
        striking.note_in_perfume(iris.id, "rose", "no-such-perfume")
    with pytest.raises(NotFound):
        striking.note_of_accord(iris.id, "rose", "no-such-accord")


def test_nobody_strikes_the_memory_of_another(
    striking: Striking, tables: Tables, iris: User, sage: User
) -> None:
    memory_id = keep(tables, iris.id, memory())
    with pytest.raises(NotFound):
        striking.memory_for_perfume(sage.id, memory_id, ROSY.id)
    assert tables.of(sage.id).strikes.list() == ()
