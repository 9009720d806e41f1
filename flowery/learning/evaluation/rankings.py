"""Two rankings beside each other without showing either to anybody: each says what it thinks of the
perfumes that people tried, everything but that perfume known, and the difference is drawn in pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flowery.learning.evaluation.findings import Findings, Row, Unit
from flowery.learning.evaluation.methods import Matrix, Ranking
from flowery.learning.evaluation.outcomes import Outcome, outcome, row_of_outcomes
from flowery.learning.evaluation.own import LEFT_OUT, too_little, trials
from flowery.learning.evaluation.resampling import difference
from flowery.learning.evaluation.tried import Opinion

Progress = Callable[[float], None]

AHEAD = "difference"


def measured_rankings(
    opinions: Sequence[Opinion],
    one: Ranking,
    other: Ranking,
    vectors: Matrix,
    progress: Progress = lambda _done: None,
) -> Findings:
    """Both rankings, each opinion left out in turn, and by how much the first is ahead."""
    people = {opinion.user_id for opinion in opinions}
    liked = sum(opinion.liked for opinion in opinions)
    counts = {"opinions": len(opinions), "liked": liked, "people": len(people)}
    unit: Unit = "people" if len(people) > 1 else "opinions"
    missing = too_little(liked, len(opinions) - liked)
    if missing:
        return Findings(unit, counts, too_little=missing)
    told: tuple[list[Outcome], list[Outcome]] = ([], [])
    for part, trial in trials(opinions, LEFT_OUT, len(vectors)):
        progress(part)
        for ranking, noted in zip((one, other), told, strict=True):
            noted.append(outcome(trial, ranking.scores(trial.asked), vectors))
    rows = [
        row_of_outcomes(ranking.name, noted, ranking.is_chance, len(vectors))
        for ranking, noted in zip((one, other), told, strict=True)
    ]
    return Findings(unit, counts, (*rows, ahead(rows[0], rows[1])))


def ahead(one: Row, other: Row) -> Row:
    """By how much one row is above the other in every metric that can be paired."""
    apart = {
        name: found
        for name, sums in one.sums.items()
        if name in other.sums and (found := difference(sums, other.sums[name]))
    }
    return Row(AHEAD, apart)
