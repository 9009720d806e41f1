"""The built-in catalogue, opened once, with the fake encoder: what is found here rests on facts,
names and words, never on a lucky vector.
"""

from __future__ import annotations

import pytest

from flowery.memories.reading.extraction import SmellReader
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.composing import compose, note_vectors
from flowery.perfumery.notes import Taxonomy
from flowery.perfumery.search import CatalogueSearch
from flowery.perfumery.stock import built_in
from flowery.perfumery.words import Lexicon
from tests.models.fake import FakeModels


@pytest.fixture(scope="session")
def catalogue(taxonomy: Taxonomy) -> Catalogue:
    fragrances = built_in(taxonomy)
    parts = note_vectors(taxonomy, FakeModels().embed)
    return Catalogue(fragrances, taxonomy, compose(fragrances, parts))


@pytest.fixture(scope="session")
def search(catalogue: Catalogue, taxonomy: Taxonomy, lexicon: Lexicon) -> CatalogueSearch:
    reader = SmellReader(taxonomy, lexicon)
    return CatalogueSearch(catalogue, lexicon, FakeModels().embed, reader.read)
