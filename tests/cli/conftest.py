"""Runs commands as a shell would, in this process: a home of the test's own, the encoder shared."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flowery.cli.main import main
from tests.conftest import OnceEmbedded


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit status, what it said and what it said on stderr."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> dict[str, Any]:
        (only,) = self.lines
        return only


Run = Callable[..., Ran]


@pytest.fixture
def run(
    home: Path,
    encoder: OnceEmbedded,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """`run("memory", "list", "--user", "iris")`, with JSON unless `plain`."""
    from flowery import wiring
    from flowery.models import connect

    for room in (wiring, connect):
        monkeypatch.setattr(room, "open_models", lambda *_, **__: encoder)
    monkeypatch.setenv("FLOWERY_HOME", str(home))

    def run_it(*words: str, stdin: str = "", plain: bool = False) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        try:
            status = main([*words] if plain else ["--json", *words])
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return run_it


@pytest.fixture
def iris(run: Run) -> str:
    """Iris, who has an account."""
    return str(run("user", "add", "Iris", "--admin").object["user"])


@pytest.fixture
def remembered(run: Run, iris: str) -> str:
    """The id of Iris's first memory."""
    text = "Rain on hot asphalt, and roses. I never could stand patchouli."
    said = run("memory", "add", "--user", iris, "--title", "Rain", "--text", text, "--wait")
    return str(said.object["memory_id"])
