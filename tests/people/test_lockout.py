"""How long a guesser waits; a table of moments, no database."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from flowery.people.lockout import CROWD, FREE_GUESSES, wait

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def guesses(origin: str, number: int, ago: float = 0.0) -> list[tuple[str, datetime]]:
    return [(origin, NOW - timedelta(seconds=ago))] * number


def test_a_person_may_mistype() -> None:
    assert wait(guesses("home", FREE_GUESSES - 1), "home", NOW) == timedelta(0)


def test_each_further_guess_waits_twice_as_long_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait(guesses("a", n), "a", NOW).total_seconds() for n in range(5, 12)]
    assert waits == [30, 60, 120, 240, 480, 900, 900]


def test_time_that_passed_counts() -> None:
    assert wait(guesses("a", 5, ago=12), "a", NOW) == timedelta(seconds=18)
    assert wait(guesses("a", 5, ago=31), "a", NOW) == timedelta(0)


def test_a_crowd_of_origins_slows_each_of_them_but_not_a_new_one() -> None:
    crowd = [row for n in range(CROWD) for row in guesses(f"bot {n}", 1)]
    assert wait(crowd, "bot 7", NOW) == timedelta(minutes=1)
    assert wait(crowd, "home", NOW) == timedelta(0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c"]),
            st.integers(0, 900).map(lambda s: NOW - timedelta(seconds=s)),
        ),
        max_size=80,
    )
)
def test_nobody_waits_for_the_guesses_of_others_or_for_ever(
    failures: list[tuple[str, datetime]],
) -> None:
    assert wait(failures, "the owner", NOW) == timedelta(0)
    assert timedelta(0) <= wait(failures, "a", NOW) <= timedelta(minutes=15)
