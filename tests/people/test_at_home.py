"""Nothing of mine leaves this machine: the switch of a person, and of a taste they keep."""

from pathlib import Path

import pytest

from flowery.people import People
from flowery.storage.accounts import Accounts
from flowery.words.errors import Refused
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.people.conftest import SENTENCE


@pytest.fixture
def iris(people: People) -> User:
    return people.register("Iris", SENTENCE)


@pytest.fixture
def sage(people: People, iris: User) -> User:
    return people.register("Sage", SENTENCE)


@pytest.fixture
def mum(people: People, iris: User) -> User:
    return people.add_taste(iris, "For Mum")


def test_it_is_off_until_it_is_turned_on_and_is_ones_own(
    people: People, accounts: Accounts, iris: User, sage: User
) -> None:
    assert not iris.stays_home
    assert not accounts.at_home.stays(iris.id)
    assert people.stay_home(iris, True).stays_home
    assert accounts.at_home.stays(iris.id)
    assert not accounts.at_home.stays(sage.id)
    assert accounts.at_home.everybody() == {iris.id}
    assert not people.stay_home(iris, False).stays_home
    assert accounts.at_home.everybody() == frozenset()


def test_a_taste_follows_its_guardian_and_may_stay_alone(
    people: People, accounts: Accounts, iris: User, mum: User
) -> None:
    people.stay_home(mum, True)
    assert (accounts.at_home.stays(mum.id), accounts.at_home.stays(iris.id)) == (True, False)
    people.stay_home(mum, False)
    people.stay_home(iris, True)
    later = people.add_taste(iris, "For Dad")
    assert all(accounts.at_home.stays(one.id) for one in (iris, mum, later))
    people.stay_home(mum, False)
    assert accounts.at_home.stays(mum.id), "if either is on, it stays"
    people.stay_home(iris, False)
    assert accounts.at_home.everybody() == frozenset()


def test_it_ends_the_consent_to_share_examples_of_every_taste(
    accounts: Accounts, people: People, tmp_path: Path, iris: User, mum: User
) -> None:
    withdrawn: list[str] = []
    wired = People(accounts, Settings(home=tmp_path), withdraw=withdrawn.append)
    wired.share_examples(iris, True)
    wired.share_examples(mum, True)
    wired.stay_home(iris, True)
    assert sorted(withdrawn) == sorted([iris.id, mum.id])
    assert not accounts.get(iris.id).shares_examples
    assert not accounts.get(mum.id).shares_examples


def test_it_cannot_be_combined_with_sharing(people: People, iris: User, mum: User) -> None:
    people.stay_home(iris, True)
    for person in (iris, mum):
        with pytest.raises(Refused, match="Turn that off first"):
            people.share_examples(person, True)
    people.stay_home(iris, False)
    assert people.share_examples(iris, True).shares_examples


def test_nobody_who_is_gone_stays(accounts: Accounts) -> None:
    assert not accounts.at_home.stays("u_nobody")
