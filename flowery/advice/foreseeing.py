"""What the question path needs to know of a learned taste; what it learns from is a matter of
`taste`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from flowery.advice.holdings import Column
from flowery.words.vocabulary import Chance, Evidence


class Foretold(Protocol):
    """The chance that each perfume is liked, and the range that holds it four times in five."""

    @property
    def chances(self) -> NDArray[np.float32]:
        """Shape (n,)."""

    @property
    def low(self) -> NDArray[np.float32]:
        """Shape (n,)."""

    @property
    def high(self) -> NDArray[np.float32]:
        """Shape (n,)."""


class Outlook(Protocol):
    """How one person's taste looks at all perfumes."""

    @property
    def is_telling(self) -> bool:
        """Whether there is enough evidence for a chance."""

    @property
    def leaning(self) -> Column:
        """How far each perfume leans the person's way, 0 as the usual one; shape (n,)."""

    @property
    def foretold(self) -> Foretold:
        """The chance and doubt of every perfume."""

    def leaning_without(self, memory_ids: Collection[str], rows: NDArray[np.intp]) -> Column:
        """The same of some perfumes, had some memories never been kept: near enough to tell what
        changes places.
        """

    def contributions(self, fragrance_id: str) -> Mapping[str, float]:
        """What each axis and smell of a perfume adds to its leaning; "" is the usual perfume."""

    def speaker(self, fragrance_id: str, subject: str) -> Evidence | None:
        """The evidence that says most for (or against) a smell of a perfume."""

    def has_more(self, fragrance_id: str, subject: str) -> bool:
        """Whether a perfume has more of a note or side than the usual one."""

    def chance(self, row: int) -> Chance | None:
        """The chance of one perfume; None with too little evidence."""


class OutlookOf(Protocol):
    """Gives the outlook of a person now; or at a moment, or without some memories and rows."""

    def __call__(
        self, user_id: str, *, until: datetime | None = None, without: frozenset[str] = frozenset()
    ) -> Outlook:
        """By user id."""
