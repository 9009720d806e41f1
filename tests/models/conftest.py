"""The embedded models, built once for all tests, and an endpoint without a network."""

from pathlib import Path

import pytest

from flowery.models.embedded.models import EmbeddedModels
from tests.models.server import Bench, Server


@pytest.fixture(scope="session")
def embedded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embedded")


@pytest.fixture(scope="session")
def embedded(embedded_home: Path) -> EmbeddedModels:
    return EmbeddedModels(embedded_home / "models")


@pytest.fixture
def bench(embedded_home: Path) -> Bench:
    return Bench(Server(), embedded_home)
