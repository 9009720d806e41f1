"""A person's memories and their files: kept once, counted against the day, edited, forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, or_, select, update

from flowery.storage import schema
from flowery.storage.personal import places
from flowery.storage.personal.bound import Bound, now
from flowery.storage.personal.examples import drop_resting
from flowery.words.errors import NotFound
from flowery.words.vocabulary import (
    SETTLED,
    Attachment,
    ImageAnalysis,
    MemoryState,
    ScentMemory,
    SeenSmell,
    Swatch,
)

_MEMORY_FIELDS = (
    *("id", "user_id", "title", "text", "happened", "place", "people", "emotion", "occasion"),
    *("caption", "enhanced", "colour", "keeps_original", "state", "reason"),
    *("created_at", "retry_at", "settled_at"),
)
_DEPENDENT = ("attachments", "steps", "smells", "corrections", "strikes", "agreements")


@dataclass(frozen=True, slots=True)
class Kept:
    """A memory that is on disk; `is_new` is False when the same bytes were kept before."""

    memory: ScentMemory
    is_new: bool


class Diary(Bound):
    """The memories of one person."""

    def keep(self, memory: ScentMemory, content_hash: str, day: str, limit: int) -> Kept:
        """Write a new memory down, unless its content is known; exact under parallel writers.

        `day` is the person's day ("2026-11-20"), `limit` how many new memories it may hold (0: any
        number).
        Raises DailyLimitReached, and then nothing is written.
        """
        with self._database.write("memory.keep") as connection:
            known = self._with_hash(connection, content_hash)
            if known is not None:
                return Kept(self._read(connection, [known])[0], is_new=False)
            places.take(connection, self.user_id, day, limit)
            row = {name: getattr(memory, name) for name in _MEMORY_FIELDS}
            row |= {"user_id": self.user_id, "people": list(memory.people)}
            row |= {"content_hash": content_hash, "quota_day": day}
            connection.execute(insert(schema.memories).values(row))
            for attachment in memory.attachments:
                connection.execute(
                    insert(schema.attachments).values(_attachment_row(attachment, self.user_id))
                )
            self._touch(connection)
        return Kept(replace(memory, user_id=self.user_id), is_new=True)

    def list(self) -> tuple[ScentMemory, ...]:
        """Every memory, newest first."""
        mine = schema.memories.c.user_id == self.user_id
        newest = (schema.memories.c.created_at.desc(), schema.memories.c.id)
        with self._database.read() as connection:
            rows = connection.execute(select(schema.memories).where(mine).order_by(*newest))
            return self._read(connection, rows.mappings().all())

    def get(self, memory_id: str) -> ScentMemory:
        """One memory. Raises NotFound, also for another person's."""
        with self._database.read() as connection:
            return self._read(connection, [self._row(connection, memory_id)])[0]

    def find(self, content_hash: str) -> ScentMemory | None:
        """The memory with exactly this content, if there is one."""
        with self._database.read() as connection:
            row = self._with_hash(connection, content_hash)
            return None if row is None else self._read(connection, [row])[0]

    def edit(self, memory_id: str, content_hash: str, limit: int, **fields: Any) -> None:
        """Change what the person wrote: its reading starts again, and what rested on the old words
        is gone.

        Raises DailyLimitReached when a refused memory would come back on a day that is full.
        """
        values = {k: list(v) if k == "people" else v for k, v in fields.items()}
        values |= {"content_hash": content_hash, "state": "received", "enhanced": "", "reason": ""}
        values |= {"retry_at": None, "settled_at": None, "colour": None}
        with self._database.write("memory.edit") as connection:
            row = self._row(connection, memory_id)
            if row["state"] == "refused":
                places.take(connection, self.user_id, row["quota_day"], limit)
            else:
                places.move(connection, row, "received")
            _forget_answers(connection, memory_id)
            drop_resting(connection, memory_id)
            smells = schema.smells
            connection.execute(delete(smells).where(smells.c.memory_id == memory_id))
            self._set(connection, memory_id, values)

    def set_state(
        self,
        memory_id: str,
        state: MemoryState,
        *,
        reason: str = "",
        retry_at: datetime | None = None,
        **fields: Any,
    ) -> None:
        """Journal where the reading of a memory stands; refused or failed gives its place back."""
        values = {"state": state, "reason": reason, "retry_at": retry_at, **fields}
        values["settled_at"] = now() if state in SETTLED else None
        with self._database.write("memory.state") as connection:
            places.move(connection, self._row(connection, memory_id), state)
            self._set(connection, memory_id, values)

    def drop_attachment(self, attachment_id: str) -> str | None:
        """Take a file off its memory; returns the name of its original, None when it was gone."""
        table = schema.attachments
        mine = (table.c.user_id == self.user_id, table.c.id == attachment_id)
        with self._database.write("attachment.drop") as connection:
            found = connection.execute(select(table.c.sha256).where(*mine)).scalar()
            connection.execute(delete(table).where(*mine))
            self._touch(connection)
        return found

    def set_attachment(self, attachment: Attachment) -> None:
        """Write down what was read in a file, or that its bytes were let go."""
        mine = schema.attachments.c.user_id == self.user_id
        row = _attachment_row(attachment, self.user_id)
        with self._database.write("attachment.set") as connection:
            query = update(schema.attachments).where(mine, schema.attachments.c.id == attachment.id)
            connection.execute(query.values(row))
            self._touch(connection)

    def used(self, day: str) -> int:
        """How many places of a day are taken."""
        with self._database.read() as connection:
            return places.used(connection, self.user_id, day)

    def places_left(self, day: str, limit: int) -> int | None:
        """How many new memories a day may still hold; None when there is no limit."""
        with self._database.read() as connection:
            return places.left(connection, self.user_id, day, limit)

    def forget(self, memory_id: str) -> dict[str, int]:
        """Delete a memory and every row that rests on it; returns how many rows of which table.

        Answers that rest on it lose their content; the questions stay, since they are the person's
        own words.
        """
        with self._database.write("memory.forget") as connection:
            self._row(connection, memory_id)
            counts = {"answers": _forget_answers(connection, memory_id)}
            counts["training_examples"] = drop_resting(connection, memory_id)
            for name in _DEPENDENT:
                table = schema.metadata.tables[name]
                gone = connection.execute(delete(table).where(table.c.memory_id == memory_id))
                counts[name] = gone.rowcount
            links = schema.question_memories
            connection.execute(delete(links).where(links.c.memory_id == memory_id))
            connection.execute(delete(schema.memories).where(schema.memories.c.id == memory_id))
            self._touch(connection)
        return {"memories": 1, **counts}

    def _row(self, connection: Connection, memory_id: str) -> RowMapping:
        table = schema.memories
        query = select(table).where(table.c.user_id == self.user_id, table.c.id == memory_id)
        row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"There is no memory {memory_id!r} here.")
        return row

    def _with_hash(self, connection: Connection, content_hash: str) -> RowMapping | None:
        table = schema.memories
        query = select(table).where(
            table.c.user_id == self.user_id, table.c.content_hash == content_hash
        )
        return connection.execute(query).mappings().first()

    def _read(self, connection: Connection, rows: Sequence[RowMapping]) -> tuple[ScentMemory, ...]:
        table = schema.attachments
        query = select(table).where(table.c.user_id == self.user_id)
        if len(rows) == 1:
            query = query.where(table.c.memory_id == rows[0]["id"])
        found = connection.execute(query.order_by(table.c.position)).mappings()
        of_memory: dict[str, list[Attachment]] = defaultdict(list)
        for row in found:
            of_memory[row["memory_id"]].append(_attachment(row))
        return tuple(_memory(row, of_memory[row["id"]]) for row in rows)

    def _set(self, connection: Connection, memory_id: str, values: dict[str, Any]) -> None:
        table = schema.memories
        values = {**values, "revision": table.c.revision + 1}
        connection.execute(update(table).where(table.c.id == memory_id).values(values))
        self._touch(connection)


