"""What answers are made with at this moment: the adapter, the multipliers, the voice, the bank.

It is read anew when something came into use, here or in another process. An artefact that is broken
is done without, and `faults` names its kind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from threading import Lock

import numpy as np

from flowery.learning.tuning import adapter, at_endpoint, few_shot, ranker_weights
from flowery.learning.tuning.adapter import Adapter, Matrix
from flowery.learning.tuning.few_shot import Bank
from flowery.learning.tuning.prompting import Prompts, slot_of
from flowery.learning.tuning.registry import Registry
from flowery.models.port import Models
from flowery.models.prompts import Prompt, Voice
from flowery.storage.tables import Tables
from flowery.words.errors import FloweryError, NotFound
from flowery.words.vocabulary import JOB_KINDS, JobKind, TunedModel

_EMBEDDED = 1_000  # questions of the bank whose vector is kept
_PINNED = 16  # states that comparisons hold still: two rankings and some that are offered
WORDING = slot_of("explain")

Slots = Mapping[str, str]
"""The id of what is in use by slot: the kind of a model, or the slot of a prompt."""


@dataclass(frozen=True)
class Loaded:
    """Everything that is in use as of one stamp; `names` are those of the tuned models."""

    stamp: int = -1
    names: Mapping[JobKind, str] = field(default_factory=dict)
    adapter: Adapter | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    model: str = ""
    set_id: str = ""
    faults: tuple[JobKind, ...] = ()


class InUse:
    """What the question path is handed of training."""

    def __init__(self, tables: Tables, prompts: Prompts, models: Models) -> None:
        self._tables = tables
        self._registry = Registry(tables)
        self._models = models
        self._embed_one = lru_cache(maxsize=_EMBEDDED)(lambda text: models.embed([text])[0])
        self.prompts = prompts
        self._loaded = Loaded()
        self._bank: tuple[tuple[str, int], Bank] | None = None
        self._lock = Lock()
        self._pin = lru_cache(maxsize=_PINNED)(self._read)

    @property
    def now(self) -> Loaded:
        """What is in use now."""
        stamp = self._tables.activations.stamp()
        with self._lock:
            if self._loaded.stamp != stamp:
                self._loaded = replace(self._read(_frozen(self.slots())), stamp=stamp)
            return self._loaded

    def slots(self) -> dict[str, str]:
        """What is in use in every slot of an answer."""
        return {slot: self._registry.used(slot) for slot in (*JOB_KINDS, WORDING)}

    def pinned(self, slots: Slots) -> Pinned:
        """What answers are made with where these are in use, whatever comes into use meanwhile."""
        return Pinned(self, self._pin(_frozen(slots)), slots.get(WORDING, ""))

    @property
    def faults(self) -> tuple[JobKind, ...]:
        """The kinds of which a model should be in use and cannot."""
        return self.now.faults

    @property
    def edition(self) -> str:
        """Another one whenever answers may come out otherwise."""
        now = self.now
        return repr((now.stamp, now.faults, self._left(now.set_id)))

    @property
    def ranked_by(self) -> tuple[str, ...]:
        """The tuned models that ranking rests on."""
        return _ranked_by(self.now)

    @property
    def weights(self) -> Mapping[str, float]:
        """What each part of a score is multiplied with; 1 where nothing is said."""
        return self.now.weights

    def adapted(self, vector: Matrix) -> Matrix:
        """The vector of a question as it is looked for."""
        made = self.now.adapter
        return vector if made is None else made(vector)

    def voice(self, prompt: Prompt) -> Voice:
        """What a request of this purpose begins with."""
        return _by(self.prompts.voice(prompt), self.now.model, prompt)

    def shots(self, question: str) -> tuple[tuple[str, str], ...]:
        """Approved (question, answer) pairs like this question, closest first."""
        return self.shots_of(self.now.set_id, question)

    def shots_of(self, set_id: str, question: str) -> tuple[tuple[str, str], ...]:
        """Such pairs of one set."""
        if not set_id:
            return ()
        try:
            near = self._banked(set_id).nearest(self._embed_one(question))
        except FloweryError:
            return ()
        return tuple((one.question, one.answer) for one in near)

    def weights_at(self, moment: datetime) -> Mapping[str, float]:
        """The multipliers that were in use then."""
        rows = self._tables.activations.list("ranker_weights")
        used = next((row.used_id for row in rows if row.at <= moment), "")
        return self._weights_of(used) if used else {}

    def _banked(self, set_id: str) -> Bank:
        """The bank with what is left of its set."""
        key = (set_id, self._left(set_id))
        with self._lock:
            if self._bank is None or self._bank[0] != key:
                found = self._tables.training_sets.get(set_id)
                rows = self._tables.training_sets.examples(found.id)
                train = [example for split, example in rows if split == "train"]
                self._bank = key, Bank(train, self._embedded)
            return self._bank[1]

    def _embedded(self, texts: Sequence[str]) -> Matrix:
        vectors = [self._embed_one(text) for text in texts]
        return np.array(vectors, np.float32).reshape(len(texts), self._models.dimensions)

    def _left(self, set_id: str) -> int:
        """How many examples of a set are left: fewer after one was withdrawn."""
        if not set_id:
            return 0
        try:
            return self._tables.training_sets.get(set_id).size
        except NotFound:
            return 0

    def _weights_of(self, model_id: str) -> Mapping[str, float]:
        try:
            return ranker_weights.read(self._tables.tuned.get(model_id).artefact)
        except (ValueError, NotFound):
            return {}

    def _read(self, slots: frozenset[tuple[str, str]]) -> Loaded:
        loaded, named = Loaded(), dict(slots)
        for kind in JOB_KINDS:
            used = named.get(kind, "")
            if not used:
                continue
            try:
                loaded = self._with(loaded, whole(self._tables.tuned.get(used)))
            except (ValueError, NotFound):
                loaded = replace(loaded, faults=(*loaded.faults, kind))
        return loaded

    def _with(self, loaded: Loaded, model: TunedModel) -> Loaded:
        named = replace(loaded, names={**loaded.names, model.kind: model.name})
        match model.kind:
            case "local_adapter":
                return replace(named, adapter=adapter.read(model.artefact, self._models.dimensions))
            case "ranker_weights":
                return replace(named, weights=ranker_weights.read(model.artefact))
            case "few_shot":
                return replace(named, set_id=few_shot.set_of(model.artefact))
            case _:
                return replace(named, model=at_endpoint.model_of(model.artefact))


@dataclass(frozen=True)
class Pinned:
    """What answers are made with as of some slots. A set of examples is what is left of it now: one
    that was withdrawn is shown no more.
    """

    in_use: InUse
    loaded: Loaded
    edition_id: str

    @property
    def ranked_by(self) -> tuple[str, ...]:
        """The tuned models that ranking rests on."""
        return _ranked_by(self.loaded)

    @property
    def weights(self) -> Mapping[str, float]:
        """What each part of a score is multiplied with."""
        return self.loaded.weights

    def adapted(self, vector: Matrix) -> Matrix:
        """The vector of a question as it is looked for."""
        made = self.loaded.adapter
        return vector if made is None else made(vector)

    def voice(self, prompt: Prompt) -> Voice:
        """What a request of this purpose begins with; of answers alone it is pinned."""
        if slot_of(prompt.purpose) != WORDING:
            return self.in_use.voice(prompt)
        voice = self.in_use.prompts.voice_as(prompt, self.edition_id)
        return _by(voice, self.loaded.model, prompt)

    def shots(self, question: str) -> tuple[tuple[str, str], ...]:
        """Approved (question, answer) pairs like this question, closest first."""
        return self.in_use.shots_of(self.loaded.set_id, question)


def _frozen(slots: Slots) -> frozenset[tuple[str, str]]:
    return frozenset(slots.items())


def _ranked_by(loaded: Loaded) -> tuple[str, ...]:
    kinds: tuple[JobKind, ...] = ("local_adapter", "ranker_weights")
    return tuple(loaded.names[kind] for kind in kinds if kind in loaded.names)


def _by(voice: Voice, tuned: str, prompt: Prompt) -> Voice:
    """A voice that asks the tuned model for the words of answers, unless it names one itself."""
    is_worded = tuned and not voice.model and slot_of(prompt.purpose) == WORDING
    return replace(voice, model=tuned) if is_worded else voice


def whole(model: TunedModel) -> TunedModel:
    """A model whose bytes are those that were kept. Raises ValueError."""
    if hashlib.sha256(model.artefact).hexdigest() != model.sha256:
        raise ValueError("its bytes are not those that were kept")
    return model
