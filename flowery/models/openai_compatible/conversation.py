"""A question with an answer of a given shape: asked once, and once more if the answer does not fit.

It knows messages and validation; what is asked and why is the business of whoever wrote the prompt.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from openai.types.chat import (
    ChatCompletionContentPartParam,
    ChatCompletionMessageParam,
    ChatCompletionUserMessageParam,
)
from pydantic import BaseModel, ValidationError

from flowery.models.openai_compatible.endpoint import Endpoint
from flowery.models.openai_compatible.replies import Completion
from flowery.models.openai_compatible.schema import response_format
from flowery.models.port import Request, Shape
from flowery.models.readable import readable
from flowery.words.errors import ModelUnavailable

SHOWN_BACK = 4_000
"""Characters of a misfitting answer the model sees again: enough to mend it, cheap if it ran on."""

SHOWN_FAULTS = 10


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that goes with a question."""

    content: bytes
    media_type: str


class Misfit(Exception):
    """An answer that is not of the shape, with what is wrong about it."""


def ask(
    endpoint: Endpoint,
    model: str,
    request: Request,
    shape: type[Shape],
    picture: Picture | None = None,
) -> Shape:
    """The answer to `request`, validated as `shape`."""
    wanted = response_format(shape)

    def said(messages: list[ChatCompletionMessageParam]) -> str:
        reply = endpoint.complete(model, messages, wanted, request.purpose, request.user_id)
        return spoken(reply)

    messages = opening(request, picture)
    answer = said(messages)
    try:
        return fitting(answer, shape)
    except Misfit as misfit:
        messages += [
            {"role": "assistant", "content": answer[:SHOWN_BACK] or "(nothing)"},
            {"role": "user", "content": mending(misfit, shape)},
        ]
    try:
        return fitting(said(messages), shape)
    except Misfit as misfit:
        sentence = f"The model {model} answered twice in a form that cannot be used: try again."
        raise ModelUnavailable(sentence, permanent=False) from misfit


def opening(request: Request, picture: Picture | None) -> list[ChatCompletionMessageParam]:
    """The system's words and the question, with the picture if there is one."""
    return [{"role": "system", "content": readable(request.system)}, question(request, picture)]


def question(request: Request, picture: Picture | None) -> ChatCompletionUserMessageParam:
    """The question as plain text, which every server takes, unless a picture goes with it."""
    text = readable(request.user)
    if picture is None:
        return {"role": "user", "content": text}
    address = f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"
    parts: list[ChatCompletionContentPartParam] = [
        {"type": "text", "text": text},
        {"type": "image_url", "image_url": {"url": address}},
    ]
    return {"role": "user", "content": parts}


def spoken(reply: Completion) -> str:
    """What the model said; a refusal is final, asking again would not change it."""
    choice = reply.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise ModelUnavailable("The model declined to answer this.", permanent=True)
    return choice.message.content or ""


def fitting(answer: str, shape: type[Shape]) -> Shape:
    """The answer as `shape`. Words or a fence around the object are overlooked."""
    try:
        return shape.model_validate_json(answer[answer.find("{") : answer.rfind("}") + 1])
    except ValidationError as error:
        raise Misfit(faults(error)) from error


def faults(error: ValidationError) -> str:
    """What is wrong, a line a place."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    lines = (f"- {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in found[:SHOWN_FAULTS])
    return "\n".join(lines)


def mending(misfit: Misfit, shape: type[BaseModel]) -> str:
    """Ask for the answer again, with the schema in words for servers that ignored it."""
    schema = json.dumps(shape.model_json_schema(), ensure_ascii=False)
    return (
        f"That does not fit:\n{misfit}\n"
        f"Answer again with one JSON object and nothing else, by this JSON schema:\n{schema}"
    )
