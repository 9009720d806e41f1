"""The models behind an endpoint, purpose by purpose, as the connection names them.

It knows which model does what. What has no name is not offered. It embeds with the encoder
it was given; who embeds at the endpoint is asked for apart, since their vectors do not mix.
"""

from __future__ import annotations

from collections.abc import Sequence

import httpx2

from flowery.models.connection import Connection
from flowery.models.openai_compatible.conversation import Picture, ask
from flowery.models.openai_compatible.encoder import EndpointEncoder
from flowery.models.openai_compatible.endpoint import Endpoint
from flowery.models.openai_compatible.forms import Forms
from flowery.models.openai_compatible.patience import Pace
from flowery.models.openai_compatible.tuning import EndpointTuner
from flowery.models.port import (
    Ability,
    EmbeddingModel,
    Encoder,
    RemoteEncoder,
    Request,
    Shape,
    Tuner,
    Vectors,
)
from flowery.models.usage import Meter
from flowery.words.errors import NotOffered


class OpenAICompatible:
    """Models of one endpoint, beside the encoder of this machine."""

    def __init__(self, endpoint: Endpoint, connection: Connection, encoder: Encoder) -> None:
        self.endpoint = endpoint
        self._connection = connection
        self._encoder = encoder
        self.name = self.named("explain")
        self.offers: frozenset[Ability] = connection.offers

    @property
    def embedder(self) -> str:
        """The id of the encoder in use."""
        return self._encoder.embedder

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._encoder.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in the order given; zeros for an empty or blank text."""
        return self._encoder.embed(texts)

    def answer(self, request: Request, shape: type[Shape]) -> Shape:
        """An answer that was validated as `shape`."""
        return ask(self.endpoint, request.model or self._model(request.purpose), request, shape)

    def see(self, image: bytes, media_type: str, request: Request, shape: type[Shape]) -> Shape:
        """What a picture shows, validated as `shape`."""
        picture = Picture(image, media_type)
        return ask(self.endpoint, self._model("see"), request, shape, picture)

    def transcribe(self, audio: bytes, media_type: str, user_id: str | None = None) -> str:
        """The words of a voice note; none if nothing was said."""
        model = self._model("transcribe")
        return self.endpoint.transcribe(model, audio, media_type, user_id).text.strip()

    def tuner(self) -> Tuner:
        """Who trains models there."""
        return EndpointTuner(self.endpoint, self._model("tune"))

    def remote_encoder(self, wanted: EmbeddingModel | None = None) -> RemoteEncoder:
        """Who embeds there: with the wanted model, else with the one that is named."""
        if not self._connection.embedding_model:
            raise NotOffered("No model is named that embeds: the encoder here does it alone.")
        named = EmbeddingModel(self._connection.embedding_model, self._connection.dimensions)
        return EndpointEncoder(self.endpoint, wanted or named)

    def named(self, purpose: str) -> str:
        """Which model answers requests of a purpose, or "embedded"."""
        return self._connection.model(purpose) or "embedded"

    def _model(self, purpose: str) -> str:
        model = self._connection.model(purpose)
        if not model:
            raise NotOffered("No model is named for this: an administrator names one in Settings.")
        return model


def open_endpoint(
    connection: Connection,
    encoder: Encoder,
    meter: Meter,
    transport: httpx2.BaseTransport | None = None,
    forms: Forms | None = None,
    pace: Pace | None = None,
) -> OpenAICompatible:
    """The endpoint of a connection, beside the `encoder` here."""
    where = (connection.address, connection.key, connection.seconds)
    endpoint = Endpoint(*where, meter, transport, forms, pace)
    return OpenAICompatible(endpoint, connection, encoder)
