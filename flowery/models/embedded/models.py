"""The embedded models: they embed, and offer nothing else.

They know when to open the encoder (at the first text, once, whoever asks first) and how to say what
they do not offer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NoReturn

from flowery.models.embedded.built import EMBEDDER, built_graph
from flowery.models.embedded.weights import (
    DIMENSIONS,
    TOKENIZER_SHA256,
    installed_files,
    require_sha256,
)
from flowery.models.port import (
    Ability,
    EmbeddingModel,
    RemoteEncoder,
    Request,
    Shape,
    Tuner,
    Vectors,
)
from flowery.words.errors import ModelUnavailable, NotOffered

if TYPE_CHECKING:
    from flowery.models.embedded.encoder import MiniLM


class EmbeddedModels:
    """The default: works without a key and without a network."""

    name = "embedded"
    embedder = EMBEDDER
    dimensions = DIMENSIONS
    offers: frozenset[Ability] = frozenset()

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._encoder: MiniLM | None = None

    def named(self, purpose: str) -> str:
        """Whatever answers is embedded here."""
        return self.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in the order given; zeros for a text without a word."""
        try:
            return self._opened().embed(texts)
        except ModelUnavailable:
            raise
        except Exception as error:
            sentence = f"The embedded encoder failed ({type(error).__name__}): try again."
            raise ModelUnavailable(sentence, permanent=False) from error

    def answer(self, request: Request, shape: type[Shape]) -> Shape:
        """Not offered."""
        not_offered()

    def see(self, image: bytes, media_type: str, request: Request, shape: type[Shape]) -> Shape:
        """Not offered."""
        not_offered()

    def transcribe(self, audio: bytes, media_type: str, user_id: str | None = None) -> str:
        """Not offered."""
        not_offered()

    def tuner(self) -> Tuner:
        """Not offered."""
        not_offered()

    def remote_encoder(self, wanted: EmbeddingModel | None = None) -> RemoteEncoder:
        """Not offered: they embed here."""
        not_offered()

    def _opened(self) -> MiniLM:
        with self._lock:
            if self._encoder is None:
                self._encoder = open_encoder(self._folder)
            return self._encoder


def open_encoder(folder: Path) -> MiniLM:
    """The encoder, its graph built in `folder` at the first start."""
    from flowery.models.embedded.encoder import MiniLM  # the runtime loads when it is needed

    tokenizer = installed_files().tokenizer
    require_sha256(tokenizer, TOKENIZER_SHA256)
    return MiniLM(built_graph(folder), tokenizer)


def not_offered() -> NoReturn:
    """Say what would bring it."""
    raise NotOffered("The models inside Flowery cannot do this: connect an endpoint in Settings.")
