"""`usage`, `taste …` and `user admin`: what the owner of the machine sees and says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flowery.storage.tables import Tables
from flowery.words.vocabulary import Usage
from tests.cli.conftest import Run


def test_where_no_model_was_called_it_says_so(run: Run, iris: str) -> None:
    assert run("usage", plain=True).out == (
        "No model was called in this time: nothing left this machine.\n"
    )
    assert run("usage").lines == []


def test_use_is_told_by_day_person_model_and_purpose(
    run: Run, iris: str, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWERY_MODEL_USD_PER_MILLION_INPUT_TOKENS", "2")
    user_id = tables.accounts.named(iris).id
    tables.record(Usage("chat-1", "explain", user_id, 1_000_000, 5, 120, succeeded=True))
    tables.record(Usage("vectors-1", "embed", None, 10, 0, 7, succeeded=False))
    nobodys, hers = run("usage", "--days", "1").lines
    assert hers == {
        "day": datetime.now(UTC).date().isoformat(),
        "user": "Iris",
        "model": "chat-1",
        "purpose": "explain",
        "calls": 1,
        "failures": 0,
        "input_tokens": 1_000_000,
        "output_tokens": 5,
        "milliseconds": 120,
        "usd": 2.0,
    }
    assert (nobodys["user"], nobodys["failures"]) == (None, 1)
    assert "2 calls, 2.0000 USD." in run("usage", plain=True).out


@pytest.mark.parametrize("days", ["0", "-1", "many"])
def test_days_are_a_number(run: Run, days: str) -> None:
    assert run("usage", "--days", days).status == 2


def test_a_taste_is_begun_filled_and_forgotten_apart_from_ones_own(
    run: Run, iris: str, remembered: str
) -> None:
    made = run("taste", "add", "For Mum", "--user", iris).object
    assert made["taste"] == "For Mum"
    text = "Quince jam on Sundays. She loved quince."
    kept = run("memory", "add", "--user", iris, "--taste", "for mum", "--text", text, "--wait")
    assert kept.object["state"] == "done"
    mums = ("--user", iris, "--taste", "For Mum")
    assert [one["memory_id"] for one in run("memory", "list", "--user", iris).lines] == [remembered]
    assert [one["memory_id"] for one in run("memory", "list", *mums).lines] == [
        kept.object["memory_id"]
    ]
    assert run("profile", *mums).object["memories"] == 1
    assert "quince" not in str(run("profile", "--user", iris).object["notes"])
    (listed,) = run("taste", "list", "--user", iris).lines
    assert (listed["taste"], listed["memories"]) == ("For Mum", 1)
    receipt = run("taste", "forget", "For Mum", "--user", iris).object
    assert (receipt["traces_found"], receipt["forgotten"]["memories"]) == (0, 1)
    assert run("taste", "list", "--user", iris).lines == []
    assert len(run("memory", "list", "--user", iris).lines) == 1


def test_a_taste_that_is_not_there_is_refused(run: Run, iris: str) -> None:
    for words in (
        ("profile", "--user", iris, "--taste", "For Dad"),
        ("taste", "forget", "For Dad", "--user", iris),
        ("taste", "forget", iris, "--user", iris),
    ):
        ran = run(*words)
        assert (ran.status, ran.out) == (1, "")
        assert "You keep no taste" in ran.err


def test_a_taste_is_no_user(run: Run, iris: str) -> None:
    run("taste", "add", "For Mum", "--user", iris)
    for words in (("profile", "--user", "For Mum"), ("user", "erase", "For Mum")):
        assert "There is no account 'For Mum'" in run(*words).err


def test_who_administers_is_said_here_and_the_last_one_stays(run: Run, iris: str) -> None:
    refused = run("user", "admin", iris, "--off")
    assert (refused.status, "last administrator" in refused.err) == (1, True)
    run("user", "add", "Sage")
    assert run("user", "admin", "sage", "--on").object == {"user": "Sage", "admin": True}
    assert run("user", "admin", iris, "--off").object == {"user": "Iris", "admin": False}
    assert run("user", "admin", iris).status == 2
