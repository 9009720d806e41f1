"""A large table brought into a new home: how long until its perfumes are found and until every
vector is there, how much memory that takes, and that a second time changes nothing.
"""

from __future__ import annotations

import json
import resource
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks.homes import PERFUMES, Homes, made_up
from benchmarks.table import Row, at_most
from flowery.perfumery.notes import load_taxonomy
from flowery.wiring import open_flowery, reread
from flowery.words.settings import Settings


def rows(homes: Homes) -> Iterator[Row]:
    """Seconds, megabytes, and what the second time did."""
    table = _table(homes)
    flowery = open_flowery(Settings(home=homes.empty()))
    begun = time.monotonic()
    report = flowery.desk.bring(table, {})
    at_once = reread(flowery, at_once=True)
    at_once.search.search("smoke and roses")
    found = time.monotonic() - begun
    whole = reread(at_once)
    took = time.monotonic() - begun
    yield at_most(f"import of {report.read:,} rows, with vectors", took, 240, "s")
    yield Row("... until its perfumes are found", f"{found:,.1f} s")
    whole.search.search("smoke and roses")
    yield at_most("... most memory at once", _peak_megabytes(), 1200, "MB")
    again = whole.desk.bring(table, {})
    changed = again.added + again.merged
    yield at_most("... changed when brought in twice", changed, 0, "perfumes")
    whole.close()


def _table(homes: Homes) -> Path:
    """A copy, since what is refused is written beside it; or a table of made-up perfumes."""
    if homes.catalogue:
        return Path(shutil.copy(homes.catalogue, homes.folder))
    path = homes.folder / "made-up.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for perfume in made_up(load_taxonomy(), PERFUMES):
            file.write(json.dumps(asdict(perfume)) + "\n")
    return path


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