def shared_originals(connection: Connection, digests: Iterable[str]) -> frozenset[str]:
    """Which of these files some memory still holds; the others may be removed from the disk."""
    table = schema.attachments
    query = select(table.c.sha256).where(table.c.sha256.in_(list(digests)), table.c.kept)
    return frozenset(connection.execute(query).scalars())


def unsettled(connection: Connection, moment: datetime) -> tuple[tuple[str, str], ...]:
    """(user id, memory id) of every memory whose steps wait to be run, or to be run again with a
    model that was missed, oldest first.
    """
    table = schema.memories
    unread = and_(table.c.state.not_in(SETTLED), table.c.retry_at.is_(None))
    query = select(table.c.user_id, table.c.id).where(or_(unread, table.c.retry_at <= moment))
    rows = connection.execute(query.order_by(table.c.created_at))
    return tuple((row.user_id, row.id) for row in rows)


def findable(
    connection: Connection, memory_ids: Sequence[str] | None = None
) -> dict[tuple[str, str], datetime | None]:
    """When each memory that can be found (of these) was settled, by user id and memory id."""
    table = schema.memories
    query = select(table.c.user_id, table.c.id, table.c.settled_at).where(table.c.state == "done")
    if memory_ids is not None:
        query = query.where(table.c.id.in_(memory_ids))
    return {(row.user_id, row.id): row.settled_at for row in connection.execute(query)}


