"""The page Settings: what is connected, trying it, keeping it, and never showing a key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import SecretStr
from streamlit.testing.v1 import AppTest

from flowery.models.connections import Connections, Draft
from flowery.models.probing import Probing
from flowery.models.spending import Spending
from flowery.wiring import Flowery
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.models import faulty
from tests.models.faulty import Endpoint
from tests.models.test_probing import everything
from tests.ui.pages.conftest import Show, drawn, links, read, steady, told

KEY = "sk-typed-once-and-never-shown-again"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with faulty.running() as running:
        running.fault = everything
        yield running


@pytest.fixture
def secret(house: Flowery) -> Flowery:
    """The house with a secret to keep keys with."""
    connected(
        house, house.settings.model_copy(update={"secret": SecretStr("sixteen or more it is")})
    )
    return house


def connected(house: Flowery, settings: Settings) -> None:
    connections = Connections(house.tables, settings)
    probing = Probing(house.tables, settings, connections, Spending(house.tables, settings))
    object.__setattr__(house, "connections", connections)
    object.__setattr__(house, "probing", probing)


def pressed(app: AppTest, label: str) -> AppTest:
    return steady(next(one for one in app.button if one.label == label).click().run())


def field(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(one for one in app.text_input if one.label == label)


def first_line(app: AppTest) -> str:
    return str(app.markdown[0].value)


def test_without_an_endpoint_it_says_calmly_that_nothing_leaves(basil: User, show: Show) -> None:
    app = show("settings", basil)
    assert first_line(app).startswith("Nothing leaves this machine")
    assert "can be tried but not kept" in " ".join(told(app.caption))
    assert (told(app.error), told(app.warning)) == ([], [])


def test_an_endpoint_is_tried_chosen_from_and_kept(
    secret: Flowery, basil: User, show: Show, endpoint: Endpoint
) -> None:
    app = show("settings", basil)
    field(app, "Address").set_value(endpoint.address)
    field(app, "Key").set_value(KEY)
    app = pressed(app, "Try it")
    assert "✓ The endpoint lists 3 models." in read(app)
    assert secret.connections.now().address == ""
    assert list(app.selectbox(key="settings.model.chat").options)[:2] == ["chat-1", "chat-2"]
    app.selectbox(key="settings.model.chat").set_value("chat-1")
    app = pressed(app, "Save")
    now = secret.connections.now()
    assert (now.address, now.model("explain"), now.key) == (
        endpoint.address,
        "chat-1",
        SecretStr(KEY),
    )
    assert "Answers are worded by chat" in first_line(app)


def test_a_kept_key_is_never_shown_again_and_can_be_forgotten(
    secret: Flowery, basil: User, show: Show, endpoint: Endpoint
) -> None:
    secret.connections.keep(basil, Draft(address=endpoint.address, key=SecretStr(KEY)))
    app = show("settings", basil)
    assert field(app, "Key").value == ""
    assert field(app, "Key").placeholder.startswith("a key is kept since")
    everything_said = drawn(app) + repr(app.main) + repr(app.session_state)
    assert KEY not in everything_said
    assert str(len(KEY)) not in field(app, "Key").placeholder
    app = pressed(app, "Forget the kept key")
    assert secret.connections.now().key is None
    assert [one.label for one in app.button if "Forget" in one.label] == []


def test_after_saving_no_key_stays_in_the_field(
    secret: Flowery, basil: User, show: Show, endpoint: Endpoint
) -> None:
    app = show("settings", basil)
    field(app, "Address").set_value(endpoint.address)
    field(app, "Key").set_value(KEY)
    app = pressed(app, "Save")
    assert field(app, "Key").value == ""


def test_with_another_secret_it_says_to_type_the_key_again(
    secret: Flowery, house: Flowery, basil: User, show: Show, endpoint: Endpoint
) -> None:
    draft = Draft(address=endpoint.address, key=SecretStr(KEY), models={"chat": "chat-1"})
    secret.connections.keep(basil, draft)
    connected(house, house.settings.model_copy(update={"secret": SecretStr("quite another one")}))
    app = show("settings", basil)
    assert "cannot be read any more" in told(app.warning)[0]
    assert first_line(app).startswith("Nothing leaves this machine")


def test_what_is_refused_is_said_and_nothing_is_kept(
    house: Flowery, basil: User, show: Show
) -> None:
    app = show("settings", basil)
    field(app, "Address").set_value("file:///etc/passwd")
    app = pressed(app, "Save")
    assert "An address begins with http" in told(app.error)[0]
    assert house.tables.connections.stamp() == 0


def test_a_broken_endpoint_does_not_break_the_page(
    house: Flowery, basil: User, show: Show, endpoint: Endpoint
) -> None:
    endpoint.fault = faulty.a_page
    app = show("settings", basil)
    field(app, "Address").set_value(endpoint.address)
    app = pressed(app, "Try it")
    assert "✗ What answered is not a model endpoint" in read(app)
    app = pressed(app, "Save")
    assert told(app.error) == []
    assert house.connections.now().address == endpoint.address


def test_an_id_of_a_model_is_never_markup(
    house: Flowery, basil: User, show: Show, endpoint: Endpoint
) -> None:
    name = "<b>chat</b> **bold** ![x](http://evil.example)"
    house.connections.keep(basil, Draft(address=endpoint.address, models={"chat": name}))
    ends = datetime.now(UTC).date() + timedelta(days=3)
    house.connections.keep(
        basil, Draft(address=endpoint.address, models={"chat": name}, ends={name: ends})
    )
    app = show("settings", basil)
    assert "**bold**" not in first_line(app) + told(app.warning)[0]
    assert "<b>chat" not in drawn(show("home", basil)).replace("&lt;b&gt;", "")


def test_home_tells_administrators_and_nobody_else_that_a_model_ends(
    house: Flowery, iris: User, basil: User, show: Show, endpoint: Endpoint
) -> None:
    draft = Draft(
        address=endpoint.address, models={"chat": "chat-1"}, ends={"chat-1": date(2020, 1, 2)}
    )
    house.connections.keep(basil, draft)
    app = show("home", basil)
    assert "chat-1 ended on 2 January 2020. It is used for: Words." in read(app)
    assert ("settings", "Choose another model", "") in links(app)
    assert "chat-1" not in read(show("home", iris))
