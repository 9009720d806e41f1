"""What each step does to one memory. Every step may be run again: what is done is not done twice,
and what is made again is the same.

It knows the work; which step comes next and what happens when one fails stands in `settling`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from PIL import Image

from flowery.memories import chunking, colour, enhancement, pages, seeing, smelling, vision
from flowery.memories.intake import is_visible
from flowery.memories.readers import letters, photo
from flowery.memories.workshop import Workshop
from flowery.models.port import Vectors
from flowery.perfumery.notes import direction
from flowery.storage.personal.standing import standing
from flowery.words.errors import ModelError, ModelUnavailable, NotOffered
from flowery.words.vocabulary import (
    AXES,
    Attachment,
    ExtractedScent,
    ImageAnalysis,
    MemoryChunk,
    ScentMemory,
)

_UNREACHED = "the model was out of reach; done without it"
_UNASKED = "no model is asked"  # as for a person who keeps everything on this machine
COMPACTED_EVERY = 50  # writes: 1,000 of one row made 3,003 files and slowed search 22 times


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did: a detail for the journal (never words of the memory), what it `needs` from
    the person ("voice" or "caption") before it can go on, whether it `missed` a model that will be
    back, and fields of the memory it made.
    """

    detail: str = ""
    needs: str = ""
    missed: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)


