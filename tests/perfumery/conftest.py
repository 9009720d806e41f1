"""The built-in catalogue, opened once, with the fake encoder: what is found here rests on facts,
names and words, never on a lucky vector.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from flowery.memories.reading.extraction import SmellReader
from flowery.perfumery.catalogue import Catalogue, Matrix
from flowery.perfumery.composing import Embed, compose, described
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.search import CatalogueSearch
from flowery.perfumery.stock import built_in, open_catalogue
from flowery.perfumery.words import Lexicon
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from tests.models.fake import FakeModels


def note_vectors(taxonomy: Taxonomy, embed: Embed) -> dict[str, Matrix]:
    """A vector for every note and accord of the taxonomy."""
    said = described(taxonomy, ())
    return dict(zip(said, embed(list(said.values())), strict=True))


@pytest.fixture
def stocked(tables: Tables, taxonomy: Taxonomy, home: Path) -> Tables:
    models = FakeModels()
    vectors = Vectors(str(home / "lance"), models.dimensions)
    open_catalogue(tables, vectors, taxonomy, models.embed, models.embedder)
    return tables


@pytest.fixture(scope="session")
def catalogue(taxonomy: Taxonomy) -> Catalogue:
    fragrances = built_in(taxonomy)
    parts = note_vectors(taxonomy, FakeModels().embed)
    return Catalogue(fragrances, taxonomy, compose(fragrances, parts))


@pytest.fixture(scope="session")
def search(catalogue: Catalogue, taxonomy: Taxonomy, lexicon: Lexicon) -> CatalogueSearch:
    reader = SmellReader(taxonomy, lexicon)
    return CatalogueSearch(catalogue, lexicon, FakeModels().embed, reader.read)
