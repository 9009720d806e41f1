"""Everything of one person in one file: a JSON of their rows, and the originals they still have.

Reads only what is bound to that person.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flowery.storage.tables import PersonalTables
from flowery.words.vocabulary import Attachment, Bottle, Photo, ScentMemory, User

if TYPE_CHECKING:
    from flowery.wiring import Flowery

_TYPES = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


def packed(flowery: Flowery, user: User) -> bytes:
    """A zip with `flowery.json` and `originals/`; whole in memory, where Streamlit keeps it too."""
    own = flowery.tables.of(user.id)
    memories = own.diary.list()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("flowery.json", _as_json(_everything(user, own, memories)))
        for attachment in _kept(memories):
            content = flowery.originals.read(attachment.sha256)
            archive.writestr(original_name(attachment), content, zipfile.ZIP_STORED)
        for bottle in own.wardrobe.bottles():
            if bottle.photo is not None:
                content = flowery.originals.read(bottle.photo.sha256)
                archive.writestr(_photo_name(bottle, bottle.photo), content, zipfile.ZIP_STORED)
    return made.getvalue()


def original_name(attachment: Attachment) -> str:
    """Where a file lies in the zip. Its own name is a person's words, so it is no path here."""
    return f"originals/{attachment.id}.{_ending(attachment.media_type)}"


def _photo_name(bottle: Bottle, photo: Photo) -> str:
    return f"originals/{bottle.id}.{_ending(photo.media_type)}"


def _ending(media_type: str) -> str:
    ending = _TYPES.get(media_type) or media_type.rpartition("/")[2]
    return "".join(letter for letter in ending if letter.isalnum()) or "bin"


def _everything(
    user: User, own: PersonalTables, memories: tuple[ScentMemory, ...]
) -> dict[str, Any]:
    questions = own.questions.list(limit=1_000_000)
    return {
        "account": asdict(user),
        "memories": [asdict(memory) for memory in memories],
        "smells": [{"memory_id": i, **asdict(s)} for i, s in own.readings.standing()],
        "corrections": [asdict(row) for row in own.readings.corrections()],
        "questions": [
            {"id": i, "question": q, "at": at, "answer": answer} for i, q, at, answer in questions
        ],
        "stars": [asdict(row) for row in own.questions.feedback()],
        "perfumes": [asdict(row) for row in own.tastes.reactions()],
        "bottles": [asdict(row) for row in own.wardrobe.bottles()],
        "wears": [asdict(row) for row in own.wears.list()],
        "ratings": [asdict(row) for row in own.wardrobe.ratings()],
        "dislikes": [asdict(row) for row in own.tastes.dislikes()],
        "struck": [asdict(row) for row in own.strikes.list()],
        "taught": [asdict(row) for row in own.teachings.list()],
        "training_examples": [asdict(row) for row in own.examples.list()],
    }


def _kept(memories: tuple[ScentMemory, ...]) -> Iterator[Attachment]:
    return (a for memory in memories for a in memory.attachments if a.kept)


def _as_json(everything: dict[str, Any]) -> str:
    return json.dumps(everything, ensure_ascii=False, indent=1, default=_written)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
