"""What may be kept: a draft is judged whole, before anything is written.

It knows limits, types and letters; it keeps nothing. Text is taken exactly as it was given: not
stripped, not normalised.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from flowery.memories.content import Kind, recognised
from flowery.memories.readers import photo
from flowery.words.errors import Refused
from flowery.words.settings import Settings

FILES = 10  # a memory is one moment: more pictures than that are an album
FACT_CHARACTERS = 300  # of a title, a place, an emotion …: one line
CAPTION_CHARACTERS = 2_000
PEOPLE = 30

_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by category that show nothing."""

_TAKEN = "JPEG, PNG, WebP, AVIF and HEIC photos, PDF, and WAV, WebM, Ogg, MP3, M4A and FLAC sound"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived. Its name is for people; what it is, its bytes tell."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A memory as the person gives it."""

    title: str = ""
    text: str = ""
    happened: str = ""
    place: str = ""
    people: tuple[str, ...] = ()
    emotion: str = ""
    occasion: str = ""
    caption: str = ""
    files: tuple[Upload, ...] = ()
    keeps_original: bool = True


@dataclass(frozen=True, slots=True)
class AcceptedFile:
    """A file that may be kept. `sha256` is of the bytes as they arrived."""

    name: str
    content: bytes
    sha256: str
    kind: Kind


def accepted(draft: Draft, settings: Settings) -> tuple[AcceptedFile, ...]:
    """The files of a draft, after all of it was found good. Raises Refused with one sentence."""
    check_words(draft, settings)
    if len(draft.files) > FILES:
        raise Refused(f"A memory takes up to {FILES} files; leave some for another one.")
    if not draft.files and not is_visible(draft.text) and not is_visible(draft.caption):
        raise Refused("There is nothing to keep yet: write a few words or add a file.")
    return tuple(_file(upload, settings) for upload in draft.files)


def check_words(draft: Draft, settings: Settings) -> None:
    """Raise Refused when a field is too long or cannot be stored as it is."""
    limits = {"text": settings.text_characters, "caption": CAPTION_CHARACTERS}
    for name in ("title", "text", "happened", "place", "emotion", "occasion", "caption"):
        _check(name, getattr(draft, name), limits.get(name, FACT_CHARACTERS))
    if len(draft.people) > PEOPLE:
        raise Refused(f"A memory names up to {PEOPLE} people; name those who matter most.")
    for person in draft.people:
        _check("name of a person", person, FACT_CHARACTERS)


def content_hash(text: str, caption: str, digests: tuple[str, ...]) -> str:
    """What makes two uploads the same memory: the words and the bytes of every file."""
    digest = hashlib.sha256()
    for part in (text, caption, *sorted(digests)):
        written = part.encode()
        digest.update(len(written).to_bytes(8, "big") + written)
    return digest.hexdigest()


def day_of(moment: datetime, time_zone: str) -> str:
    """The day of a moment where the person lives ("2026-11-20"); an unknown zone counts as UTC."""
    try:
        zone: tzinfo = ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError):
        zone = UTC
    return moment.astimezone(zone).date().isoformat()


def is_visible(text: str) -> bool:
    """Is there anything to see in a text, beside spaces and zero-width characters?"""
    return any(_shows(letter) for letter in text)


def _shows(letter: str) -> bool:
    if letter in _BLANK_LETTERS or "\ufe00" <= letter <= "\ufe0f":
        return False
    category = unicodedata.category(letter)
    return category not in ("Cc", "Cf", "Cs", "Cn") and not category.startswith("Z")


def _check(name: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise Refused(
            f"The {name} has {len(text):,} characters; up to {limit:,} are taken. "
            "Shorten it, or keep it as several memories."
        )
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Refused(
            f"The {name} holds a broken character that cannot be stored; type that place again."
        )


def _file(upload: Upload, settings: Settings) -> AcceptedFile:
    name = _display_name(upload.name)
    if not upload.content:
        raise Refused(f"{name} is empty (0 bytes); choose the file again.")
    if len(upload.content) > settings.upload_megabytes * 1_000_000:
        size = len(upload.content) / 1_000_000
        limit = f"files up to {settings.upload_megabytes} MB are taken. Make it smaller first."
        raise Refused(f"{name} has {size:.1f} MB; {limit}")
    kind = recognised(upload.content)
    if kind is None:
        raise Refused(
            f"{name} is of a type that is not read here, whatever its name; {_TAKEN} are."
        )
    if kind.kind == "photo":
        photo.check(upload.content, name)
    digest = hashlib.sha256(upload.content).hexdigest()
    return AcceptedFile(name, upload.content, digest, kind)


def _display_name(name: str) -> str:
    """A file name to be shown: no controls, no letters that turn the line around, not too long."""
    shown = "".join(
        c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )
    return shown.strip()[:FACT_CHARACTERS] or "The file"