def unseen(connection: Connection) -> tuple[tuple[str, str], ...]:
    """(user id, memory id) of every memory that was read through, or waits for words, with pages
    that are pictures and that nobody read.
    """
    files, memories = schema.attachments, schema.memories
    query = select(files).join(memories, memories.c.id == files.c.memory_id)
    still = (files.c.kind == "pdf", files.c.kept, memories.c.state.in_(("done", "needs_words")))
    rows = connection.execute(query.where(*still)).mappings()
    found = ((row["user_id"], row["memory_id"]) for row in rows if _attachment(row).unseen)
    return tuple(dict.fromkeys(found))


def _forget_answers(connection: Connection, memory_id: str) -> int:
    links, questions = schema.question_memories, schema.questions
    resting = select(links.c.question_id).where(links.c.memory_id == memory_id)
    held = (questions.c.id.in_(resting), questions.c.answer.is_not(None))
    count = connection.execute(select(func.count()).select_from(questions).where(*held)).scalar()
    connection.execute(update(questions).where(*held).values(answer=None, cache_key=""))
    return int(count or 0)


def _attachment_row(attachment: Attachment, user_id: str) -> dict[str, Any]:
    pages = {"pictures": list(attachment.pictures), "seen": list(attachment.seen)}
    return {**asdict(attachment), **pages, "user_id": user_id}


def _attachment(row: RowMapping) -> Attachment:
    values = {key: row[key] for key in Attachment.__slots__}
    values |= {"pictures": tuple(row["pictures"]), "seen": tuple(row["seen"])}
    return Attachment(**values | {"analysis": _analysis(row["analysis"])})


def _analysis(value: dict[str, Any] | None) -> ImageAnalysis | None:
    if not value:
        return None
    palette = tuple(Swatch(**swatch) for swatch in value["palette"])
    smells = tuple(SeenSmell(**smell) for smell in value.get("smells", ()))
    return ImageAnalysis(**{**value, "palette": palette, "smells": smells})


def _memory(row: RowMapping, attachments: list[Attachment]) -> ScentMemory:
    values: dict[str, Any] = {name: row[name] for name in _MEMORY_FIELDS}
    values["people"] = tuple(values["people"])
    return ScentMemory(**values, attachments=tuple(attachments))
