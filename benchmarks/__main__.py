"""Runs the benchmarks and prints one table: `make bench [CATALOGUE=table.parquet]`, or some of them
by name: `make bench ARGUMENTS="settle rerun"`.

Exit status 1 when something was not met or could not be measured; a benchmark that fails is a row
that says so, never a row that is missing.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the server and the command line do

from benchmarks.apart import measured_apart
from benchmarks.table import printed

NAMES = (
    *("ask", "settle", "startup", "memory", "rerun", "extraction"),
    *("graph", "importing", "search", "retrieval", "similarity", "learner", "endpoint", "tuning"),
    *("teaching", "verdicts", "moving"),
)


def main(wanted: Sequence[str]) -> int:
    """Measure what is wanted (all by default) and print it."""
    unknown = set(wanted) - set(NAMES)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}.")
        return 2
    catalogue = os.environ.get("CATALOGUE") or None
    with tempfile.TemporaryDirectory(prefix="flowery-bench-") as made:
        folder = Path(made)
        rows = [row for one in wanted or NAMES for row in measured_apart(one, folder, catalogue)]
    print(printed(rows))
    return 0 if all(row.is_met is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
