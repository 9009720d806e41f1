"""An endpoint's embedding model as an encoder.

It knows batches and checks what comes back: as many vectors as texts, all of one length, no zeros.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flowery.models.openai_compatible.endpoint import Endpoint
from flowery.models.openai_compatible.replies import Embeddings
from flowery.models.port import EmbeddingModel, Vectors
from flowery.models.readable import readable
from flowery.words.errors import ModelUnavailable

BATCH_TEXTS = 32
"""The least that common servers take in one request."""

PROBE = "rose"


class EndpointEncoder:
    """Embeds with a model of an endpoint."""

    def __init__(self, endpoint: Endpoint, model: EmbeddingModel) -> None:
        self._endpoint = endpoint
        self.model = model
        self._length = 0

    @property
    def embedder(self) -> str:
        """The model and where it is: of one name there may be others elsewhere."""
        length = f"/{self.model.dimensions}" if self.model.dimensions else ""
        return f"{self.model.name}{length}@{self._endpoint.host}"

    @property
    def dimensions(self) -> int:
        """The length of a vector; learnt from the first one, so this may ask the endpoint."""
        if not self._length:
            self._batch([PROBE], None)
        return self._length

    def embed(self, texts: Sequence[str], user_id: str | None = None) -> Vectors:
        """One unit vector a text, in the order given; zeros for an empty or blank text."""
        worded = [row for row, text in enumerate(texts) if text.strip()]
        told = [readable(texts[row]) for row in worded]
        starts = range(0, len(told), BATCH_TEXTS)
        batches = [self._batch(told[start : start + BATCH_TEXTS], user_id) for start in starts]
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        if batches:
            vectors[worded] = np.concatenate(batches)
        return vectors

    def _batch(self, texts: Sequence[str], user_id: str | None) -> Vectors:
        asked = (self.model.name, texts, self.model.dimensions, user_id)
        vectors = unit_rows(self._endpoint.embed(*asked), len(texts), self.model.name)
        self._length = self._length or vectors.shape[1]
        if vectors.shape[1] != self._length:
            raise unbelievable(self.model.name)
        return vectors


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
