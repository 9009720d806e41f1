"""An answer that comes piece by piece, gathered into the reply it would have been as a whole.

It knows the wire of streams (server-sent events), and which models give none. What came so far is
told while it comes; only the gathered reply is read and believed, as any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from typing import Any

import httpx2
import openai
from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from flowery.models.port import Hear
from flowery.words.errors import ModelUnavailable

Asked = Mapping[str, Any]
"""What a chat request is made of, by the names of the library."""

LONGEST_TOLD = 16_000
"""Characters of an answer that are told while they come; what runs on is only gathered."""

BROKEN_OFF = "The model endpoint broke off in the middle of an answer: try again."
_MADE_NO_STREAM = (openai.BadRequestError, openai.UnprocessableEntityError)
_DATA, _END = b"data:", b"[DONE]"
_STREAMED = (_DATA, b"event:", b"id:", b"retry:", b":")


class Delta(BaseModel):
    """What a piece adds to the message."""

    content: str | None = None
    refusal: str | None = None


class ChoiceSoFar(BaseModel):
    """A piece of an answer; the last one says why it ends."""

    delta: Delta = Delta()
    finish_reason: str | None = None


class Piece(BaseModel):
    """One event of a stream. The last may carry no choice and the usage."""

    choices: list[ChoiceSoFar] = []
    usage: dict[str, Any] | None = None
    error: Any = None


class Streams:
    """Asks the models of one endpoint for streams, where somebody listens and they give any."""

    def __init__(self) -> None:
        self._whole_only: set[str] = set()

    def said(self, client: openai.OpenAI, asked: Asked, hear: Hear | None) -> str:
        """The reply as text."""
        if hear is None or asked["model"] in self._whole_only:
            return whole(client, asked)
        try:
            return gathered(client, asked, hear)
        except _MADE_NO_STREAM:
            reply = whole(client, asked)  # raises, where it was not the stream that is not taken
            self._whole_only.add(asked["model"])
            return reply


def whole(client: openai.OpenAI, asked: Asked) -> str:
    """The reply, sent at once."""
    chat: Any = client.chat.completions.with_raw_response
    return str(chat.create(**asked).text)


def gathered(client: openai.OpenAI, asked: Asked, hear: Hear) -> str:
    """The reply, told while it comes. A server that knows no streams sends it whole."""
    chat: Any = client.chat.completions.with_streaming_response
    said = {**asked, "stream": True, "stream_options": {"include_usage": True}}
    with chat.create(**said) as response, _read_errors(response.http_request):
        lines = lines_of(response.iter_bytes())
        first = next((line for line in lines if line.strip()), b"")
        if first.startswith(_STREAMED):
            return joined(chain((first,), lines), hear)
        return b"\n".join((first, *lines)).decode("utf-8", "replace")


def joined(lines: Iterable[bytes], hear: Hear) -> str:
    """The events of a stream as one reply. Raises ModelUnavailable when its end is missing."""
    content, refusal, ends, usage, is_over = "", "", None, None, False
    for piece in pieces_of(lines):
        if piece is None:
            is_over = True
            break
        usage = piece.usage or usage
        for choice in piece.choices[:1]:
            refusal += choice.delta.refusal or ""
            ends = choice.finish_reason or ends
            if choice.delta.content:
                content += choice.delta.content
                tell(content, hear)
    if not (is_over or ends):
        raise ModelUnavailable(BROKEN_OFF, permanent=False)
    message = {"content": content, "refusal": refusal or None}
    return json.dumps({"choices": [{"message": message, "finish_reason": ends}], "usage": usage})


def pieces_of(lines: Iterable[bytes]) -> Iterator[Piece | None]:
    """The events; None for the sign that nothing follows."""
    for line in lines:
        if not line.startswith(_DATA):
            continue  # names of events, comments that keep a connection open
        data = line.removeprefix(_DATA).strip()
        if data == _END:
            yield None
            return
        yield read_piece(data)


def read_piece(data: bytes) -> Piece:
    """One event, or an outage: that is no piece of an answer."""
    try:
        piece = Piece.model_validate_json(data)
    except ValidationError as error:
        raise ModelUnavailable(BROKEN_OFF, permanent=False) from error
    if piece.error is not None:
        raise ModelUnavailable(BROKEN_OFF, permanent=False)
    return piece


def tell(content: str, hear: Hear) -> None:
    """What can be read of an object that is not closed yet."""
    start = content.find("{")
    if start < 0 or len(content) > LONGEST_TOLD:
        return
    with suppress(ValueError):
        so_far = from_json(content[start:], allow_partial="trailing-strings")
        if isinstance(so_far, dict):
            hear(so_far)


def lines_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Bytes cut at line feeds only: JSON may hold the other ends of a line inside its texts."""
    held: list[bytes] = []
    for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for line in ended:
            yield b"".join((*held, line)).rstrip(b"\r")
            held.clear()
        held.append(rest)
    yield b"".join(held)


@contextmanager
def _read_errors(request: httpx2.Request) -> Iterator[None]:
    """While a body is read, the library below speaks; say it as the client would."""
    try:
        yield
    except httpx2.TimeoutException as error:
        raise openai.APITimeoutError(request=request) from error
    except httpx2.HTTPError as error:
        raise openai.APIConnectionError(request=request) from error
