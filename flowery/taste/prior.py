"""What is believed of somebody's taste before they said anything: the same for everybody.

The numbers in `data/taste_prior.jsonl` are fitted by `python -m docs.prior`, whose first lines say
to what: the votes of people at large on some 26,000 perfumes, and how often people like what they
rate. No row of any person of a home is in them, and none is ever read for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from flowery.perfumery import knowledge
from flowery.perfumery.notes import direction
from flowery.taste.columns import DIRECTIONS, ON_AXES, ON_SMELLS, USUAL, WIDTH
from flowery.taste.preference import Prior

OVERALL = (0.5, 0.7, 1.0, 1.4, 2.0)
"""How much wider than usual one person's taste may be, as makes likeliest what they said."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The numbers that were fitted: the mean of the usual perfume and of the axes, how widely
    people differ on each block of columns, and how fast that narrows over the directions.
    """

    usual: float
    axes: Mapping[str, float]
    widths: Mapping[str, float]
    decay: float


def prior_of(fitted: Fitted, overall: float = 1.0) -> Prior:
    """The prior over the columns; `overall` widens all but the usual perfume."""
    mean, widths = np.zeros(WIDTH), np.ones(WIDTH)
    mean[USUAL], mean[ON_AXES] = fitted.usual, direction(fitted.axes)
    widths[USUAL] = fitted.widths["usual"]
    widths[ON_AXES] = overall * fitted.widths["axes"]
    narrowing = np.arange(1, DIRECTIONS + 1) ** -fitted.decay
    widths[ON_SMELLS] = overall * fitted.widths["smells"] * narrowing
    return Prior(mean, np.diag(widths**2))


@lru_cache(maxsize=1)
def load_priors() -> tuple[Prior, ...]:
    """The priors that come with Flowery, the usual one in the middle."""
    (fitted,) = knowledge.read("taste_prior.jsonl", lambda row: Fitted(**row))
    return tuple(prior_of(fitted, overall) for overall in OVERALL)
