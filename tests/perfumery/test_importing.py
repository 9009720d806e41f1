"""The import: every layout people have, every way a file can be wrong, and never half of it."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from flowery.perfumery.importing import (
    Desk,
    ImportReport,
    guessed_columns,
    import_file,
    preview,
)
from flowery.perfumery.importing.cells import literal, pyramid
from flowery.perfumery.importing.encodings import repaired
from flowery.perfumery.merging import Kept
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.search import CatalogueSearch
from flowery.perfumery.stock import built_in, kept_perfumes, open_catalogue, read_catalogue
from flowery.perfumery.words import Lexicon
from flowery.storage import fault
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.errors import Refused
from flowery.words.vocabulary import Fragrance
from tests.models.fake import FakeModels

HEADER = "brand,name,year,notes\n"
RAIN = "Iris,Rain,2020,Petrichor; Rose\n"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def kept(tables: Tables) -> dict[str, Kept]:
    return {k.fragrance.id: k for k in kept_perfumes(tables)}


def fragrances(tables: Tables) -> list[Fragrance]:
    return [k.fragrance for k in kept_perfumes(tables)]


def counts(report: ImportReport) -> tuple[int, ...]:
    return report.read, report.added, report.merged, report.unchanged, report.refused


@pytest.fixture
def bring(tables: Tables, taxonomy: Taxonomy, home: Path, tmp_path: Path) -> Any:
    desk = Desk(tables, taxonomy, home)

    def bring(name: str, content: str | bytes, mapping: Any = None, **options: Any) -> ImportReport:
        return desk.bring(written(tmp_path, name, content), mapping or {}, **options)

    return bring


TABLE = [["brand", "name", "year", "notes"], ["Iris", "Rain", "2020", "Petrichor, Rose"]]
OBJECT = {"brand": "Iris", "name": "Rain", "year": 2020, "notes": ["Petrichor", "Rose"]}


def delimited(delimiter: str) -> str:
    return "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in TABLE)


def parquet(folder: Path, rows: list[dict[str, Any]]) -> bytes:
    pq.write_table(pa.Table.from_pylist(rows), folder / "made.parquet")
    return (folder / "made.parquet").read_bytes()


def workbook(folder: Path, rows: Iterable[Iterable[str]], head: str = "") -> bytes:
    """A workbook of inline strings; a cell that opens with "=" is a formula."""

    def cell(value: str) -> str:
        if value.startswith("="):
            return f"<c><f>{value[1:]}</f><v>Rain</v></c>"
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'{head}<worksheet xmlns="{space}"><sheetData>{lines}</sheetData></worksheet>'
    with zipfile.ZipFile(folder / "made.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return (folder / "made.xlsx").read_bytes()


@pytest.mark.parametrize(
    "layout",
    [
        "comma",
        "semicolon",
        "tab",
        "bar",
        "bom",
        "utf-16",
        "json",
        "lines",
        "held",
        "parquet",
        "xlsx",
    ],
)
def test_every_format_brings_the_same_perfume(
    bring: Any, tables: Tables, tmp_path: Path, layout: str
) -> None:
    contents: dict[str, str | bytes] = {
        "comma": delimited(","),
        "semicolon": delimited(";"),
        "tab": delimited("\t"),
        "bar": delimited("|"),
        "bom": delimited(",").encode("utf-8-sig"),
        "utf-16": delimited(",").encode("utf-16"),
        "json": json.dumps([OBJECT], indent=2),
        "lines": json.dumps(OBJECT) + "\n",
        "held": json.dumps({"perfumes": [OBJECT]}),
        "parquet": parquet(tmp_path, [OBJECT]),
        "xlsx": workbook(tmp_path, TABLE),
    }
    report = bring("perfumes.any", contents[layout])
    assert counts(report) == (1, 1, 0, 0, 0)
    (rain,) = fragrances(tables)
    assert (rain.id, rain.brand, rain.name, rain.year) == ("iris-rain", "Iris", "Rain", 2020)
    assert rain.flat == ("petrichor", "rose")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "latin-1", "cp949", "utf-16"])
def test_encodings_are_told_apart(bring: Any, tables: Tables, encoding: str) -> None:
    name = "비 온 뒤 정원" if encoding == "cp949" else "Pétale d'Été"
    bring("perfumes.csv", f"{HEADER}Iris,{name},,Rose\n".encode(encoding))
    assert [f.name for f in fragrances(tables)] == [name]


def test_mixed_and_double_encodings_are_repaired_and_counted(bring: Any, tables: Tables) -> None:
    good, other = "Iris,Été,,Rose\n".encode(), "Iris,Forêt,,Rose\n".encode("cp1252")
    twice = "Iris,Chloé Noël,,Rose\n".encode().decode("cp1252").encode()
    report = bring("perfumes.csv", HEADER.encode() + good * 3 + other + twice)
    assert {f.name for f in fragrances(tables)} == {"Été", "Forêt", "Chloé Noël"}
    assert report.repaired == 2


def test_a_fragrantica_like_table_needs_no_mapping(bring: Any, tables: Tables) -> None:
    bring(
        "fra.csv",
        "url;Perfume;Brand;Country;Gender;Rating Value;Year;Top;Middle;Base;Perfumer1;Perfumer2;"
        "mainaccord1;mainaccord2\n"
        "https://x/perfume/iris-house/rain-1.html;rain-garden;iris-house;Korea;unisex;4,2;2020;"
        "bergamot, mint;rose;musk;basil sage;unknown;woody;floral\n",
    )
    (rain,) = fragrances(tables)
    assert (rain.title, rain.year, rain.perfumers) == (
        "Iris House Rain Garden",
        2020,
        ("basil sage",),
    )
    assert (rain.top, rain.heart, rain.base) == (("bergamot", "mint"), ("rose",), ("musk",))
    assert list(rain.accords) == ["woody", "floral"]


def test_a_parfumo_like_table_needs_no_mapping(bring: Any, tables: Tables) -> None:
    bring(
        "parfumo.csv",
        "Number,Name,Brand,Release_Year,Concentration,Rating_Value,Main_Accords,Top_Notes,"
        "Middle_Notes,Base_Notes,Perfumers,URL\n"
        '1,Rain,Iris,2020,Eau de Parfum,8.1,"Floral, Woody",Bergamot,"Rose, Iris",NA,NA,NA\n',
    )
    (rain,) = fragrances(tables)
    assert (rain.concentration, rain.perfumers, rain.base) == ("eau de parfum", (), ())
    assert (rain.top, rain.heart) == (("bergamot",), ("rose", "iris"))
    assert rain.accords == {"floral": 1.0, "woody": 0.88}


def test_a_collection_with_house_and_name_only_is_taken(bring: Any, stocked: Tables) -> None:
    report = bring("mine.csv", "house,fragrance,my rating,status\nGuerlain,Shalimar,5,owned\n")
    assert counts(report) == (1, 0, 0, 1, 0)


def test_columns_can_be_mapped_and_wrong_mappings_are_refused(bring: Any, tables: Tables) -> None:
    table = "wer,was,wann\nIris,Rain,2020\n"
    with pytest.raises(Refused, match="--map COLUMN=name"):
        bring("perfumes.csv", table)
    with pytest.raises(Refused, match="no column 'who'"):
        bring("perfumes.csv", table, mapping={"who": "brand"})
    with pytest.raises(Refused, match="'house' is no field"):
        bring("perfumes.csv", table, mapping={"wer": "house"})
    bring("perfumes.csv", table, mapping={"wer": "brand", "was": "name", "wann": "year"})
    assert [f.year for f in fragrances(tables)] == [2020]
    assert guessed_columns(["name", "title"], {"title": "name"}) == {"title": "name"}


NOTES = [
    ("['Rose', 'Musk']", {"flat": ("Rose", "Musk")}),
    ('["Rose", "Musk"]', {"flat": ("Rose", "Musk")}),
    ("Rose, Musk and Oud", {"flat": ("Rose", "Musk and Oud")}),
    ("Rose • Agarwood (Oud, Laos)", {"flat": ("Rose", "Agarwood (Oud, Laos)")}),
    (
        "{'top': ['Rose'], 'Middle Notes': 'Iris, Musk'}",
        {"top": ("Rose",), "heart": ("Iris", "Musk")},
    ),
    ('{"Base": ["Oud"]}', {"base": ("Oud",)}),
    ("Top notes: Rose, Mint; Base notes: Oud", {"top": ("Rose", "Mint"), "base": ("Oud",)}),
]


@pytest.mark.parametrize(("cell", "layers"), NOTES)
def test_notes_are_read_as_they_are_written(cell: str, layers: dict[str, tuple[str, ...]]) -> None:
    assert pyramid(cell) == layers


def test_a_cell_is_parsed_and_never_run(tmp_path: Path) -> None:
    target = tmp_path / "run"
    assert isinstance(literal(f"[open({str(target)!r}, 'w')]"), str)
    assert not target.exists()


@pytest.mark.parametrize("bomb", ["[" * 50 + "]" * 50, "[" + "1," * 20_000 + "]"])
def test_bombs_in_cells_are_refused_with_their_row(bring: Any, bomb: str) -> None:
    report = bring("perfumes.tsv", f'brand\tname\tnotes\nIris\tRain\t"{bomb}"\nIris\tSun\tRose\n')
    assert counts(report) == (2, 1, 0, 0, 1)
    assert report.refusals[0].row == 2


BAD_ROWS = [
    ("Iris,,2020,Rose", "no name"),
    (",Rain,2020,Rose", "no house"),
    ("Iris,Rain,1533,Rose", "year is 1533"),
    ("Iris,Rain,2999,Rose", "year is 2999"),
    (f"Iris,{'x' * 10_000},2020,Rose", "10,000 characters"),
    (f"Iris,Rain,2020,{'; '.join(f'note {n}' for n in range(41))}", "41 notes"),
    (f"Iris,Rain,2020,{'y' * 300}", "300 characters"),
    ('Iris,"=HYPERLINK(1)",2020,Rose', "formula"),
    ("Iris,Rain,2020,Rose,extra,cells", "6 cells where the header has 4"),
]


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS)
def test_a_wrong_row_is_refused_with_number_and_reason_and_stops_no_other(
    bring: Any, tables: Tables, tmp_path: Path, row: str, reason: str
) -> None:
    report = bring("perfumes.csv", f"{HEADER}{RAIN}{row}\nIris,Sun,2021,Lemon\n")
    assert counts(report) == (3, 2, 0, 0, 1)
    with (tmp_path / "perfumes.csv.refused.csv").open(encoding="utf-8-sig") as file:
        (refused,) = csv.DictReader(file)
    assert refused["row"] == "3"
    assert reason in refused["reason"]
    assert not any(cell.startswith("=") for cell in refused.values())


BAD_FILES = {
    "empty": (b"", "is empty"),
    "blank": (b"  \n \n", "is empty"),
    "one column": (b"perfume\nShalimar\n", "one column"),
    "other columns": (b"a,b\n1,2\n", "--map"),
    "header only": (HEADER.encode(), "has no rows"),
    "cut json": (b'[{"brand": "Iris", "name": "Rain"}, {"brand": "Ir', "Row 2"),
    "open list": (b'[{"brand": "Iris", "name": "Rain"}', "middle of its list"),
    "deep json": (b"[" * 100_000, "nested too deeply"),
    "nested json": (b'[{"brand": ' + b"[" * 40 + b"]" * 40 + b"}]", "nested too deeply"),
    "huge json": (b'[{"brand": "' + b"x" * 3_000_000 + b'"}]', "million characters"),
    "json in latin": ('[{"brand": "Été"}]'.encode("latin-1"), "UTF-8"),
    "cut parquet": (b"PAR1" + b"\x00" * 100, "not a whole Parquet file"),
    "cut workbook": (b"PK\x03\x04" + b"\x00" * 100, "not a whole Excel workbook"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused_whole(bring: Any, tables: Tables, kind: str) -> None:
    content, said = BAD_FILES[kind]
    with pytest.raises(Refused, match=said):
        bring("perfumes.any", content)
    assert fragrances(tables) == []


def test_a_file_that_is_not_there_is_refused(tables: Tables, taxonomy: Taxonomy) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        import_file(Path("no/such/file.csv"), tables, taxonomy)


def test_a_parquet_with_other_columns_is_refused(bring: Any, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="--map"):
        bring("other.parquet", parquet(tmp_path, [{"x": 1, "y": [2.0]}]))


def test_formulas_and_entities_in_a_workbook_are_refused(
    bring: Any, tables: Tables, tmp_path: Path
) -> None:
    rows = [["brand", "name"], ["Iris", "=A1"], ["Iris", "Sun"]]
    report = bring("perfumes.xlsx", workbook(tmp_path, rows))
    assert counts(report) == (2, 1, 0, 0, 1)
    assert report.refusals[0].reason == "cell B2 is a formula; keep its value"
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(Refused, match="declares entities"):
        bring("bomb.xlsx", workbook(tmp_path, rows, head=bomb))


def test_other_spellings_are_the_same_perfume_and_flankers_are_not(
    bring: Any, stocked: Tables
) -> None:
    before = len(fragrances(stocked))
    same = [
        *("Guerlain,Shalimar", "GUERLAIN,Guerlain Shalimar", "Guerlain,Shalimar (1925)"),
        *("Guerlain,Shalimar Eau de Parfum", "Christian Dior,J adore", "Hermes,Terre d Hermes"),
        *("Est e Lauder,Youth Dew", "Serge Lutens,Feminite du Bois", "Chanel,Chanel No. 19"),
        *("Hermes,Hermessence Rose Ikebana", "Serge Lutens,F minit  du Bois"),
    ]
    report = bring("same.csv", "brand,name\n" + "\n".join(same))
    assert counts(report) == (11, 0, 0, 11, 0)
    flankers = ["Guerlain,Shalimar Philtre Extreme", "Guerlain,Shalimar for Men", "Iris,Shalimar"]
    assert bring("others.csv", "brand,name\n" + "\n".join(flankers)).added == 3
    assert len(fragrances(stocked)) == before + 3


def test_two_perfumes_of_one_name_stay_apart_by_their_notes(bring: Any, tables: Tables) -> None:
    rows = (
        "Iris,Rain,2020,Petrichor; Rose\nIris,Rain,2020,Leather; Oud\nIris,Rain,1990,Mint; Salt\n"
    )
    assert counts(bring("perfumes.csv", HEADER + rows)) == (3, 3, 0, 0, 0)
    assert sorted(kept(tables)) == ["iris-rain", "iris-rain-1990", "iris-rain-2020"]
    assert counts(bring("perfumes.csv", HEADER + rows)) == (3, 0, 0, 3, 0)


def test_a_merge_fills_what_was_empty_and_says_from_where(bring: Any, tables: Tables) -> None:
    bring("first.csv", "brand,name,year\nIris,Rain,2020\n")
    report = bring("second.csv", "brand,name,year,notes\nIris,rain,2019,Rose\n")
    assert counts(report) == (1, 0, 1, 0, 0)
    rain = kept(tables)["iris-rain"]
    assert (rain.fragrance.year, rain.fragrance.flat) == (2020, ("rose",))
    assert rain.provenance == {"perfume": "import:first.csv", "flat": "import:second.csv"}


def test_what_was_imported_outlives_a_new_edition_of_the_built_in(
    bring: Any, stocked: Tables, taxonomy: Taxonomy, home: Path
) -> None:
    empty = next(f for f in built_in(taxonomy) if not f.perfumers and f.notes)
    bring("more.csv", f'brand,name,perfumer\n"{empty.brand}","{empty.name}",Iris Sage\n')
    assert kept(stocked)[empty.id].fragrance.perfumers == ("Iris Sage",)
    stocked.set_state("catalogue.built_in", "an older edition")
    models = FakeModels()
    vectors = Vectors(str(home / "lance"), models.dimensions)
    catalogue = open_catalogue(stocked, vectors, taxonomy, models.embed, models.embedder)
    assert catalogue.get(empty.id).perfumers == ("Iris Sage",)
    assert kept(stocked)[empty.id].provenance == {"perfumers": "import:more.csv"}


def test_unknown_notes_are_kept_as_new_and_listed(bring: Any, tables: Tables) -> None:
    report = bring("perfumes.csv", f"{HEADER}Iris,Rain,,Rosa Damascena; Moon Dust\n")
    assert fragrances(tables)[0].flat == ("damask_rose", "moon_dust")
    assert report.new_notes == (("moon_dust", 1),)


def test_a_dry_run_counts_and_writes_nothing(bring: Any, tables: Tables, tmp_path: Path) -> None:
    report = bring("perfumes.csv", f"{HEADER}{RAIN}{RAIN},,,\n,Sun,,\n", dry_run=True)
    assert counts(report) == (3, 1, 0, 1, 1)
    assert fragrances(tables) == []
    assert not (tmp_path / "perfumes.csv.refused.csv").exists()


def test_a_preview_shows_columns_and_rows(taxonomy: Taxonomy, tmp_path: Path) -> None:
    path = written(tmp_path, "perfumes.csv", f"{HEADER}{RAIN},Sun,,\n")
    columns, (rain, refused) = preview(path, taxonomy)
    assert columns == {"brand": "brand", "name": "name", "year": "year", "notes": "notes"}
    assert isinstance(rain, Fragrance)
    assert rain.flat == ("petrichor", "rose")
    assert not isinstance(refused, Fragrance)
    assert refused.reason == "it has no house"


def test_an_interrupted_import_goes_on_and_a_second_one_changes_nothing(
    bring: Any, tables: Tables
) -> None:
    rows = "".join(f"Iris,Rain {n},2020,Rose; Note {n}\n" for n in range(4500))

    def strike(point: str) -> None:
        if point == "import.batch" and fragrances(tables):
            raise KeyboardInterrupt

    fault.arm(strike)
    try:
        with pytest.raises(KeyboardInterrupt):
            bring("perfumes.csv", HEADER + rows)
    finally:
        fault.arm(None)
    assert len(fragrances(tables)) == 2000
    assert counts(bring("perfumes.csv", HEADER + rows)) == (4500, 4500, 0, 0, 0)
    assert counts(bring("perfumes.csv", HEADER + rows)) == (4500, 0, 0, 4500, 0)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=400))
def test_any_bytes_are_taken_or_refused(bring: Any, content: bytes) -> None:
    try:
        report = bring("perfumes.any", HEADER.encode() + content)
    except Refused:
        return
    assert report.read == report.added + report.merged + report.unchanged + report.refused


@given(text=st.text(max_size=40))
def test_repair_leaves_good_text_alone(text: str) -> None:
    mended = repaired(text)
    assert repaired(mended.replace("&", "")) == mended.replace("&", "") or mended != text


@pytest.mark.parametrize(
    "text", ["Chloé", "Dior J'adore", "Ça va", "장미", "Ô de Lancôme", "À la Rose"]
)
def test_accents_are_no_mistake(text: str) -> None:
    assert repaired(text) == text


def test_what_came_in_is_searched_at_once(
    bring: Any, stocked: Tables, taxonomy: Taxonomy, lexicon: Lexicon, home: Path
) -> None:
    bring("perfumes.csv", "brand,name,notes\nSage House,Moonlit Shed,Moon Dust; Hay\n" * 2)
    models = FakeModels()
    vectors = Vectors(str(home / "lance"), models.dimensions)
    catalogue = read_catalogue(stocked, vectors, taxonomy, models.embed, models.embedder)
    search = CatalogueSearch(catalogue, lexicon, models.embed, lambda _: ())
    assert search.search("sage house moonlit shed")[0].fragrance.id == "sage-house-moonlit-shed"
    assert "sage-house-moonlit-shed" in {h.fragrance.id for h in search.search("hay", 50)}
    denied = search.search("hay", 10_000, without=["moon dust"])
    assert "sage-house-moonlit-shed" not in {h.fragrance.id for h in denied}
