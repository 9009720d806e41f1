"""The door to an endpoint: one request out, one believed reply back, counted.

It knows the client and its limits. A request is sent once: between two tries the library would
sleep for as long as the server says, up to two minutes, while a person waits.
"""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import httpx2
import openai
from openai.types.chat import ChatCompletionMessageParam
from openai.types.chat.completion_create_params import ResponseFormat
from pydantic import SecretStr

from flowery.models.openai_compatible.bounded import BoundedTransport
from flowery.models.openai_compatible.failures import mapped
from flowery.models.openai_compatible.forms import Forms
from flowery.models.openai_compatible.replies import (
    AnyReply,
    Completion,
    Embeddings,
    Transcript,
    read_reply,
)
from flowery.models.port import Request
from flowery.models.usage import Meter

KEYLESS = "none"
"""Servers without keys still want the header to say something."""

# At DEBUG the library logs whole requests, and with them what people wrote.
logging.getLogger("openai").setLevel(logging.INFO)


class Endpoint:
    """One address with one key."""

    def __init__(
        self,
        address: str,
        key: SecretStr | None,
        seconds: float,
        meter: Meter,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._address = address
        self._key = key.get_secret_value().strip() if key else ""
        self._seconds = seconds
        self._meter = meter
        self._transport = transport
        self.forms = Forms()
        self._without_temperature: set[str] = set()

    def complete(
        self,
        model: str,
        messages: Sequence[ChatCompletionMessageParam],
        wanted: ResponseFormat | None,
        request: Request,
    ) -> Completion:
        """One answer to the conversation that `request` began, in the form that is wanted. Raises
        NotAccepted besides.
        """
        form = openai.omit if wanted is None else wanted

        def said(temperature: float | openai.Omit) -> str:
            chat = self.client.chat.completions.with_raw_response
            return chat.create(
                model=model, messages=messages, response_format=form, temperature=temperature
            ).text

        def send() -> str:
            if request.temperature is None or model in self._without_temperature:
                return said(openai.omit)
            try:
                return said(request.temperature)
            except openai.BadRequestError as error:
                if "temperature" not in str(error):
                    raise
                self._without_temperature.add(model)  # some models take none, and say so
                return said(openai.omit)

        told = (request.purpose, request.user_id, request.prompt)
        return self.counted(send, Completion, model, *told)

    def embed(self, model: str, texts: Sequence[str]) -> Embeddings:
        """One vector a text."""

        def send() -> str:
            embeddings = self.client.embeddings.with_raw_response
            # The library's default is base64, which few other servers speak.
            return embeddings.create(model=model, input=list(texts), encoding_format="float").text

        return self.counted(send, Embeddings, model, "embed", None)

    def transcribe(
        self, model: str, audio: bytes, media_type: str, user_id: str | None
    ) -> Transcript:
        """The words of a recording."""
        # Servers tell the format by the name of the file.
        name = "voice" + (mimetypes.guess_extension(media_type) or "")

        def send() -> str:
            transcriptions: Any = self.client.audio.transcriptions.with_raw_response
            file = (name, audio, media_type)
            return str(transcriptions.create(model=model, file=file, response_format="json").text)

        return self.counted(send, Transcript, model, "transcribe", user_id)

    def counted(
        self,
        send: Callable[[], str],
        kind: type[AnyReply],
        model: str,
        purpose: str,
        user_id: str | None,
        prompt: str = "",
    ) -> AnyReply:
        """What `send` brings, believed and in the books."""
        with self._meter.call(model, purpose, user_id, prompt) as tally:
            with mapped(model):
                text = send()
            reply = read_reply(text, kind)
            if reply.usage is not None:
                tally.input_tokens, tally.output_tokens = reply.usage.read, reply.usage.written
            return reply

    @cached_property
    def client(self) -> openai.OpenAI:
        """The library's client for this address."""
        inner = self._transport or httpx2.HTTPTransport()
        return openai.OpenAI(
            base_url=self._address,
            api_key=self._key or KEYLESS,
            timeout=self._seconds,
            max_retries=0,
            # A packed reply could be small on the wire and endless in memory.
            default_headers={"Accept-Encoding": "identity"},
            http_client=openai.DefaultHttpxClient(
                transport=BoundedTransport(inner, self._seconds), timeout=self._seconds
            ),
        )
