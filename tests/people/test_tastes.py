"""The tastes somebody keeps beside their own: theirs alone, and nobody signs in to one."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flowery.people import People
from flowery.storage.accounts import Accounts
from flowery.storage.wards import MOST
from flowery.words.errors import NotAllowed, NotFound, Refused
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.people.conftest import SENTENCE, Clock


@pytest.fixture
def iris(people: People) -> User:
    return people.register("Iris", SENTENCE)


@pytest.fixture
def sage(people: People, iris: User) -> User:
    return people.register("Sage", SENTENCE)


@pytest.fixture
def mum(people: People, iris: User) -> User:
    return people.add_taste(iris, " For Mum ")


def test_a_taste_belongs_to_whoever_keeps_it(people: People, iris: User, mum: User) -> None:
    assert (mum.name, mum.guardian_id, mum.account_id) == ("For Mum", iris.id, iris.id)
    assert not mum.is_admin
    assert people.tastes(iris) == people.tastes(mum) == (mum,)
    assert people.guardian(mum) == people.guardian(iris) == iris


def test_a_taste_speaks_the_language_of_its_guardian(
    people: People, accounts: Accounts, iris: User
) -> None:
    accounts.change(iris.id, language="ko", time_zone="Asia/Seoul")
    made = people.add_taste(iris, "엄마")
    assert (made.language, made.time_zone, made.shares_examples) == ("ko", "Asia/Seoul", False)


def test_a_session_is_in_one_taste_and_comes_back(people: People, iris: User, mum: User) -> None:
    here, elsewhere = people.open_session(iris.id), people.open_session(iris.id)
    assert people.enter_taste(here, mum.id) == mum
    assert people.user_of(here) == mum
    assert people.user_of(elsewhere) == iris
    assert people.enter_taste(here, iris.id) == iris
    assert people.user_of(here) == iris


def test_nobody_enters_another_persons_taste(
    people: People, iris: User, sage: User, mum: User
) -> None:
    token = people.open_session(sage.id)
    for name in (mum.id, iris.id, "u_none", ""):
        with pytest.raises(NotFound):
            people.enter_taste(token, name)
    with pytest.raises(NotFound):
        people.rename_taste(sage, mum.id, "Mine")
    with pytest.raises(NotFound):
        people.rename_taste(iris, iris.id, "My own account is no taste")
    assert people.user_of(token) == sage
    assert people.tastes(iris) == (mum,)


def test_without_a_session_no_taste_is_entered(people: People, iris: User, mum: User) -> None:
    token = people.open_session(iris.id)
    people.sign_out(token)
    for ended in (token, None, "made-up"):
        with pytest.raises(NotAllowed, match="signed out"):
            people.enter_taste(ended, mum.id)


def test_a_taste_of_somebody_else_in_the_row_of_a_session_opens_nothing(
    people: People, accounts: Accounts, sage: User, mum: User
) -> None:
    """Were it ever written there: what a session says of tastes is checked at every reading."""
    token = people.open_session(sage.id)
    with accounts._database.write("test") as connection:
        connection.exec_driver_sql("UPDATE sessions SET taste_id = ?", (mum.id,))
    assert people.user_of(token) == sage


def test_nobody_signs_in_to_a_taste(people: People, accounts: Accounts, mum: User) -> None:
    for name in ("For Mum", f"{mum.guardian_id}\x1ffor mum", mum.id):
        with pytest.raises(Refused, match="do not belong together"):
            people.sign_in(name, SENTENCE)
        with pytest.raises(NotFound):
            accounts.named(name)


def test_a_taste_has_nobodys_name(people: People, iris: User, sage: User) -> None:
    assert people.add_taste(iris, "Sage").name == "Sage"
    assert people.add_taste(sage, "Sage").name == "Sage"
    people.add_taste(iris, "Basil")
    assert people.register("Basil", SENTENCE).name == "Basil"
    with pytest.raises(Refused, match="already"):
        people.add_taste(iris, "  SAGE ")
    with pytest.raises(Refused, match="already"):
        people.rename_taste(iris, people.tastes(iris)[0].id, "basil")
    assert [taste.name for taste in people.tastes(iris)] == ["Sage", "Basil"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "For\x1fMum", "For\nMum"])
def test_a_name_of_a_taste_is_a_name(people: People, iris: User, mum: User, name: str) -> None:
    with pytest.raises(Refused, match="visible characters"):
        people.add_taste(iris, name)
    with pytest.raises(Refused, match="visible characters"):
        people.rename_taste(iris, mum.id, name)


def test_a_taste_is_renamed_and_keeps_what_it_is(people: People, iris: User, mum: User) -> None:
    renamed = people.rename_taste(mum, mum.id, "For my mother")
    assert (renamed.id, renamed.name) == (mum.id, "For my mother")
    assert people.add_taste(iris, "For Mum").id != mum.id


def test_there_are_twelve_at_most_also_at_once(people: People, iris: User, sage: User) -> None:
    def begin(number: int) -> bool:
        try:
            people.add_taste(iris, f"For {number}")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        begun = list(pool.map(begin, range(20)))
    assert begun.count(True) == len(people.tastes(iris)) == MOST == 12
    assert people.add_taste(sage, "For Mum")
    with pytest.raises(Refused, match="12 tastes already"):
        people.add_taste(iris, "For one more")


def test_tastes_are_no_people(people: People, accounts: Accounts) -> None:
    basil = people.register("Basil", SENTENCE)
    people.add_taste(basil, "For Mum")
    assert accounts.count() == len(accounts.people()) == 1
    assert len(accounts.list()) == 2


def test_a_taste_does_not_make_somebody_the_second_to_come(
    people: People, accounts: Accounts
) -> None:
    """The first account is the administrator's, whoever else has rows."""
    example = accounts.add("Hana (example)", None, is_example=True)
    people.add_taste(example, "For Mum")
    assert people.is_empty()
    assert people.register("Basil", SENTENCE).is_admin


