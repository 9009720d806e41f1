"""A training example as the JSON of its row, and back.

The content stays as it was made; what reviewers changed is laid over it when it is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from flowery.words.vocabulary import Candidate, Quality, Recalled, Reread, TrainingExample

Content = dict[str, Any]

_ROW = ("id", "user_id", "source", "source_id", "language", "created_at")
_SAID = (
    *("question", "brief", "memories", "candidates", "answer", "words_by", "stars", "dislikes"),
    *("comment", "reread"),
)
_WORDS = ("question", "answer", "comment")
EDITABLE = ("question", "answer")


def content_of(example: TrainingExample) -> Content:
    """What an example says, as JSON."""
    whole = asdict(example)
    return {name: whole[name] for name in _SAID}


def digest_of(content: Content, language: str = "") -> str:
    """The sha256 of what an example says."""
    written = json.dumps([language, content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def example_of(row: RowMapping | Mapping[str, Any], content: Content) -> TrainingExample:
    """An example from its row, with this content."""
    return TrainingExample(
        **{name: row[name] for name in _ROW},
        **_nouns(content),
        state=row["state"],
        quality=Quality(row["quality"], row["quality_parts"]),
        disagrees=row["disagrees"],
        wants_second=row["wants_second"],
    )


def reviewed(row: RowMapping | Mapping[str, Any]) -> TrainingExample:
    """An example with what reviewers changed in it."""
    return example_of(row, overlaid(row["content"], row["edits"] or {}))


def overlaid(content: Content, edits: Mapping[str, Any]) -> Content:
    """A content with edited words; an answer that was edited keeps what it was as `rejected`."""
    hidden = dict(edits.get("hidden", ()))
    kept = rewritten(content, lambda text: _without(text, hidden)) if hidden else content
    changed = {name: edits[name] for name in EDITABLE if name in edits}
    rejected = kept["answer"] if changed.get("answer", kept["answer"]) != kept["answer"] else ""
    return {**kept, **changed, "rejected": rejected}


def rewritten(content: Content, change: Callable[[str], str]) -> Content:
    """A content with something done to each of its texts, in their order."""
    words = {name: change(content[name]) for name in _WORDS}
    memories = [{**one, "quote": change(one["quote"])} for one in content["memories"]]
    candidates = [_candidate(one, change) for one in content["candidates"]]
    return {
        **content,
        **words,
        "memories": memories,
        "candidates": candidates,
        "reread": _reread(content["reread"], change),
    }


def _candidate(one: Content, change: Callable[[str], str]) -> Content:
    return {
        **one,
        "sentence": change(one["sentence"]),
        "supports": [change(text) for text in one["supports"]],
        "opposes": [change(text) for text in one["opposes"]],
    }


def _reread(one: Content | None, change: Callable[[str], str]) -> Content | None:
    if one is None:
        return None
    return {**one, **{name: change(one[name]) for name in ("before", "words", "after")}}


def _without(text: str, hidden: Mapping[str, str]) -> str:
    for words in sorted(hidden, key=len, reverse=True):
        text = text.replace(words, hidden[words])
    return text


def _nouns(content: Content) -> dict[str, Any]:
    reread = content["reread"]
    return content | {
        "memories": tuple(Recalled(**one) for one in content["memories"]),
        "candidates": tuple(_shown(one) for one in content["candidates"]),
        "dislikes": tuple(content["dislikes"]),
        "reread": Reread(**reread) if reread else None,
    }


def _shown(one: Content) -> Candidate:
    texts = {"supports": tuple(one["supports"]), "opposes": tuple(one["opposes"])}
    return Candidate(**{**one, **texts})
