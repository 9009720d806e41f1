"""The port: what a model is to the rest of the house.

It knows what can be asked and in which shape the answer comes. It does not know who answers. Two
errors leave it and no other: `NotOffered` (this model has no such ability, an answer and not a
fault) and `ModelUnavailable` (an outage; `permanent` says whether trying again can help). Painting
is an ability already named here; its method comes with the wing that needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

Ability = Literal["answer", "see", "transcribe", "paint", "tune"]
"""What a model may offer beyond embedding, which is always there."""

Vectors = NDArray[np.float32]
"""One row a text, shape (texts, dimensions): of length 1, or 0 where there was nothing to read."""

Shape = TypeVar("Shape", bound=BaseModel)


Hear = Callable[[Mapping[str, Any]], None]
"""Told what has come of an answer so far: names of its shape with values that nobody has checked,
the last of them cut off. An answer that has to be mended begins anew.
"""


@dataclass(frozen=True, slots=True)
class Request:
    """What a model is asked. `purpose` is a word for the books ("explain"), never for the model; so
    is `prompt`, which names the edition of `system`. `model` is asked instead of the usual one when
    it is named, and `temperature` is said where the endpoint takes one. `hear` listens while the
    answer comes; a model that gives it whole need not tell.
    """

    purpose: str
    system: str
    user: str
    user_id: str | None = None
    prompt: str = ""
    model: str = ""
    temperature: float | None = None
    hear: Hear | None = field(default=None, compare=False, repr=False)


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


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """A model of an endpoint that embeds, and how long its vectors shall be (None: as they are)."""

    name: str
    dimensions: int | None = None


class RemoteEncoder(Encoder, Protocol):
    """An encoder elsewhere: what it embeds leaves this machine."""

    @property
    def model(self) -> EmbeddingModel:
        """What it embeds with."""

    def embed(self, texts: Sequence[str], user_id: str | None = None) -> Vectors:
        """One vector a text of this person (None: of nobody)."""


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
    """Everything a model may be asked. What it embeds itself stays on this machine."""

    @property
    def name(self) -> str:
        """What made an answer: a model's id, or "embedded"."""

    def named(self, purpose: str) -> str:
        """What answers requests of a purpose, which may be another model than `name`."""

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

    def remote_encoder(self, wanted: EmbeddingModel | None = None) -> RemoteEncoder:
        """The encoder elsewhere that is to be used beside the one here, or with another model at
        the same place. Raises NotOffered where there is none.
        """
