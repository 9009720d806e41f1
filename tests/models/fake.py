"""FakeModels: a deterministic stand-in for any model, under the same contract as the real ones.

Its vectors come from hashed words, so that texts that share words are alike. Its answers are
scripted by purpose: a list is used up one by one, its last one stays; an error in it is raised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from flowery.models.port import (
    Ability,
    EmbeddingModel,
    Hear,
    RemoteEncoder,
    Request,
    Shape,
    Tuner,
    Vectors,
)
from flowery.words.errors import ModelError, ModelUnavailable, NotOffered

Scripted = BaseModel | ModelError

_PIECE = 8  # characters

OFFERED: frozenset[Ability] = frozenset({"answer", "see", "transcribe"})


class FakeModels:
    """Says what a test wrote down. `outage`, while set, is raised by everything that it offers."""

    name = "fake"
    embedder = "fake-words.1"
    dimensions = 64

    def __init__(
        self,
        answers: Mapping[str, Sequence[Scripted]] | None = None,
        transcript: str = "",
        offers: frozenset[Ability] = OFFERED,
    ) -> None:
        self.answers = {purpose: list(said) for purpose, said in (answers or {}).items()}
        self.transcript = transcript
        self.offers = offers
        self.outage: ModelUnavailable | None = None
        self.requests: list[Request] = []
        self.embedded: list[str] = []

    def named(self, purpose: str) -> str:
        return self.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        self._stand()
        self.embedded.extend(texts)
        return np.array([vector(text) for text in texts], np.float32).reshape(-1, self.dimensions)

    def answer(self, request: Request, shape: type[Shape]) -> Shape:
        return self._say("answer", request, shape)

    def see(self, image: bytes, media_type: str, request: Request, shape: type[Shape]) -> Shape:
        return self._say("see", request, shape)

    def transcribe(self, audio: bytes, media_type: str, user_id: str | None = None) -> str:
        self._offer("transcribe")
        return self.transcript

    def remote_encoder(self, wanted: EmbeddingModel | None = None) -> RemoteEncoder:
        raise NotOffered("This fake embeds here.")

    def tuner(self) -> Tuner:
        raise NotOffered("This fake does not tune.")

    def _say(self, ability: Ability, request: Request, shape: type[Shape]) -> Shape:
        self._offer(ability)
        self.requests.append(request)
        said = self.answers.get(request.purpose, [])
        if not said:
            sentence = f"No answer is scripted for the purpose {request.purpose!r}."
            raise ModelUnavailable(sentence, permanent=True)
        made = as_shape(said.pop(0) if len(said) > 1 else said[0], shape)
        if request.hear is not None:
            tell(made, request.hear)
        return made

    def _offer(self, ability: Ability) -> None:
        if ability not in self.offers:
            raise NotOffered(f"This fake does not {ability}.")
        self._stand()

    def _stand(self) -> None:
        if self.outage is not None:
            raise self.outage


def as_shape(said: Scripted, shape: type[Shape]) -> Shape:
    if isinstance(said, ModelError):
        raise said
    try:
        return shape.model_validate(said.model_dump())
    except ValidationError as error:
        raise ModelUnavailable("The scripted answer does not fit.", permanent=False) from error


def tell(said: BaseModel, hear: Hear) -> None:
    """Piece by piece, as a stream would come."""
    whole = said.model_dump_json()
    for end in range(_PIECE, len(whole) + _PIECE, _PIECE):
        hear(from_json(whole[:end], allow_partial="trailing-strings"))


def vector(text: str) -> Vectors:
    """The words of a text, hashed into signed counts, at length 1."""
    counts = np.zeros(FakeModels.dimensions, np.float32)
    for word in re.findall(r"\S+", text.lower()):
        hashed = crc32(word.encode("utf-8", "replace"))
        counts[hashed % FakeModels.dimensions] += 1 if hashed & 1024 else -1
    length = np.linalg.norm(counts)
    return counts if length == 0 else counts / np.float32(length)
