"""What training and administrators made, beside what stands: trained part weights and adapters as
rankings, and models, prompts and banks of examples as ways of wording; and each as it was before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from flowery.learning.evaluation.variants import (
    OWN_WORDS,
    WORDS_AS_THEY_STAND,
    Slots,
    Variant,
    Weighed,
    Worded,
)
from flowery.learning.tuning import InUse, ranker_weights
from flowery.learning.tuning.in_use import WORDING
from flowery.models.port import Models
from flowery.storage.tables import Tables
from flowery.words.vocabulary import JobKind, TunedModel

UNTRAINED = "untrained"
WITHOUT_ADAPTER = "without_adapter"
SHIPPED_WORDS = "shipped_words"
UNTUNED_WORDS = "untuned_words"
WITHOUT_EXAMPLES = "without_examples"
Found = tuple[str, str, dict[str, str]]
"""(name, title, what is in use instead by slot)."""
_MOST = 5  # the newest; older ones are not what anybody would compare with


class Offers:
    """What can be compared, as of some slots or now. Ways of wording are offered while a model
    answers.
    """

    def __init__(self, tables: Tables, in_use: InUse, models: Models) -> None:
        self._tables, self._in_use, self._models = tables, in_use, models

    def __call__(self, slots: Slots | None = None) -> tuple[Variant, ...]:
        """All but the built-in ones."""
        used = self._in_use.slots() if slots is None else slots
        weights = self._in_use.pinned(used).weights
        rankings = tuned_variants(self._tables.tuned.list("ranker_weights"), weights)
        adapters = self._models_of("local_adapter", used, WITHOUT_ADAPTER, "Without the adapter")
        turned = (Weighed(name, title, slots=other) for name, title, other in adapters)
        return (*rankings, *turned, *self._wordings(used))

    def _wordings(self, used: Slots) -> tuple[Worded, ...]:
        if "answer" not in self._models.offers:
            return ()
        tuned = self._models_of("endpoint", used, UNTUNED_WORDS, "The model before tuning")
        banks = self._models_of("few_shot", used, WITHOUT_EXAMPLES, "Without liked answers shown")
        found = [*self._editions(used), *tuned, *banks]
        return (
            Worded(WORDS_AS_THEY_STAND, "The words as they stand"),
            Worded(OWN_WORDS, "Flowery's own words"),
            *(Worded(name, title, other) for name, title, other in found),
        )

    def _models_of(self, kind: JobKind, used: Slots, before: str, title: str) -> list[Found]:
        """The newest models of a kind that are not in use, and none where one is."""
        found: list[Found] = [(before, title, {kind: ""})] if used.get(kind) else []
        newest = (one for one in self._tables.tuned.list(kind) if one.id != used.get(kind))
        found += [(one.id, one.name, {kind: one.id}) for one in list(newest)[:_MOST]]
        return found

    def _editions(self, used: Slots) -> list[Found]:
        """The newest editions of the prompt of answers that are not in use, each with the model
        that it names, and the shipped one.
        """
        shipped: Found = (SHIPPED_WORDS, "The prompt that comes with Flowery", {WORDING: ""})
        found = [shipped] if used.get(WORDING) else []
        editions = self._tables.prompts.list(WORDING.partition(":")[2])
        newest = [one for one in editions if one.id != used.get(WORDING)][:_MOST]
        titles = (f"{one.name} ({one.model})" if one.model else one.name for one in newest)
        named = zip(newest, titles, strict=True)
        return [*found, *((one.id, title, {WORDING: one.id}) for one, title in named)]


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
