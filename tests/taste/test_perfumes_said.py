"""What a person says of perfumes as evidence: stars on two scales, declines, and many wears."""

from datetime import UTC, datetime, timedelta
from math import fsum
from typing import get_args

import pytest

from flowery.taste import evidence
from flowery.words.vocabulary import PerfumeRating, ReactionKind, UserFragrance

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def stars(number: int, scale: str = "takes_back") -> list[float]:
    """The signed strength of a rating; nothing where it says nothing."""
    rating = PerfumeRating("g", "house-one", scale, number, NOON)  # type: ignore[arg-type]
    return [row.direction * row.strength for row in evidence.of_perfume_ratings([rating])]


def reacted(*kinds: ReactionKind, perfume: str = "house-one") -> list[UserFragrance]:
    return [
        UserFragrance(f"r{place}", perfume, kind, NOON + timedelta(days=place))
        for place, kind in enumerate(kinds)
    ]


def test_every_reaction_has_its_weight() -> None:
    assert set(evidence.REACTIONS) == set(get_args(ReactionKind))


@pytest.mark.parametrize("scale", ["takes_back", "would_wear"])
def test_stars_are_symmetrical_around_three(scale: str) -> None:
    assert stars(3, scale) == []
    for above in (1, 2):
        assert stars(3 + above, scale) == [-one for one in stars(3 - above, scale)]
    assert stars(5) > stars(4)


def test_full_stars_on_both_scales_say_more_than_a_like_and_one_scale_less() -> None:
    assert stars(5)[0] < evidence.REACTIONS["like"] < 2 * stars(5)[0]
    assert stars(5)[0] > 3 * evidence.STARS


def test_a_decline_speaks_against_less_than_a_dislike() -> None:
    declined, disliked = evidence.of_reactions(reacted("declined", "dislike"))
    assert (declined.direction, disliked.direction) == (-1.0, -1.0)
    assert declined.strength < disliked.strength


def test_every_wear_counts_and_none_drowns_the_memories() -> None:
    rows = list(evidence.of_reactions(reacted(*["wore"] * 365)))
    assert [row.strength for row in rows[:3]] == pytest.approx([0.6, 0.3, 0.2])
    assert len(rows) == 365
    assert fsum(row.strength for row in rows) < 5 * evidence.EXPLICIT


def test_wears_of_one_perfume_take_nothing_from_another() -> None:
    both = [*reacted("wore", "wore"), *reacted("wore", perfume="house-two")]
    strengths = {(r.subject, r.strength) for r in evidence.of_reactions(both)}
    assert ("fragrance:house-two", 0.6) in strengths


def test_the_order_in_which_rows_come_changes_nothing() -> None:
    rows = reacted("wore", "own", "wore", "wore")
    assert list(evidence.of_reactions(rows)) == list(evidence.of_reactions(rows[::-1]))
