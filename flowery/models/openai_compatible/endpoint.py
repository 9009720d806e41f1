"""The door to an endpoint: one request out, one believed reply back, counted.

It knows the client and its limits. The library sends a request once: between two tries it would
sleep for as long as the server says, up to two minutes, while a person waits. What is tried again,
and when, stands in `patience`.
"""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai
from openai.types.chat import ChatCompletionMessageParam
from openai.types.chat.completion_create_params import ResponseFormat
from pydantic import SecretStr

from flowery.models.openai_compatible.bounded import BoundedTransport, within
from flowery.models.openai_compatible.extras import MOST_WRITTEN, Extras, Options
from flowery.models.openai_compatible.failures import TryAgain, mapped, too_late
from flowery.models.openai_compatible.forms import Forms
from flowery.models.openai_compatible.patience import Errand, Pace, patience_for
from flowery.models.openai_compatible.replies import (
    AnyReply,
    Completion,
    Embeddings,
    Transcript,
    read_reply,
)
from flowery.models.openai_compatible.streaming import Streams
from flowery.models.openai_compatible.weight import tokens_heard, tokens_in
from flowery.models.port import Request
from flowery.models.usage import Call, Meter, Tally

KEYLESS = "none"
"""Servers without keys still want the header to say something."""

# At DEBUG the library logs whole requests, and with them what people wrote.
logging.getLogger("openai").setLevel(logging.INFO)

Send = Callable[[Tally], str]
"""Sends a request whose answer may have as many tokens as the tally says; the reply as text."""


class Endpoint:
    """One address with one key."""

    def __init__(
        self,
        address: str,
        key: SecretStr | None,
        seconds: float,
        meter: Meter,
        transport: httpx2.BaseTransport | None = None,
        forms: Forms | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._address = address
        self._key = key.get_secret_value().strip() if key else ""
        self._seconds = seconds
        self._meter = meter
        self._transport = transport
        self.forms = forms or Forms()
        self.streams = Streams()
        self._extras = Extras()
        self._pace = pace or Pace()

    @property
    def host(self) -> str:
        """The machine it is on, such as "api.example.com" or "127.0.0.1:11434"."""
        return urlsplit(self._address).netloc

    def complete(
        self,
        model: str,
        messages: Sequence[ChatCompletionMessageParam],
        wanted: ResponseFormat | None,
        request: Request,
        errand: Errand,
    ) -> Completion:
        """One answer to the conversation that `request` began, in the form that is wanted. Raises
        NotAccepted besides.
        """
        asked: dict[str, Any] = {"model": model, "messages": messages}
        if wanted is not None:
            asked["response_format"] = wanted

        def said(options: Options) -> str:
            return self.streams.said(self.client, {**asked, **options}, request.hear)

        def send(tally: Tally) -> str:
            return self._extras.said(model, request.temperature, tally.most, said)

        told = (request.purpose, request.user_id, request.prompt)
        call = Call(model, *told, read=tokens_in(asked), written=MOST_WRITTEN)
        return self.counted(send, Completion, call, errand)

    def embed(
        self,
        model: str,
        texts: Sequence[str],
        dimensions: int | None = None,
        user_id: str | None = None,
    ) -> Embeddings:
        """One vector a text, of so many numbers where that is said."""
        length = openai.omit if dimensions is None else dimensions

        def send(_tally: Tally) -> str:
            embeddings = self.client.embeddings.with_raw_response
            # The library's default is base64, which few other servers speak.
            return embeddings.create(
                model=model, input=list(texts), encoding_format="float", dimensions=length
            ).text

        call = Call(model, "embed", user_id, read=tokens_in(list(texts)))
        return self.counted(send, Embeddings, call)

    def transcribe(
        self, model: str, audio: bytes, media_type: str, user_id: str | None
    ) -> Transcript:
        """The words of a recording."""
        # Servers tell the format by the name of the file.
        name = "voice" + (mimetypes.guess_extension(media_type) or "")

        def send(_tally: Tally) -> str:
            transcriptions: Any = self.client.audio.transcriptions.with_raw_response
            file = (name, audio, media_type)
            return str(transcriptions.create(model=model, file=file, response_format="json").text)

        call = Call(model, "transcribe", user_id, read=tokens_heard(audio))
        return self.counted(send, Transcript, call)

    def counted(
        self,
        send: Send,
        kind: type[AnyReply],
        call: Call,
        errand: Errand | None = None,
        *,
        is_once: bool = False,
    ) -> AnyReply:
        """What `send` brings, believed and in the books; tried again where that may help, unless
        it is something to be done once.
        """
        errand = errand or self.errand(call.purpose)
        tries = 1
        while True:
            try:
                return self._tried(send, kind, replace(call, seconds=errand.left), errand)
            except TryAgain as error:
                if errand.is_sent_away(error):
                    self._meter.rest(error.after)
                pause = None if is_once else errand.pause(error, tries)
                if pause is None:
                    raise
                errand.wait(pause)
                tries += 1

    def errand(self, purpose: str) -> Errand:
        """The time that a question for this purpose may take in all, from now on."""
        return Errand(self._pace, self._seconds, patience_for(purpose))

    def _tried(self, send: Send, kind: type[AnyReply], call: Call, errand: Errand) -> AnyReply:
        """One try."""
        if not errand.left:
            raise too_late()
        with self._meter.call(call) as tally:
            with mapped(call.model):
                text = within(errand.for_a_reply, lambda: send(tally))
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
                follow_redirects=False,  # a key goes where it was meant to go, and nowhere else
                transport=BoundedTransport(inner, self._seconds),
                timeout=self._seconds,
            ),
        )
