"""Rankings that can be compared with each other: the one that stands, and others by name.

A variant says what a perfume's score is, from the parts that the ranking as it stands gives it. It
can neither add a perfume nor let one in that a veto shut out, since it is asked for numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from flowery.words.errors import NotFound

Column = NDArray[np.float64]

AS_IT_STANDS = "as_it_stands"
WITHOUT_LEARNER = "without_learner"
WITHOUT_TASTE = "without_taste"


class Variant(Protocol):
    """A ranking. `name` is kept with comparisons, `title` is what a person reads."""

    @property
    def name(self) -> str:
        """Its key; of letters, digits, "_" and ":"."""

    @property
    def title(self) -> str:
        """What it is, in a few words of English."""

    def totals(self, parts: Mapping[str, Column]) -> Column:
        """The score of every perfume, shape (n,), from the parts it has as the ranking stands."""


@dataclass(frozen=True)
class Weighed:
    """The ranking with some parts counted more or less; those not named count as they are."""

    name: str
    title: str
    weights: Mapping[str, float] = field(default_factory=dict)

    def totals(self, parts: Mapping[str, Column]) -> Column:
        """The weighted sum of the parts."""
        columns = [self.weights.get(name, 1.0) * column for name, column in parts.items()]
        total: Column = np.sum(columns, axis=0)
        return total


BUILT_IN = (
    Weighed(AS_IT_STANDS, "The ranking as it stands"),
    Weighed(WITHOUT_LEARNER, "Without what was learned", {"learned": 0.0}),
    Weighed(WITHOUT_TASTE, "Without any taste", {"learned": 0.0, "taste": 0.0, "memories": 0.0}),
)

Offered = Callable[[], Sequence[Variant]]


class Variants:
    """Every ranking there is: the built-in ones, and those that somebody else offers now, such as
    tuned models.
    """

    def __init__(self, offered: Offered = tuple) -> None:
        self._offered = offered

    def list(self) -> tuple[Variant, ...]:
        """All of them, that which stands first."""
        return (*BUILT_IN, *self._offered())

    def named(self, name: str) -> Variant:
        """One by its key. Raises NotFound."""
        for variant in self.list():
            if variant.name == name:
                return variant
        raise NotFound(f"There is no ranking called {name!r} any more.")
