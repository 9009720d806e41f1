"""Rankings that training made, beside the one that stands: each trained set of multipliers, and the
parts as they were before any training.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from flowery.learning.evaluation.variants import Weighed
from flowery.learning.tuning import ranker_weights
from flowery.words.vocabulary import TunedModel

UNTRAINED = "untrained"
_MOST = 5  # the newest; older ones are not what anybody would compare with


def tuned_variants(
    models: Sequence[TunedModel], in_use: Mapping[str, float]
) -> tuple[Weighed, ...]:
    """The newest of these models, newest first, as rankings; a broken one is left out. The parts
    they are given have the multipliers `in_use` in them already.
    """
    found: list[Weighed] = []
    if in_use:
        found.append(Weighed(UNTRAINED, "The ranking before training", _instead({}, in_use)))
    for model in models[:_MOST]:
        with suppress(ValueError):
            weights = ranker_weights.read(model.artefact)
            found.append(Weighed(model.id, model.name, _instead(weights, in_use)))
    return tuple(found)


def _instead(weights: Mapping[str, float], in_use: Mapping[str, float]) -> dict[str, float]:
    """What turns parts with the multipliers in use into parts with others."""
    names = {*weights, *in_use}
    return {name: weights.get(name, 1.0) / in_use.get(name, 1.0) for name in sorted(names)}
