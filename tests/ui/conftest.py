"""Somebody comes to the pages: the standing cast and their home, opened in the browser's way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flowery.ui import session
from flowery.ui.session import Household
from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from flowery.worker import Worker

ROOT = Path(__file__).parents[2]
ComeAs = Callable[[User | None], str | None]


@pytest.fixture
def house(flowery: Flowery, monkeypatch: pytest.MonkeyPatch) -> Flowery:
    """The opened home behind every page of a test; its worker does nothing by itself."""
    monkeypatch.setenv("FLOWERY_HOME", str(flowery.settings.folder))
    household = Household(Worker(flowery))
    monkeypatch.setattr(session, "household", lambda: household)
    return flowery


@pytest.fixture
def come_as(house: Flowery, monkeypatch: pytest.MonkeyPatch) -> ComeAs:
    """Let the browser of a test carry somebody's session (None: nobody's); returns its token."""

    def come(user: User | None) -> str | None:
        token = house.people.open_session(user.id) if user else None
        monkeypatch.setattr(session, "token", lambda: token)
        return token

    return come
