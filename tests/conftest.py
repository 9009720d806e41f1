"""The standing cast and their home: Iris owns it, Basil is the administrator, Sage a stranger.

The database and the files are always real ones, in a folder of the test's own. `flowery` opens all
of it with the embedded encoder, `remember` the upload path alone with a fake model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from flowery.memories.reading.extraction import SmellReader
from flowery.memories.remember import Remember
from flowery.models.embedded.models import EmbeddedModels
from flowery.models.port import Vectors as Embedded
from flowery.people import passwords
from flowery.perfumery.notes import Taxonomy, load_taxonomy
from flowery.perfumery.words import Lexicon, load_lexicon
from flowery.storage import fault
from flowery.storage.database import Database
from flowery.storage.lock import WriterLock
from flowery.storage.originals import Originals
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests import network
from tests.models.fake import FakeModels

PASSWORD = "a garden after rain"

network.stay_here()


@pytest.fixture(autouse=True)
def _here() -> Iterator[None]:
    """Who wanted to leave this machine fails the test, though the code took it for an outage."""
    yield
    gone, network.refused[:] = list(network.refused), []
    assert not gone, f"a call was not mocked: {gone}"


class OnceEmbedded(EmbeddedModels):
    """The embedded models, which embed every text once in a test run: homes open in no time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: dict[str, Embedded] = {}

    def embed(self, texts: Sequence[str]) -> Embedded:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, super().embed(new), strict=True))
        rows = [self._known[text] for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), self.dimensions)


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def reader(taxonomy: Taxonomy, lexicon: Lexicon) -> SmellReader:
    return SmellReader(taxonomy, lexicon)


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> OnceEmbedded:
    return OnceEmbedded(tmp_path_factory.mktemp("encoder"))


@pytest.fixture(scope="session")
def password_hash() -> str:
    return passwords.hashed(PASSWORD)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(home=home)


@pytest.fixture
def tables(home: Path) -> Iterator[Tables]:
    database = Database(f"sqlite:///{home / 'flowery.db'}")
    database.migrate()
    yield Tables(database)
    database.close()


@pytest.fixture
def models() -> FakeModels:
    """A model that only embeds, as at home without a key; a test hands it what it may say."""
    return FakeModels(offers=frozenset())


@pytest.fixture
def remember(
    tables: Tables,
    models: FakeModels,
    settings: Settings,
    reader: SmellReader,
    lexicon: Lexicon,
    taxonomy: Taxonomy,
) -> Iterator[Remember]:
    folder = settings.folder
    yield Remember(
        tables=tables,
        originals=Originals(folder / "originals"),
        vectors=Vectors(str(folder / "lance"), models.dimensions),
        lock=WriterLock(folder / "writer.lock"),
        models=models,
        settings=settings,
        reader=reader,
        lexicon=lexicon,
        taxonomy=taxonomy,
    )
    fault.arm(None)


@pytest.fixture
def flowery(settings: Settings, tables: Tables, encoder: OnceEmbedded) -> Iterator[object]:
    from flowery.wiring import open_flowery  # only a test that asks for all of it pays for it

    opened = open_flowery(settings, encoder)
    yield opened
    fault.arm(None)
    opened.close()


@pytest.fixture
def basil(tables: Tables, password_hash: str) -> User:
    return tables.accounts.add("Basil", password_hash, is_admin=True)


@pytest.fixture
def iris(tables: Tables, password_hash: str) -> User:
    return tables.accounts.add("Iris", password_hash)


@pytest.fixture
def sage(tables: Tables, password_hash: str) -> User:
    return tables.accounts.add("Sage", password_hash)
