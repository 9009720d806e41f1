"""What OpenAI publishes of its API, as the installed package types it: whether a request is one of
those, without a name that is not known, and whether a reply is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from email.parser import BytesParser
from email.policy import HTTP
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import httpx2
import openai.types
from openai.types import CreateEmbeddingResponse, FileObject, Model
from openai.types.audio import Transcription
from openai.types.audio.transcription_create_params import TranscriptionCreateParamsNonStreaming
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.chat.completion_create_params import (
    CompletionCreateParamsNonStreaming,
    CompletionCreateParamsStreaming,
)
from openai.types.embedding_create_params import EmbeddingCreateParams
from openai.types.file_create_params import FileCreateParams
from openai.types.fine_tuning import FineTuningJob, FineTuningJobEvent
from openai.types.fine_tuning.job_create_params import JobCreateParams
from openai.types.fine_tuning.job_list_events_params import JobListEventsParams
from pydantic import BaseModel, ConfigDict, TypeAdapter

ID = r"[^/]+"
REQUESTS: Mapping[tuple[str, str], Any] = {
    ("POST", "/embeddings"): EmbeddingCreateParams,
    ("POST", "/audio/transcriptions"): TranscriptionCreateParamsNonStreaming,
    ("POST", "/files"): FileCreateParams,
    ("POST", "/fine_tuning/jobs"): JobCreateParams,
    ("GET", f"/fine_tuning/jobs/{ID}/events"): JobListEventsParams,
    ("POST", f"/fine_tuning/jobs/{ID}/cancel"): None,
    ("GET", f"/fine_tuning/jobs/{ID}"): None,
    ("GET", "/models"): None,
}
REPLIES: Mapping[tuple[str, str], type[BaseModel]] = {
    ("POST", "/chat/completions"): ChatCompletion,
    ("POST", "/embeddings"): CreateEmbeddingResponse,
    ("POST", "/audio/transcriptions"): Transcription,
    ("POST", "/files"): FileObject,
    ("POST", "/fine_tuning/jobs"): FineTuningJob,
    ("GET", f"/fine_tuning/jobs/{ID}/events"): FineTuningJobEvent,
    ("POST", f"/fine_tuning/jobs/{ID}/cancel"): FineTuningJob,
    ("GET", f"/fine_tuning/jobs/{ID}"): FineTuningJob,
    ("GET", "/models"): Model,
}


def check_request(request: httpx2.Request) -> str:
    """Raises ValidationError, or KeyError for a path that is not published; returns the path."""
    path = request.url.path.removeprefix("/v1")
    said = sent(request)
    if path == "/chat/completions":
        is_streamed = said.get("stream")
        kind = (
            CompletionCreateParamsStreaming if is_streamed else CompletionCreateParamsNonStreaming
        )
    else:
        kind = _of(REQUESTS, request.method, path)
    if kind is None:
        assert said == {}
    else:
        _exhaust(_strict(kind).validate_python(said))
    return path


def check_reply(method: str, path: str, body: bytes) -> None:
    """Raises ValidationError for a reply that is none of this request."""
    kind, said = _of(REPLIES, method, path), json.loads(body)
    is_list = said.get("object") == "list" and kind is not CreateEmbeddingResponse
    for one in said["data"] if is_list else [said]:
        kind.model_validate(one, strict=True)


def check_stream(body: bytes) -> int:
    """Raises ValidationError for a piece that is none; returns how many there are."""
    pieces = re.findall(rb"^data: (\{.*\})$", body, re.MULTILINE)
    for piece in pieces:
        ChatCompletionChunk.model_validate_json(piece, strict=True)
    return len(pieces)


def sent(request: httpx2.Request) -> dict[str, Any]:
    """What a request says, by name: in its address, in JSON, or as a form."""
    said: dict[str, Any] = {
        name: int(value) if value.isdigit() else value for name, value in request.url.params.items()
    }
    content, kind = request.content, request.headers.get("Content-Type", "")
    if kind.startswith("multipart/form-data"):
        return said | dict(_form(kind, content))
    return said | (json.loads(content) if content else {})


def _form(kind: str, content: bytes) -> Iterator[tuple[str, Any]]:
    whole = f"Content-Type: {kind}\r\n\r\n".encode() + content
    for part in BytesParser(policy=HTTP).parsebytes(whole).iter_parts():
        told = part.get_payload(decode=True)
        name, is_file = part.get_param("name", header="Content-Disposition"), part.get_filename()
        yield str(name), told if is_file else told.decode()


def _of(table: Mapping[tuple[str, str], Any], method: str, path: str) -> Any:
    for (known, pattern), kind in table.items():
        if known == method and re.fullmatch(pattern, path):
            return kind
    raise KeyError(f"{method} {path} is not published")


@cache
def _strict(kind: Any) -> TypeAdapter[Any]:
    """Knows no name besides those that are published."""
    _refuse_unknown_names()
    return TypeAdapter(kind)


@cache
def _refuse_unknown_names() -> None:
    for name in _modules():
        for one in vars(import_module(name)).values():
            if isinstance(one, type) and hasattr(one, "__required_keys__"):
                one.__pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=True)  # type: ignore[attr-defined]


def _modules() -> Iterator[str]:
    """Those of the abilities in use; all of them would take seconds."""
    for found in iter_modules(openai.types.__path__, "openai.types."):
        if not found.ispkg:
            yield found.name
        elif found.name.rpartition(".")[2] in {"audio", "chat", "fine_tuning", "shared_params"}:
            inside = import_module(found.name)
            yield from (one.name for one in iter_modules(inside.__path__, f"{found.name}."))


def _exhaust(read: Any) -> None:
    """What is typed as iterable is validated only while it is gone through."""
    if isinstance(read, Mapping):
        for value in read.values():
            _exhaust(value)
    elif isinstance(read, Iterable) and not isinstance(read, str | bytes):
        for value in read:
            _exhaust(value)
