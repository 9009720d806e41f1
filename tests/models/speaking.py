"""The fake in a home of the embedded encoder: understands questions and words answers as told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel

from flowery.advice.further import Part, QuestionRead
from flowery.advice.worded import WordedAnswer
from flowery.models.port import Request, Shape, Vectors
from flowery.words.errors import ModelError
from tests.conftest import OnceEmbedded
from tests.models.fake import FakeModels

WORDS = "They keep close to what you asked for."
NOTHING_MORE = QuestionRead(parts=[])


def read(*parts: tuple[str, str, str]) -> QuestionRead:
    """What a model reads in a question: (words, kind, meaning)."""
    made = [Part.model_validate(dict(zip(Part.model_fields, p, strict=True))) for p in parts]
    return QuestionRead(parts=made)


class Speaking(FakeModels):
    """Says what it is told; `happen` is done whenever it is asked, before it says anything."""

    def __init__(self, encoder: OnceEmbedded) -> None:
        super().__init__(offers=frozenset({"answer"}))
        self._encoder = encoder
        told: Any = self
        told.embedder, told.dimensions = encoder.embedder, encoder.dimensions
        self.happen: Callable[[Request], object] = lambda _request: None
        self.says()

    def says(
        self, understood: BaseModel | ModelError = NOTHING_MORE, words: str | ModelError = WORDS
    ) -> None:
        """From now on."""
        said = WordedAnswer(answer=words, sentences=[]) if isinstance(words, str) else words
        self.answers = {"brief": [understood], "explain": [said], "compare": [said]}
        self.requests.clear()

    def asked_for(self) -> list[str]:
        return [request.purpose for request in self.requests]

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.embed(texts)

    def answer(self, request: Request, shape: type[Shape]) -> Shape:
        self.happen(request)
        return super().answer(request, shape)
