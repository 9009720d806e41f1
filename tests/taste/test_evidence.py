"""What rows of a person weigh as evidence."""

from datetime import UTC, datetime, timedelta

import pytest

from flowery.taste import evidence
from flowery.words.vocabulary import UserFragrance

START = datetime(2026, 1, 1, tzinfo=UTC)


def wears(fragrance_id: str, count: int) -> list[UserFragrance]:
    days = (START + timedelta(days=day) for day in range(count))
    return [UserFragrance(f"{fragrance_id}-{at:%j}", fragrance_id, "wore", at) for at in days]


def test_a_year_of_wears_says_more_than_one_and_does_not_drown_the_diary() -> None:
    rows = [*wears("shalimar", 365), *wears("mitsouko", 1)]
    strengths = dict.fromkeys(("shalimar", "mitsouko"), 0.0)
    for row in evidence.of_reactions(reversed(rows)):
        strengths[row.subject.removeprefix("fragrance:")] += row.strength
    assert strengths["mitsouko"] == evidence.REACTIONS["wore"]
    assert strengths["shalimar"] == pytest.approx(0.6 * sum(1 / n for n in range(1, 366)))
    assert strengths["shalimar"] < 5 * evidence.EXPLICIT  # five sentences outweigh it


def test_the_first_wear_weighs_most_in_whatever_order_rows_come() -> None:
    told = [*evidence.of_reactions(reversed(wears("shalimar", 3)))]
    assert [round(row.strength, 3) for row in told] == [0.6, 0.3, 0.2]
    assert [row.at for row in told] == sorted(row.at for row in told)
