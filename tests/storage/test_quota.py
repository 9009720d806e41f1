"""The limit of a day is exact, however many write at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flowery.storage.tables import Tables
from flowery.words.errors import DailyLimitReached
from flowery.words.vocabulary import User
from tests.storage.cast import DAY, Home, keep, memory

ROOT = Path(__file__).parents[2]

WRITER = """
import sys
from pathlib import Path
from flowery.words.errors import DailyLimitReached
from tests.storage.cast import keep, memory, open_home
stores = open_home(Path(sys.argv[1]))
for number in range(4):
    try:
        keep(stores, sys.argv[2], memory(f"{sys.argv[3]} {number}"), limit=3)
    except DailyLimitReached:
        pass
"""


def attempt(tables: Tables, user_id: str, text: str, limit: int) -> bool:
    try:
        keep(tables, user_id, memory(text), limit)
    except DailyLimitReached:
        return False
    return True


@pytest.mark.parametrize("limit", [1, 3])
def test_threads_get_exactly_the_places_there_are(tables: Tables, iris: User, limit: int) -> None:
    texts = [f"memory {number}" for number in range(12)]
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda text: attempt(tables, iris.id, text, limit), texts))
    assert sum(kept) == limit
    assert len(tables.of(iris.id).diary.list()) == tables.of(iris.id).diary.used(DAY) == limit


def test_processes_get_exactly_the_places_there_are(stores: Home, iris: User) -> None:
    folder = str(stores.settings.folder)
    command = [sys.executable, "-c", WRITER, folder, iris.id]
    writers = [subprocess.Popen([*command, str(n)], cwd=ROOT) for n in range(3)]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    assert len(stores.tables.of(iris.id).diary.list()) == 3


def test_the_same_content_from_many_threads_is_kept_once(tables: Tables, iris: User) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: keep(tables, iris.id, memory("one")), range(16)))
    assert len(ids) == 1
    assert tables.of(iris.id).diary.used(DAY) == 1


def test_no_limit_and_a_limit_of_ones_own(tables: Tables, iris: User, sage: User) -> None:
    assert all(attempt(tables, iris.id, f"{n}", 0) for n in range(5))
    tables.accounts.change(sage.id, memories_per_day=1)
    assert [attempt(tables, sage.id, f"{n}", 3) for n in range(3)] == [True, False, False]
    tables.accounts.change(sage.id, memories_per_day=0)
    assert attempt(tables, sage.id, "lifted", 3)


def test_a_refusal_writes_nothing(tables: Tables, iris: User) -> None:
    keep(tables, iris.id, memory("one"), limit=1)
    before = tables.of(iris.id).version()
    with pytest.raises(DailyLimitReached, match="Tomorrow"):
        keep(tables, iris.id, memory("two"), limit=1)
    assert tables.of(iris.id).version() == before
    assert len(tables.of(iris.id).diary.list()) == 1


def test_one_persons_day_is_not_anothers(tables: Tables, iris: User, sage: User) -> None:
    keep(tables, iris.id, memory("one"), limit=1)
    assert attempt(tables, sage.id, "one", 1)


def test_a_day_is_the_accounts_and_not_each_tastes(tables: Tables, iris: User) -> None:
    wards = tables.accounts.wards(iris.id)
    mum, dad = wards.add("For Mum"), wards.add("For Dad")
    kept = [attempt(tables, one.id, f"rain for {one.name}", 3) for one in (iris, mum, dad)]
    assert kept == [True, True, True]
    assert [tables.of(one.id).diary.used(DAY) for one in (iris, mum, dad)] == [3, 3, 3]
    assert not any(attempt(tables, one.id, "one more", 3) for one in (iris, mum, dad))
    tables.accounts.change(iris.id, memories_per_day=4)
    assert tables.of(dad.id).diary.places_left(DAY, 3) == 1
    assert attempt(tables, dad.id, "the fourth", 3)


def test_a_taste_that_is_forgotten_gives_no_place_back(tables: Tables, iris: User) -> None:
    for number in range(5):
        mum = tables.accounts.wards(iris.id).add("For Mum")
        assert attempt(tables, mum.id, f"rain {number}", 3) == (number < 3)
        tables.accounts.erase(mum.id)


def test_a_refused_memory_of_a_taste_gives_its_place_back(tables: Tables, iris: User) -> None:
    mum = tables.accounts.wards(iris.id).add("For Mum")
    memory_id = keep(tables, mum.id, memory("a photo of nothing"), 1)
    tables.of(mum.id).diary.set_state(memory_id, "refused")
    assert tables.of(iris.id).diary.used(DAY) == 0
    assert attempt(tables, iris.id, "rain", 1)
