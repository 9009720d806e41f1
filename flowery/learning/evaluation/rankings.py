"""Two rankings beside each other without showing either to anybody: each says what it thinks of the
perfumes that people tried, everything but that perfume known, and the difference is drawn in pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flowery.learning.evaluation.findings import Findings, Row
from flowery.learning.evaluation.methods import Matrix, Ranking
from flowery.learning.evaluation.own import LEFT_OUT, Progress, counted, rows_of
from flowery.learning.evaluation.resampling import difference
from flowery.learning.evaluation.tried import Opinion

AHEAD = "difference"


def measured_rankings(
    opinions: Sequence[Opinion],
    one: Ranking,
    other: Ranking,
    vectors: Matrix,
    progress: Progress = lambda _done: None,
) -> Findings:
    """Both rankings, each opinion left out in turn, and by how much the first is ahead."""
    found = counted(opinions)
    if found.too_little:
        return found
    rows = rows_of(opinions, (one, other), LEFT_OUT, vectors, progress)
    return replace(found, rows=(*rows, ahead(rows[0], rows[1])))


def ahead(one: Row, other: Row) -> Row:
    """By how much one row is above the other in every metric that can be paired."""
    apart = {
        name: found
        for name, sums in one.sums.items()
        if name in other.sums and (found := difference(sums, other.sums[name]))
    }
    return Row(AHEAD, apart)
