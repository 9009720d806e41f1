"""Models that are asked nothing of whoever keeps everything on this machine.

Each request says whose words it carries, and whether these may leave is asked of the rows each
time: a switch that is turned holds at once, for steps that wait and in every process. What works
without leaving, such as the encoder here, is nobody's to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flowery.models.passing import Passing
from flowery.models.port import EmbeddingModel, Models, RemoteEncoder, Request, Shape, Vectors
from flowery.words.errors import NotOffered

StaysHome = Callable[[str], bool]
"""Whether nothing of somebody may leave this machine."""


class Discreet(Passing):
    """Raises NotOffered, and sends nothing, for a person who keeps everything here."""

    def __init__(self, models: Models, stays_home: StaysHome) -> None:
        super().__init__(models)
        self._stays_home = stays_home

    def answer(self, request: Request, shape: type[Shape]) -> Shape:
        """An answer that was validated as `shape`."""
        self._permit(request.user_id)
        return super().answer(request, shape)

    def see(self, image: bytes, media_type: str, request: Request, shape: type[Shape]) -> Shape:
        """What a picture shows."""
        self._permit(request.user_id)
        return super().see(image, media_type, request, shape)

    def transcribe(self, audio: bytes, media_type: str, user_id: str | None = None) -> str:
        """The words of a voice note."""
        self._permit(user_id)
        return super().transcribe(audio, media_type, user_id)

    def remote_encoder(self, wanted: EmbeddingModel | None = None) -> RemoteEncoder:
        """The encoder elsewhere, as discreet."""
        return _DiscreetEncoder(super().remote_encoder(wanted), self._permit)

    def _permit(self, user_id: str | None) -> None:
        if user_id is not None and self._stays_home(user_id):
            raise NotOffered("Nothing of this person leaves the machine: no model is asked.")


class _DiscreetEncoder:
    """An encoder elsewhere that embeds nothing of those who keep everything here."""

    def __init__(self, encoder: RemoteEncoder, permit: Callable[[str | None], None]) -> None:
        self._encoder = encoder
        self._permit = permit

    @property
    def embedder(self) -> str:
        """The id of the encoder."""
        return self._encoder.embedder

    @property
    def model(self) -> EmbeddingModel:
        """What it embeds with."""
        return self._encoder.model

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._encoder.dimensions

    def embed(self, texts: Sequence[str], user_id: str | None = None) -> Vectors:
        """One vector a text of this person (None: of nobody)."""
        self._permit(user_id)
        return self._encoder.embed(texts, user_id)
