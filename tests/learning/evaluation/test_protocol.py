from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from flowery.learning.evaluation.opinions import facts
from flowery.learning.evaluation.protocol import outcomes
from flowery.learning.evaluation.rankers import Popularity
from flowery.learning.evaluation.report import FACTS_ONLY, OURS, Line, of_ratings
from flowery.learning.evaluation.tables import Item, Ratings, read_ratings
from flowery.taste.preference import Learner
from flowery.words.errors import Refused

Rated = tuple[Path, Path]


def measured(rated: Rated, known: Sequence[int] = (1, 8)) -> dict[tuple[str, int], Line]:
    return {(line.method, line.n): line for line in of_ratings(*rated, Learner(), known)}


def test_every_method_is_measured_alike_and_ours_is_ahead(rated: Rated) -> None:
    lines = measured(rated)
    methods = {method for method, _ in lines}
    assert methods == {OURS, FACTS_ONLY, "popularity", "random", "centroid", "itemknn", "ease"}
    assert len({frozenset(line.metrics) for line in lines.values()}) == 1
    assert len({line.people for line in lines.values()}) == 1
    for line in lines.values():
        assert all(found.low <= found.high for found in line.metrics.values())
    assert lines[OURS, 8].metrics["auc"].value > 0.75
    assert lines["popularity", 8].metrics["ahead"].low > 0
    assert lines["random", 8].metrics["ahead"].low > 0


def test_what_is_known_teaches(rated: Rated) -> None:
    lines = measured(rated)
    assert lines[OURS, 8].metrics["auc"].low > lines[OURS, 1].metrics["auc"].value
    assert lines[OURS, 8].metrics["brier"].value < lines[OURS, 1].metrics["brier"].value


def test_the_same_tables_give_the_same_numbers(rated: Rated) -> None:
    assert measured(rated) == measured(rated)


class Witness(Popularity):
    """Remembers what it was told and shown."""

    name = "witness"

    def __init__(self) -> None:
        self.taught: list[set[int]] = []
        self.shown: list[tuple[int, int]] = []

    def told(self, others: Ratings) -> None:
        super().told(others)
        self.taught.append(set(others.people.tolist()))

    def scores(self, known: Ratings) -> np.ndarray:
        self.shown += [(len(known.items), person) for person in set(known.people.tolist())]
        assert not set(known.people.tolist()) & self.taught[-1]
        return super().scores(known)


def test_nobody_who_is_asked_was_told_of_and_no_more_than_n_is_shown(rated: Rated) -> None:
    witness = Witness()
    ratings = read_ratings(rated[0])
    found = list(outcomes(ratings, [witness], (2, 5)))
    assert {count for count, _ in witness.shown} == {2, 5}
    assert len(found) == 2 * len({person for _, person in witness.shown})


def test_too_few_ratings_are_refused_with_what_to_do(rated: Rated) -> None:
    with pytest.raises(Refused, match="take a smaller number with --known"):
        of_ratings(*rated, Learner(), (40,))


def test_numbers_words_and_names_become_columns() -> None:
    rows = [("a", "1990", "green"), ("b", "2010", "smoky"), ("c", "", "smoky|green")]
    rows.append(("d", "2000", "smoky"))
    items = [Item(n, {"title": f"The {n}", "year": y, "kind": k}) for n, y, k in rows]
    found = facts(items, ("a", "b", "c", "d", "nobody"))
    assert found.shape == (5, 3)  # the year, and two words; a title is a name
    assert np.allclose(found.mean(axis=0), 0)
    assert found[[2, 4], 0] == pytest.approx([0, 0])  # a year that is not known is the mean year
