"""Which models the settings bring."""

import subprocess
import sys
from pathlib import Path

import pytest

from flowery.models.connect import open_models
from flowery.storage.tables import Tables
from flowery.words.settings import Settings
from tests.models.server import ADDRESS


@pytest.mark.parametrize("address", [None, ""])
def test_without_an_endpoint_the_embedded_models_work_alone(
    home: Path, tables: Tables, address: str | None
) -> None:
    settings = Settings(home=home, openai_base_url=address, chat_model="chat-1")
    models = open_models(settings, tables)
    assert (models.name, models.offers) == ("embedded", frozenset())


def test_an_endpoint_offers_what_is_named_and_embeds_at_home(home: Path, tables: Tables) -> None:
    settings = Settings(home=home, openai_base_url=ADDRESS, chat_model="chat-1")
    models = open_models(settings, tables)
    assert (models.name, models.offers) == ("chat-1", {"answer"})
    assert models.embedder.startswith("all-MiniLM-L6-v2")


def test_opening_asks_nobody_and_builds_nothing(home: Path, tables: Tables) -> None:
    settings = Settings(home=home, openai_base_url="http://127.0.0.1:9", chat_model="chat-1")
    open_models(settings, tables)
    assert all(path.name.startswith("flowery.db") for path in home.iterdir())


@pytest.mark.parametrize("heavy", ["openai", "onnx", "onnxruntime", "httpx2"])
def test_a_start_without_a_key_does_not_load_what_it_does_not_need(heavy: str) -> None:
    code = f"import sys, flowery.models.connect; sys.exit({heavy!r} in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
