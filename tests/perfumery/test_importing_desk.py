"""The desk: who may hand in, what an interruption leaves, and what new notes become."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flowery.perfumery.importing import Desk, Upload, drafts, guessed_columns
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.stock import built_in, kept_perfumes, open_catalogue, read_catalogue
from flowery.storage import fault
from flowery.storage.fragrances import FragranceRows
from flowery.storage.imports import Import
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.errors import NotAllowed, NotFound, Refused
from flowery.words.vocabulary import Fragrance, User
from tests.models.fake import FakeModels

ROOT = Path(__file__).parents[2]
HEADER = "brand,name,year,notes\n"


def many(rows: int) -> str:
    """Perfumes with a note that nobody knows; one row in a hundred has no name."""
    good, bad = "Iris,Rain {n},2020,Rose; Moon Dust\n", "Iris,,2020,Rose {n}\n"
    return HEADER + "".join((good if n % 100 else bad).format(n=n) for n in range(rows))


MANY = many(450)


@pytest.fixture
def desk(tables: Tables, taxonomy: Taxonomy, home: Path) -> Iterator[Desk]:
    yield Desk(tables, taxonomy, home)
    fault.arm(None)


def handed_in(desk: Desk, user: User, content: str, name: str = "mine.csv") -> Upload:
    return desk.hand_in(user, name, content.encode())


def columns(content: str) -> dict[str, str]:
    return guessed_columns(content.splitlines()[0].split(","))


def begun(desk: Desk, user: User, content: str) -> Import:
    return desk.begin(user, handed_in(desk, user, content), columns(content))


def whole(tables: Tables) -> list[tuple[object, ...]]:
    """Everything an import wrote, but for the moments."""
    rows: list[tuple[object, ...]] = list(tables.fragrances.rows())
    for noted in tables.imports.list():
        told = [(r.row, r.reason, dict(r.cells)) for r in tables.imports.refusals(noted.id)]
        rows.append((noted.counts, noted.new_notes, noted.rows_done, noted.state, told))
    return rows


def test_a_file_is_kept_privately_brought_in_and_deleted(
    desk: Desk, tables: Tables, basil: User, home: Path
) -> None:
    upload = handed_in(desk, basil, f"{HEADER}Iris,Rain,2020,Rose\n", "../../up\nand away.csv")
    (kept,) = (home / "imports").iterdir()
    assert (kept.name, upload.file_name) == (upload.id, "../../up and away.csv")
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert desk.header(basil, upload) == ("brand", "name", "year", "notes")
    (rain,) = desk.preview(basil, upload, columns(HEADER))
    assert isinstance(rain, Fragrance)
    (dateless,) = desk.preview(basil, upload, {"brand": "brand", "name": "name"})
    assert isinstance(dateless, Fragrance)
    assert (rain.year, dateless.year, dateless.notes) == (2020, None, ())
    assert desk.try_out(basil, upload, columns(HEADER)).added == 1
    assert tables.imports.list() == ()
    desk.begin(basil, upload, columns(HEADER))
    assert desk.run_waiting() == 1
    (noted,) = desk.history()
    assert (noted.state, noted.rows_done, noted.counts["added"]) == ("done", 1, 1)
    assert list((home / "imports").iterdir()) == []


def test_only_an_administrator_may(desk: Desk, basil: User, iris: User) -> None:
    upload = handed_in(desk, basil, f"{HEADER}Iris,Rain,2020,Rose\n")
    noted = begun(desk, basil, f"{HEADER}Iris,Sun,2020,Rose\n")
    acts = [
        lambda: desk.hand_in(iris, "mine.csv", b"brand,name\n"),
        lambda: desk.header(iris, upload),
        lambda: desk.preview(iris, upload, columns(HEADER)),
        lambda: desk.try_out(iris, upload, columns(HEADER)),
        lambda: desk.begin(iris, upload, columns(HEADER)),
        lambda: desk.go_on(iris, noted.id),
        lambda: desk.let_go(iris, noted.id),
        lambda: desk.refused(iris, noted.id),
        lambda: desk.say_note(iris, "moon_dust", "rose"),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_what_is_too_large_or_no_table_is_refused_by_the_name_its_owner_knows(
    desk: Desk, basil: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match=r"^mine\.csv is empty"):
        desk.header(basil, handed_in(desk, basil, "  "))
    monkeypatch.setattr("flowery.perfumery.importing.desk.MEGABYTES", 0)
    with pytest.raises(Refused, match="0 MB"):
        handed_in(desk, basil, "x")
    with pytest.raises(NotFound):
        desk.header(basil, Upload("i_0000", "gone.csv"))
    with pytest.raises(NotFound):
        desk.header(basil, Upload("../flowery", "gone.csv"))


@pytest.mark.parametrize("seam", range(9))
def test_an_import_that_dies_at_any_seam_ends_as_if_it_had_not(
    desk: Desk, tables: Tables, basil: User, seam: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[str] = []

    def strike(point: str) -> None:
        passed.append(point)
        if len(passed) == seam + 1:
            raise KeyboardInterrupt

    monkeypatch.setattr("flowery.perfumery.importing.importer._BATCH", 200)
    noted = begun(desk, basil, MANY)
    fault.arm(strike)
    died = False
    try:
        desk.run_waiting()
    except KeyboardInterrupt:
        died = True
    fault.arm(None)
    assert died is (seam < 9)
    done = tables.imports.get(noted.id).rows_done
    taken = counted_drafts(monkeypatch)
    desk.look_around()
    if tables.imports.get(noted.id).state == "interrupted":
        desk.go_on(basil, noted.id)
    desk.run_waiting()
    assert len(taken) == 450 - done
    once = tables.imports.get(noted.id)
    assert (once.state, once.rows_done) == ("done", 450)
    assert dict(once.counts) == {"read": 450, "added": 445, "refused": 5, "repaired": 0}
    assert once.new_notes == {"moon_dust": 445}
    assert len(list(tables.imports.refusals(noted.id))) == 5
    assert len(kept_perfumes(tables)) == 445


def counted_drafts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every row that is read into a draft from here on."""
    taken: list[object] = []
    draft = drafts.Drafts.draft

    def noting(self: drafts.Drafts, row: dict[str, object]) -> tuple[Fragrance, bool]:
        taken.append(row)
        return draft(self, row)

    monkeypatch.setattr(drafts.Drafts, "draft", noting)
    return taken


