"""Bottles, ratings and wears of one person; what comes with the first and goes with the last."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flowery.storage import fault
from flowery.storage.personal import Brought, Wardrobe
from flowery.storage.tables import PersonalTables, Tables
from flowery.words.errors import NotFound, Outdated, Refused
from flowery.words.vocabulary import Bottle, PerfumeRating, Photo, User, UserFragrance, Wear

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SHALIMAR = "guerlain-shalimar"


@pytest.fixture
def own(tables: Tables, iris: User) -> PersonalTables:
    return tables.of(iris.id)


@pytest.fixture
def wardrobe(own: PersonalTables) -> Wardrobe:
    return own.wardrobe


def bottle(**facts: object) -> Bottle:
    return replace(Bottle("b_1", SHALIMAR, "bottle", NOON), **facts)  # type: ignore[arg-type]


def test_a_bottle_comes_back_as_it_was(wardrobe: Wardrobe) -> None:
    made = wardrobe.add(
        bottle(millilitres=50.0, price=9.5, currency="EUR", photo=Photo("a" * 64, "image/png"))
    )
    assert wardrobe.bottles() == (wardrobe.bottle(made.id),) == (made,)
    assert wardrobe.change(made.id, note="roses", photo=None) == made
    assert wardrobe.bottle(made.id) == replace(made, note="roses", photo=None)


def test_owning_comes_once_and_goes_with_the_last_bottle(own: PersonalTables) -> None:
    own.tastes.react(SHALIMAR, "like")
    ids = [own.wardrobe.add(bottle()).id for _ in range(2)]
    assert sorted(r.reaction for r in own.tastes.reactions()) == ["like", "own"]
    own.wardrobe.remove(ids[0])
    assert sorted(r.reaction for r in own.tastes.reactions()) == ["like", "own"]
    own.wardrobe.remove(ids[1])
    assert [r.reaction for r in own.tastes.reactions()] == ["like"]


def test_every_act_moves_the_version_on(own: PersonalTables) -> None:
    seen = [own.version()]
    made = own.wardrobe.add(bottle())
    seen.append(own.version())
    own.wardrobe.change(made.id, note="x")
    seen.append(own.version())
    own.wardrobe.rate(SHALIMAR, "takes_back", 4)
    seen.append(own.version())
    wear = own.wears.add(Wear("", SHALIMAR, "2026-11-20", NOON))
    seen.append(own.version())
    own.wears.change(wear.id, sprays=2)
    seen.append(own.version())
    own.wears.remove(wear.id)
    seen.append(own.version())
    assert seen == sorted(set(seen))


def test_wears_come_the_latest_day_first(own: PersonalTables) -> None:
    for day in ("2026-01-02", "2026-03-01", "2025-12-31"):
        own.wears.add(Wear("", SHALIMAR, day, NOON))
    assert [w.worn_on for w in own.wears.list()] == ["2026-03-01", "2026-01-02", "2025-12-31"]


def test_a_wear_without_details_is_of_its_day_where_the_person_lives(
    tables: Tables, iris: User, own: PersonalTables
) -> None:
    made = own.tastes.react(SHALIMAR, "wore")
    tables.accounts.change(iris.id, time_zone="Pacific/Kiritimati")  # fourteen hours ahead
    (wear,) = own.wears.list()
    ahead = made.created_at.astimezone().timestamp() + 14 * 3600
    assert wear.worn_on == datetime.fromtimestamp(ahead, UTC).date().isoformat()
    assert own.wears.change(wear.id, note="opera").note == "opera"
    own.wears.remove(wear.id)
    assert own.tastes.reactions() == ()
    with pytest.raises(NotFound):
        own.wears.get(wear.id)


def test_taking_back_that_it_was_worn_takes_the_details_along(own: PersonalTables) -> None:
    own.wears.add(Wear("", SHALIMAR, "2026-11-20", NOON, note="opera"))
    assert own.tastes.unreact(SHALIMAR, "wore") == 1
    assert own.wears.list() == ()


def test_what_is_brought_comes_whole_or_not_at_all(own: PersonalTables) -> None:
    brought = Brought(
        (bottle(),),
        (Wear("r_1", SHALIMAR, "2026-11-20", NOON),),
        (PerfumeRating("g_1", SHALIMAR, "takes_back", 5, NOON),),
        (UserFragrance("r_2", "mugler-angel", "declined", NOON, "too sweet"),),
    )
    with pytest.raises(Outdated):
        own.wardrobe.bring(brought, own.version() + 1)

    def strike(_name: str) -> None:
        raise Refused("the lights went out")

    fault.arm(strike)
    with pytest.raises(Refused):
        own.wardrobe.bring(brought, own.version())
    fault.arm(None)
    assert (own.wardrobe.bottles(), own.wears.list(), own.tastes.reactions()) == ((), (), ())
    own.wardrobe.bring(brought, own.version())
    assert own.wardrobe.bottles() == brought.bottles
    assert own.wears.list() == brought.wears
    assert own.wardrobe.ratings() == brought.ratings
    assert {r.reaction for r in own.tastes.reactions()} == {"own", "wore", "declined"}


def test_declining_takes_a_wish_back_and_the_reverse(own: PersonalTables) -> None:
    own.tastes.react(SHALIMAR, "wish")
    own.tastes.react(SHALIMAR, "declined", "the price")
    assert [(r.reaction, r.reason) for r in own.tastes.reactions()] == [("declined", "the price")]
    own.tastes.react(SHALIMAR, "wish")
    assert [(r.reaction, r.reason) for r in own.tastes.reactions()] == [("wish", "")]
