"""The models behind an endpoint, ability by ability, as the settings name them.

It knows which model does what. What no setting names is not offered, and embedding that no
setting names is done by the encoder it was given.
"""

from __future__ import annotations

from collections.abc import Sequence

import httpx2

from flowery.models.openai_compatible.conversation import Picture, ask
from flowery.models.openai_compatible.encoder import EndpointEncoder
from flowery.models.openai_compatible.endpoint import Endpoint
from flowery.models.openai_compatible.tuning import EndpointTuner
from flowery.models.port import Ability, Encoder, Request, Shape, Tuner, Vectors
from flowery.models.usage import Meter
from flowery.words.errors import NotOffered
from flowery.words.settings import Settings

SETTINGS: dict[Ability, str] = {
    "answer": "chat_model",
    "see": "vision_model",
    "transcribe": "transcription_model",
    "tune": "tuning_model",
}
"""Which setting names the model of an ability."""


class OpenAICompatible:
    """Models of one endpoint, beside an encoder."""

    def __init__(self, endpoint: Endpoint, models: dict[Ability, str], encoder: Encoder) -> None:
        self._endpoint = endpoint
        self._models = models
        self._encoder = encoder
        self.name = models.get("answer", "embedded")
        self.offers: frozenset[Ability] = frozenset(models)

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
        return ask(self._endpoint, request.model or self._model("answer"), request, shape)

    def see(self, image: bytes, media_type: str, request: Request, shape: type[Shape]) -> Shape:
        """What a picture shows, validated as `shape`."""
        picture = Picture(image, media_type)
        return ask(self._endpoint, self._model("see"), request, shape, picture)

    def transcribe(self, audio: bytes, media_type: str, user_id: str | None = None) -> str:
        """The words of a voice note; none if nothing was said."""
        model = self._model("transcribe")
        return self._endpoint.transcribe(model, audio, media_type, user_id).text.strip()

    def tuner(self) -> Tuner:
        """Who trains models there."""
        return EndpointTuner(self._endpoint, self._model("tune"))

    def _model(self, ability: Ability) -> str:
        if ability not in self._models:
            setting = f"FLOWERY_{SETTINGS[ability].upper()}"
            raise NotOffered(f"No model is named for this: set {setting} to have it done.")
        return self._models[ability]


def open_endpoint(
    settings: Settings,
    encoder: Encoder,
    meter: Meter,
    transport: httpx2.BaseTransport | None = None,
) -> OpenAICompatible:
    """The endpoint that the settings name, with `encoder` unless they name an embedding model."""
    endpoint = Endpoint(
        settings.openai_base_url or "",
        settings.openai_api_key,
        settings.model_timeout_seconds,
        meter,
        transport,
    )
    named = {ability: getattr(settings, setting) for ability, setting in SETTINGS.items()}
    models = {ability: model for ability, model in named.items() if model}
    if settings.embedding_model:
        encoder = EndpointEncoder(endpoint, settings.embedding_model)
    return OpenAICompatible(endpoint, models, encoder)
