"""The smallest questions that tell what the models of an endpoint can do: a word, a red square, a
second of silence. Training is never begun: that trainings are listed is enough.
"""

from __future__ import annotations

import io
import struct
import wave
import zlib
from collections.abc import Callable, Iterator
from functools import partial

import openai
from pydantic import BaseModel

from flowery.models.connection import OF_WORDS, Connection
from flowery.models.openai_compatible.listing import listed
from flowery.models.openai_compatible.models import OpenAICompatible
from flowery.models.openai_compatible.tuning import EndpointTuner
from flowery.models.port import Request
from flowery.storage.connections import Finding, Listed
from flowery.words.errors import ModelError, ModelUnavailable

SIDE = 32  # pixels; some servers refuse smaller pictures
_RATE = 8_000  # samples a second
_ASKED = "You answer in one word."


class Word(BaseModel):
    """What a model says to a probe."""

    word: str


def findings(
    models: OpenAICompatible, connection: Connection, user_id: str | None
) -> Iterator[Finding | tuple[Listed, ...]]:
    """What is found, one after the other, and the list of models when it comes. It ends early at
    an endpoint that is not there: every other question would only wait as long.
    """
    try:
        known = listed(models.endpoint, user_id)
        yield known
        yield Finding("", "list", str(len(known)))
    except ModelUnavailable as error:
        is_listless = isinstance(error.__cause__, openai.NotFoundError)
        yield Finding("", "list", "no", "" if is_listless else str(error))
        if not error.permanent:
            return
    for model, what, try_it in _questions(models, connection, user_id):
        yield _found(model, what, try_it)


def _questions(
    models: OpenAICompatible, connection: Connection, user_id: str | None
) -> Iterator[tuple[str, str, Callable[[], str]]]:
    """(model, what, how it is tried) of everything that a model is named for."""
    of_words = {connection.model(purpose) for purpose in ("chat", *OF_WORDS)} - {""}
    for model in sorted(of_words):
        yield model, "answer", partial(_answer, models, model, user_id)
    if model := connection.model("see"):
        yield model, "see", partial(_see, models, user_id)
    if model := connection.model("embed"):
        yield model, "embed", partial(_embed, models, user_id)
    if model := connection.model("transcribe"):
        yield model, "transcribe", partial(_transcribe, models, user_id)
    if model := connection.model("tune"):
        yield model, "tune", partial(_tune, models, model)


def _found(model: str, what: str, try_it: Callable[[], str]) -> Finding:
    try:
        return Finding(model, what, try_it())
    except ModelError as error:
        may_pass = isinstance(error, ModelUnavailable) and not error.permanent
        return Finding(model, what, "unclear" if may_pass else "no", str(error))


def _answer(models: OpenAICompatible, model: str, user_id: str | None) -> str:
    asked = Request("probe", _ASKED, "What is the colour of grass?", user_id, model=model)
    models.answer(asked, Word)
    return "yes"


def _see(models: OpenAICompatible, user_id: str | None) -> str:
    asked = Request("probe", _ASKED, "Which colour is this picture?", user_id)
    said = models.see(red_square(), "image/png", asked, Word)
    return "yes" if "red" in said.word.lower() else "blind"


def _embed(models: OpenAICompatible, user_id: str | None) -> str:
    return str(models.remote_encoder().embed(["rose"], user_id).shape[1])


def _transcribe(models: OpenAICompatible, user_id: str | None) -> str:
    models.transcribe(silence(), "audio/wav", user_id)
    return "yes"


def _tune(models: OpenAICompatible, model: str) -> str:
    EndpointTuner(models.endpoint, model).require_service()
    return "yes"


def red_square() -> bytes:
    """A PNG of one colour."""
    rows = (b"\0" + b"\xe0\x10\x10" * SIDE) * SIDE
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_piece(kind, body) for kind, body in pieces)


def _piece(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def silence() -> bytes:
    """A WAV of a second in which nothing is said."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(bytes(2 * _RATE))
    return kept.getvalue()
