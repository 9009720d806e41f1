"""Evidence as observations: what each row is worth, for which target, and what is passed over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from flowery.taste.columns import Columns
from flowery.taste.observing import observed
from flowery.words.vocabulary import Evidence, EvidenceKind
from tests.taste.test_columns import columns
from tests.taste.test_profile import catalogue

__all__ = ["catalogue", "columns"]

START = datetime(2026, 1, 1, tzinfo=UTC)
ANGEL, NAHEMA = "fragrance:mugler-angel", "fragrance:guerlain-nahema"


def row(
    kind: EvidenceKind,
    subject: str,
    direction: float = 1.0,
    strength: float = 0.8,
    detail: str = "",
    day: int = 0,
) -> Evidence:
    at = START + timedelta(days=day)
    return Evidence(f"e{day}", kind, subject, direction, strength, "s", at, detail=detail)


def test_a_memory_takes_back_more_than_it_would_be_worn(columns: Columns) -> None:
    smelled = [row("smell", "note:smoke")]
    back, wear = (observed(smelled, t, columns).told for t in ("takes_back", "would_wear"))
    assert back > wear > 0


def test_stars_count_most_on_their_own_scale(columns: Columns) -> None:
    stars = [row("rating", ANGEL, strength=0.5, detail="would_wear:5")]
    back, wear = (observed(stars, t, columns).told for t in ("takes_back", "would_wear"))
    assert wear > 2 * back > 0


def test_four_stars_are_a_yes_that_counts_half(columns: Columns) -> None:
    five, four = (
        observed([row("rating", ANGEL, way, 0.5, f"would_wear:{n}")], "would_wear", columns)
        for n, way in ((5, 1.0), (4, 0.5))
    )
    assert (five.liked.tolist(), four.liked.tolist()) == ([1.0], [1.0])
    assert four.told == pytest.approx(five.told / 2)


def test_what_is_in_no_catalogue_any_more_is_left_out(columns: Columns) -> None:
    gone = [row("reaction", "fragrance:gone", detail="like"), row("smell", "note:qwxyzzy")]
    gone.append(row("taught", "pair:gone|mugler-angel", detail="pair"))
    assert observed(gone, "would_wear", columns).told == 0
    assert observed([], "would_wear", columns).things.shape[0] == 0


def test_a_pair_is_the_one_less_the_other_and_nothing_of_the_usual(columns: Columns) -> None:
    pair = row("taught", "pair:mugler-angel|guerlain-nahema", detail="pair")
    (thing,) = observed([pair], "would_wear", columns).things
    one, other = (columns.of_perfume(s.partition(":")[2]) for s in (ANGEL, NAHEMA))
    assert thing[0] == 0
    assert np.allclose(thing, one - other, atol=1e-6)


def test_neither_is_an_answer_only_where_it_was_asked(columns: Columns) -> None:
    neither = observed([row("taught", "axis:woody", 0.0, detail="axis")], "would_wear", columns)
    assert neither.liked.tolist() == [0.5]
    assert neither.told > 0
    assert observed([row("smell", "note:rose", 0.0)], "would_wear", columns).told == 0


def test_age_is_counted_from_the_newest_row_and_not_from_today(columns: Columns) -> None:
    rows = [row("smell", "note:rose", day=0), row("smell", "note:cedar", day=100)]
    fresh = observed(rows, "takes_back", columns)
    faded = observed(rows, "takes_back", columns, half_life_days=100)
    assert faded.worth.tolist() == pytest.approx([fresh.worth[0] / 2, fresh.worth[1]])
    assert [one.id for one in faded.rows] == ["e0", "e100"]
