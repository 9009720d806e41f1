"""`models`: which model does what, where it is, what it can do; for whoever owns the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowery.cli.call import Call
from flowery.cli.command import Command

if TYPE_CHECKING:
    from flowery.models.connection import Connection
    from flowery.storage.connections import Finding


def _show(call: Call) -> int:
    from flowery.models.connection import PURPOSES
    from flowery.models.connections import Connections

    with call.tables() as tables:
        now = Connections(tables, call.settings()).now()
        found = tables.connections.found(now.address) if now.address else ()
    purposes = [str(purpose) for purpose in PURPOSES if purpose != "chat"]
    models = {purpose: (now.address and now.model(purpose)) or "embedded" for purpose in purposes}
    told = [_shape(one) for one in found if ":" not in one.what]
    call.say({"address": now.address or None, "models": models, "found": told}, _words(now, models))
    return 0


def _probe(call: Call) -> int:
    from flowery.models.connections import Connections
    from flowery.models.probing import Probing
    from flowery.models.spending import Spending

    with call.tables() as tables:
        settings = call.settings()
        connections = Connections(tables, settings)
        probing = Probing(tables, settings, connections, Spending(tables, settings))
        probing.probe_now(lambda one: call.say(_shape(one), _found_words(one)))
    return 0


def _shape(one: Finding) -> dict[str, object]:
    return {"model": one.model or None, "what": one.what, "found": one.found, "told": one.told}


def _words(now: Connection, models: dict[str, str]) -> str:
    if not now.address:
        return "Nothing leaves this machine: the models inside Flowery do it all."
    lines = (f"{purpose}: {model}" for purpose, model in models.items())
    return "\n".join([f"Connected to {now.address}", *lines])


def _found_words(one: Finding) -> str:
    said = f"{one.what}, {one.model}: {one.found}" if one.model else f"{one.what}: {one.found}"
    return f"{said} ({one.told})" if one.told else said


COMMANDS = (
    Command("models show", "which model does what, and where it is", _show),
    Command("models probe", "ask the endpoint what its models can do", _probe),
)
