"""Out to a table and in from one: round trips, other people's exports, and what is not taken."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from flowery.collection import BottleFacts, Collection, WearFacts
from flowery.collection.bringing import Bringing
from flowery.collection.table import Format, harmless, meant
from flowery.wiring import Flowery
from flowery.words.errors import Outdated, Refused
from flowery.words.vocabulary import User
from tests.collection.conftest import ANGEL, SHALIMAR, TAM_DAO

Bring = Callable[..., Bringing]
ELSEWHERE = """Brand;Perfume;My Rating;Status;ML;Price
Guerlain;Shalimar;9;Owned;75 ml;€ 98,50
Diptyque;Tam Dao;7,5;wish list;;
Nobody;Never Made This;3;Owned;;
Mugler;Angel;2;Declined;;
Mugler;Angel;8;maybe;;
"""


@pytest.fixture
def lived(flowery: Flowery, collection: Collection, iris: User) -> User:
    """Iris with something of everything, some of it hard to write down."""
    hard = '=HYPERLINK("x"), "said" she;\nand a second line, 장미'
    one = collection.add(iris.id, SHALIMAR, BottleFacts("bottle", 50.0, 98.5, "EUR", "-1", hard))
    collection.measure(iris.id, one.id, 20.25)
    two = collection.add(iris.id, SHALIMAR, BottleFacts("sample", 1.5, bought_on="2024-02-29"))
    collection.empty(iris.id, two.id)
    collection.add(iris.id, TAM_DAO, BottleFacts("decant", 10.0, 1_234_567.0, "KRW", "'=x", "None"))
    for _ in range(2):  # the same day twice
        collection.wear(iris.id, SHALIMAR, WearFacts("2026-01-02", "work", "rainy", 3, "'quoted'"))
    collection.wear(iris.id, TAM_DAO)
    collection.rate(iris.id, SHALIMAR, "takes_back", 5)
    collection.rate(iris.id, ANGEL, "would_wear", 1)
    flowery.learning.react(iris.id, ANGEL, "declined", "+1 spoon of sugar, 1990&amp;1991")
    flowery.learning.react(iris.id, ANGEL, "dislike")
    flowery.learning.react(iris.id, TAM_DAO, "wish")
    return iris


@pytest.fixture
def bring(collection: Collection, tmp_path: Path) -> Bring:
    """Brings a text in for somebody."""

    def brought(user: User, text: str, name: str = "table.csv") -> Bringing:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8-sig" if name.endswith("csv") else "utf-8")
        found = collection.read(user.id, path)
        collection.bring(user.id, found)
        return found

    return brought


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_round_trip_is_identical(
    collection: Collection, lived: User, sage: User, bring: Bring, form: Format
) -> None:
    text = collection.written(lived.id, form)
    found = bring(sage, text, f"table.{form}")
    assert found.untaken == ()
    assert collection.written(sage.id, form) == text
    assert collection.written(lived.id, form) == text


@pytest.mark.parametrize("form", ["csv", "json"])
def test_twice_changes_nothing(
    flowery: Flowery, collection: Collection, lived: User, bring: Bring, form: Format
) -> None:
    text, version = collection.written(lived.id, form), flowery.tables.of(lived.id).version()
    found = bring(lived, text, f"table.{form}")
    assert (found.added, found.unchanged) == (found.read, 0)[::-1]
    assert flowery.tables.of(lived.id).version() == version
    assert collection.written(lived.id, form) == text


def test_an_export_runs_nothing_in_a_spreadsheet(collection: Collection, lived: User) -> None:
    rows = list(csv.reader(io.StringIO(collection.written(lived.id, "csv"))))
    dangerous = [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    assert len(rows) == 10
    assert dangerous == []


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "'", "'=1", "''", "plain", "", "'tis"])
def test_what_was_made_harmless_is_meant_as_it_was(text: str) -> None:
    assert meant(harmless(text)) == text
    assert harmless(text)[:1] not in ("=", "+", "-", "@")


def test_another_places_export_is_understood(
    flowery: Flowery, collection: Collection, iris: User, bring: Bring
) -> None:
    found = bring(iris, ELSEWHERE)
    assert (found.read, found.added, found.is_of_ten) == (5, 3, True)
    assert [one.row for one in found.untaken] == [4, 6]
    assert "Never Made This" in found.untaken[0].reason
    assert "owned, wishlist, tried or declined" in found.untaken[1].reason
    by_id = {one.fragrance_id: one for one in collection.of(iris.id)}
    shalimar = by_id[SHALIMAR]
    (bottle,) = shalimar.bottles
    assert (bottle.millilitres, bottle.price, bottle.currency) == (75.0, 98.5, "EUR")
    assert shalimar.ratings == {"would_wear": 5}
    assert (by_id[TAM_DAO].is_wished, by_id[TAM_DAO].ratings["would_wear"]) == (True, 4)
    assert (by_id[ANGEL].is_declined, by_id[ANGEL].ratings["would_wear"]) == (True, 1)
    assert bring(iris, ELSEWHERE).added == 0


def test_ratings_up_to_five_are_taken_as_they_are(
    collection: Collection, iris: User, bring: Bring
) -> None:
    found = bring(iris, "brand,name,rating\nGuerlain,Shalimar,4.5\nMugler,Angel,0\n")
    assert not found.is_of_ten
    ratings = {one.fragrance_id: dict(one.ratings) for one in collection.of(iris.id)}
    assert ratings == {SHALIMAR: {"would_wear": 5}, ANGEL: {}}


def test_spelling_accents_and_encoding_do_not_matter(
    collection: Collection, iris: User, tmp_path: Path
) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes(
        "House;Name;Status\nGUERLAIN;shalimar;own\nHermès;Terre d’Hermès;own\n".encode("cp1252")
    )
    found = collection.read(iris.id, path)
    assert [one.statement.fragrance_id for one in found.taken] == [
        SHALIMAR,
        "hermes-terre-dhermes",
    ]


def test_nothing_is_half_brought_in(
    flowery: Flowery, collection: Collection, iris: User, sage: User, lived: User, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(collection.written(lived.id, "csv"), encoding="utf-8")
    found = collection.read(sage.id, path)
    collection.wear(sage.id, SHALIMAR)  # in another tab
    with pytest.raises(Outdated, match="changed meanwhile"):
        collection.bring(sage.id, found)
    assert len(collection.of(sage.id)) == 1


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("bought_on=1533-01-01", "too long ago"),
        ("bought_on=2999-01-01", "not come yet"),
        ("price=-4", "from 0 up"),
        ("price=dear", "no number"),
        ("millilitres=a lot", "no number"),
        ("left=70", "than the bottle holds"),
    ],
)
def test_a_row_with_nonsense_is_listed(
    collection: Collection, iris: User, bring: Bring, cells: str, said: str
) -> None:
    row = {"brand": "Guerlain", "name": "Shalimar", "status": "owned", "millilitres": "50"}
    field, _, value = cells.partition("=")
    found = bring(iris, json.dumps([row | {"currency": "EUR", field: value}]), "table.json")
    assert [one.row for one in found.untaken] == [1]
    assert said in found.untaken[0].reason
    assert collection.of(iris.id) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", "one column"),
        ("one column\nx\n", "one column"),
        ("colour,size\nred,1\n", "names a perfume"),
        ("[]", "no rows"),
    ],
)
def test_a_table_that_is_none_is_refused(
    collection: Collection, iris: User, bring: Bring, text: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        bring(iris, text, "table.csv")


def test_a_long_table_is_refused_before_it_is_read(
    collection: Collection, iris: User, bring: Bring
) -> None:
    rows = "Guerlain,Shalimar,3\n" * 20_001
    with pytest.raises(Refused, match="more than 20,000 rows"):
        bring(iris, f"brand,name,rating\n{rows}")


@pytest.mark.parametrize("cell", ["no such thing " * 10_000, [["deep"] * 3] * 900, {"a": {"b": 1}}])
def test_a_monstrous_name_costs_one_row_and_no_time(
    collection: Collection, iris: User, bring: Bring, cell: object
) -> None:
    rows = [{"brand": "Guerlain", "name": cell}, {"brand": "Guerlain", "name": "Shalimar"}]
    found = bring(iris, json.dumps(rows), "table.json")
    assert [(one.row, len(one.said) <= 200) for one in found.untaken] == [(1, True)]
    assert [one.statement.fragrance_id for one in found.taken] == [SHALIMAR]
