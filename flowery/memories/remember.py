"""The entry to the upload path: keep a memory, settle it, and all a person may do with it later.

"Kept" is said when the files are on disk and the row is written, never before. Everything after
that is steps that can be run again.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flowery.memories import forgetting, intake
from flowery.memories.correcting import added, corrected
from flowery.memories.intake import AcceptedFile, Draft
from flowery.memories.settling import Settling, taken
from flowery.memories.steps import Steps
from flowery.memories.workshop import Workshop
from flowery.storage.personal import Kept
from flowery.storage.personal.bound import new_id, now
from flowery.words.errors import FloweryError, Refused
from flowery.words.vocabulary import (
    STEPS,
    Attachment,
    Correction,
    ExtractedScent,
    MemoryState,
    Receipt,
    ScentMemory,
    Valence,
)

_EYES = "eyes"  # the remark which model was last asked to read pages that are pictures
_EDITABLE = ("title", "text", "happened", "place", "people", "emotion", "occasion", "caption")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a memory is: `done` steps `of` all, and why it waits or when it is tried again."""

    state: MemoryState
    done: int
    of: int
    reason: str
    retry_at: datetime | None


@dataclass(frozen=True)
class Remember(Workshop):
    """The upload path, with the stores and tools it works with."""

    def keep(self, user_id: str, draft: Draft, at: datetime | None = None) -> Kept:
        """Put a memory on disk for good; the same content twice is the same memory.

        `at` is the moment it was written, now unless it is brought from elsewhere. Raises Refused
        (DailyLimitReached among it) or StorageFailed, and then nothing was kept.
        """
        diary = self.tables.of(user_id).diary
        files = intake.accepted(draft, self.settings)
        digests = tuple(file.sha256 for file in files)
        content = intake.content_hash(draft.text, draft.caption, digests)
        known = diary.find(content)
        if known is not None:
            return Kept(known, is_new=False)
        memory = _new_memory(user_id, draft, files, at or now())
        day = intake.day_of(memory.created_at, self.tables.accounts.get(user_id).time_zone)
        with self.originals.held():
            try:
                for file in files:
                    self.originals.keep(file.content)
                return diary.keep(memory, content, day, self.settings.memories_per_day)
            finally:
                with suppress(FloweryError, OSError):  # what stays behind is swept at a start
                    self.let_go(digests)

    def places_left(self, user_id: str) -> int | None:
        """How many new memories the person may still keep today; None when there is no limit."""
        day = intake.day_of(now(), self.tables.accounts.get(user_id).time_zone)
        return self.tables.of(user_id).diary.places_left(day, self.settings.memories_per_day)

    def settle(self, user_id: str, memory_id: str) -> ScentMemory:
        """Run the steps that remain, until the memory is settled or failed. Two processes may call
        this at once: the second waits and finds it done.
        """
        with self.bench(memory_id).held():
            return Settling(self, user_id, memory_id).run()

    def progress(self, user_id: str, memory_id: str) -> Progress:
        """How far a memory is."""
        tables = self.tables.of(user_id)
        memory = tables.diary.get(memory_id)
        done = taken(memory, tables.readings.steps(memory_id))
        return Progress(memory.state, done, len(STEPS), memory.reason, memory.retry_at)

    def smells(self, user_id: str, memory_id: str) -> tuple[ExtractedScent, ...]:
        """The smells of a memory as they stand, corrections applied, in the order of its words."""
        tables = self.tables.of(user_id)
        tables.diary.get(memory_id)
        found = (smell for _, smell in tables.readings.standing(memory_id))
        return tuple(sorted(found, key=_place))

    def correct(
        self,
        user_id: str,
        memory_id: str,
        smell: ExtractedScent,
        action: str,
        note: str | None = None,
        valence: Valence | None = None,
    ) -> None:
        """Confirm, correct (note and/or valence) or strike a smell. It is evidence at once."""
        memory = self.tables.of(user_id).diary.get(memory_id)
        if smell not in self.smells(user_id, memory_id):
            raise Refused("That smell is not in this memory any more; look at it again.")
        taxonomy = self.taxonomy
        self._keep_word(user_id, memory, corrected(memory, smell, action, note, valence, taxonomy))

    def add_smell(
        self,
        user_id: str,
        memory_id: str,
        start: int,
        end: int,
        note: str,
        valence: Valence = "neutral",
    ) -> None:
        """Add a smell that was missed, on the words between two offsets."""
        memory = self.tables.of(user_id).diary.get(memory_id)
        taxonomy = self.taxonomy
        self._keep_word(user_id, memory, added(memory, start, end, note, valence, taxonomy))

    def edit(
        self,
        user_id: str,
        memory_id: str,
        spoken: Mapping[str, str] | None = None,
        without_files: tuple[str, ...] = (),
        **fields: Any,
    ) -> ScentMemory:
        """Change what the person wrote; the steps start again, and what rested on the old words is
        gone.

        `spoken` gives the words of voice notes by attachment id, `without_files` takes files off.
        """
        tables = self.tables.of(user_id)
        with self.bench(memory_id).held():
            memory = self._checked(tables.diary.get(memory_id), spoken or {}, without_files, fields)
            digests = tuple(a.sha256 for a in memory.attachments)
            content = intake.content_hash(memory.text, memory.caption, digests)
            twin = tables.diary.find(content)
            if twin is not None and twin.id != memory_id:
                raise Refused("Another memory says exactly this already; edit or forget that one.")
            with self.lock.held(), self.tables.leaving_no_trace():
                tables.diary.edit(memory_id, content, self.settings.memories_per_day, **fields)
                self._let_go_files(user_id, without_files)
                for attachment in memory.attachments:
                    tables.diary.set_attachment(attachment)
                tables.readings.keep_corrections(memory_id, memory.words)
                tables.readings.journal(memory_id, "received", "restarted", "", 0)
                self.vectors.drop_chunks(user_id, memory_id)
                self.vectors.erase()
        return tables.diary.get(memory_id)

    def forget(self, user_id: str, memory_id: str) -> Receipt:
        """Take everything of a memory away; the receipt says what, and that no trace is left."""
        return forgetting.forget(self, user_id, memory_id)

    def look_again(self) -> int:
        """Once there is a model that sees, let it read the pages that are pictures; returns of how
        many memories. One that was named since is asked, too.
        """
        eyes = self.models.named("see") if "see" in self.models.offers else ""
        if not eyes or self.tables.state(_EYES) == eyes:
            return 0
        self.tables.set_state(_EYES, eyes)
        waiting = self.tables.unseen()
        for user_id, memory_id in waiting:
            own = self.tables.of(user_id)
            with self.bench(memory_id).held():
                memory = own.diary.get(memory_id)
                own.readings.journal(memory_id, "read", "missed", "pages are pictures", 0)
                own.diary.set_state(memory_id, memory.state, reason=memory.reason, retry_at=now())
        return len(waiting)

    def tidy(self) -> int:
        """What is due at a start: finish what a killed process began, and join small files."""
        gone = forgetting.sweep(self)
        with self.lock.held():
            self.vectors.compact()
        return gone

    def rebuild(self) -> int:
        """Make the vectors of every settled memory of everybody again, from rows alone; returns
        how many memories.
        """
        count = 0
        with self.lock.held():
            self.vectors.drop("chunks")
            for user in self.tables.accounts.list():
                for memory in self.tables.of(user.id).diary.list():
                    if memory.state == "done":
                        Steps(self, user.id, memory.id).index()
                        count += 1
            self.vectors.erase()
        return count

    def _keep_word(self, user_id: str, memory: ScentMemory, correction: Correction) -> None:
        """The line of facts names the notes, so a word about one puts that line right too."""
        tables = self.tables.of(user_id)
        with self.bench(memory.id).held():
            tables.readings.correct(correction)
            if tables.diary.get(memory.id).state == "done":
                tables.diary.set_state(memory.id, "smelled")
                Settling(self, user_id, memory.id).run()

    def _checked(
        self,
        memory: ScentMemory,
        spoken: Mapping[str, str],
        without_files: tuple[str, ...],
        fields: Mapping[str, Any],
    ) -> ScentMemory:
        """The memory as it would be after an edit. Raises Refused."""
        unknown = set(fields) - set(_EDITABLE)
        if unknown:
            raise Refused(f"These cannot be edited: {', '.join(sorted(unknown))}.")
        edited = replace(memory, **fields)
        left = tuple(a for a in memory.attachments if a.id not in without_files)
        left = tuple(replace(a, words=spoken.get(a.id, a.words)) for a in left)
        draft = Draft(**{name: getattr(edited, name) for name in _EDITABLE})
        intake.check_words(draft, self.settings)
        for words in spoken.values():
            intake.check_words(Draft(text=words), self.settings)
        if (
            not left
            and not intake.is_visible(edited.text)
            and not intake.is_visible(edited.caption)
        ):
            raise Refused("Nothing would be left of this memory; forget it instead.")
        return replace(edited, attachments=left)

    def _let_go_files(self, user_id: str, attachment_ids: tuple[str, ...]) -> None:
        diary = self.tables.of(user_id).diary
        with self.originals.held():
            gone = [diary.drop_attachment(attachment_id) for attachment_id in attachment_ids]
            self.let_go(tuple(digest for digest in gone if digest))


def _new_memory(
    user_id: str, draft: Draft, files: tuple[AcceptedFile, ...], moment: datetime
) -> ScentMemory:
    memory_id = new_id("m")
    return ScentMemory(
        id=memory_id,
        user_id=user_id,
        state="received",
        created_at=moment,
        keeps_original=draft.keeps_original,
        attachments=tuple(_attachment(memory_id, i, file) for i, file in enumerate(files)),
        **{name: getattr(draft, name) for name in _EDITABLE},
    )


def _attachment(memory_id: str, position: int, file: AcceptedFile) -> Attachment:
    return Attachment(
        id=new_id("a"),
        memory_id=memory_id,
        position=position,
        kind=file.kind.kind,
        media_type=file.kind.media_type,
        name=file.name,
        size=len(file.content),
        sha256=file.sha256,
    )


def _place(smell: ExtractedScent) -> tuple[bool, int, str]:
    return smell.start is None, smell.start or 0, smell.id
