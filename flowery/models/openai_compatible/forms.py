"""In which form an endpoint gives an answer of a shape: by a JSON schema, as JSON, or as text.

The strictest form that a model takes is found by asking, and remembered as long as the endpoint is
open. Validation rests on none of it: the answer is read by the shape itself.
"""

from __future__ import annotations

import json
from typing import Literal

from openai.types.chat.completion_create_params import ResponseFormat
from pydantic import BaseModel

from flowery.models.openai_compatible.schema import response_format

Form = Literal["schema", "json", "text"]

_STRICTEST_FIRST: tuple[Form, ...] = ("schema", "json", "text")


class Forms:
    """Which form each model of one endpoint was found to take for a shape."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, type[BaseModel]], Form] = {}

    def to_try(self, model: str, shape: type[BaseModel]) -> tuple[Form, ...]:
        """The form that worked, or the strictest, and then the looser ones."""
        found = self._found.get((model, shape), "schema")
        return _STRICTEST_FIRST[_STRICTEST_FIRST.index(found) :]

    def worked(self, model: str, shape: type[BaseModel], form: Form) -> None:
        """Begin with this form from now on."""
        self._found[model, shape] = form


def asked_for(shape: type[BaseModel], form: Form) -> ResponseFormat | None:
    """What the request says of the form; None where the words alone must do."""
    if form == "schema":
        return response_format(shape)
    return {"type": "json_object"} if form == "json" else None


def in_words(shape: type[BaseModel]) -> str:
    """The form in words, for a model that takes no schema."""
    schema = json.dumps(shape.model_json_schema(), ensure_ascii=False)
    return f"Answer with one JSON object and nothing else, by this JSON schema:\n{schema}"
