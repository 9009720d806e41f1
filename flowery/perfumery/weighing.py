"""How much each way of finding a perfume counts, and how near "smells like this" must be: what an
administrator keeps, else what was measured.

It knows the numbers and where they are kept; what they do is the business of `fusion` and `search`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.vocabulary import User

HEAVIEST = 10.0
FARTHEST = 2.0  # no perfume is more alike to another than about this
_KEPT = "search.weights"


@dataclass(frozen=True, slots=True)
class SourceWeights:
    """How much each way of finding counts, 0..10; `nearest` is the likeness (0..2) below which
    nothing is called similar.
    """

    notes: float = 3.0
    accords: float = 3.0
    texts: float = 1.0
    brands: float = 1.0
    meaning: float = 0.7
    alike: float = 3.0
    nearest: float = 0.2

    @property
    def facts(self) -> float:
        """What is in a perfume counts as the heavier of its notes and its accords."""
        return max(self.notes, self.accords)

    @property
    def shares(self) -> tuple[float, float]:
        """How notes and accords share that weight, the heavier one 1."""
        heaviest = self.facts or 1.0
        return self.notes / heaviest, self.accords / heaviest


NAMES = tuple(field.name for field in fields(SourceWeights))
MEASURED = SourceWeights()
"""What was measured to find best; an administrator can always come back to it."""


class Weighing:
    """The weights of one home, read anew for every search: they change while Flowery runs."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def now(self) -> SourceWeights:
        """What counts now; what cannot be read counts as never kept."""
        kept = self._tables.state(_KEPT)
        try:
            values = json.loads(kept) if kept else {}
            return checked(values) if isinstance(values, dict) else MEASURED
        except (ValueError, Refused):
            return MEASURED

    def keep(self, administrator: User, weights: SourceWeights) -> None:
        """Weigh so from now on. Raises NotAllowed, Refused."""
        self._tables.accounts.require_admin(administrator)
        self._tables.set_state(_KEPT, json.dumps(asdict(checked(asdict(weights)))))

    def forget(self, administrator: User) -> None:
        """Go back to what was measured. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        self._tables.set_state(_KEPT, "")


def checked(values: Mapping[str, Any]) -> SourceWeights:
    """Weights from their names; what is not named counts as measured. Raises Refused."""
    if not set(values) <= set(NAMES):
        raise Refused(f"The weights of a search are {', '.join(NAMES)}, each a number.")
    for name, value in values.items():
        highest = FARTHEST if name == "nearest" else HEAVIEST
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Refused(f"The weight {name} is not a number.")
        if not (math.isfinite(value) and 0 <= value <= highest):
            raise Refused(f"The weight {name} is a number from 0 to {highest:g}.")
    return SourceWeights(**{name: float(value) for name, value in values.items()})
