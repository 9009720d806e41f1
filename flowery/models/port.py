"""The port: what a model is to the rest of the house.

It knows what can be asked and in which shape the answer comes. It does not know who answers. Two
errors leave it and no other: `NotOffered` (this model has no such ability, an answer and not a
fault) and `ModelUnavailable` (an outage; `permanent` says whether trying again can help). Painting
is an ability already named here; its method comes with the wing that needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

Ability = Literal["answer", "see", "transcribe", "paint", "tune"]
"""What a model may offer beyond embedding, which is always there."""

Vectors = NDArray[np.float32]
"""One row a text, shape (texts, dimensions): of length 1, or 0 where there was nothing to read."""

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Request:
    """What a model is asked. `purpose` is a word for the books ("explain"), never for the model; so
    is `prompt`, which names the edition of `system`. `model` is asked instead of the usual one when
    it is named, and `temperature` is said where the endpoint takes one.
    """

    purpose: str
    system: str
    user: str
    user_id: str | None = None
    prompt: str = ""
    model: str = ""
    temperature: float | None = None


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their likeness."""

    @property
    def embedder(self) -> str:
        """The id of the encoder; it changes whenever the vectors do."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, in the order given; an empty or blank text gives zeros."""


TrainingState = Literal["queued", "running", "succeeded", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Training:
    """How a training at an endpoint stands. `model` is what it made, once it succeeded."""

    id: str
    state: TrainingState
    model: str = ""
    trained_tokens: int = 0
    reason: str = ""


class Tuner(Protocol):
    """Trains a model on examples, as JSON lines of conversations. Every method may raise NotOffered
    (nobody trains there) and ModelUnavailable.
    """

    @property
    def base(self) -> str:
        """The model that training starts from."""

    def upload(self, lines: bytes) -> str:
        """Hand in a file of examples; returns its id."""

    def begin(self, file_id: str, validation_id: str | None) -> Training:
        """Begin to train."""

    def look(self, training_id: str) -> Training:
        """How it stands."""

    def events(self, training_id: str) -> tuple[str, ...]:
        """What the endpoint said of it, oldest first."""

    def cancel(self, training_id: str) -> Training:
        """Stop it."""


class Models(Encoder, Protocol):
    """Everything a model may be asked."""

    @property
    def name(self) -> str:
        """What made an answer: a model's id, or "embedded"."""

    @property
    def offers(self) -> frozenset[Ability]:
        """The abilities beyond embedding; the others raise `NotOffered`."""

    def answer(self, request: Request, shape: type[Shape]) -> Shape:
        """An answer that was validated as `shape`."""

    def see(self, image: bytes, media_type: str, request: Request, shape: type[Shape]) -> Shape:
        """What a picture shows, validated as `shape`."""

    def transcribe(self, audio: bytes, media_type: str, user_id: str | None = None) -> str:
        """The words of a voice note."""

    def tuner(self) -> Tuner:
        """Who trains models."""
