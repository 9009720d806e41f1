"""Iris's shelf: real perfumes of the built-in catalogue, and a moment that does not move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from flowery.collection import Collection
from flowery.wiring import Flowery
from flowery.words.vocabulary import Bottle, Wear

SHALIMAR, TAM_DAO, ANGEL = "guerlain-shalimar", "diptyque-tam-dao", "mugler-angel"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def collection(flowery: Flowery) -> Collection:
    return flowery.collection


@pytest.fixture
def bottle() -> Callable[..., Bottle]:
    """Makes a bottle of 50 ml."""

    def made(bottle_id: str = "b_1", **facts: object) -> Bottle:
        values: dict[str, object] = {
            "fragrance_id": SHALIMAR,
            "form": "bottle",
            "created_at": NOON,
            "millilitres": 50.0,
        }
        return Bottle(bottle_id, **(values | facts))  # type: ignore[arg-type]

    return made


@pytest.fixture
def wear() -> Callable[..., Wear]:
    """Makes a wear of a day."""

    def made(day: str, sprays: int | None = None, at: datetime = NOON, **facts: object) -> Wear:
        values: dict[str, object] = {"fragrance_id": SHALIMAR, "worn_on": day}
        values |= {"sprays": sprays, "created_at": at}
        return Wear(f"r_{day}-{at.hour}", **(values | facts))  # type: ignore[arg-type]

    return made
