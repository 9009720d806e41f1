"""Models that embed elsewhere as well: who was asked to embed what, for whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np

from flowery.models.passing import Passing
from flowery.models.port import EmbeddingModel, Models, Vectors
from flowery.words.errors import ModelUnavailable, NotOffered

Sent = tuple[str | None, str]


class WithRemote(Passing):
    """The models it is given, and an encoder elsewhere while a model is named (`far`). `before` is
    called before anything is embedded, and `outage`, while set, is raised.
    """

    def __init__(self, models: Models, far: str = "far", length: int = 48) -> None:
        super().__init__(models)
        self.far, self.length, self.place = far, length, "models.test"
        self.sent: list[Sent] = []
        self.outage: ModelUnavailable | None = None
        self.before: Callable[[Sequence[str], str | None], None] = lambda _texts, _user_id: None

    def remote_encoder(self, wanted: EmbeddingModel | None = None) -> RemoteWords:
        if not self.far:
            raise NotOffered("No model is named that embeds.")
        return RemoteWords(self, wanted or EmbeddingModel(self.far))

    @property
    def personal(self) -> list[Sent]:
        """What was sent of anybody."""
        return [one for one in self.sent if one[0] is not None]


class RemoteWords:
    """Hashed words, all of them close together: what has nothing in common still lies at .5."""

    def __init__(self, models: WithRemote, model: EmbeddingModel) -> None:
        self._models, self.model = models, model

    @property
    def embedder(self) -> str:
        return f"{self.model.name}@{self._models.place}"

    @property
    def dimensions(self) -> int:
        return self._models.length

    def embed(self, texts: Sequence[str], user_id: str | None = None) -> Vectors:
        self._models.before(texts, user_id)
        if self._models.outage is not None:
            raise self._models.outage
        self._models.sent += [(user_id, text) for text in texts]
        return np.array([self._vector(text) for text in texts], np.float32)

    def _vector(self, text: str) -> Vectors:
        counts = np.zeros(self.dimensions, np.float32)
        for word in re.findall(r"\w+", text.lower()):
            hashed = crc32(f"{self.model.name} {word}".encode())
            counts[1 + hashed % (self.dimensions - 1)] += 1 if hashed & 1024 else -1
        length = np.linalg.norm(counts)
        if length:
            counts /= np.float32(length)
        counts[0] = 1.0
        return counts / np.float32(np.linalg.norm(counts))
