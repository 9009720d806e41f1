"""Replies as OpenAI publishes them, for the servers of these tests; `test_published` holds them to
the types of the installed package.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

MADE = 1_763_000_000
"""Seconds since 1970."""

Body = dict[str, object]


def chat(content: str | None, usage: bool = True, **message: object) -> Body:
    """A chat reply with one choice."""
    choice = {
        "index": 0,
        "finish_reason": "stop",
        "message": {"role": "assistant", "content": content, **message},
    }
    told = {"id": "c1", "object": "chat.completion", "created": MADE, "model": "chat-1"}
    tokens = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    return {**told, "choices": [choice], **({"usage": tokens} if usage else {})}


def stream(content: str, size: int = 12) -> bytes:
    """A chat reply piece by piece, the usage last."""
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    told = {"id": "c1", "object": "chat.completion.chunk", "created": MADE, "model": "chat-1"}
    bodies: list[Body] = [{**told, "choices": [_delta(piece, None)]} for piece in pieces]
    bodies.append({**told, "choices": [_delta(None, "stop")]})
    tokens = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    bodies.append({**told, "choices": [], "usage": tokens})
    lines = [f"data: {json.dumps(body)}\n\n" for body in bodies]
    return "".join((*lines, "data: [DONE]\n\n")).encode()


def _delta(content: str | None, ends: str | None) -> Body:
    return {"index": 0, "delta": {"content": content}, "finish_reason": ends}


def vectors(rows: Sequence[Sequence[float]]) -> Body:
    """The reply to texts, last one first: the order is what the index says."""
    data = [
        {"object": "embedding", "index": at, "embedding": list(row)} for at, row in enumerate(rows)
    ]
    tokens = {"prompt_tokens": len(rows), "total_tokens": len(rows)}
    return {"object": "list", "model": "vectors-1", "data": data[::-1], "usage": tokens}


def transcript(text: str) -> Body:
    """The reply to a recording."""
    return {"text": text}


def kept_file(key: str) -> Body:
    """The reply to a file."""
    told = {"id": key, "object": "file", "created_at": MADE, "filename": "examples.jsonl"}
    return {**told, "bytes": 120, "purpose": "fine-tune", "status": "processed"}


def training(key: str, state: str, **more: object) -> Body:
    """How a training stands."""
    told = {
        "id": key,
        "object": "fine_tuning.job",
        "created_at": MADE,
        "error": None,
        "fine_tuned_model": None,
        "finished_at": None,
        "hyperparameters": {},
        "model": "base-1",
        "organization_id": "o1",
        "result_files": [],
        "seed": 1,
        "status": state,
        "trained_tokens": None,
        "training_file": "file-1",
        "validation_file": None,
    }
    return {**told, **more}


def events(*messages: str) -> Body:
    """What was said of a training, newest first."""
    told = [
        {
            "id": f"e{at}",
            "object": "fine_tuning.job.event",
            "created_at": MADE + at,
            "level": "info",
            "message": message,
        }
        for at, message in enumerate(messages)
    ]
    return {"object": "list", "data": told[::-1], "has_more": False}


def listing(*names: str) -> Body:
    """Which models there are."""
    told = {"object": "model", "created": MADE, "owned_by": "nobody"}
    return {"object": "list", "data": [{"id": name, **told} for name in names]}
