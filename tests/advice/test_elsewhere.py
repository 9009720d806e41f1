"""A question is heard by the encoder elsewhere once that is whole, and by the one here whenever
that cannot be: while it is away, while something lacks there, and for whoever keeps everything
here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pytest

from flowery.memories.intake import Draft
from flowery.models import hurrying
from flowery.models.spaces import Space
from flowery.perfumery.elsewhere import scale_of
from flowery.storage.tables import Tables
from flowery.words.errors import ModelUnavailable
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.conftest import OnceEmbedded
from tests.models.remote import WithRemote

if TYPE_CHECKING:
    from flowery.wiring import Flowery

QUESTION = "find the memory of the ferry"
TEXT = "The ferry to Tongyeong smelled of diesel and of tangerines."


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hurrying, "FIRST_SECONDS", 30.0)
    monkeypatch.setattr(hurrying, "MOST_SECONDS", 30.0)


@pytest.fixture
def iris(tables: Tables) -> User:
    return tables.accounts.add("Iris", None)


@pytest.fixture
def sage(tables: Tables) -> User:
    return tables.accounts.add("Sage", None)


@pytest.fixture
def remote(encoder: OnceEmbedded) -> WithRemote:
    return WithRemote(encoder)


@pytest.fixture
def house(settings: Settings, remote: WithRemote, iris: User) -> Iterator[Flowery]:
    from flowery.wiring import open_flowery

    opened = open_flowery(settings.model_copy(update={"memories_per_day": 0}), remote)
    keep(opened, iris, TEXT)
    yield opened
    opened.close()


def keep(house: Flowery, user: User, text: str) -> None:
    memory = house.remember.keep(user.id, Draft(text=text)).memory
    assert house.remember.settle(user.id, memory.id).state == "done"


def asked(house: Flowery, remote: WithRemote, user: User, question: str) -> list[str]:
    """What was sent for a question that was answered."""
    before = len(remote.sent)
    assert house.advice.ask(user.id, question).answer
    assert {user_id for user_id, _ in remote.sent[before:]} <= {user.id}
    return [text for _, text in remote.sent[before:]]


def there(house: Flowery, remote: WithRemote) -> Space:
    return house.moving._spaces.open(remote.remote_encoder())


def test_it_is_heard_elsewhere_once_that_is_whole(
    house: Flowery, remote: WithRemote, iris: User
) -> None:
    assert asked(house, remote, iris, QUESTION) == []
    house.moving.run()
    answer = house.advice.ask(iris.id, QUESTION)
    assert remote.sent[-1][0] == iris.id, "asked again, since another one hears it"
    assert [found.quote for found in answer.memories] == [TEXT]
    assert asked(house, remote, iris, "diesel, and nothing sweet") != []
    keep(house, iris, "Cedar in the attic.")
    assert asked(house, remote, iris, "something like cedar") == [], "something lacks there"
    house.moving.run()
    assert asked(house, remote, iris, "something like old cedar") != []


def test_whoever_keeps_everything_here_is_heard_here_while_others_are_not(
    house: Flowery, remote: WithRemote, iris: User, sage: User
) -> None:
    keep(house, sage, "Rope and tar on the pier.")
    house.moving.run()
    house.people.stay_home(iris, True)
    assert asked(house, remote, iris, QUESTION) == []
    assert asked(house, remote, sage, "the rope on the pier") != []
    answer = house.advice.ask(iris.id, QUESTION)
    assert [found.quote for found in answer.memories] == [TEXT]
    house.people.stay_home(iris, False)
    assert asked(house, remote, iris, "find the ferry again") != []


def test_while_it_is_away_the_one_here_answers_the_same_question(
    house: Flowery, remote: WithRemote, iris: User
) -> None:
    house.moving.run()
    remote.outage = ModelUnavailable("Away.", permanent=False)
    answer = house.advice.ask(iris.id, QUESTION)
    assert [found.quote for found in answer.memories] == [TEXT]
    assert house.advice.ask(iris.id, "a warm perfume with smoke").recommendations


def test_a_catalogue_that_changed_is_heard_here_until_it_is_there(
    house: Flowery, remote: WithRemote, iris: User
) -> None:
    house.moving.run()
    house.tables.set_state(f"catalogue.vectors{there(house, remote).vectors.space}", "another")
    assert asked(house, remote, iris, QUESTION) == []
    house.moving.run()
    assert asked(house, remote, iris, "find the ferry") != []


def test_what_nobody_asked_is_sent_to_nobody(
    house: Flowery, remote: WithRemote, iris: User
) -> None:
    house.moving.run()
    sent = len(remote.sent)
    house.search.search("a rainy library")
    house.advice.about(iris.id, house.catalogue.fragrances[0].id)
    assert len(remote.sent) == sent


def test_likeness_means_there_what_it_means_here(house: Flowery, remote: WithRemote) -> None:
    """The encoder elsewhere puts what has nothing in common at a half."""
    house.moving.run()
    space = there(house, remote)
    slope, shift = scale_of(house.vectors, space.vectors)
    (_, ours), (_, theirs) = house.vectors.named("notes"), space.vectors.named("notes")
    here, raw = (float(np.median(one[:200] @ one[200:400].T)) for one in (ours, theirs))
    assert raw > here + 0.1
    assert abs(slope * raw + shift - here) < 0.1