def test_what_belongs_to_the_account_is_reached_from_a_taste(
    people: People, clock: Clock, iris: User, mum: User
) -> None:
    here, other = people.open_session(mum.id), people.open_session(iris.id)
    assert people.user_of(here) == mum
    assert [place.is_here for place in people.sessions(mum.id, here)].count(True) == 1
    assert len(people.sessions(mum.id, here)) == 2
    token = people.change_password(mum.id, SENTENCE, "another long sentence")
    assert (people.user_of(here), people.user_of(other)) == (None, None)
    assert people.user_of(token) == mum
    assert people.user_of(people.sign_in("Iris", "another long sentence")) == iris
    again = people.sign_out_elsewhere(mum.id)
    assert (people.user_of(token), people.user_of(again)) == (None, mum)


def test_a_taste_that_is_gone_leaves_its_session_in_ones_own(
    people: People, accounts: Accounts, iris: User, mum: User
) -> None:
    token = people.open_session(mum.id)
    accounts.erase(mum.id)
    assert people.user_of(token) == iris


def test_an_administrator_is_none_in_a_taste(people: People, accounts: Accounts) -> None:
    basil = people.register("Basil", SENTENCE)
    gift = people.add_taste(basil, "For Mum")
    assert not gift.is_admin
    with pytest.raises(NotAllowed):
        people.open_registration(gift, is_open=False)
    with pytest.raises(NotFound):
        people.make_admin(basil, gift.id, is_admin=True)


def test_the_last_administrator_stays(people: People, iris: User, sage: User) -> None:
    """Iris came first."""
    with pytest.raises(Refused, match="last administrator"):
        people.make_admin(iris, iris.id, is_admin=False)
    assert people.make_admin(iris, sage.id, is_admin=True).is_admin
    assert not people.make_admin(sage, iris.id, is_admin=False).is_admin
    with pytest.raises(NotAllowed):
        people.make_admin(iris, iris.id, is_admin=True)
    with pytest.raises(Refused, match="last administrator"):
        people.make_admin(sage, sage.id, is_admin=False)


def test_sharing_is_off_at_first_and_turning_it_off_withdraws(
    accounts: Accounts, people: People, tmp_path: Path, iris: User, mum: User
) -> None:
    withdrawn: list[str] = []
    wired = People(accounts, Settings(home=tmp_path), withdraw=withdrawn.append)
    assert not iris.shares_examples
    shares = wired.share_examples(iris, True)
    assert (shares.shares_examples, withdrawn) == (True, [])
    assert not accounts.get(mum.id).shares_examples
    wired.share_examples(mum, True)
    assert not wired.share_examples(iris, False).shares_examples
    assert withdrawn == [iris.id]
    assert accounts.get(mum.id).shares_examples
