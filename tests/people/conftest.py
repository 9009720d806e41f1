"""A home with nobody in it yet, and a clock that moves only when a test moves it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flowery.people import People
from flowery.storage.accounts import Accounts
from flowery.storage.database import Database
from flowery.words.settings import Settings

SENTENCE = "a warm rain in May"


class Clock:
    """Stands still until it is told to pass on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_on(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'flowery.db'}")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return Accounts(database)


@pytest.fixture
def people(accounts: Accounts, tmp_path: Path, clock: Clock) -> People:
    return People(accounts, Settings(home=tmp_path, session_days=30), clock)
