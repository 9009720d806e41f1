"""An endpoint's embedding model as an encoder.

It knows batches and checks what comes back: as many vectors as texts, all of one length, no zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from flowery.models.openai_compatible.endpoint import Endpoint
from flowery.models.openai_compatible.replies import Embeddings
from flowery.models.port import Vectors
from flowery.models.readable import readable
from flowery.words.errors import ModelUnavailable

BATCH_TEXTS = 32
"""The least that common servers take in one request."""

PROBE = "rose"


class EndpointEncoder:
    """Embeds with the model that the settings name."""

    def __init__(self, endpoint: Endpoint, model: str) -> None:
        self._endpoint = endpoint
        self._model = model
        self.embedder = model

    @cached_property
    def dimensions(self) -> int:
        """The length of a vector; learnt from the first one, so this may ask the endpoint."""
        return int(self._batch([PROBE]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in the order given; zeros for an empty or blank text."""
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        worded = [row for row, text in enumerate(texts) if text.strip()]
        for start in range(0, len(worded), BATCH_TEXTS):
            rows = worded[start : start + BATCH_TEXTS]
            vectors[rows] = self._sized([readable(texts[row]) for row in rows])
        return vectors

    def _sized(self, texts: Sequence[str]) -> Vectors:
        vectors = self._batch(texts)
        if vectors.shape[1] != self.dimensions:
            raise unbelievable(self._model)
        return vectors

    def _batch(self, texts: Sequence[str]) -> Vectors:
        reply = self._endpoint.embed(self._model, texts)
        return unit_rows(reply, len(texts), self._model)


def unit_rows(reply: Embeddings, expected: int, model: str) -> Vectors:
    """The vectors in the order of their texts, at length 1."""
    ordered = sorted(reply.data, key=lambda embedding: embedding.index)
    lengths = {len(embedding.embedding) for embedding in ordered}
    if [embedding.index for embedding in ordered] != list(range(expected)) or len(lengths) != 1:
        raise unbelievable(model)
    vectors = np.array([embedding.embedding for embedding in ordered], np.float64)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not norms.all():
        raise unbelievable(model)
    return np.asarray(vectors / norms, np.float32)


def unbelievable(model: str) -> ModelUnavailable:
    """The vectors are not those of the texts."""
    sentence = f"The vectors that {model} sent do not belong to the texts: try again."
    return ModelUnavailable(sentence, permanent=False)
