"""A question is embedded elsewhere while somebody waits: not for long, and not in vain twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from flowery.models import hurrying
from flowery.models.hurrying import Hurrying
from flowery.words.errors import ModelUnavailable
from tests.models.fake import FakeModels
from tests.models.remote import WithRemote

TEXT = "a rainy library"


@pytest.fixture
def remote() -> WithRemote:
    return WithRemote(FakeModels())


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine with nothing else to do: what comes, comes in time."""
    monkeypatch.setattr(hurrying, "FIRST_SECONDS", 30.0)


@pytest.fixture
def held(remote: WithRemote) -> Iterator[threading.Event]:
    """What is embedded comes only once this is set."""
    may_go = threading.Event()

    def wait(_texts: Sequence[str], _user_id: str | None) -> None:
        may_go.wait(30)

    remote.before = wait
    yield may_go
    may_go.set()


def finish() -> None:
    for thread in threading.enumerate():
        if thread.name == "flowery-asking":
            thread.join(30)


@pytest.mark.usefixtures("patient")
def test_a_vector_that_comes_in_time_is_the_persons_and_asked_for_once(remote: WithRemote) -> None:
    asking, encoder = Hurrying(), remote.remote_encoder()
    for _ in range(2):
        vector = asking.embedded(encoder, TEXT, "u_iris")
        assert vector is not None
        assert np.array_equal(vector, encoder._vector(TEXT))
    assert remote.sent == [("u_iris", TEXT)]
    asking.embedded(encoder, TEXT, "u_sage")
    assert remote.sent[1:] == [("u_sage", TEXT)], "nothing is passed from one person to another"


def test_what_comes_too_late_is_there_the_next_time(
    remote: WithRemote, held: threading.Event
) -> None:
    asking, encoder = Hurrying(), remote.remote_encoder()
    assert asking.embedded(encoder, TEXT, "u_iris") is None
    held.set()
    finish()
    assert asking.embedded(encoder, TEXT, "u_iris") is not None
    assert len(remote.sent) == 1


@pytest.mark.usefixtures("held")
def test_after_waiting_in_vain_nobody_waits_for_a_while(remote: WithRemote) -> None:
    asking, encoder = Hurrying(), remote.remote_encoder()
    assert asking.embedded(encoder, TEXT, "u_iris") is None
    begun = threading.active_count()
    for number in range(5):
        assert asking.embedded(encoder, f"{TEXT} {number}", "u_iris") is None
    assert threading.active_count() <= begun, "and nothing more is begun"


@pytest.mark.usefixtures("patient")
def test_an_outage_is_no_vector(remote: WithRemote) -> None:
    remote.outage = ModelUnavailable("Away.", permanent=False)
    asking, encoder = Hurrying(), remote.remote_encoder()
    assert asking.embedded(encoder, TEXT, "u_iris") is None
    remote.outage = None
    assert asking.embedded(encoder, TEXT, "u_iris") is not None


@pytest.mark.usefixtures("patient")
def test_it_keeps_nobodys_words(remote: WithRemote) -> None:
    asking = Hurrying()
    asking.embedded(remote.remote_encoder(), TEXT, "u_iris")
    assert TEXT not in repr(vars(asking))
