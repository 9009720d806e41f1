"""A scriptable endpoint that speaks as OpenAI's does, without a network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import numpy as np

from flowery.models.budget import paid_for, purses
from flowery.models.connection import connection_of
from flowery.models.embedded.models import EmbeddedModels
from flowery.models.openai_compatible.models import OpenAICompatible, open_endpoint
from flowery.models.openai_compatible.patience import Pace
from flowery.models.prices import Prices
from flowery.models.usage import Call, Caps, Meter, SetAside, Spent
from flowery.words.settings import Settings
from flowery.words.vocabulary import Usage
from tests.models import wire

Reaction = Callable[[httpx2.Request], httpx2.Response]
ADDRESS = "http://models.test/v1"
DIMENSIONS = 8


def completion(content: str | None, **message: object) -> httpx2.Response:
    """A chat reply with one choice."""
    return httpx2.Response(200, json=wire.chat(content, **message))


def embeddings(request: httpx2.Request) -> httpx2.Response:
    """A vector from the hash of each text, of a length that is not 1, last text first."""
    texts = json.loads(request.content)["input"]
    return httpx2.Response(200, json=wire.vectors([hashed(text) for text in texts]))


def hashed(text: str) -> list[float]:
    digest = hashlib.sha256(text.encode()).digest()[:DIMENSIONS]
    return [float(number) for number in np.frombuffer(digest, np.uint8) - np.float64(127.5)]


@dataclass
class Server:
    """Answers chat with what is in `script`, the last of it for ever; keeps every request."""

    script: list[httpx2.Response | Exception | Reaction] = field(default_factory=list)
    requests: list[httpx2.Request] = field(default_factory=list)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if self.script:
            return self._scripted(request)
        if request.url.path.endswith("/embeddings"):
            return embeddings(request)
        if request.url.path.endswith("/transcriptions"):
            return httpx2.Response(200, json=wire.transcript(" It rained in the library. "))
        return completion('{"smell": "petrichor", "strength": 0.5}')

    def _scripted(self, request: httpx2.Request) -> httpx2.Response:
        scripted = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(scripted, Exception):
            raise scripted
        if isinstance(scripted, httpx2.Response):
            return httpx2.Response(
                scripted.status_code, headers=scripted.headers, content=scripted.content
            )
        return scripted(request)

    def bodies(self) -> list[dict[str, object]]:
        """What was asked, read back from JSON."""
        return [json.loads(request.content) for request in self.requests]


@dataclass
class Bench:
    """Models at a server, and what they wrote in the books."""

    server: Server
    home: Path
    usages: list[Usage] = field(default_factory=list)
    now: float = 0.0
    spent: float = 0.0
    budget: float | None = None
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Time passes at once, and is written down."""
        self.slept.append(seconds)
        self.now += seconds

    def set_aside(self, call: Call) -> SetAside:
        """As a budget does, at prices of nothing."""
        told = purses(Caps(day=self.budget), Spent(day=self.spent), Spent())
        free = Prices(0.0, 0.0)
        return SetAside("", min((paid_for(call, one, free) for one in told), default=call.written))

    def settle(self, kept: SetAside) -> None:
        """Nothing was set aside."""

    def open(
        self, transport: httpx2.BaseTransport | None = None, **settings: object
    ) -> OpenAICompatible:
        """At the scripted server, without a network."""
        return self._open(transport or httpx2.MockTransport(self.server), settings)

    def open_at(self, address: str, **settings: object) -> OpenAICompatible:
        """At a real server of this machine."""
        return self._open(None, {**settings, "openai_base_url": address})

    def _open(
        self, transport: httpx2.BaseTransport | None, settings: Mapping[str, object]
    ) -> OpenAICompatible:
        named = {
            "home": self.home,
            "openai_base_url": ADDRESS,
            "openai_api_key": "a-key-for-tests",
            "chat_model": "chat-1",
            "vision_model": "vision-1",
            "transcription_model": "voice-1",
            "embedding_model": "vectors-1",
        }
        meter = Meter(self.usages.append, self, clock=self.clock)
        return open_endpoint(
            connection_of(Settings(**{**named, **settings})),
            EmbeddedModels(self.home / "models"),
            meter,
            transport,
            pace=Pace(self.clock, self.sleep, chance=lambda: 0.0),
        )
