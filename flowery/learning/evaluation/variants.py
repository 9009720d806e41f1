"""What can be compared with each other: rankings, the one that stands and others by name; and ways
of wording an answer.

A ranking says what a perfume's score is, from the parts that the ranking as it stands gives it. It
can neither add a perfume nor let one in that a veto shut out, since it is asked for numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from flowery.words.errors import NotFound

Column = NDArray[np.float64]
Kind = Literal["ranking", "words"]

AS_IT_STANDS = "as_it_stands"
WITHOUT_LEARNER = "without_learner"
WITHOUT_TASTE = "without_taste"
WORDS_AS_THEY_STAND = "words_as_they_stand"
OWN_WORDS = "own_words"


class Variant(Protocol):
    """A ranking or a way of wording. `name` is kept with comparisons, `title` is what a person
    reads.
    """

    @property
    def name(self) -> str:
        """Its key; of letters, digits, "_" and ":"."""

    @property
    def title(self) -> str:
        """What it is, in a few words of English."""

    @property
    def kind(self) -> Kind:
        """What it is a variant of."""

    @property
    def slots(self) -> Mapping[str, str]:
        """What is in use for it instead, by slot; "" for nothing."""

    def totals(self, parts: Mapping[str, Column]) -> Column:
        """The score of every perfume, shape (n,), from the parts it has as the ranking stands."""


@dataclass(frozen=True)
class Weighed:
    """The ranking with some parts counted more or less, those not named as they are, and maybe
    with another adapter.
    """

    name: str
    title: str
    weights: Mapping[str, float] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    kind: Kind = "ranking"

    def totals(self, parts: Mapping[str, Column]) -> Column:
        """The weighted sum of the parts."""
        columns = [self.weights.get(name, 1.0) * column for name, column in parts.items()]
        total: Column = np.sum(columns, axis=0)
        return total


@dataclass(frozen=True)
class Worded:
    """A way of wording answers; the lists are those of the ranking as it stands."""

    name: str
    title: str
    slots: Mapping[str, str] = field(default_factory=dict)
    kind: Kind = "words"

    def totals(self, parts: Mapping[str, Column]) -> Column:
        """The sum of the parts: words rank nothing."""
        return Weighed(self.name, self.title).totals(parts)


BUILT_IN = (
    Weighed(AS_IT_STANDS, "The ranking as it stands"),
    Weighed(WITHOUT_LEARNER, "Without what was learned", {"learned": 0.0}),
    Weighed(WITHOUT_TASTE, "Without any taste", {"learned": 0.0, "taste": 0.0, "memories": 0.0}),
)

Slots = Mapping[str, str]
Offered = Callable[[Slots | None], Sequence[Variant]]
"""What there is besides, where these are in use by slot (None: what is in use now)."""


def nothing_else(_slots: Slots | None) -> Sequence[Variant]:
    """For a house where nothing was trained and no model answers."""
    return ()


class Variants:
    """Every ranking there is: the built-in ones, and those that somebody else offers now, such as
    tuned models; and ways of wording.
    """

    def __init__(self, offered: Offered = nothing_else) -> None:
        self._offered = offered

    def list(self, slots: Slots | None = None) -> tuple[Variant, ...]:
        """All of them, that which stands first; as of some slots, or now."""
        return (*BUILT_IN, *self._offered(slots))

    def named(self, name: str, slots: Slots | None = None) -> Variant:
        """One by its key. Raises NotFound."""
        for variant in self.list(slots):
            if variant.name == name:
                return variant
        raise NotFound(f"There is no ranking called {name!r} any more.")
