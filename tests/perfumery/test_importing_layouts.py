"""The layouts in which tables circulate, with perfumes of our own invention, and tables that are
bombs: small to send, huge to unpack.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flowery.perfumery.importing import Desk, ImportReport, rows_of
from flowery.perfumery.importing.retail import price_band, sold_as
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.stock import kept_perfumes
from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import Fragrance

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bring(tables: Tables, taxonomy: Taxonomy, home: Path, tmp_path: Path) -> Any:
    desk = Desk(tables, taxonomy, home)

    def bring(content: str | bytes, mapping: Any = None) -> ImportReport:
        path = tmp_path / "table.any"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return desk.bring(path, mapping or {})

    return bring


def fragrances(tables: Tables) -> dict[str, Fragrance]:
    return {k.fragrance.name: k.fragrance for k in kept_perfumes(tables)}


def test_slugs_with_semicolons_in_latin_1(bring: Any, tables: Tables) -> None:
    table = (
        "url;Perfume;Brand;Country;Gender;Rating Value;Rating Count;Year;Top;Middle;Base;"
        "Perfumer1;Perfumer2;mainaccord1;mainaccord2;mainaccord3\n"
        "https://x.example/perfume/Été-Sage/Pétale-1.html;pétale-de-pluie;été-sage;France;women;"
        "4,21;1203;2019;bergamot, mint;rose;white musk;iris sage;basil thyme;floral;fresh;musky\n"
        "https://x.example/perfume/iris-house/night-2.html;night;iris-house;Korea;men;3,9;12;"
        "2001;lemon;cedar;leather;unknown;;woody;;\n"
    )
    bring(table.encode("latin-1"))
    found = fragrances(tables)
    petal = next(f for f in found.values() if f.year == 2019)
    assert petal.perfumers == ("iris sage", "basil thyme")
    assert (petal.top, petal.heart, petal.base) == (
        ("bergamot", "mint"),
        ("rose",),
        ("white_musk",),
    )
    assert list(petal.accords) == ["floral", "fresh", "musky"]
    assert (found["Night"].brand, found["Night"].perfumers) == ("Iris House", ())


def test_names_that_end_in_for_whom_with_lists_as_text(bring: Any, tables: Tables) -> None:
    told = "Wet Slate by Iris House is a scent. Top notes are Bergamot and Mint; middle notes are "
    told += "Rose, Iris and Petrichor; base note is Vetiver. It was launched in 2019."
    rows = [
        ["Wet Slate Iris House for women and men", "['woody', 'green']", "['Iris Sage']", told],
        ["Paper Rain Iris House for men", "[]", "[]", "Nothing is known."],
        ["Sun Iris House for women", "['citrus']", "['A', 'B']", "Top note is Lemon."],
    ]
    address = "https://x.example/perfume/Iris-House/It-1.html"
    header = "Name,Main Accords,Perfumers,Description,url\n"
    lines = ("".join(f'"{cell}",' for cell in row) + address for row in rows)
    bring(header + "\n".join(lines) + "\n")
    found = fragrances(tables)
    assert set(found) == {"Wet Slate", "Paper Rain", "Sun"}
    slate = found["Wet Slate"]
    assert (slate.brand, slate.perfumers, list(slate.accords)) == (
        "Iris House",
        ("Iris Sage",),
        ["woody", "green"],
    )
    assert slate.top == ("bergamot", "mint")
    assert slate.heart == ("rose", "iris", "petrichor")
    assert slate.base == ("vetiver",)
    assert found["Paper Rain"].notes == ()


def test_one_name_that_ends_in_for_men_keeps_it(bring: Any, tables: Tables) -> None:
    bring("brand,name\nIris House,Rain for Men\nIris House,Sun\nIris House,Snow\n")
    assert "Rain for Men" in fragrances(tables)


def test_a_table_of_the_other_great_site(bring: Any, tables: Tables) -> None:
    bring(
        "Name,Brand,Release_Year,Concentration,Rating_Value,Main_Accords,Top_Notes,Middle_Notes,"
        "Base_Notes,Perfumers,URL\n"
        'Paper Rain,Iris House,2021.0,Extrait de Parfum,8.1,"Green, Woody","Bergamot, Mint",'
        'Rose,"Vetiver, Musk","Iris Sage, Basil Thyme",https://x.example\n'
        "Rain,Iris House,NA,Eau de Toilette,NA,NA,NA,NA,NA,NA,NA\n"
    )
    paper, rain = (fragrances(tables)[name] for name in ("Paper Rain", "Rain"))
    assert (paper.year, paper.concentration) == (2021, "extrait de parfum")
    assert paper.perfumers == ("Iris Sage", "Basil Thyme")
    assert (rain.year, rain.notes, rain.perfumers) == (None, (), ())


def test_a_shop_sells_bottles_and_tells_the_price_band(bring: Any, tables: Tables) -> None:
    report = bring(
        "Brand,Title,Notes,Price,Size\n"
        'Iris House,Wet Slate Eau De Parfum Spray 100 ml,"Bergamot, Mint, Rose",€95.00,100 ml\n'
        'Iris House,Wet Slate Eau De Parfum Spray 30 ml,"Bergamot, Mint, Rose",€45.00,30 ml\n'
        "Iris House,Paper Rain EDT Natural Spray,Rose,$120.00,3.4 oz\n"
        "Iris House,Snow 50ml,Mint,€150,\n"
    )
    assert (report.added, report.unchanged) == (3, 1)
    found = fragrances(tables)
    assert set(found) == {"Wet Slate Eau De Parfum", "Paper Rain EDT", "Snow"}
    slate, rain = found["Wet Slate Eau De Parfum"], found["Paper Rain EDT"]
    assert (slate.concentration, slate.price_band) == ("eau de parfum", 3)
    assert (rain.concentration, rain.price_band) == ("eau de toilette", None)
    assert found["Snow"].price_band == 4


PRICES = [
    ("39,90 €", "50 ml", False, 1),
    ("200", "100 ml", True, 5),
    ("199.99 EUR", "3.4 fl oz", False, 4),
    ("95", "100 ml", False, None),
    ("$95", "100 ml", True, None),
    ("€95", "", False, None),
    ("€95", "10 ml", False, None),
    ("€1,299.00", "100 ml", False, None),
]


@pytest.mark.parametrize(("price", "size", "is_euro", "band"), PRICES)
def test_a_price_band_is_known_or_left_open(
    price: str, size: str, is_euro: bool, band: int | None
) -> None:
    assert price_band(price, size, is_euro) == band


@pytest.mark.parametrize("name", ["Rain", "4711", "Ocean Spray", "1881", "L'Eau 100", "100 ml"])
def test_a_name_that_is_no_title_of_a_product_stays(name: str) -> None:
    assert sold_as(name)[0] == name


def test_a_collection_finds_its_perfumes(bring: Any, stocked: Tables) -> None:
    report = bring(
        "brand,name,rating,status\nGuerlain,Shalimar,5,owned\nguerlain,Mitsouko EDP,4,wished\n"
        "Christian Dior,Jadore,3,tried\n"
    )
    assert (report.read, report.added) == (3, 0)


def test_bottlings_of_one_name_are_different_perfumes(bring: Any, stocked: Tables) -> None:
    before = len(kept_perfumes(stocked))
    known = "Narciso Rodriguez,For Her,EDT\nNarciso Rodriguez,For Her,EDP\n"
    assert bring(f"brand,name,concentration\n{known}").unchanged == 2
    other = "Narciso Rodriguez,For Her,Extrait de Parfum\n"
    assert bring(f"brand,name,concentration\n{other}").added == 1
    assert bring(f"brand,name,concentration\n{known}{other}").unchanged == 3
    assert len(kept_perfumes(stocked)) == before + 1


def test_yes_and_no_and_words_of_use(bring: Any, tables: Tables) -> None:
    bring(
        "brand,name,discontinued,season,occasion,price band\n"
        'Iris,Rain,yes,"Fall, winter","Work; sauna",2\nIris,Sun,no,summer,,9\n'
    )
    rain, sun = (fragrances(tables)[name] for name in ("Rain", "Sun"))
    assert (rain.discontinued, rain.price_band) == (True, 2)
    assert (rain.seasons, rain.occasions) == (("autumn", "winter"), ("office",))
    assert (sun.discontinued, sun.price_band) == (False, None)


def repeated(folder: Path, in_lists: bool) -> Path:
    """A Parquet of two kilobytes with 100,000 values of two million characters."""
    many = pa.array([0] * 100_000, pa.int32())
    values = pa.DictionaryArray.from_arrays(many, pa.array(["x" * 2_000_000]))
    if in_lists:
        values = pa.ListArray.from_arrays(pa.array(range(100_001), pa.int32()), values)
    path = folder / "bomb.parquet"
    names = pa.array(["Rain"] * 100_000)
    pq.write_table(pa.table({"brand": names, "name": values}), path, compression="zstd")
    return path


def long_row(folder: Path) -> Path:
    """A row of 40 MB in lines that each leave a quote open."""
    path = folder / "bomb.csv"
    with path.open("w") as file:
        file.write("brand,name\nIris,Rain\n")
        for _ in range(400):
            file.write(('"' + "x" * 49_990 + '\n",') * 2)
    return path


def deep_lines(folder: Path) -> Path:
    """A JSON of many lines, the last of which is nested a hundred thousand times."""
    path = folder / "bomb.json"
    good = json.dumps({"brand": "Iris", "name": "Rain"}) + "\n"
    path.write_text(good * 1_000 + '{"brand": ' + "[" * 100_000 + "]" * 100_000 + "}")
    return path


def inflated(folder: Path) -> Path:
    """A workbook whose sheet unpacks to 450 MB."""
    path = folder / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet,
    ):
        sheet.write(b"<worksheet><sheetData>")
        for _ in range(450):
            sheet.write(b" " * 1_000_000)
    return path


def many_rows(folder: Path) -> Path:
    """Very many rows in very few kilobytes."""
    path = folder / "bomb.parquet"
    names = pa.array(["Rain"] * 300_000)
    pq.write_table(pa.table({"brand": names, "name": names}), path, compression="zstd")
    return path


BOMBS = {
    "repeated": (lambda folder: repeated(folder, in_lists=False), "too large to be perfumes"),
    "repeated in lists": (lambda folder: repeated(folder, in_lists=True), "too large"),
    "deep": (deep_lines, "Row 1001 of bomb.json is nested too deeply"),
    "inflated": (inflated, "unpacks to more than 400 MB"),
    "many rows": (many_rows, "more than a million rows"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_with_a_sentence_and_without_memory(
    tmp_path: Path, bomb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flowery.perfumery.importing.rows._MOST_ROWS", 20_000)  # seconds
    make, said = BOMBS[bomb]
    path = make(tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused, match=said):
        for _ in rows_of(path):
            pass
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # kilobytes


def test_a_row_that_never_ends_takes_no_memory(tmp_path: Path) -> None:
    counted = (
        "import resource, sys; from pathlib import Path\n"
        "from flowery.perfumery.importing.rows import rows_of\n"
        "start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "flaws = sum(bool(row.flaw) for row in rows_of(Path(sys.argv[1])))\n"
        "end = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(flaws > 0, end - start < 30_000)\n"
    )
    path = long_row(tmp_path)
    command = [sys.executable, "-c", counted, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_a_table_cut_with_the_wrong_delimiter_is_refused_by_line(
    bring: Any, tables: Tables
) -> None:
    table = "brand;name;notes\nIris;Rain;Rose\n" + "Iris,Sun,Mint\n" + "Iris;Snow;Mint\n"
    report = bring(table)
    assert (report.added, [r.row for r in report.refusals]) == (2, [3])


def test_ids_given_twice_and_rows_given_twice_are_one_perfume(bring: Any, tables: Tables) -> None:
    report = bring("id,brand,name,year\n7,Iris,Rain,2020\n7,Iris,Rain,2020\n7,Iris,Sun,2020\n")
    assert (report.added, report.unchanged) == (2, 1)
    assert sorted(f.id for f in fragrances(tables).values()) == ["iris-rain", "iris-sun"]


def test_a_parquet_cut_in_its_middle_changes_nothing(
    bring: Any, tables: Tables, tmp_path: Path
) -> None:
    rows = {"brand": ["Iris"] * 5_000, "name": [f"Rain {n}" for n in range(5_000)]}
    pq.write_table(pa.table(rows), tmp_path / "whole.parquet", row_group_size=500)
    whole = (tmp_path / "whole.parquet").read_bytes()
    broken = bytearray(whole)
    middle = len(whole) // 2
    broken[middle : middle + 2_000] = bytes(2_000)
    for content in (whole[: len(whole) // 2], bytes(broken)):
        with pytest.raises(Refused, match="not a whole Parquet"):
            bring(content)
        assert kept_perfumes(tables) == []
