"""The breaker: five outages, a rest, one probe."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from flowery.models.breaker import LONGEST_REST, OUTAGES, REST_SECONDS, Breaker
from flowery.words.errors import ModelUnavailable


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def fail(breaker: Breaker, times: int = OUTAGES) -> None:
    for _ in range(times):
        breaker.admit()
        breaker.failed()


def refuses(breaker: Breaker) -> bool:
    try:
        breaker.admit()
    except ModelUnavailable as error:
        return not error.permanent
    return False


def test_it_admits_until_the_fifth_outage(breaker: Breaker) -> None:
    fail(breaker, OUTAGES - 1)
    assert not refuses(breaker)
    breaker.failed()
    assert refuses(breaker)


def test_an_answer_between_starts_the_count_again(breaker: Breaker) -> None:
    fail(breaker, OUTAGES - 1)
    breaker.answered()
    fail(breaker, OUTAGES - 1)
    assert not refuses(breaker)


def test_it_says_how_long_it_rests(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.now = 20
    with pytest.raises(ModelUnavailable, match="in 40 seconds"):
        breaker.admit()


def test_after_the_rest_one_probe_passes_and_the_next_waits(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.now = REST_SECONDS
    assert not refuses(breaker)
    assert refuses(breaker)


def test_a_probe_that_is_answered_opens_the_door(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.now = REST_SECONDS
    breaker.admit()
    breaker.answered()
    assert not any(refuses(breaker) for _ in range(5))


def test_a_probe_that_fails_starts_a_new_rest(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    clock.now = REST_SECONDS + 10
    breaker.admit()
    clock.now += 5
    breaker.failed()
    clock.now += REST_SECONDS - 1
    assert refuses(breaker)
    clock.now += 1
    assert not refuses(breaker)


def test_a_probe_that_never_comes_back_does_not_close_it_for_good(
    breaker: Breaker, clock: Clock
) -> None:
    fail(breaker)
    clock.now = REST_SECONDS
    breaker.admit()
    clock.now += REST_SECONDS
    assert not refuses(breaker)


def let_through(breaker: Breaker, threads: int = 24) -> int:
    """How many of so many at once are admitted."""
    together = Barrier(threads)

    def one(_number: int) -> bool:
        together.wait()
        return not refuses(breaker)

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(one, range(threads)))


def test_of_24_at_once_one_probes(breaker: Breaker, clock: Clock) -> None:
    fail(breaker)
    assert let_through(breaker) == 0
    for _ in range(20):
        clock.now += REST_SECONDS
        assert let_through(breaker) == 1  # which never comes back
    breaker.answered()
    assert let_through(breaker) == 24


def test_24_failures_at_once_are_one_outage_of_the_door(breaker: Breaker, clock: Clock) -> None:
    with ThreadPoolExecutor(24) as pool:
        list(pool.map(lambda _: breaker.failed(), range(24)))
    clock.now = REST_SECONDS
    assert let_through(breaker) == 1


def test_it_rests_for_as_long_as_is_asked(breaker: Breaker, clock: Clock) -> None:
    breaker.rest(10)
    with pytest.raises(ModelUnavailable, match="in 10 seconds"):
        breaker.admit()
    breaker.rest(3)  # somebody was told less
    clock.now = 9
    assert refuses(breaker)
    clock.now = 10
    assert let_through(breaker) == 1
    breaker.answered()
    assert not refuses(breaker)


def test_it_never_rests_for_longer_than_an_hour(breaker: Breaker, clock: Clock) -> None:
    breaker.rest(10 * LONGEST_REST)
    clock.now = LONGEST_REST
    assert not refuses(breaker)
