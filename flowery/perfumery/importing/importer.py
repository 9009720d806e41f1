"""The import itself: rows to drafts, drafts to perfumes that are new, known better or known
already; written in batches, each with the place where it ends, so that an interrupted import goes
on exactly there.

A file that cannot be read to its end is refused before anything is written. Two imports wait for
each other, and whoever opened the catalogue reads it anew afterwards.
"""

from __future__ import annotations

import hashlib
import itertools
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flowery.perfumery.importing.columns import checked, guessed_columns
from flowery.perfumery.importing.drafts import Drafts, is_gendered
from flowery.perfumery.importing.identity import Identities
from flowery.perfumery.importing.rows import Row, rows_of
from flowery.perfumery.merging import FIRST_TOLD, Kept, merged
from flowery.perfumery.naming import load_houses
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.stock import BUILT_IN, kept_perfumes, perfume_row
from flowery.storage import fault
from flowery.storage.imports import Cursor, Import, Refusal
from flowery.storage.personal.bound import now
from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import Fragrance

COUNTED = ("read", "added", "merged", "unchanged", "refused", "repaired")
_BATCH = 2000  # rows a transaction; so many are read again at most when the power goes
_HEADER_ROWS = 50  # objects may leave fields out: columns are gathered from the first few
_TOLD = 50  # new notes and refusals that the report itself names
_CELLS, _CELL = 60, 200  # cells of a refused row that are kept, and characters of each
_BLOCK = 1 << 20

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row: `read` = added + merged + unchanged + refused."""

    read: int
    added: int
    merged: int
    unchanged: int
    refused: int
    repaired: int
    seconds: float
    columns: Mapping[str, str]
    new_notes: tuple[tuple[str, int], ...]
    refusals: tuple[Refusal, ...]
    import_id: str = ""


def import_file(
    path: Path,
    tables: Tables,
    taxonomy: Taxonomy,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the perfumes of a file into the catalogue. Raises Refused, StorageFailed.

    `mapping` corrects which column is which field; a dry run counts and writes nothing. The same
    file goes on where it was interrupted, if it was.
    """
    columns = columns_of(path, mapping)
    if dry_run:
        return bring(path, tables, taxonomy, columns, None, progress)
    digest = digest_of(path)
    noted = tables.imports.unfinished(digest, columns)
    noted = noted or tables.imports.add(path.name[:200], digest, columns)
    return bring(path, tables, taxonomy, columns, noted, progress)


def bring(
    path: Path,
    tables: Tables,
    taxonomy: Taxonomy,
    columns: Mapping[str, str],
    noted: Import | None,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring in the rest of a file whose import is noted; None for a dry run."""
    begun = time.monotonic()
    drafts = drafts_of(path, taxonomy, columns)
    rows = _counted(path, tables, noted)
    run = _Run(tables, drafts, noted)
    done = noted.rows_done if noted else 0
    for row in itertools.islice(rows_of(path), done, None):
        run.take(row)
        done += 1
        if done % _BATCH == 0 or done == rows:
            run.write(done)
        if progress is not None and (done % 500 == 0 or done == rows):
            progress(done)
    report = run.report(round(time.monotonic() - begun, 3))
    if noted:
        fault.point("import.end")
        tables.imports.change(noted.id, state="done", ended_at=now(), reason="")
    return report


def columns_of(path: Path, mapping: Mapping[str, str] | None = None) -> dict[str, str]:
    """Column -> field of a file. Raises Refused."""
    columns = guessed_columns(header_of(path), mapping)
    checked(columns, path.name)
    return columns


def header_of(path: Path) -> tuple[str, ...]:
    """The columns of a file. Raises Refused."""
    header: dict[str, None] = {}
    for row in itertools.islice(rows_of(path), _HEADER_ROWS):
        header |= dict.fromkeys(map(str, row.cells))
    if not header:
        raise Refused(f"{path.name} has no rows.")
    return tuple(header)


def drafts_of(path: Path, taxonomy: Taxonomy, columns: Mapping[str, str]) -> Drafts:
    """What makes perfumes of the rows of a file, by its own habits. Raises Refused."""
    named = [column for column, field in columns.items() if field == "name"]
    first = itertools.islice(rows_of(path), _HEADER_ROWS)
    names = [row.cells.get(column) for row in first for column in named]
    return Drafts(taxonomy, columns, is_gendered(names))


def digest_of(path: Path) -> str:
    """The sha256 of a file, by which an interrupted import knows it again. Raises Refused."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def preview(
    path: Path, taxonomy: Taxonomy, mapping: Mapping[str, str] | None = None, rows: int = 20
) -> tuple[Mapping[str, str], tuple[Fragrance | Refusal, ...]]:
    """How the columns are understood and what the first rows become. Raises Refused."""
    columns = columns_of(path, mapping)
    return columns, first_rows(path, taxonomy, columns, rows)