class Steps:
    """The steps of one memory. Made anew each time a memory is taken up."""

    def __init__(self, workshop: Workshop, user_id: str, memory_id: str) -> None:
        self._workshop = workshop
        self._tables = workshop.tables.of(user_id)
        self._memory_id = memory_id
        self.named: Mapping[str, Callable[[], Outcome]] = {
            "read": self._read,
            "looked": self._look,
            "enhanced": self._enhance,
            "cut": self._cut,
            "embedded": self._embed,
            "smelled": self._smell,
            "indexed": self.index,
        }

    @property
    def _memory(self) -> ScentMemory:
        return self._tables.diary.get(self._memory_id)

    def _read(self) -> Outcome:
        read = [self._read_one(attachment) for attachment in self._memory.attachments]
        memory = self._memory
        needs = "" if is_visible(memory.words) else _waits_for(memory)
        detail = ", ".join(one.detail for one in read if one.detail)
        return Outcome(detail, needs, any(one.missed for one in read))

    def _read_one(self, attachment: Attachment) -> Outcome:
        if attachment.kind == "photo" and attachment.analysis is None:
            return Outcome(self._develop(attachment))
        if attachment.kind == "pdf":
            return self._read_pdf(attachment)
        if attachment.kind == "voice" and attachment.kept and not attachment.words:
            return self._transcribe(attachment)
        return Outcome()

    def _read_pdf(self, attachment: Attachment) -> Outcome:
        shop, diary, user_id = self._workshop, self._tables.diary, self._tables.user_id
        path = shop.originals.path(attachment.sha256)
        if not attachment.words and not attachment.pictures:
            attachment = pages.read(attachment, path)
            diary.set_attachment(attachment)
        said, missed = "", False
        if pages.waiting(attachment) and "see" in shop.models.offers:
            language = shop.tables.accounts.get(user_id).language
            try:
                asked = (attachment, path, shop.models, shop.taxonomy, language, user_id)
                for attachment in pages.seen(*asked):
                    diary.set_attachment(attachment)
            except ModelError as error:
                said, missed = f", {without(error)}", may_pass(error)
        left = f", {len(attachment.unseen)} pages are pictures" if attachment.unseen else ""
        return Outcome(f"pdf, {len(attachment.words)} characters{left}{said}", missed=missed)

    def _develop(self, attachment: Attachment) -> str:
        """The photo without its metadata takes the place of the one that came."""
        originals = self._workshop.originals
        made = photo.developed(originals.read(attachment.sha256))
        seen = ImageAnalysis((), light=0, warmth=0, texture=0, taken_at=made.taken_at)
        with originals.held():
            _ = self._memory  # raises NotFound when it was forgotten meanwhile
            kept = replace(
                attachment,
                sha256=originals.keep(made.content),
                size=len(made.content),
                media_type=made.media_type,
                analysis=seen,
            )
            self._tables.diary.set_attachment(kept)
            self._workshop.let_go((attachment.sha256,))
        return f"photo, {len(made.content)} bytes"

    def _transcribe(self, attachment: Attachment) -> Outcome:
        models = self._workshop.models
        if "transcribe" not in models.offers:
            return Outcome("voice, nobody here writes it down")
        sound = self._workshop.originals.read(attachment.sha256)
        try:
            said = models.transcribe(sound, attachment.media_type, self._tables.user_id)
        except ModelError as error:
            return Outcome(f"voice, {without(error)}", missed=may_pass(error))
        self._tables.diary.set_attachment(replace(attachment, words=said.replace("\0", "").strip()))
        return Outcome(f"voice, {len(said)} characters")

    def _look(self) -> Outcome:
        photos = [a for a in self._memory.attachments if a.kind == "photo"]
        seen = [self._look_at(attachment) for attachment in photos if self._is_unseen(attachment)]
        memory = self._memory
        pictures = [a.analysis for a in memory.attachments if a.analysis]
        swatches = [swatch for picture in pictures for swatch in picture.palette]
        tells = is_visible(memory.words) or any(picture.shows for picture in pictures)
        details = (f"{len(photos)} photos", *(one.detail for one in seen if one.detail))
        detail = ", ".join(dict.fromkeys(details))
        needs, missed = "" if tells else "caption", any(one.missed for one in seen)
        return Outcome(detail, needs, missed, {"colour": vision.telling(swatches)})

    def _is_unseen(self, attachment: Attachment) -> bool:
        """Whether there is more to be seen in a photo, and it is still there."""
        known = attachment.analysis
        if known is None or not known.palette:
            return True
        return attachment.kept and "see" in self._workshop.models.offers and not known.shows

    def _look_at(self, attachment: Attachment) -> Outcome:
        content = self._workshop.originals.read(attachment.sha256)
        picture, words = photo.decoded(content), letters.words_in(content)
        taken_at = attachment.analysis.taken_at if attachment.analysis else None
        looked_at = replace(vision.looked_at(picture), words=words, taken_at=taken_at)
        made, outcome = self._seen(picture, looked_at)
        self._tables.diary.set_attachment(replace(attachment, words=words, analysis=made))
        return outcome

    def _seen(self, picture: Image.Image, known: ImageAnalysis) -> tuple[ImageAnalysis, Outcome]:
        """What a model sees besides, if one can."""
        shop, user_id = self._workshop, self._tables.user_id
        if "see" not in shop.models.offers:
            return known, Outcome()
        language = shop.tables.accounts.get(user_id).language
        try:
            seen = seeing.seen(picture, known, shop.models, shop.taxonomy, language, user_id)
        except ModelError as error:
            return known, Outcome(without(error), missed=may_pass(error))
        return seen, Outcome()

    def _enhance(self) -> Outcome:
        shop, memory = self._workshop, self._memory
        try:
            said = enhancement.retold(memory, shop.models, shop.reader.read)
        except ModelError as error:
            woven = {"enhanced": enhancement.woven(memory)}
            return Outcome(without(error), missed=may_pass(error), fields=woven)
        return Outcome(fields={"enhanced": said})

    def _cut(self) -> Outcome:
        return Outcome(f"{len(self._chunks)} chunks")

    def _embed(self) -> Outcome:
        return Outcome(f"{len(self._vectors)} vectors")

    def _smell(self) -> Outcome:
        shop, memory, smells = self._workshop, self._memory, self._smells
        detail, missed, counts = "", False, Counter[str]()
        if "answer" in shop.models.offers:
            try:
                both = smelling.with_models(memory, smells, shop.models, shop.taxonomy)
                smells, counts = both.smells, both.counts
                detail = f", {counts['same_place']} read by both, {counts['added']} added"
            except ModelError as error:
                detail, missed = f", {without(error)}", may_pass(error)
        self._tables.readings.replace_smells(memory.id, smells)
        self._count(counts)
        fields = {} if memory.colour else {"colour": self._colour_of(smells)}
        return Outcome(f"{len(smells)} smells{detail}", missed=missed, fields=fields)

    def _count(self, counts: Counter[str]) -> None:
        """How far a model agreed about this memory, and what was dropped of what it said."""
        model = self._workshop.models.named(smelling.PROMPT.purpose)
        self._tables.readings.agree(self._memory_id, model, counts)
        if counts:
            counted = {what: counts[what] for what in smelling.COUNTED}
            self._workshop.tables.counts.add(model, smelling.PROMPT.purpose, counted)

    def index(self) -> Outcome:
        """Put the chunks where they are found; also alone, when everything is rebuilt."""
        vectors = self._workshop.vectors
        chunks, made = self._chunks, self._vectors
        with self._workshop.lock.held():
            _ = self._memory  # raises NotFound when it was forgotten meanwhile
            writes = vectors.put_chunks(self._tables.user_id, chunks, made)
            if writes % COMPACTED_EVERY == 0:
                vectors.compact()
        return Outcome(f"{len(chunks)} chunks")

    @cached_property
    def _smells(self) -> tuple[ExtractedScent, ...]:
        return smelling.smells_of(self._memory, self._workshop.reader)

    @cached_property
    def _chunks(self) -> tuple[MemoryChunk, ...]:
        said = self._tables.readings.corrections(self._memory_id)
        stands = standing(((self._memory_id, smell) for smell in self._smells), said)
        sure = [s.note for _, s in stands if s.note and s.start is not None and not s.absent]
        return chunking.cut(self._memory, sure, self._workshop.taxonomy)

    @cached_property
    def _vectors(self) -> Vectors:
        """One row a chunk; the line of facts is embedded with the memory in fuller words."""
        models, gloss, memory = self._workshop.models, self._workshop.gloss, self._memory
        said = [chunking.said(chunk, memory.enhanced) for chunk in self._chunks]
        return models.embed([gloss.for_encoder(models.embedder, text) for text in said])

    def _colour_of(self, smells: tuple[ExtractedScent, ...]) -> str | None:
        """The colour of the axis these smells lie on most."""
        notes = self._workshop.taxonomy.notes
        total = np.zeros(len(AXES), dtype=np.float32)
        for smell in smells:
            if smell.note is not None and smell.note in notes and not smell.absent:
                total += smell.confidence * direction(notes[smell.note].axes)
        return colour.AXIS_HEX[AXES[int(total.argmax())]] if total.any() else None


def without(error: ModelError) -> str:
    """Why a step was done without a model, for the journal."""
    return _UNASKED if isinstance(error, NotOffered) else _UNREACHED


def _waits_for(memory: ScentMemory) -> str:
    """What a memory without words needs before it can be read on; "" for what is seen later."""
    if any(a.kind == "voice" for a in memory.attachments):
        return "voice"
    papers = [a for a in memory.attachments if a.kind == "pdf"]
    tells = any(a.analysis and a.analysis.shows for a in papers)
    return "pages" if papers and not tells else ""


def may_pass(error: ModelError) -> bool:
    """Whether a model that did not answer is worth asking again later."""
    return isinstance(error, ModelUnavailable) and not error.permanent
