"""The import itself: rows to drafts, drafts to perfumes that are new, known better or known
already; written in batches, so that an interrupted import goes on where it stopped.

A file that cannot be read to its end is refused before anything is written. The caller holds the
writer lock, and reads the catalogue anew afterwards.
"""

from __future__ import annotations

import csv
import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flowery.perfumery.importing.columns import checked, guessed_columns
from flowery.perfumery.importing.drafts import Drafts
from flowery.perfumery.importing.identity import Identities
from flowery.perfumery.importing.rows import Row, rows_of
from flowery.perfumery.merging import FIRST_TOLD, Kept, merged
from flowery.perfumery.naming import load_houses
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.stock import BUILT_IN, kept_perfumes, perfume_row
from flowery.storage import fault
from flowery.storage.tables import Tables
from flowery.words.errors import Refused, StorageFailed
from flowery.words.vocabulary import Fragrance

_BATCH = 2000  # perfumes a transaction; one is lost at most when the power goes
_HEADER_ROWS = 50  # objects may leave fields out: columns are gathered from the first few
_TOLD = 50  # new notes and refusals that the report itself names
_FORMULA = ("=", "+", "-", "@", "\t")

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, and why."""

    row: int
    reason: str
    cells: Mapping[str, Any]


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


@dataclass(slots=True)
class _Counts:
    read: int = 0
    added: int = 0
    merged: int = 0
    unchanged: int = 0
    repaired: int = 0
    refusals: list[Refusal] = field(default_factory=list)


def import_file(
    path: Path,
    tables: Tables,
    taxonomy: Taxonomy,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the perfumes of a file into the catalogue. Raises Refused, StorageFailed.

    `mapping` corrects which column is which field; a dry run counts and writes nothing. Refused
    rows go to FILE.refused.csv beside the file.
    """
    begun = time.monotonic()
    columns = _columns(path, mapping)
    drafts = Drafts(taxonomy, columns)
    rows = sum(1 for _ in rows_of(path))  # to its end before anything is written
    run = _Run(tables, drafts, origin=f"import:{path.name}"[:200], dry_run=dry_run)
    for done, row in enumerate(rows_of(path), start=1):
        run.take(row)
        if progress is not None and (done % 500 == 0 or done == rows):
            progress(done)
    run.write()
    counts = run.counts
    if counts.refusals and not dry_run:
        _write_refusals(path, counts.refusals, list(columns))
    return ImportReport(
        read=counts.read,
        added=counts.added,
        merged=counts.merged,
        unchanged=counts.unchanged,
        refused=len(counts.refusals),
        repaired=counts.repaired,
        seconds=round(time.monotonic() - begun, 3),
        columns=columns,
        new_notes=tuple(drafts.unknown.most_common(_TOLD)),
        refusals=tuple(counts.refusals[:_TOLD]),
    )


def preview(
    path: Path, taxonomy: Taxonomy, mapping: Mapping[str, str] | None = None, rows: int = 20
) -> tuple[Mapping[str, str], tuple[Fragrance | Refusal, ...]]:
    """How the columns are understood and what the first rows become. Raises Refused."""
    columns = _columns(path, mapping)
    drafts = Drafts(taxonomy, columns)
    found: list[Fragrance | Refusal] = []
    for row in itertools.islice(rows_of(path), rows):
        try:
            found.append(_draft(drafts, row)[0])
        except ValueError as error:
            found.append(Refusal(row.number, str(error), row.cells))
    return columns, tuple(found)


class _Run:
    """One import: what is known, what waits to be written, what was counted."""

    def __init__(self, tables: Tables, drafts: Drafts, origin: str, dry_run: bool) -> None:
        self._tables, self._drafts = tables, drafts
        self._origin, self._dry_run = origin, dry_run
        kept = kept_perfumes(tables)
        self._provenance = {k.fragrance.id: dict(k.provenance) for k in kept if k.provenance}
        self._identities = Identities(load_houses(), (k.fragrance for k in kept))
        self._waiting: set[str] = set()
        self.counts = _Counts()

    def take(self, row: Row) -> None:
        """Count a row, and let what is new of it wait to be written."""
        self.counts.read += 1
        try:
            draft, repaired = _draft(self._drafts, row)
        except ValueError as error:
            self.counts.refusals.append(Refusal(row.number, str(error), row.cells))
            return
        self.counts.repaired += repaired or row.repaired
        known = self._identities.match(draft)
        if known is None:
            self._add(draft)
        else:
            self._merge(known, draft)
        if len(self._waiting) >= _BATCH:
            self.write()

    def write(self) -> None:
        """Write what waits, all or nothing of it."""
        if self._waiting and not self._dry_run:
            fault.point("import.batch")
            self._tables.replace_fragrances([self._row(i) for i in sorted(self._waiting)])
        self._waiting.clear()

    def _add(self, draft: Fragrance) -> None:
        fragrance = _with_id(draft, self._identities.new_id(draft))
        self._identities.add(fragrance)
        self._provenance[fragrance.id] = {FIRST_TOLD: self._origin}
        self._waiting.add(fragrance.id)
        self.counts.added += 1

    def _merge(self, known: Fragrance, draft: Fragrance) -> None:
        before = Kept(known, self._provenance.get(known.id, {}))
        after = merged(before, draft, self._origin)
        if after is before:
            self.counts.unchanged += 1
            return
        self._identities.add(after.fragrance)
        self._provenance[known.id] = dict(after.provenance)
        self._waiting.add(known.id)
        self.counts.merged += 1

    def _row(self, fragrance_id: str) -> dict[str, Any]:
        provenance = self._provenance.get(fragrance_id, {})
        origin = provenance.get(FIRST_TOLD, BUILT_IN)
        return perfume_row(Kept(self._identities.get(fragrance_id), provenance), origin)


def _columns(path: Path, mapping: Mapping[str, str] | None) -> dict[str, str]:
    header: dict[str, None] = {}
    for row in itertools.islice(rows_of(path), _HEADER_ROWS):
        header |= dict.fromkeys(map(str, row.cells))
    if not header:
        raise Refused(f"{path.name} has no rows.")
    columns = guessed_columns(header, mapping)
    checked(columns, path.name)
    return columns


def _draft(drafts: Drafts, row: Row) -> tuple[Fragrance, bool]:
    if row.flaw:
        raise ValueError(row.flaw)
    return drafts.draft(row.cells)


def _with_id(draft: Fragrance, fragrance_id: str) -> Fragrance:
    facts = {name: getattr(draft, name) for name in Fragrance.__slots__}
    return Fragrance(**facts | {"id": fragrance_id})


def _write_refusals(path: Path, refusals: list[Refusal], columns: list[str]) -> None:
    """FILE.refused.csv: row, reason, and the cells, made harmless for a spreadsheet."""
    beside = path.with_name(f"{path.name}.refused.csv")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["row", "reason", *columns])
            for refusal in refusals:
                cells = (_harmless(refusal.cells.get(column)) for column in columns)
                writer.writerow([refusal.row, refusal.reason, *cells])
    except OSError as error:
        raise StorageFailed(
            f"The import is done, but {beside.name} could not be written ({error.strerror})."
        ) from error


def _harmless(cell: Any) -> str:
    said = "" if cell is None else str(cell)[:200]
    return f"'{said}" if said.startswith(_FORMULA) else said
