"""How long a page takes to run again, for every page a person has, in a home of usual size."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from benchmarks.browser import PAGES, checked, on_page, signed_in
from benchmarks.homes import Homes
from benchmarks.table import Row, at_most

RERUNS = 9


def rows(homes: Homes) -> Iterator[Row]:
    """The median over all pages, and each page's own."""
    app = signed_in(homes.usual())
    took: dict[str, list[float]] = {}
    for name in PAGES:
        on_page(app, name)
        took[name] = [rerun(app) for _ in range(RERUNS)]
    everything = [milliseconds for page in took.values() for milliseconds in page]
    yield at_most("a page rerun, median of all pages", statistics.median(everything), 150, "ms")
    for name, page in took.items():
        yield Row(f"... {name}", f"{statistics.median(page):.3g} ms")


def rerun(app: object) -> float:
    """The milliseconds that a page takes to run once more."""
    began = time.perf_counter()
    checked(app.run())  # type: ignore[attr-defined]
    return (time.perf_counter() - began) * 1000
