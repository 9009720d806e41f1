"""In which form an endpoint gives an answer of a shape: by a JSON schema, as JSON, or as text.

The strictest form that a model takes is found by asking, and remembered. Validation rests on none
of it: the answer is read by the shape itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from openai.types.chat.completion_create_params import ResponseFormat
from pydantic import BaseModel

from flowery.models.findings import Form
from flowery.models.openai_compatible.schema import response_format

_STRICTEST_FIRST: tuple[Form, ...] = ("schema", "json", "text")


Remember = Callable[[str, str, Form], None]
"""Told the model, the name of the shape and the form that worked."""

ANY_SHAPE = ""
"""Where a form stands that was found by a probe, for every shape that was not asked for yet."""


class Forms:
    """Which form each model of one endpoint was found to take for a shape, by the shape's name.
    What is found out is told to `remember`.
    """

    def __init__(
        self,
        known: Mapping[tuple[str, str], Form] | None = None,
        remember: Remember | None = None,
    ) -> None:
        self._found = dict(known or {})
        self._remember = remember

    def to_try(self, model: str, shape: type[BaseModel]) -> tuple[Form, ...]:
        """The form that worked, or the strictest, and then the looser ones."""
        return _STRICTEST_FIRST[_STRICTEST_FIRST.index(self._first(model, shape)) :]

    def worked(self, model: str, shape: type[BaseModel], form: Form) -> None:
        """Begin with this form from now on."""
        is_news = self._first(model, shape) != form
        self._found[model, shape.__name__] = form
        if is_news and self._remember is not None:
            self._remember(model, shape.__name__, form)

    def _first(self, model: str, shape: type[BaseModel]) -> Form:
        usual = self._found.get((model, ANY_SHAPE), "schema")
        return self._found.get((model, shape.__name__), usual)


def asked_for(shape: type[BaseModel], form: Form) -> ResponseFormat | None:
    """What the request says of the form; None where the words alone must do."""
    if form == "schema":
        return response_format(shape)
    return {"type": "json_object"} if form == "json" else None


def in_words(shape: type[BaseModel]) -> str:
    """The form in words, for a model that takes no schema."""
    schema = json.dumps(shape.model_json_schema(), ensure_ascii=False)
    return f"Answer with one JSON object and nothing else, by this JSON schema:\n{schema}"
