"""The connection of a home to its model endpoint: what an administrator typed, else what the
environment says, and what is remembered of both.

It is asked before every call, so that what is typed holds at once and in every process. A key goes
only to the address that it was given for, and so do the models and prices that stand beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal, get_args

from pydantic import SecretStr

from flowery.models.connection import (
    OF_WORDS,
    PURPOSES,
    Connection,
    Purpose,
    checked_address,
    connection_of,
)
from flowery.models.ending import Ending, endings
from flowery.models.prices import Prices
from flowery.models.sealing import sealed, unsealed
from flowery.storage.connections import Finding, Listed, Typed
from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.settings import Settings
from flowery.words.vocabulary import User

KeyState = Literal["none", "environment", "kept", "unreadable"]
Priced = Literal["read", "written", "trained"]

PRICED: tuple[Priced, ...] = get_args(Priced)
DEAREST = 100_000.0  # US dollars a million tokens; above, a price is a slip of the finger
LONGEST_WAIT = 600.0  # seconds
LONGEST_VECTOR = 16_384
_LONGEST_MODEL = 200
_CANNOT_KEEP = (
    "A key can be kept once FLOWERY_SECRET is set, in the environment, to 16 characters or more; "
    "or give the key there, as FLOWERY_OPENAI_API_KEY."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an administrator wants typed; see `storage.connections.Typed`. A `key` of None leaves
    the kept one.
    """

    is_off: bool = False
    address: str = ""
    models: Mapping[Purpose, str] | None = None
    dimensions: int | None = None
    seconds: float | None = None
    prices: Mapping[Priced, float] | None = None
    ends: Mapping[str, date] | None = None
    key: SecretStr | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The connection as it is, and what of it was typed or is known of the endpoint."""

    now: Connection
    environment: Connection
    typed: Typed
    key: KeyState
    can_keep_key: bool
    listed: tuple[Listed, ...]
    found: tuple[Finding, ...]


class Connections:
    """The connection of one home."""

    def __init__(self, tables: Tables, settings: Settings) -> None:
        self._tables = tables
        self._environment = connection_of(settings)
        self._secret = settings.secret
        self._known: tuple[int, Connection] | None = None

    def now(self) -> Connection:
        """The connection as it is at this moment."""
        stamp = self._tables.connections.stamp()
        known = self._known
        if known is None or known[0] != stamp:
            typed = self._tables.connections.typed()
            self._known = known = (typed.number, self._merged(typed))
        return known[1]

    def standing(self, administrator: User, address: str = "") -> Standing:
        """Everything that is typed, and what is known of the endpoint at an address, which may not
        be kept yet. Raises NotAllowed.
        """
        self._tables.accounts.require_admin(administrator)
        rows, now = self._tables.connections, self.now()
        typed = rows.typed()
        address = address or now.address or typed.address or self._environment.address
        known = (rows.listed(address), rows.found(address)) if address else ((), ())
        state = self._key_state(typed)
        return Standing(now, self._environment, typed, state, self._secret is not None, *known)

    def keep(self, administrator: User, draft: Draft) -> None:
        """Ask by this from now on. A kept key is forgotten when the address is another one. Raises
        NotAllowed, Refused.
        """
        self._tables.accounts.require_admin(administrator)
        self._tables.connections.keep(self._checked(draft), administrator.id)

    def would_be(self, administrator: User, draft: Draft) -> Connection:
        """The connection that a draft would make; nothing is kept. Raises NotAllowed, Refused."""
        self._tables.accounts.require_admin(administrator)
        typed = self._checked(replace(draft, is_off=False, key=None))
        if draft.key is None:
            return self._merged(typed)
        return replace(self._merged(replace(typed, sealed_key=None)), key=_key(draft.key))

    def forget_key(self, administrator: User) -> None:
        """Keep no key any more. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        typed = self._tables.connections.typed()
        forgotten = replace(typed, sealed_key=None, key_kept_at=None)
        self._tables.connections.keep(forgotten, administrator.id)

    def endings(self, administrator: User, today: date | None = None) -> tuple[Ending, ...]:
        """The models in use that end soon or have ended, the first first. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        now = self.now()
        listed = self._tables.connections.listed(now.address) if now.address else ()
        return endings(now, listed, today or datetime.now(UTC).date())

    def _merged(self, typed: Typed) -> Connection:
        """What holds of what was typed and what the environment says, field by field. A kept key
        that cannot be read connects to nothing, since every call would be refused.
        """
        environment = self._environment
        if typed.is_off or self._key_state(typed) == "unreadable":
            return Connection()
        is_elsewhere = typed.address not in ("", environment.address)
        usual = Connection(seconds=environment.seconds) if is_elsewhere else environment
        address = typed.address or environment.address
        named = {purpose: typed.models[purpose] for purpose in PURPOSES if purpose in typed.models}
        prices = {name: typed.prices.get(name, getattr(usual.prices, name)) for name in PRICED}
        return Connection(
            address=address,
            key=self._unsealed(typed) or usual.key,
            models={name: model for name, model in {**usual.models, **named}.items() if model},
            dimensions=typed.dimensions or usual.dimensions,
            seconds=typed.seconds or usual.seconds,
            prices=Prices(**prices),
            ends={model: date.fromisoformat(day) for model, day in typed.ends.items()},
        )

    def _key_state(self, typed: Typed) -> KeyState:
        if typed.sealed_key is not None:
            return "unreadable" if self._unsealed(typed) is None else "kept"
        is_here = typed.address in ("", self._environment.address)
        return "environment" if is_here and self._environment.key is not None else "none"

    def _unsealed(self, typed: Typed) -> SecretStr | None:
        if typed.sealed_key is None or self._secret is None:
            return None
        address = typed.address or self._environment.address
        return unsealed(typed.sealed_key, address, self._secret)

    def _checked(self, draft: Draft) -> Typed:
        """The draft as it is kept. Raises Refused."""
        address = checked_address(draft.address) if draft.address.strip() else ""
        models = {str(purpose): _model(model) for purpose, model in (draft.models or {}).items()}
        typed = Typed(
            is_off=draft.is_off,
            address="" if address == self._environment.address else address,
            models=models,
            dimensions=_dimensions(draft.dimensions),
            seconds=_seconds(draft.seconds),
            prices={name: _price(price) for name, price in (draft.prices or {}).items()},
            ends={_model(model): day.isoformat() for model, day in (draft.ends or {}).items()},
        )
        self._require_chat(typed)
        return self._with_key(typed, draft.key)

    def _with_key(self, typed: Typed, key: SecretStr | None) -> Typed:
        before = self._tables.connections.typed()
        address = typed.address or self._environment.address
        if key is None:
            is_same = address == (before.address or self._environment.address)
            kept = (before.sealed_key, before.key_kept_at) if is_same else (None, None)
            return replace(typed, sealed_key=kept[0], key_kept_at=kept[1])
        if self._secret is None:
            raise Refused(_CANNOT_KEEP)
        if not address:
            raise Refused("Type the address that the key is for.")
        kept_key = sealed(_key(key), address, self._secret)
        return replace(typed, sealed_key=kept_key, key_kept_at=datetime.now(UTC))

    def _require_chat(self, typed: Typed) -> None:
        merged = self._merged(replace(typed, is_off=False, sealed_key=None))
        if not merged.model("chat") and any(merged.models.get(purpose) for purpose in OF_WORDS):
            raise Refused("Name the model for words first; the others are exceptions to it.")


def _model(typed: str) -> str:
    model = typed.strip()
    if len(model) > _LONGEST_MODEL or not model.isprintable():
        raise Refused(f"A model's id is one line of at most {_LONGEST_MODEL} characters.")
    return model


def _key(typed: SecretStr) -> SecretStr:
    key = typed.get_secret_value().strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key or len(key) > 2_000:
        raise Refused("That is no key: it is one word of plain letters and digits.")
    return SecretStr(key)


def _dimensions(typed: int | None) -> int | None:
    if typed is not None and not 1 <= typed <= LONGEST_VECTOR:
        raise Refused(f"A vector has 1 to {LONGEST_VECTOR} numbers.")
    return typed


def _seconds(typed: float | None) -> float | None:
    if typed is not None and not (math.isfinite(typed) and 0 < typed <= LONGEST_WAIT):
        raise Refused(f"A model may take up to {LONGEST_WAIT:.0f} seconds.")
    return typed


def _price(typed: float) -> float:
    if not (math.isfinite(typed) and 0 <= typed <= DEAREST):
        raise Refused(f"A price is a number of US dollars from 0 to {DEAREST:,.0f}.")
    return float(typed)
