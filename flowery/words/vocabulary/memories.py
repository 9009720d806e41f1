"""A person, their memories and what is attached to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AttachmentKind = Literal["photo", "pdf", "voice"]


STEPS = ("read", "looked", "enhanced", "cut", "embedded", "smelled", "indexed")
"""What happens to a memory after `received`, in order; after the last it is `done`."""


MemoryState = Literal[
    "received",
    "read",
    "looked",
    "enhanced",
    "cut",
    "embedded",
    "smelled",
    "indexed",
    "done",
    "needs_words",
    "refused",
    "failed",
]


SETTLED = frozenset({"done", "needs_words", "refused"})
"""States in which nothing more happens until the person does something."""


@dataclass(frozen=True, slots=True)
class User:
    """A person with an account, or another taste that somebody keeps (`guardian_id` says who).

    `language` is "en" or "ko", `time_zone` an IANA name. `shares_examples`: what they rated may
    be made into training examples; `stays_home`: nothing of theirs leaves this machine.
    """

    id: str
    name: str
    is_admin: bool
    language: str
    time_zone: str
    created_at: datetime
    intensity: str | None = None
    budget_max: float | None = None
    guardian_id: str | None = None
    shares_examples: bool = False
    stays_home: bool = False

    @property
    def account_id(self) -> str:
        """Whose account it is: somebody's own, or of whoever keeps this taste."""
        return self.guardian_id or self.id


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour of a picture: CIELAB (L 0..100, a and b about -128..127), its share 0..1, its
    sRGB hex.
    """

    lightness: float
    a: float
    b: float
    share: float
    hex: str


@dataclass(frozen=True, slots=True)
class SeenSmell:
    """A thing in a picture that would smell, in the words of a model, and the note it stands
    for.
    """

    thing: str
    note: str


@dataclass(frozen=True, slots=True)
class ImageAnalysis:
    """What can be seen in a picture. `light`, `warmth`, `texture` are 0..1; what it `shows`, the
    `smells`, the `label` on a bottle and the `mood` are guesses of a model, where one looked.
    """

    palette: tuple[Swatch, ...]
    light: float
    warmth: float
    texture: float
    words: str = ""
    taken_at: str | None = None
    shows: str = ""
    smells: tuple[SeenSmell, ...] = ()
    label: str = ""
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a memory. `sha256` names its bytes in the originals; `words` is what was read in
    it. Pages of a PDF (from 1) that are `pictures` are read where a model sees: `seen` were.
    """

    id: str
    memory_id: str
    position: int
    kind: AttachmentKind
    media_type: str
    name: str
    size: int
    sha256: str
    kept: bool = True
    words: str = ""
    analysis: ImageAnalysis | None = None
    pictures: tuple[int, ...] = ()
    seen: tuple[int, ...] = ()

    @property
    def unseen(self) -> tuple[int, ...]:
        """The pages that are pictures and that nobody read."""
        return tuple(page for page in self.pictures if page not in self.seen)


@dataclass(frozen=True, slots=True)
class ScentMemory:
    """A memory as the person gave it, and how far its reading has come."""

    id: str
    user_id: str
    title: str
    text: str
    state: MemoryState
    created_at: datetime
    happened: str = ""
    place: str = ""
    people: tuple[str, ...] = ()
    emotion: str = ""
    occasion: str = ""
    caption: str = ""
    enhanced: str = ""
    colour: str | None = None
    keeps_original: bool = True
    reason: str = ""
    retry_at: datetime | None = None
    settled_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def words(self) -> str:
        """All words of the memory; smells' offsets count code points in it.

        The person's own text comes first, so its offsets are those of the text as given.
        """
        read = (attachment.words for attachment in self.attachments)
        return "\n\n".join(part for part in (self.text, self.caption, *read) if part)


@dataclass(frozen=True, slots=True)
class MemoryChunk:
    """A piece of a memory that is searched: `kind` "text" (with its offsets) or "fact" (one line
    of facts).
    """

    id: str
    memory_id: str
    position: int
    kind: Literal["text", "fact"]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was forgotten, by table; `traces_found` counts what a search of the whole home still
    found (0 is the promise).
    """

    forgotten: Mapping[str, int]
    bytes_scanned: int
    traces_found: int


@dataclass(frozen=True, slots=True)
class Usage:
    """One call to a model. Never the text of it; `prompt` names the edition that it began with."""

    model: str
    purpose: str
    user_id: str | None
    input_tokens: int
    output_tokens: int
    milliseconds: int
    succeeded: bool
    prompt: str = ""
