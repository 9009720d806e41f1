"""The connection: what was typed goes before the environment, and a typed key is nowhere in the
clear.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from flowery.models.connections import Connections, Draft
from flowery.models.prices import Prices
from flowery.storage.connections import Finding, Listed
from flowery.storage.tables import Tables
from flowery.storage.upkeep.backup import backup
from flowery.words.errors import NotAllowed, Refused
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.storage.cast import open_home

HERE = "http://127.0.0.1:8080/v1"
THERE = "https://models.example/v1"
SECRET = "only the environment knows this"
KEY = "sk-typed-once-and-never-shown-again"
NAMED = {"openai_base_url": HERE, "openai_api_key": "sk-environment", "chat_model": "chat-1"}


@pytest.fixture
def bare(tables: Tables, home: Path) -> Connections:
    return Connections(tables, Settings(home=home, secret=SECRET))


@pytest.fixture
def named(tables: Tables, home: Path) -> Connections:
    return Connections(tables, Settings(home=home, secret=SECRET, **NAMED))


def key_of(connections: Connections) -> str | None:
    key = connections.now().key
    return None if key is None else key.get_secret_value()


def typed(address: str = "", key: str | None = None, **more: object) -> Draft:
    return Draft(address=address, key=None if key is None else SecretStr(key), **more)  # type: ignore[arg-type]


def test_nothing_is_connected_where_nobody_says_so(bare: Connections) -> None:
    now = bare.now()
    assert (now.address, now.offers, now.embedding_model) == ("", frozenset(), "")


def test_what_is_typed_goes_before_the_environment_field_by_field(
    named: Connections, basil: User
) -> None:
    named.keep(basil, typed(models={"see": "vision-1"}, seconds=5.0, prices={"read": 2.0}))
    now = named.now()
    assert (now.address, key_of(named)) == (HERE, "sk-environment")
    assert now.models == {"chat": "chat-1", "see": "vision-1"}
    assert (now.seconds, now.prices) == (5.0, Prices(2.0, 0.0))
    assert now.offers == {"answer", "see"}


def test_another_process_follows_at_once(
    named: Connections, tables: Tables, home: Path, basil: User
) -> None:
    other = Connections(tables, Settings(home=home, secret=SECRET, **NAMED))
    assert other.now().model("chat") == "chat-1"
    named.keep(basil, typed(models={"chat": "chat-2"}))
    assert other.now().model("chat") == "chat-2"


def test_nobody_can_be_named_where_the_environment_names_somebody(
    named: Connections, basil: User
) -> None:
    named.keep(basil, typed(models={"chat": ""}))
    assert named.now().offers == frozenset()


def test_switched_off_nothing_is_connected_and_nothing_typed_is_lost(
    named: Connections, basil: User
) -> None:
    named.keep(basil, typed(models={"chat": "chat-2"}))
    named.keep(basil, typed(models={"chat": "chat-2"}, is_off=True))
    assert (named.now().address, named.now().offers) == ("", frozenset())
    assert named.standing(basil).typed.models == {"chat": "chat-2"}


def test_a_key_goes_only_to_the_address_it_was_given_for(named: Connections, basil: User) -> None:
    named.keep(basil, typed(THERE, models={"chat": "theirs"}))
    assert (named.now().address, key_of(named)) == (THERE, None)
    assert named.now().models == {"chat": "theirs"}
    named.keep(basil, typed(THERE, KEY))
    assert key_of(named) == KEY
    named.keep(basil, typed("https://elsewhere.example/v1"))
    assert key_of(named) is None
    assert named.standing(basil).key == "none"


def test_a_key_cannot_be_sent_elsewhere_by_whoever_writes_into_the_database(
    bare: Connections, tables: Tables, basil: User
) -> None:
    bare.keep(basil, typed(THERE, KEY))
    moved = replace(tables.connections.typed(), address="https://thief.example/v1")
    tables.connections.keep(moved, None)
    assert (bare.now().address, key_of(bare)) == ("", None)


def test_a_typed_key_is_kept_over_other_changes_and_can_be_forgotten(
    bare: Connections, basil: User
) -> None:
    bare.keep(basil, typed(THERE, KEY))
    bare.keep(basil, typed(THERE, models={"chat": "chat-2"}))
    assert (key_of(bare), bare.standing(basil).key) == (KEY, "kept")
    bare.forget_key(basil)
    assert (key_of(bare), bare.standing(basil).key) == (None, "none")
    assert bare.now().address == THERE


@pytest.mark.parametrize("secret", [None, "another secret than before"])
def test_with_another_secret_the_key_is_unreadable_and_nobody_is_asked(
    bare: Connections, tables: Tables, home: Path, basil: User, secret: str | None
) -> None:
    bare.keep(basil, typed(THERE, KEY, models={"chat": "chat-1"}))
    later = Connections(tables, Settings(home=home, secret=secret))
    assert (later.now().address, later.standing(basil).key) == ("", "unreadable")
    assert later.would_be(basil, typed(THERE, "sk-new")).key == SecretStr("sk-new")


def test_without_a_secret_a_key_is_refused_with_the_way_to_give_it(
    tables: Tables, home: Path, basil: User
) -> None:
    connections = Connections(tables, Settings(home=home))
    with pytest.raises(Refused, match="FLOWERY_OPENAI_API_KEY"):
        connections.keep(basil, typed(THERE, KEY))
    assert connections.would_be(basil, typed(THERE, KEY)).key == SecretStr(KEY)
    assert tables.connections.stamp() == 0


def test_a_typed_key_is_nowhere_in_the_clear(
    home: Path, basil: User, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stores = open_home(home)
    settings = stores.settings.model_copy(update={"secret": SecretStr(SECRET)})
    connections = Connections(stores.tables, settings)
    with caplog.at_level(logging.DEBUG):
        connections.keep(basil, typed(THERE, KEY))
        standing = connections.standing(basil)
        backup(stores, tmp_path / "flowery.zip")
    assert KEY not in repr((connections.now(), standing, connections)) + caplog.text
    written = [*stores.settings.folder.rglob("*"), tmp_path / "flowery.zip"]
    kept = b"".join(path.read_bytes() for path in written if path.is_file())
    assert KEY.encode() not in kept
    assert SECRET.encode() not in kept
    assert standing.typed.sealed_key is not None
    assert standing.typed.sealed_key in kept


def test_the_same_key_is_sealed_differently_each_time(bare: Connections, basil: User) -> None:
    bare.keep(basil, typed(THERE, KEY))
    first = bare.standing(basil).typed.sealed_key
    bare.keep(basil, typed(THERE, KEY))
    assert bare.standing(basil).typed.sealed_key != first


ADDRESSES = {
    "file:///etc/passwd": "begins with http",
    "ftp://models.example": "begins with http",
    "models.example/v1": "begins with http",
    "http://": "begins with http",
    "http://[::1": "begins with http",
    "http://models.example:99999/v1": "begins with http",
    "https://me:password@models.example/v1": "does not belong into the address",
    "https://models.example/v1?key=1": "leave out",
    "https://models.example/v1#top": "leave out",
    "http://models.example/v1\n.evil": "begins with http",
    "http://" + "a" * 600: "500 characters",
}


@pytest.mark.parametrize(("address", "said"), ADDRESSES.items(), ids=range(len(ADDRESSES)))
def test_what_is_no_address_is_refused(
    bare: Connections, basil: User, address: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        bare.keep(basil, typed(address))


@pytest.mark.parametrize(
    "wrong",
    [
        {"models": {"chat": "a\nb"}},
        {"models": {"chat": "a" * 201}},
        {"models": {"smells": "alone"}},
        {"dimensions": 0},
        {"seconds": float("nan")},
        {"seconds": -1.0},
        {"prices": {"read": float("inf")}},
        {"prices": {"written": -0.5}},
        {"key": SecretStr("two words")},
        {"key": SecretStr("열쇠")},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    bare: Connections, tables: Tables, basil: User, wrong: dict[str, object]
) -> None:
    with pytest.raises(Refused, match=r"\.$"):
        bare.keep(basil, Draft(address=THERE, **wrong))  # type: ignore[arg-type]
    assert tables.connections.stamp() == 0


def test_a_purpose_of_words_may_have_a_model_of_its_own(named: Connections, basil: User) -> None:
    named.keep(basil, typed(models={"explain": "eloquent", "embed": "vectors-1"}))
    now = named.now()
    assert [now.model(purpose) for purpose in ("explain", "smells", "anything new", "see")] == [
        "eloquent",
        "chat-1",
        "chat-1",
        "",
    ]
    assert now.embedding_model == "vectors-1"
    assert now.used_for() == {
        "chat-1": ("chat",),
        "eloquent": ("explain",),
        "vectors-1": ("embed",),
    }


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 21), [True]),
        (TODAY, [False]),
        (date(2027, 1, 21), [False]),
        (date(2027, 1, 22), []),
    ],
)
def test_a_model_in_use_that_ends_is_told_sixty_days_before_and_after(
    named: Connections, basil: User, day: date, told: list[bool]
) -> None:
    named.keep(basil, typed(ends={"chat-1": day, "not in use": TODAY}))
    assert [one.is_over for one in named.endings(basil, TODAY)] == told


def test_what_the_endpoint_announces_is_told_unless_a_day_was_typed(
    named: Connections, tables: Tables, basil: User
) -> None:
    tables.connections.keep_listed(HERE, [Listed("chat-1", date(2026, 12, 24)), Listed("b")])
    (ending,) = named.endings(basil, TODAY)
    assert (ending.day, ending.purposes) == (date(2026, 12, 24), ("chat",))
    named.keep(basil, typed(ends={"chat-1": date(2028, 1, 1)}))
    assert named.endings(basil, TODAY) == ()


def test_what_was_found_is_known_by_address(
    named: Connections, tables: Tables, basil: User
) -> None:
    rows = tables.connections
    rows.keep_found(HERE, [Finding("chat-1", "answer", "json"), Finding("chat-1", "see", "no")])
    rows.keep_found(THERE, [Finding("chat-1", "answer", "no", "Gone.")])
    rows.keep_found(HERE, [Finding("chat-1", "answer", "schema")], anew=True)
    here, there = named.standing(basil).found, named.standing(basil, THERE).found
    assert [(one.what, one.found) for one in here] == [("answer", "schema")]
    assert [(one.found, one.told) for one in there] == [("no", "Gone.")]
    assert here[0].at is not None
    assert here[0].at <= datetime.now(UTC)


def test_a_person_neither_sees_nor_changes_any_of_it(
    named: Connections, tables: Tables, iris: User
) -> None:
    for act in (
        lambda: named.standing(iris),
        lambda: named.keep(iris, Draft()),
        lambda: named.would_be(iris, Draft()),
        lambda: named.forget_key(iris),
        lambda: named.endings(iris),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert tables.connections.stamp() == 0


def test_a_secret_that_is_too_short_is_not_repeated(home: Path) -> None:
    with pytest.raises(ValueError, match="16") as told:
        Settings(home=home, secret="hunter2")
    assert "hunter2" not in str(told.value)
