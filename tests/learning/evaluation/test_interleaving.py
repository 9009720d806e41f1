"""Two rankings in one list: a fair draft, credit where it is due, and a verdict that survives being
read after every list.
"""

import random
from datetime import UTC, datetime, timedelta

import pytest

from flowery.learning.evaluation.interleaving import (
    MOST,
    Welcome,
    decided,
    drafted,
    verdict,
)
from flowery.storage.comparisons import ShownList

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def shown(question: str, hours: float, user: str = "iris", **teams: str) -> ShownList:
    return ShownList(question, user, at(hours), teams)


def test_captains_pick_in_turn_and_the_coin_says_who_begins() -> None:
    a, b = [1, 2, 3, 4], [9, 8, 3, 7]
    assert drafted(a, b, 4, lambda: True) == ((1, "a"), (9, "b"), (2, "a"), (8, "b"))
    assert drafted(a, b, 4, lambda: False) == ((9, "b"), (1, "a"), (8, "b"), (2, "a"))


def test_a_perfume_of_both_is_picked_once_and_the_next_best_takes_its_place() -> None:
    assert drafted([1, 2, 3], [2, 1, 4], 3, lambda: True) == ((1, "a"), (2, "b"), (3, "a"))


def test_a_head_in_common_belongs_to_nobody() -> None:
    assert drafted([1, 2, 3], [1, 2, 4], 4, lambda: True) == (
        (1, ""),
        (2, ""),
        (3, "a"),
        (4, "b"),
    )
    assert drafted([1, 2], [1, 2], 2, lambda: True) == ((1, ""), (2, ""))


@pytest.mark.parametrize("seed", range(30))
def test_a_draft_has_the_best_of_both_and_nothing_twice(seed: int) -> None:
    generator = random.Random(seed)
    a, b = (generator.sample(range(20), 8) for _ in range(2))
    rows = drafted(a, b, 6, lambda: generator.random() < 0.5)
    names = [row for row, _ in rows]
    assert len(set(names)) == len(names) == 6
    assert set(names) <= {*a[:6], *b[:6]}
    counts = [sum(team == one for _, team in rows) for one in "ab"]
    assert abs(counts[0] - counts[1]) <= 1
    for ranked in (a, b):  # nothing is passed over: who picks takes their best
        mine = [row for row, team in rows if team == ("a" if ranked is a else "b")]
        assert mine == sorted(mine, key=ranked.index)


def test_short_lists_make_a_short_draft() -> None:
    assert drafted([], [], 5, lambda: True) == ()
    assert drafted([1], [], 5, lambda: True) == ((1, "a"),)


def test_the_first_welcome_decides_a_list_for_good() -> None:
    rounds = [shown("q1", 0, rose="a", cedar="b", musk="")]
    first, second = Welcome("iris", "cedar", at(1)), Welcome("iris", "rose", at(2))
    assert decided(rounds, [second, first]) == ("b",)


def test_only_what_came_after_the_list_and_from_its_own_reader_counts() -> None:
    rounds = [shown("q1", 0, rose="a", musk="")]
    before, stranger = Welcome("iris", "rose", at(-1)), Welcome("sage", "rose", at(1))
    of_both, late = Welcome("iris", "musk", at(1)), Welcome("iris", "rose", at(24 * 31))
    assert decided(rounds, [before, stranger, of_both, late]) == ()


def test_a_perfume_shown_twice_is_credited_to_the_last_list() -> None:
    rounds = [shown("q1", 0, rose="a"), shown("q2", 5, rose="b")]
    assert decided(rounds, [Welcome("iris", "rose", at(6))]) == ("b",)


def test_nothing_is_told_before_anything_is_decided() -> None:
    nothing = verdict(7, 0, 0)
    assert (nothing.outcome, nothing.shown, nothing.more) == ("open", 7, None)
    assert nothing.low < 0.01
    assert nothing.high > 0.99


def test_a_lead_is_open_until_it_is_sure() -> None:
    lead = verdict(40, 14, 9)
    assert lead.outcome == "open"
    assert lead.more is not None
    assert lead.low < 0.5 < lead.high
    sure = verdict(60, 40, 8)
    assert (sure.outcome, sure.more) == ("a", None)
    assert sure.low > 0.5


def test_both_sides_are_judged_alike() -> None:
    for a, b in ((3, 1), (14, 9), (40, 8), (0, 12)):
        one, other = verdict(99, a, b), verdict(99, b, a)
        assert one.more == other.more
        assert {one.outcome, other.outcome} in ({"open"}, {"a", "b"})
        assert one.low == pytest.approx(1 - other.high)


def test_what_no_one_would_notice_is_neither() -> None:
    assert verdict(999, MOST // 2, MOST // 2).outcome == "neither"


def test_looking_after_every_list_is_wrong_in_fewer_than_one_of_twenty() -> None:
    """Between equals: 300 comparisons of 200 lists, each looked at 200 times."""
    generator = random.Random(8)
    wrong = 0
    for _ in range(300):
        won = [0, 0]
        for _ in range(200):
            won[generator.random() < 0.5] += 1
            if verdict(200, *won).outcome in ("a", "b"):
                wrong += 1
                break
    assert wrong <= 15


def test_a_better_one_is_found() -> None:
    generator = random.Random(3)
    found = 0
    for _ in range(40):
        won = [0, 0]
        while verdict(400, *won).outcome == "open":
            won[generator.random() < 0.3] += 1
        found += verdict(400, *won).outcome == "a"
    assert found >= 38
