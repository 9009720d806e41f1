"""Models that hand on whatever they are asked: what those are made of that watch or change a little
of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from flowery.models.port import (
    Ability,
    EmbeddingModel,
    Models,
    RemoteEncoder,
    Request,
    Shape,
    Tuner,
    Vectors,
)


class Passing:
    """Hands everything on to the models behind it, whichever those are at that moment."""

    def __init__(self, models: Models) -> None:
        self._behind = models

    @property
    def _models(self) -> Models:
        """Who is asked at this moment."""
        return self._behind

    @property
    def name(self) -> str:
        """What made an answer."""
        return self._models.name

    def named(self, purpose: str) -> str:
        """What answers requests of a purpose."""
        return self._models.named(purpose)

    @property
    def offers(self) -> frozenset[Ability]:
        """The abilities beyond embedding."""
        return self._models.offers

    @property
    def embedder(self) -> str:
        """The id of the encoder."""
        return self._models.embedder

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._models.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector a text."""
        return self._models.embed(texts)

    def answer(self, request: Request, shape: type[Shape]) -> Shape:
        """An answer that was validated as `shape`."""
        return self._models.answer(request, shape)

    def see(self, image: bytes, media_type: str, request: Request, shape: type[Shape]) -> Shape:
        """What a picture shows."""
        return self._models.see(image, media_type, request, shape)

    def transcribe(self, audio: bytes, media_type: str, user_id: str | None = None) -> str:
        """The words of a voice note."""
        return self._models.transcribe(audio, media_type, user_id)

    def tuner(self) -> Tuner:
        """Who trains models."""
        return self._models.tuner()

    def remote_encoder(self, wanted: EmbeddingModel | None = None) -> RemoteEncoder:
        """The encoder elsewhere."""
        return self._models.remote_encoder(wanted)
