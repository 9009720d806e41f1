"""What is asked of a password: length, in any alphabet, and nothing else."""

import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from flowery.people import passwords
from flowery.words.errors import Refused


@pytest.mark.parametrize(
    "password",
    [
        "a warm rain in May",
        "비 온 뒤의 젖은 흙 냄새",
        "🌹" * 12,
        " " * 12,
        "\udcff" * 12,
        "x" * 1000,
        "١٢٣٤٥٦٧٨٩٠١٢",
    ],
)
def test_any_alphabet_is_taken(password: str) -> None:
    passwords.check_strength(password)
    assert passwords.matches(password, passwords.hashed(password))


@pytest.mark.parametrize("password", ["", "elevenchars", "열한글자뿐인비밀번호요", "x" * 1001])
def test_too_short_and_endless_ones_are_not(password: str) -> None:
    with pytest.raises(Refused):
        passwords.check_strength(password)


def test_length_is_counted_as_people_see_it() -> None:
    taken_apart = unicodedata.normalize("NFD", "열한글자뿐인비밀번호요")
    assert len(taken_apart) > passwords.SHORTEST
    with pytest.raises(Refused):
        passwords.check_strength(taken_apart)


def test_the_same_key_presses_on_two_systems_are_one_password() -> None:
    composed = "젖은 흙과 이끼의 냄새"
    kept = passwords.hashed(composed)
    assert passwords.matches(unicodedata.normalize("NFD", composed), kept)


@pytest.mark.parametrize(
    ("kept", "guess"),
    [("a warm rain in May", "a warm rain in may"), ("y" * 72 + "1", "y" * 72 + "2")],
)
def test_every_character_counts(kept: str, guess: str) -> None:
    assert not passwords.matches(guess, passwords.hashed(kept))


@pytest.mark.parametrize("kept", [None, "", "not a hash"])
def test_no_hash_no_match(kept: str | None) -> None:
    assert not passwords.matches("nobody has this password", kept)


def test_nobodys_hash_is_one_that_could_be_kept() -> None:
    made = passwords._of_nobody()
    assert extract_parameters(made) == extract_parameters(passwords.hashed("a warm rain in May"))
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(made, "a warm rain in May")


def test_many_at_once_do_not_take_the_memory_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash takes 64 MiB, and anybody may send the form."""
    running, most, counting = [0], [0], Lock()

    def hash_slowly(_password: bytes) -> str:
        with counting:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.01)
        with counting:
            running[0] -= 1
        return "hash"

    monkeypatch.setattr(passwords, "_hasher", SimpleNamespace(hash=hash_slowly))
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(passwords.hashed, ["a warm rain in May"] * 24))
    assert most[0] == 2
