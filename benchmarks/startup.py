"""How long until a page is served: a first start with the built-in catalogue, and a warm one with
the large home.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from benchmarks.homes import Homes
from benchmarks.server import running
from benchmarks.table import Row, at_most

WARM_STARTS = 3


def rows(homes: Homes) -> Iterator[Row]:
    """Seconds from the command to the last word of the first page."""
    with running(homes.empty()) as server:
        yield at_most("first start with the built-in catalogue", server.serve_page(), 20, "s")
    large = homes.large().folder
    took = []
    for _ in range(WARM_STARTS):
        with running(large) as server:
            took.append(server.serve_page())
    yield at_most("warm start to a served page, median", statistics.median(took), 5, "s")
