"""The stores of a home, without models; the cast of the root conftest lives in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flowery.storage import fault
from flowery.storage.tables import Tables
from tests.storage.cast import Home, open_home


@pytest.fixture
def stores(home: Path) -> Iterator[Home]:
    opened = open_home(home)
    yield opened
    opened.tables.database.close()


@pytest.fixture
def tables(stores: Home) -> Tables:
    return stores.tables


@pytest.fixture(autouse=True)
def no_fault_left() -> Iterator[None]:
    yield
    fault.arm(None)
