"""Which models a home has: the embedded ones, and those of an endpoint while one is connected."""

from __future__ import annotations

from functools import cache

from flowery.models.connection import Connection
from flowery.models.connections import Connections
from flowery.models.embedded.models import EmbeddedModels
from flowery.models.findings import known_forms, remember_form
from flowery.models.port import Models
from flowery.models.served import Served
from flowery.models.usage import Budget, Meter
from flowery.storage.tables import Tables
from flowery.words.settings import Settings


def open_models(settings: Settings, tables: Tables, budget: Budget | None = None) -> Models:
    """The models that an administrator or the environment connects, as they are at each moment;
    every call that leaves the machine is in the books, and asks the budget first, if there is one.
    """

    @cache
    def meter(_address: str) -> Meter:
        return Meter(tables.record, budget)

    def opened(connection: Connection, embedded: Models) -> Models:
        from flowery.models.openai_compatible.forms import Forms  # .6 s that others save
        from flowery.models.openai_compatible.models import open_endpoint

        address = connection.address
        forms = Forms(known_forms(tables, address), remember_form(tables, address))
        return open_endpoint(connection, embedded, meter(address), forms=forms)

    embedded = EmbeddedModels(settings.folder / "models")
    return Served(embedded, Connections(tables, settings).now, opened)
