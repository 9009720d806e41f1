"""Who may enter, and for how long. Iris owns a diary, Basil administers, Sage is a stranger."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from flowery.people import People, lockout, passwords
from flowery.storage.accounts import Accounts
from flowery.storage.database import Database
from flowery.words.errors import NotAllowed, NotFound, Refused
from flowery.words.settings import Settings
from tests.people.conftest import SENTENCE, Clock

TABLES = ("sessions", "sign_in_failures")


def test_the_first_account_is_the_administrators_and_only_that(people: People) -> None:
    assert people.is_empty()
    basil, iris = people.register("Basil", SENTENCE), people.register("Iris", SENTENCE)
    assert (basil.is_admin, iris.is_admin) == (True, False)
    assert not people.is_empty()


def test_two_first_accounts_at_once_make_one_administrator(people: People) -> None:
    made = []
    threads = [
        threading.Thread(target=lambda n=n: made.append(people.register(f"Basil {n}", SENTENCE)))
        for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [user.is_admin for user in made].count(True) == 1
    assert len(made) == 6


def test_a_closed_house_takes_one_of_two_first_accounts(
    accounts: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = People(accounts, Settings(home=tmp_path, registration_open=False))
    monkeypatch.setattr(people, "is_empty", lambda: True)  # as both saw it, one before the other
    people.register("Basil", SENTENCE)
    with pytest.raises(NotAllowed, match="not open"):
        people.register("Sage", SENTENCE)
    assert [user.name for user in accounts.list()] == ["Basil"]


def test_guesses_at_once_count_each_other(people: People) -> None:
    people.register("Iris", SENTENCE)

    def guess(number: int) -> str:
        with pytest.raises(Refused) as said:
            people.sign_in("Iris", f"a wrong guess, number {number}", "10.0.0.7")
        return str(said.value)

    with ThreadPoolExecutor(20) as pool:
        heard = list(pool.map(guess, range(20)))
    assert sum("belong together" in sentence for sentence in heard) == lockout.FREE_GUESSES


def test_old_guesses_and_expired_sessions_are_forgotten(
    people: People, accounts: Accounts, database: Database, clock: Clock
) -> None:
    iris = people.register("Iris", SENTENCE)
    people.open_session(iris.id)
    with pytest.raises(Refused):
        people.sign_in("somebody", "a wrong guess at a name")
    clock.pass_on(days=31)
    people.sign_in("Iris", SENTENCE)
    with database.read() as connection:
        rows = [connection.execute(text(f"SELECT count(*) FROM {t}")).scalar() for t in TABLES]
    assert rows == [1, 0]


@pytest.mark.parametrize("name", ["iris", " IRIS ", "Ｉｒｉｓ"])
def test_a_name_is_taken_however_it_is_written(people: People, name: str) -> None:
    people.register("Iris", SENTENCE)
    with pytest.raises(Refused, match="taken"):
        people.register(name, SENTENCE)


@pytest.mark.parametrize("name", ["", "   ", "a" * 81, "Ir\nis", "Ir\x00is", "\u202eIris"])
def test_a_name_can_be_seen(people: People, name: str) -> None:
    with pytest.raises(Refused, match="visible"):
        people.register(name, SENTENCE)


def test_who_signs_in_is_known_by_the_token(people: People) -> None:
    iris = people.register("Iris", SENTENCE)
    assert people.user_of(people.sign_in("iris", SENTENCE)) == iris


@pytest.mark.parametrize("token", [None, "", "made-up", "\x00"])
def test_no_token_is_nobody(people: People, token: str | None) -> None:
    people.register("Iris", SENTENCE)
    assert people.user_of(token) is None


def test_the_token_itself_is_nowhere_in_the_home(people: People, tmp_path: Path) -> None:
    people.register("Iris", SENTENCE)
    token = people.sign_in("Iris", SENTENCE)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Iris" in kept
    assert token.encode() not in kept
    assert SENTENCE.encode() not in kept


def test_signing_out_ends_the_session_on_the_server(people: People) -> None:
    people.register("Iris", SENTENCE)
    here, elsewhere = people.sign_in("Iris", SENTENCE), people.sign_in("Iris", SENTENCE)
    people.sign_out(here)
    assert people.user_of(here) is None
    assert people.user_of(elsewhere) is not None


def test_signing_out_elsewhere_leaves_one_session(people: People) -> None:
    iris = people.register("Iris", SENTENCE)
    old = [people.sign_in("Iris", SENTENCE) for _ in range(3)]
    fresh = people.sign_out_elsewhere(iris.id)
    assert [people.user_of(token) for token in old] == [None, None, None]
    assert people.user_of(fresh) == iris


def test_signing_out_everywhere_spares_other_people(people: People) -> None:
    iris = people.register("Iris", SENTENCE)
    people.register("Sage", SENTENCE)
    sages = people.sign_in("Sage", SENTENCE)
    people.sign_out_elsewhere(iris.id)
    assert people.user_of(sages) is not None


def test_a_person_sees_their_living_sessions_and_which_is_here(
    people: People, clock: Clock
) -> None:
    iris = people.register("Iris", SENTENCE)
    people.register("Sage", SENTENCE)
    people.sign_in("Sage", SENTENCE)
    people.sign_in("Iris", SENTENCE)
    clock.pass_on(days=31)
    ended, here = people.sign_in("Iris", SENTENCE), people.sign_in("Iris", SENTENCE)
    people.sign_out(ended)
    people.sign_in("Iris", SENTENCE)
    sessions = people.sessions(iris.id, here)
    assert [one.is_here for one in sessions] == [True, False]
    assert all((one.until - one.since).days == 30 for one in sessions)


def test_a_session_expires(people: People, clock: Clock) -> None:
    people.register("Iris", SENTENCE)
    token = people.sign_in("Iris", SENTENCE)
    clock.pass_on(days=29, hours=23)
    assert people.user_of(token) is not None
    clock.pass_on(hours=2)
    assert people.user_of(token) is None


def test_another_password_ends_every_session(people: People) -> None:
    iris = people.register("Iris", SENTENCE)
    old = people.sign_in("Iris", SENTENCE)
    fresh = people.change_password(iris.id, SENTENCE, "비 온 뒤의 젖은 흙 냄새")
    assert people.user_of(old) is None
    assert people.user_of(fresh) is not None
    with pytest.raises(Refused):
        people.sign_in("Iris", SENTENCE)
    assert people.sign_in("Iris", "비 온 뒤의 젖은 흙 냄새")


def test_another_password_needs_the_present_one_and_is_as_long(people: People) -> None:
    iris = people.register("Iris", SENTENCE)
    token = people.sign_in("Iris", SENTENCE)
    for old, new in (("not this one at all", "a new long sentence"), (SENTENCE, "too short")):
        with pytest.raises(Refused):
            people.change_password(iris.id, old, new)
    assert people.user_of(token) is not None
    assert people.sign_in("Iris", SENTENCE)


def test_an_unknown_name_is_refused_in_the_same_words(people: People) -> None:
    people.register("Iris", SENTENCE)
    with pytest.raises(Refused) as wrong:
        people.sign_in("Iris", "not this one at all")
    with pytest.raises(Refused) as unknown:
        people.sign_in("Nobody", "not this one at all")
    assert str(wrong.value) == str(unknown.value)


def test_an_unknown_name_costs_the_same_work(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.register("Iris", SENTENCE)
    hashed: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            hashed.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    for name in ("Iris", "Nobody"):
        with pytest.raises(Refused):
            people.sign_in(name, "not this one at all")
    parameters = [h.split("$")[:4] for h in hashed]
    assert len(hashed) == 2
    assert parameters[0] == parameters[1]


def test_an_account_without_a_password_lets_nobody_in(people: People) -> None:
    people.add("Robot", None)
    for guess in ("", "None", "nobody has this password"):
        with pytest.raises(Refused):
            people.sign_in("Robot", guess)


def test_a_guesser_waits_and_the_owner_elsewhere_does_not(people: People, clock: Clock) -> None:
    people.register("Iris", SENTENCE)
    for _ in range(5):
        with pytest.raises(Refused, match="belong together"):
            people.sign_in("Iris", "a wrong guess again", origin="guesser")
    with pytest.raises(Refused, match="30 seconds"):
        people.sign_in("Iris", SENTENCE, origin="guesser")
    assert people.sign_in("Iris", SENTENCE, origin="home")
    clock.pass_on(seconds=31)
    assert people.sign_in("Iris", SENTENCE, origin="guesser")


def test_the_right_password_takes_the_guesses_of_its_origin_back(people: People) -> None:
    people.register("Iris", SENTENCE)
    for _ in range(4):
        with pytest.raises(Refused):
            people.sign_in("Iris", "a wrong guess again", origin="home")
    people.sign_in("Iris", SENTENCE, origin="home")
    for _ in range(5):
        with pytest.raises(Refused, match="belong together"):
            people.sign_in("Iris", "a wrong guess again", origin="home")


def test_an_administrator_closes_and_opens_registration(people: People) -> None:
    basil, iris = people.register("Basil", SENTENCE), people.register("Iris", SENTENCE)
    with pytest.raises(NotAllowed):
        people.open_registration(iris, False)
    people.open_registration(basil, False)
    with pytest.raises(NotAllowed, match="not open"):
        people.register("Sage", SENTENCE)
    people.open_registration(basil, True)
    assert not people.register("Sage", SENTENCE).is_admin


def test_a_closed_house_still_takes_its_first_account(accounts: Accounts, tmp_path: Path) -> None:
    people = People(accounts, Settings(home=tmp_path, registration_open=False))
    assert people.register("Basil", SENTENCE).is_admin
    with pytest.raises(NotAllowed):
        people.register("Sage", SENTENCE)


def test_only_an_administrator_lifts_a_limit(people: People, database: Database) -> None:
    basil, iris = people.register("Basil", SENTENCE), people.register("Iris", SENTENCE)
    with pytest.raises(NotAllowed):
        people.lift_limit(iris, iris.id, 0)
    people.lift_limit(basil, iris.id, 0)
    with database.read() as connection:
        rows = connection.execute(text("SELECT name, memories_per_day FROM accounts"))
        assert dict(rows.all()) == {"Basil": None, "Iris": 0}


def test_the_rights_asked_are_those_of_the_row_not_of_the_caller(people: People) -> None:
    people.register("Basil", SENTENCE)
    iris = people.register("Iris", SENTENCE)
    pretending = type(iris)(
        iris.id, iris.name, True, iris.language, iris.time_zone, iris.created_at
    )
    with pytest.raises(NotAllowed):
        people.open_registration(pretending, False)


def test_a_gone_account_is_not_found(people: People) -> None:
    with pytest.raises(NotFound):
        people.change_password("u_gone", SENTENCE, SENTENCE)


def test_the_example_person_is_not_the_first_account(people: People, accounts: Accounts) -> None:
    accounts.add("Hana (example)", None, is_example=True)
    assert people.is_empty()
    assert people.register("Basil", SENTENCE).is_admin


def test_no_password_is_kept_as_it_is(people: People, tmp_path: Path) -> None:
    people.register("Iris", SENTENCE)
    with sqlite3.connect(tmp_path / "flowery.db") as connection:
        (kept,) = connection.execute("SELECT password_hash FROM accounts").fetchone()
    assert kept.startswith("$argon2id$")
