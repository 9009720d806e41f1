"""What is known of the model endpoint at one moment: where it is, which model does what there, and
what that costs.

It knows no storage and no client. An endpoint without an address is none: then the embedded models
work alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args
from urllib.parse import urlsplit

from pydantic import SecretStr

from flowery.models.port import Ability
from flowery.models.prices import Prices
from flowery.words.errors import Refused
from flowery.words.settings import Settings

Purpose = Literal[
    "chat",
    "smells",
    "enhance",
    "brief",
    "explain",
    "compare",
    "see",
    "transcribe",
    "embed",
    "tune",
]
"""What a model may be named for. "chat" stands for every purpose of words that names no other."""

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
OF_WORDS: tuple[Purpose, ...] = ("smells", "enhance", "brief", "explain", "compare")

_ABILITIES: dict[Purpose, Ability] = {
    "chat": "answer",
    "see": "see",
    "transcribe": "transcribe",
    "tune": "tune",
}
_SETTINGS: dict[Purpose, str] = {
    "chat": "chat_model",
    "see": "vision_model",
    "transcribe": "transcription_model",
    "embed": "embedding_model",
    "tune": "tuning_model",
}
LONGEST_ADDRESS = 500
FREE = Prices(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Connection:
    """An endpoint, with the model of each purpose that has one. `ends` are announced days on which
    a model ends; `dimensions` is asked of the embedding model, None leaves it its own.
    """

    address: str = ""
    key: SecretStr | None = None
    models: Mapping[Purpose, str] = field(default_factory=dict)
    dimensions: int | None = None
    seconds: float = 30.0
    prices: Prices = FREE
    ends: Mapping[str, date] = field(default_factory=dict)

    def model(self, purpose: str) -> str:
        """Which model answers such a request; "" where none is named."""
        named = {str(name): model for name, model in self.models.items()}
        own = named.get(purpose, "")
        is_apart = purpose in _ABILITIES or purpose == "embed"
        return own if own or is_apart else named.get("chat", "")

    @property
    def offers(self) -> frozenset[Ability]:
        """The abilities that a model is named for."""
        if not self.address:
            return frozenset()
        return frozenset(what for purpose, what in _ABILITIES.items() if self.model(purpose))

    @property
    def embedding_model(self) -> str:
        """The model that embeds there, "" where the embedded encoder does."""
        return self.model("embed") if self.address else ""

    @property
    def host(self) -> str:
        """The machine it is on, as a person reads it: "api.example.com", "localhost:11434"."""
        parts = urlsplit(self.address)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.hostname or ''}{port}"

    def used_for(self) -> dict[str, tuple[Purpose, ...]]:
        """Every model in use, with what it is named for."""
        found: dict[str, tuple[Purpose, ...]] = {}
        for purpose in PURPOSES:
            if model := self.models.get(purpose):
                found[model] = (*found.get(model, ()), purpose)
        return found if self.address else {}


def connection_of(settings: Settings) -> Connection:
    """What the environment says."""
    named = {purpose: getattr(settings, name) or "" for purpose, name in _SETTINGS.items()}
    return Connection(
        address=(settings.openai_base_url or "").strip(),
        key=settings.openai_api_key,
        models={purpose: model for purpose, model in named.items() if model},
        dimensions=settings.embedding_dimensions,
        seconds=settings.model_timeout_seconds,
        prices=Prices(
            settings.model_usd_per_million_input_tokens,
            settings.model_usd_per_million_output_tokens,
            settings.training_usd_per_million_tokens,
        ),
    )


def checked_address(typed: str) -> str:
    """An address as it may be asked. Raises Refused."""
    address = typed.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one or not address.isprintable() or " " in address:
        raise Refused(
            "An address begins with http:// or https://, such as http://127.0.0.1:8080/v1."
        )
    if len(address) > LONGEST_ADDRESS:
        raise Refused(f"An address may have {LONGEST_ADDRESS} characters; shorten it.")
    if parts.username is not None or parts.password is not None:
        raise Refused("A key or password does not belong into the address: type it as the key.")
    if parts.query or parts.fragment:
        raise Refused("An address ends with its path: leave out what begins with ? or #.")
    return address
