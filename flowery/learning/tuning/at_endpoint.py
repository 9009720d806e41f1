"""Training at an endpoint: hand in, begin, look again and again, and judge what comes of it.

Every step is kept before the next, so that a stop costs nothing. What leaves the machine are the
lines of a set, in which personal names and places are replaced.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel

from flowery.learning.examples.lines import check
from flowery.learning.examples.sets import Frozen
from flowery.learning.tuning.few_shot import approved
from flowery.learning.tuning.gate import gain_of
from flowery.learning.tuning.report import Cancelled, ComesLater, Report
from flowery.learning.tuning.trainer import Made, require
from flowery.models.port import Models, Request, Tuner
from flowery.words.errors import ModelError, ModelUnavailable, NotOffered, Refused
from flowery.words.vocabulary import JobKind, TrainingExample, TunedModel

Lines = Callable[[Sequence[TrainingExample]], bytes]
"""Examples as conversations, a line of JSON each."""

LEAST = (10, 0, 4)  # services take no fewer than ten
MEASURE = "likeness to approved answers"
_JUDGED = 40  # held-out answers that are worded twice, since each costs
_EVERY_SECONDS = 15.0
_USUAL_STEPS = 0.9  # of the progress is theirs


class Said(BaseModel):
    """What a model answers to a held-out question."""

    answer: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A line taken apart: what was asked, and the answer that was approved."""

    system: str
    user: str
    approved: str


class AtEndpoint:
    """Trains with the service of an endpoint."""

    kind: JobKind = "endpoint"

    def __init__(
        self, models: Models, lines_of: Lines, every_seconds: float = _EVERY_SECONDS
    ) -> None:
        self._models = models
        self._lines_of = lines_of
        self._every = every_seconds
        self._looked: dict[str, float] = {}

    def absent(self) -> str:
        """Why nobody trains here; the endpoint itself is not asked for it."""
        try:
            self._models.tuner()
        except NotOffered as error:
            return str(error)
        return ""

    def check(self, artefact: bytes) -> None:
        """Whether an artefact can be used. Raises ValueError."""
        model_of(artefact)

    def train(self, examples: Frozen, active: TunedModel | None, report: Report) -> Made:
        """One look at the training, which is begun if it was not. Raises ComesLater."""
        try:
            model = self._trained(self._models.tuner(), examples, report)
        except NotOffered as error:
            raise Refused(str(error)) from error
        report.say(f"The endpoint made {model}. Held-out questions are worded with it.")
        used = model_of(active.artefact) if active else ""
        judged = approved(examples.test)[:_JUDGED]
        before, after = [], []
        for place, example in enumerate(judged):
            report.step(_USUAL_STEPS + (1 - _USUAL_STEPS) * place / len(judged))
            for one in conversations(self._lines_of([example])):
                before.append(self._likeness(one, used))
                after.append(self._likeness(one, model))
        people = [example.user_id for example in judged]
        gain = gain_of(MEASURE, before, after, people, active.id if active else "")
        return Made(json.dumps({"model": model}).encode(), gain)

    def _trained(self, tuner: Tuner, examples: Frozen, report: Report) -> str:
        """The model that came of it. Raises ComesLater while it is being made."""
        training = str(report.checkpoint.get("training", ""))
        if not training:
            training = self._begun(tuner, examples, report)
        try:
            report.step(float(report.checkpoint.get("progress", 0.1)))
        except Cancelled:
            tuner.cancel(training)
            raise
        if time.monotonic() - self._looked.get(training, -np.inf) < self._every:
            raise ComesLater
        self._looked[training] = time.monotonic()
        try:
            stands = tuner.look(training)
            self._tell(tuner, training, report)
        except ModelUnavailable as error:
            if error.permanent:
                raise
            raise ComesLater from error
        if stands.state in ("queued", "running"):
            raise ComesLater
        if stands.state != "succeeded":
            reason = stands.reason or "it gave no reason"
            raise Refused(f"The endpoint ended the training ({stands.state}): {reason}")
        report.measured(trained_tokens=stands.trained_tokens, model=stands.model)
        return stands.model

    def _begun(self, tuner: Tuner, examples: Frozen, report: Report) -> str:
        splits = (("train", examples.train), ("validation", examples.validation))
        written = {name: self._lines_of(part) for name, part in splits}
        taught = written["train"].count(b"\n")
        require(LEAST, (taught, 0, len(approved(examples.test))))
        files = dict(report.checkpoint.get("files", {}))
        for name, content in written.items():
            if content and name not in files:
                lines = check(content, "sft")
                files[name] = tuner.upload(content)
                report.reached(files=files)
                report.say(f"{lines} examples were handed in.")
        begun = tuner.begin(files["train"], files.get("validation"))
        report.reached(training=begun.id)
        report.say(f"The endpoint trains from {tuner.base}.")
        return begun.id

    def _tell(self, tuner: Tuner, training: str, report: Report) -> None:
        """What the endpoint said since the last look."""
        seen = int(report.checkpoint.get("seen", 0))
        told = tuner.events(training)
        for line in told[seen:]:
            report.say(line)
        if len(told) > seen:
            report.reached(seen=len(told), progress=_USUAL_STEPS * (1 - 0.8 ** (len(told) + 1)))

    def _likeness(self, one: Conversation, model: str) -> float:
        """How like the approved answer a model's own is; an answer that is none is not."""
        request = Request("gate", one.system, one.user, model=model)
        try:
            said = self._models.answer(request, Said).answer
        except ModelError:
            return 0.0
        vectors = self._models.embed([said, one.approved])
        return float(vectors[0] @ vectors[1])


def model_of(artefact: bytes) -> str:
    """The id of a model that an endpoint made. Raises ValueError."""
    try:
        return str(json.loads(artefact)["model"])
    except (KeyError, TypeError) as error:
        raise ValueError("it names no model") from error


def conversations(lines: bytes) -> tuple[Conversation, ...]:
    """Lines of conversations, taken apart."""
    return tuple(_conversation(line) for line in lines.decode().splitlines() if line.strip())


def _conversation(line: str) -> Conversation:
    said = {turn["role"]: str(turn["content"]) for turn in json.loads(line)["messages"]}
    return Conversation(said.get("system", ""), said.get("user", ""), _words(said["assistant"]))


def _words(content: str) -> str:
    """The answer itself, where it stands inside an object."""
    try:
        found = json.loads(content)
    except ValueError:
        return content
    return str(found.get("answer", content)) if isinstance(found, dict) else content
