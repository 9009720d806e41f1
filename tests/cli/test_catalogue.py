"""`catalogue search` and `catalogue similar`."""

import pytest

from flowery.cli.catalogue import years
from flowery.perfumery.weighing import SourceWeights, Weighing
from flowery.storage.tables import Tables
from tests.cli.conftest import Run


def notes_of(hit: dict[str, dict[str, list[str]]]) -> set[str]:
    return {note for layer in hit["notes"].values() for note in layer}


def test_a_hit_has_its_promised_shape(run: Run) -> None:
    lines = run("catalogue", "search", "rose", "--limit", "4").lines
    assert len(lines) == 4
    for hit in lines:
        assert set(hit) >= {"fragrance_id", "brand", "name", "year", "score", "notes", "accords"}
        assert set(hit["notes"]) >= {"top", "heart", "base"}
    scores = [hit["score"] for hit in lines]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "words",
    [["rose", "--without", "patchouli", "--without", "musk"], ["장미", "--without", "파출리"]],
)
def test_without_is_never_broken(run: Run, words: list[str]) -> None:
    hits = run("catalogue", "search", *words, "--limit", "200").lines
    assert len(hits) > 20
    assert not [hit for hit in hits if "patchouli" in notes_of(hit)]


def test_a_search_is_narrowed_by_house_and_years(run: Run) -> None:
    hits = run("catalogue", "search", "rose", "--brand", "guerlain", "--year", "1980..2010").lines
    assert hits
    assert {hit["brand"] for hit in hits} == {"Guerlain"}
    assert all(1980 <= hit["year"] <= 2010 for hit in hits)


def test_searches_come_in_lines(run: Run) -> None:
    given = '{"id": "a", "query": "rose"}\n{"id": "b", "query": "guerlain shalimar"}\n'
    hits = run("catalogue", "search", "--stdin", "--limit", "2", stdin=given).lines
    assert [hit["id"] for hit in hits] == ["a", "a", "b", "b"]
    assert hits[2]["fragrance_id"] == "guerlain-shalimar"


@pytest.mark.parametrize("perfume", ["guerlain-shalimar", "Guerlain Shalimar", "guerlain shalimar"])
def test_similar_by_id_and_by_title(run: Run, perfume: str) -> None:
    hits = run("catalogue", "similar", perfume, "--limit", "5").lines
    assert len(hits) == 5
    assert "guerlain-shalimar" not in [hit["fragrance_id"] for hit in hits]


def test_a_perfume_that_is_not_there_is_refused(run: Run) -> None:
    said = run("catalogue", "similar", "Nobody Nothing At All")
    assert (said.status, said.out, len(said.err.splitlines())) == (1, "", 1)


def test_of_many_an_unknown_one_stops_no_other(run: Run) -> None:
    given = '{"id": 1, "fragrance": "zzzz qqqq"}\n{"id": 2, "fragrance": "guerlain-shalimar"}\n'
    said = run("catalogue", "similar", "--stdin", "--limit", "1", stdin=given)
    assert (said.status, said.object["id"]) == (0, 2)
    assert said.err.startswith("Not answered: lines 1. ")
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1990..2000", (1990, 2000)),
        ("1990..", (1990, None)),
        ("..2000", (None, 2000)),
        ("1990", (1990, 1990)),
    ],
)
def test_years_are_read(text: str, read: tuple[int | None, int | None]) -> None:
    assert years(text) == read


def test_people_read_words(run: Run) -> None:
    assert "Guerlain Shalimar" in run("catalogue", "search", "guerlain shalimar", plain=True).out
    nothing = run("catalogue", "search", "rose", "--year", "1850", plain=True)
    assert "Nothing in the catalogue fits." in nothing.out


def test_a_search_is_narrowed_by_fields(run: Run) -> None:
    hits = run("catalogue", "search", "rose", "--narrow", "brand=Guerlain").lines
    assert {hit["brand"] for hit in hits} == {"Guerlain"}
    both = run("catalogue", "search", "rose", "--narrow", "decade=1990", "--narrow", "decade=2000")
    assert {hit["year"] // 10 for hit in both.lines} == {199, 200}


def test_a_field_that_is_not_there_is_wrong_usage(run: Run) -> None:
    said = run("catalogue", "search", "rose", "--narrow", "colour=red")
    assert said.status == 2
    assert "fields are brand" in said.err


def test_similar_without_flankers_still_made_and_cheaper(run: Run) -> None:
    usual = run("catalogue", "similar", "guerlain-shalimar", "--limit", "40").lines
    narrow = ("--no-flankers", "--still-made", "--cheaper")
    hits = run("catalogue", "similar", "guerlain-shalimar", "--limit", "40", *narrow).lines
    assert hits
    assert "guerlain-shalimar-light" in {hit["fragrance_id"] for hit in usual}
    assert not [hit for hit in hits if "Shalimar" in hit["name"]]
    assert set(hits[0]) == set(usual[0])


def test_weights_that_an_administrator_keeps_count_here_too(run: Run, tables: Tables) -> None:
    basil = tables.accounts.add("Basil", None, is_admin=True)
    before = run("catalogue", "search", "smoky rose chapel", "--limit", "40").lines
    Weighing(tables).keep(basil, SourceWeights(notes=0, meaning=0, nearest=2))
    after = run("catalogue", "search", "smoky rose chapel", "--limit", "40").lines
    assert [hit["fragrance_id"] for hit in before] != [hit["fragrance_id"] for hit in after]
    assert run("catalogue", "similar", "guerlain-shalimar").lines == []
