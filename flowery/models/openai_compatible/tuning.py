"""Training at an endpoint: files, trainings, what is said of them, and the end of it.

Such services come and go (OpenAI itself begins no new training after 2027-01-06), so that nobody
trains there is an answer and not a fault: `NotOffered`, with a sentence.
"""

from __future__ import annotations

from typing import Any

import openai

from flowery.models.openai_compatible.endpoint import Endpoint, Send
from flowery.models.openai_compatible.replies import (
    AnyReply,
    KeptFile,
    Reply,
    TrainingEvents,
    TrainingReply,
)
from flowery.models.port import Training, TrainingState
from flowery.models.usage import Call, Tally
from flowery.words.errors import ModelUnavailable, NotOffered

ABSENT = (
    "This endpoint trains no models, or does so no more: "
    "the local trainings and the bank of examples do without it."
)
_NO_SUCH_SERVICE = frozenset({404, 405, 410, 501})
_SAYS_SO = ("not available", "not supported", "unsupported", "no longer", "deprecated", "disabled")
_STATES: dict[str, TrainingState] = {
    "validating_files": "queued",
    "queued": "queued",
    "pending": "queued",
    "paused": "running",
    "running": "running",
    "succeeded": "succeeded",
    "failed": "failed",
    "cancelled": "cancelled",
    "canceled": "cancelled",
}
_EVENTS = 100
_LONGEST = 300  # characters of what a server says that are kept


class EndpointTuner:
    """Trains from the model that the settings name."""

    def __init__(self, endpoint: Endpoint, base: str) -> None:
        self._endpoint = endpoint
        self.base = base

    def upload(self, lines: bytes) -> str:
        """Hand in a file of examples; returns its id."""
        files: Any = self._endpoint.client.files.with_raw_response
        named = ("examples.jsonl", lines, "application/jsonl")

        def send(_tally: Tally) -> str:
            return str(files.create(file=named, purpose="fine-tune").text)

        return self._served(send, KeptFile).id

    def begin(self, file_id: str, validation_id: str | None) -> Training:
        """Begin to train on a file."""
        given = {"model": self.base, "training_file": file_id}
        if validation_id:
            given["validation_file"] = validation_id
        reply = self._served(lambda _: self._trainings.create(**given).text, TrainingReply)
        return _training(reply)

    def require_service(self) -> None:
        """Ask whether anybody trains there, without beginning anything. Raises NotOffered."""
        self._served(lambda _: self._trainings.list(limit=1).text, Reply)

    def look(self, training_id: str) -> Training:
        """How it stands."""
        return _training(self._asked(lambda _: self._trainings.retrieve(training_id).text))

    def events(self, training_id: str) -> tuple[str, ...]:
        """What the endpoint said of it, oldest first."""

        def send(_tally: Tally) -> str:
            return str(self._trainings.list_events(training_id, limit=_EVENTS).text)

        told = self._endpoint.counted(send, TrainingEvents, self._call).data
        told.sort(key=lambda event: event.created_at)
        return tuple(" ".join(event.message.split())[:_LONGEST] for event in told)

    def cancel(self, training_id: str) -> Training:
        """Stop it."""
        return _training(self._asked(lambda _: self._trainings.cancel(training_id).text))

    @property
    def _trainings(self) -> Any:
        return self._endpoint.client.fine_tuning.jobs.with_raw_response

    @property
    def _call(self) -> Call:
        return Call(self.base, "tune")

    def _asked(self, send: Send) -> TrainingReply:
        return self._endpoint.counted(send, TrainingReply, self._call)

    def _served(self, send: Send, kind: type[AnyReply]) -> AnyReply:
        """Ask for something that only a service that trains has, and once: a second file or
        training would be paid for too. Raises NotOffered.
        """
        try:
            return self._endpoint.counted(send, kind, self._call, is_once=True)
        except ModelUnavailable as error:
            if _is_absent(error.__cause__):
                raise NotOffered(ABSENT) from error
            raise


def _is_absent(error: BaseException | None) -> bool:
    if not isinstance(error, openai.APIStatusError):
        return False
    says = str(error).lower()
    refused = error.status_code in (400, 403) and any(words in says for words in _SAYS_SO)
    return error.status_code in _NO_SUCH_SERVICE or refused


def _training(reply: TrainingReply) -> Training:
    state = _STATES.get(reply.status, "running")
    reason = reply.error.message if reply.error and reply.error.message else ""
    if state == "succeeded" and not reply.fine_tuned_model:
        state, reason = "failed", "The endpoint names no model that came of it."
    told = " ".join(reason.split())[:_LONGEST]
    return Training(reply.id, state, reply.fine_tuned_model or "", reply.trained_tokens or 0, told)