def first_rows(
    path: Path, taxonomy: Taxonomy, columns: Mapping[str, str], rows: int = 20
) -> tuple[Fragrance | Refusal, ...]:
    """What the first rows become with just these columns (column -> field). Raises Refused."""
    drafts = drafts_of(path, taxonomy, columns)
    found: list[Fragrance | Refusal] = []
    for row in itertools.islice(rows_of(path), rows):
        try:
            found.append(_draft(drafts, row)[0])
        except ValueError as error:
            found.append(Refusal(row.number, str(error), _shortened(row.cells)))
    return tuple(found)


class _Run:
    """One import: what is known, what waits to be written, what was counted before and now."""

    def __init__(self, tables: Tables, drafts: Drafts, noted: Import | None) -> None:
        self._tables, self._drafts, self._noted = tables, drafts, noted
        self._origin = f"import:{noted.file_name}"[:200] if noted else ""
        kept = kept_perfumes(tables)
        self._provenance = {k.fragrance.id: dict(k.provenance) for k in kept if k.provenance}
        self._identities = Identities(load_houses(), (k.fragrance for k in kept))
        self._waiting: set[str] = set()
        self._refused: list[Refusal] = []
        self._told = list(tables.imports.refusals(noted.id, _TOLD)) if noted else []
        self._counts = Counter(noted.counts if noted else {})
        drafts.unknown.update(noted.new_notes if noted else {})

    def take(self, row: Row) -> None:
        """Count a row, and let what is new of it wait to be written."""
        self._counts["read"] += 1
        try:
            draft, repaired = _draft(self._drafts, row)
        except ValueError as error:
            self._refuse(Refusal(row.number, str(error), _shortened(row.cells)))
            return
        self._counts["repaired"] += repaired or row.repaired
        known = self._identities.match(draft)
        if known is None:
            self._add(draft)
        else:
            self._merge(known, draft)

    def write(self, rows_done: int) -> None:
        """Write what waits and how far that is, all or nothing of it."""
        if self._noted:
            fault.point("import.batch")
            perfumes = [self._row(i) for i in sorted(self._waiting)]
            counts, unknown = dict(self._counts), dict(self._drafts.unknown)
            cursor = Cursor(self._noted.id, rows_done, counts, unknown, self._refused)
            self._tables.imports.write_batch(perfumes, cursor)
        self._waiting.clear()
        self._refused = []

    def report(self, seconds: float) -> ImportReport:
        """What became of every row."""
        return ImportReport(
            **{name: self._counts[name] for name in COUNTED},
            seconds=seconds,
            columns=self._drafts.columns,
            new_notes=tuple(self._drafts.unknown.most_common(_TOLD)),
            refusals=tuple(self._told),
            import_id=self._noted.id if self._noted else "",
        )

    def _refuse(self, refusal: Refusal) -> None:
        self._counts["refused"] += 1
        self._refused += [refusal] if self._noted else []
        self._told += [refusal] if len(self._told) < _TOLD else []

    def _add(self, draft: Fragrance) -> None:
        fragrance = replace(draft, id=self._identities.new_id(draft))
        self._identities.add(fragrance)
        self._provenance[fragrance.id] = {FIRST_TOLD: self._origin}
        self._waiting.add(fragrance.id)
        self._counts["added"] += 1

    def _merge(self, known: Fragrance, draft: Fragrance) -> None:
        before = Kept(known, self._provenance.get(known.id, {}))
        after = merged(before, draft, self._origin)
        if after is before:
            self._counts["unchanged"] += 1
            return
        self._identities.add(after.fragrance)
        self._provenance[known.id] = dict(after.provenance)
        self._waiting.add(known.id)
        self._counts["merged"] += 1

    def _row(self, fragrance_id: str) -> dict[str, Any]:
        provenance = self._provenance.get(fragrance_id, {})
        origin = provenance.get(FIRST_TOLD, BUILT_IN)
        return perfume_row(Kept(self._identities.get(fragrance_id), provenance), origin)


def _counted(path: Path, tables: Tables, noted: Import | None) -> int:
    """How many rows a file has, read to its end before anything is written."""
    rows = noted.rows if noted else 0
    rows = rows or sum(1 for _ in rows_of(path))
    if noted:
        tables.imports.change(noted.id, state="running", rows=rows, ended_at=None, reason="")
    return rows


def _draft(drafts: Drafts, row: Row) -> tuple[Fragrance, bool]:
    if row.flaw:
        raise ValueError(row.flaw)
    return drafts.draft(row.cells)


def _shortened(cells: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a refused row as they are kept: enough of them to know it again."""
    some = itertools.islice(cells.items(), _CELLS)
    return {str(k)[:_CELL]: "" if v is None else str(v)[:_CELL] for k, v in some}
