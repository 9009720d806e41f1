"""A question with an answer of a given shape: asked once, and once more if the answer does not fit.

It knows messages and validation; what is asked and why is the business of whoever wrote the prompt.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from openai.types.chat import (
    ChatCompletionContentPartParam,
    ChatCompletionMessageParam,
    ChatCompletionUserMessageParam,
)
from pydantic import BaseModel, ValidationError

from flowery.models.findings import Form
from flowery.models.openai_compatible.endpoint import Endpoint
from flowery.models.openai_compatible.failures import NotAccepted
from flowery.models.openai_compatible.forms import asked_for, in_words
from flowery.models.openai_compatible.patience import Errand
from flowery.models.openai_compatible.replies import Completion
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
    asked, errand = question(request, picture), endpoint.errand(request.purpose)
    answer = said(endpoint, model, request, shape, [asked], errand)
    try:
        return fitting(answer, shape)
    except Misfit as misfit:
        turns: list[ChatCompletionMessageParam] = [
            asked,
            {"role": "assistant", "content": answer[:SHOWN_BACK] or "(nothing)"},
            {"role": "user", "content": mending(misfit, shape)},
        ]
    try:
        return fitting(said(endpoint, model, request, shape, turns, errand), shape)
    except Misfit as misfit:
        sentence = f"The model {model} answered twice in a form that cannot be used: try again."
        raise ModelUnavailable(sentence, permanent=False) from misfit


def said(
    endpoint: Endpoint,
    model: str,
    request: Request,
    shape: type[BaseModel],
    turns: Sequence[ChatCompletionMessageParam],
    errand: Errand,
) -> str:
    """What the model says to these turns, in the strictest form it takes."""

    def in_form(form: Form) -> str:
        messages = [opening(request, shape, form), *turns]
        wanted = asked_for(shape, form)
        reply = endpoint.complete(model, messages, wanted, request, errand)
        endpoint.forms.worked(model, shape, form)
        return spoken(reply, model)

    *stricter, loosest = endpoint.forms.to_try(model, shape)
    for form in stricter:
        with suppress(NotAccepted):
            return in_form(form)
    return in_form(loosest)


def opening(request: Request, shape: type[BaseModel], form: Form) -> ChatCompletionMessageParam:
    """The system's words, with the shape of the answer where no schema goes along."""
    words = readable(request.system)
    return {
        "role": "system",
        "content": words if form == "schema" else f"{words}\n\n{in_words(shape)}",
    }


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


def spoken(reply: Completion, model: str) -> str:
    """What the model said; a refusal is final, asking again would not change it."""
    choice = reply.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise ModelUnavailable("The model declined to answer this.", permanent=True)
    if choice.finish_reason == "length":
        sentence = f"The model {model} wrote more than an answer may have: try again."
        raise ModelUnavailable(sentence, permanent=False)
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
    return f"That does not fit:\n{misfit}\n{in_words(shape)}"
