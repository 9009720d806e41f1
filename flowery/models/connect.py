"""Which models a home has: the embedded ones, and beside them an endpoint if one is named."""

from __future__ import annotations

from flowery.models.embedded.models import EmbeddedModels
from flowery.models.port import Models
from flowery.models.usage import Budget, Meter, Record, SpentToday
from flowery.words.settings import Settings


def nothing_spent() -> float:
    """What a day costs where nobody counts money."""
    return 0.0


def open_models(
    settings: Settings, record: Record, spent_today: SpentToday = nothing_spent
) -> Models:
    """The models these settings ask for; every call that leaves the machine is told to `record`."""
    embedded = EmbeddedModels(settings.folder / "models")
    if not settings.openai_base_url:
        return embedded
    from flowery.models.openai_compatible.models import open_endpoint  # .6 s that others save

    cap = settings.model_budget_usd_per_day
    budget = None if cap is None else Budget(cap, spent_today)
    return open_endpoint(settings, embedded, Meter(record, budget))
