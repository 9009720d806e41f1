"""`models …`: which model does what, and what the endpoint can do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Run
from tests.models import faulty
from tests.models.faulty import Endpoint
from tests.models.test_probing import everything


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint that the environment names."""
    with faulty.running() as running:
        running.fault = everything
        monkeypatch.setenv("FLOWERY_OPENAI_BASE_URL", running.address)
        monkeypatch.setenv("FLOWERY_CHAT_MODEL", "chat-1")
        monkeypatch.setenv("FLOWERY_OPENAI_API_KEY", "sk-environment")
        yield running


def test_without_an_endpoint_everything_is_embedded(run: Run, iris: str) -> None:
    shown = run("models", "show").object
    assert (shown["address"], set(shown["models"].values())) == (None, {"embedded"})
    assert run("models", "show", plain=True).out.startswith("Nothing leaves this machine")
    refused = run("models", "probe", plain=True)
    assert (refused.status, refused.err) == (
        1,
        "No endpoint is connected: type its address first.\n",
    )


def test_what_the_endpoint_can_do_is_told_and_shown_afterwards(
    run: Run, iris: str, endpoint: Endpoint
) -> None:
    found = run("models", "probe")
    assert [(one["model"], one["what"], one["found"]) for one in found.lines] == [
        (None, "list", "3"),
        ("chat-1", "answer", "json"),
    ]
    shown = run("models", "show")
    assert shown.object["found"] == found.lines
    assert (shown.object["models"]["explain"], shown.object["models"]["see"]) == (
        "chat-1",
        "embedded",
    )
    assert "sk-environment" not in found.out + shown.out


def test_a_secret_that_is_too_short_is_refused_and_not_repeated(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOWERY_SECRET", "hunter2")
    refused = run("models", "show", plain=True)
    assert refused.status == 1
    assert "FLOWERY_SECRET" in refused.err
    assert "hunter2" not in refused.out + refused.err
