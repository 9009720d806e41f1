"""What cannot be is refused with a sentence that says what to do."""

from datetime import date

import pytest

from flowery.collection import BottleFacts, WearFacts, checks
from flowery.words.errors import Refused

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"form": "bucket"}, "bottle, a decant or a sample"),
        ({"millilitres": 0.0}, "more than 0"),
        ({"millilitres": -5.0}, "more than 0"),
        ({"millilitres": float("nan")}, "more than 0"),
        ({"millilitres": 1e9}, "up to 1,000"),
        ({"price": -1.0, "currency": "EUR"}, "from 0 up"),
        ({"price": float("nan"), "currency": "EUR"}, "from 0 up"),
        ({"price": 5.0}, "in which currency"),
        ({"price": 5.0, "currency": "euro"}, "three letters"),
        ({"batch": "x" * 65}, "up to 64 characters"),
        ({"note": "x" * 10_000}, "10,000 characters"),
        ({"note": "\0"}, "broken character"),
        ({"note": "\ud800"}, "broken character"),
        ({"bought_on": "1533-01-01"}, "too long ago"),
        ({"bought_on": "2026-11-22"}, "not come yet"),
        ({"bought_on": "21.11.2026"}, "is no day"),
        ({"bought_on": "20261121"}, "is no day"),
    ],
)
def test_a_bottle_that_cannot_be(facts: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        checks.check_bottle(BottleFacts(**facts), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"worn_on": "2026-11-22"}, "not come yet"),
        ({"worn_on": "1533-01-01"}, "too long ago"),
        ({"worn_on": ""}, "is no day"),
        ({"sprays": 0}, "from 1 to 100"),
        ({"sprays": 101}, "from 1 to 100"),
        ({"weather": "x" * 65}, "up to 64 characters"),
        ({"note": "x" * 2_001}, "2,001 characters"),
    ],
)
def test_a_wear_that_cannot_be(facts: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        checks.check_wear(WearFacts(**({"worn_on": "2026-11-21"} | facts)), TODAY)  # type: ignore[arg-type]


def test_what_can_be_passes() -> None:
    checks.check_bottle(BottleFacts("decant", 10.0, 0.0, "KRW", "B1", "a\nb", "1900-01-01"), TODAY)
    checks.check_wear(WearFacts("2026-11-21", "work", "rainy", 100, "note"), TODAY)


def test_more_than_a_bottle_holds_cannot_be_left() -> None:
    checks.check_left(50.0, 50.0)
    checks.check_left(0.0, None)
    for left, size in ((50.1, 50.0), (-0.1, 50.0), (float("nan"), 50.0)):
        with pytest.raises(Refused, match="than the bottle holds"):
            checks.check_left(left, size)


@pytest.mark.parametrize(("scale", "stars"), [("loud", 3), ("takes_back", 0), ("would_wear", 6)])
def test_stars_are_one_to_five_on_a_scale_there_is(scale: str, stars: int) -> None:
    with pytest.raises(Refused):
        checks.check_rating(scale, stars)