def test_an_import_killed_again_and_again_ends_as_one_that_was_not(
    tables: Tables, taxonomy: Taxonomy, home: Path, tmp_path: Path
) -> None:
    table = tmp_path / "many.csv"
    table.write_text(many(4500))
    for seam in (3, 5):
        assert imported_apart(home, table, seam).returncode == -9
    assert imported_apart(home, table).stdout.split() == ["4500", "4455", "0", "0", "45"]
    other = tmp_path / "other"
    other.mkdir()
    assert imported_apart(other, table).returncode == 0
    beside = Tables(type(tables.database)(f"sqlite:///{other / 'flowery.db'}"))
    assert whole(tables) == whole(beside)
    assert len(tables.imports.list()) == 1


def imported_apart(home: Path, table: Path, *seam: int) -> subprocess.CompletedProcess[str]:
    words = [str(home), str(table), *map(str, seam)]
    command = [sys.executable, "-m", "tests.perfumery.importer", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_stopped_import_waits_for_a_word_and_can_be_let_go(
    desk: Desk, tables: Tables, basil: User
) -> None:
    noted = begun(desk, basil, MANY)

    def stop(_rows: int) -> None:
        raise Refused("Flowery was closed meanwhile.")

    with pytest.raises(Refused):
        desk.run_waiting(stop)
    stopped = tables.imports.get(noted.id)
    assert (stopped.state, stopped.reason) == ("interrupted", "Flowery was closed meanwhile.")
    assert desk.run_waiting() == 0
    assert desk.is_kept(noted.id)
    desk.let_go(basil, noted.id)
    assert not desk.is_kept(noted.id)
    with pytest.raises(Refused, match="not interrupted"):
        desk.go_on(basil, noted.id)


def test_the_same_file_handed_in_again_goes_on_where_it_stopped(
    desk: Desk, tables: Tables, basil: User
) -> None:
    noted = begun(desk, basil, MANY)
    tables.imports.change(noted.id, state="interrupted")
    for file in (desk._folder).iterdir():
        file.unlink()
    with pytest.raises(NotFound, match="bring the same file again"):
        desk.go_on(basil, noted.id)
    assert begun(desk, basil, MANY).id == noted.id
    desk.run_waiting()
    assert tables.imports.get(noted.id).state == "done"


def test_files_nobody_waits_for_go_at_a_start(desk: Desk, basil: User, home: Path) -> None:
    handed_in(desk, basil, HEADER)
    noted = begun(desk, basil, f"{HEADER}Iris,Rain,2020,Rose\n")
    for file in (home / "imports").iterdir():
        os.utime(file, (0, 0))
    fresh = handed_in(desk, basil, HEADER)
    desk.look_around()
    assert {path.name for path in (home / "imports").iterdir()} == {noted.id, fresh.id}


def test_refused_rows_are_harmless_to_a_spreadsheet(
    desk: Desk, tables: Tables, basil: User
) -> None:
    noted = begun(desk, basil, f'{HEADER}"=HYPERLINK(1)",Rain,1533,@Rose\n')
    desk.run_waiting()
    told = desk.refused(basil, noted.id).decode("utf-8-sig").splitlines()
    assert told[0] == "row,reason,brand,name,year,notes"
    assert told[1] == "2,its house is a formula,'=HYPERLINK(1),Rain,1533,'@Rose"


def test_a_new_note_becomes_a_known_one_and_back(
    desk: Desk, tables: Tables, taxonomy: Taxonomy, basil: User, home: Path
) -> None:
    begun(desk, basil, f"{HEADER}Iris,Rain,2020,Moon Dust; Rose\n")
    desk.run_waiting()
    vectors = Vectors(str(home / "lance"), FakeModels().dimensions)

    def smells() -> tuple[str, ...]:
        known = taxonomy.knowing(tables.imports.note_aliases())
        models = FakeModels()
        read = read_catalogue(tables, vectors, known, models.embed, models.embedder)
        return read.get("iris-rain").notes

    assert smells() == ("moon_dust", "rose")
    with pytest.raises(NotFound):
        desk.say_note(basil, "moon_dust", "no_such_note")
    with pytest.raises(Refused, match="known note"):
        desk.say_note(basil, "rose", "petrichor")
    stamp = tables.imports.stamp()
    desk.say_note(basil, "moon_dust", "petrichor")
    assert tables.imports.stamp() != stamp
    assert smells() == ("petrichor", "rose")
    begun(desk, basil, f"{HEADER}Iris,Sun,2021,moon dust\n")
    desk.run_waiting()
    assert [k.fragrance.flat for k in kept_perfumes(tables)] == [
        ("moon_dust", "rose"),
        ("moon_dust",),
    ]  # rows keep what was told
    desk.say_note(basil, "moon_dust", "")
    assert smells() == ("moon_dust", "rose")


def test_a_built_in_perfume_that_is_no_more_goes_unless_it_is_held_or_told_of(
    tables: Tables, taxonomy: Taxonomy, home: Path, iris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = FakeModels()
    vectors = Vectors(str(home / "lance"), models.dimensions)
    open_catalogue(tables, vectors, taxonomy, models.embed, models.embedder)
    some = built_in(taxonomy)
    empty = next(f for f in some if not f.perfumers and f.notes)
    gone, held = [f for f in some if f.perfumers][:2]
    tables.of(iris.id).tastes.react(held.id, "like")
    table = home / "more.csv"
    table.write_text(f'brand,name,perfumer\n"{empty.brand}","{empty.name}",Iris Sage\n')
    Desk(tables, taxonomy, home).bring(table, {})
    left = tuple(f for f in some if f not in (gone, held, empty))
    monkeypatch.setattr("flowery.perfumery.stock.built_in", lambda _: left)
    tables.set_state("catalogue.built_in", "an older edition")
    now = open_catalogue(tables, vectors, taxonomy, models.embed, models.embedder)
    assert gone.id not in now
    assert held.id in now
    assert now.get(empty.id).perfumers == ("Iris Sage",)
    assert FragranceRows(tables.database).held() == {held.id}


def test_no_built_in_perfume_names_a_note_twice_in_a_layer(taxonomy: Taxonomy) -> None:
    layers = ("top", "heart", "base", "flat")
    assert [
        (f.id, layer)
        for f in built_in(taxonomy)
        for layer in layers
        if len(set(getattr(f, layer))) < len(getattr(f, layer))
    ] == []
