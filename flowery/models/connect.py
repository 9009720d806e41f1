"""Which models a home has: the embedded ones, and beside them an endpoint if one is named."""

from __future__ import annotations

from flowery.models.embedded.models import EmbeddedModels
from flowery.models.port import Models
from flowery.models.usage import Budget, Meter, Record
from flowery.words.settings import Settings


def open_models(settings: Settings, record: Record, budget: Budget | None = None) -> Models:
    """The models these settings ask for; every call that leaves the machine is told to `record`,
    and asks the budget first, if there is one.
    """
    embedded = EmbeddedModels(settings.folder / "models")
    if not settings.openai_base_url:
        return embedded
    from flowery.models.openai_compatible.models import open_endpoint  # .6 s that others save

    return open_endpoint(settings, embedded, Meter(record, budget))
