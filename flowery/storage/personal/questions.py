"""A person's questions with their answers and stars. An answer that rested on a forgotten memory
is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from flowery.storage import schema
from flowery.storage.personal.bound import Bound, new_id, now
from flowery.storage.personal.examples import drop_of_question
from flowery.words.errors import NotFound, Outdated
from flowery.words.vocabulary import Feedback

Stored = dict[str, Any]
"""An answer as JSON: `advice.written` turns answers into it and back."""

Stamp = tuple[str, str]
"""The state of a memory and when it settled: another one after every edit and correction."""


class Questions(Bound):
    """Questions, answers and feedback of one person."""

    def save(
        self,
        question_id: str,
        question: str,
        kind: str,
        cache_key: str,
        answer: Stored,
        rests_on: Iterable[str],
        read_as: Mapping[str, Stamp] | None = None,
    ) -> None:
        """Keep a question with its answer; `rests_on` names the memories it quotes. An answer that
        was drafted for a comparison of rankings says so in "comparison_id".

        With `read_as`, the stamps of the memories when they were read, it raises Outdated when one
        of them was edited or forgotten since: what was forgotten must not come back in an answer.
        """
        row = {"id": question_id, "user_id": self.user_id, "question": question, "kind": kind}
        row |= {"cache_key": cache_key, "answer": answer, "created_at": now()}  # type: ignore[dict-item]
        row |= {"comparison_id": answer.get("comparison_id") or None}  # type: ignore[dict-item]
        memories = tuple(dict.fromkeys(rests_on))
        with self._database.write("question.save") as connection:
            if read_as is not None:
                self._check_unchanged(connection, {m: read_as.get(m) for m in memories})
            connection.execute(insert(schema.questions).values(row))
            _link(connection, question_id, memories)

    def amend(
        self,
        question_id: str,
        answer: Stored,
        read_as: Mapping[str, Stamp],
        rests_on: Iterable[str] | None = None,
    ) -> None:
        """Keep an answer in the place of the one that was given at once; it rests on the same
        memories, unless others are named. Raises Outdated when one of them was edited or forgotten
        since it was read: an answer that is gone does not come back.
        """
        table = schema.questions
        mine = (table.c.user_id == self.user_id, table.c.id == question_id)
        with self._database.write("question.amend") as connection:
            before = _rested_on(connection, question_id)
            memories = before if rests_on is None else tuple(dict.fromkeys(rests_on))
            self._check_unchanged(connection, {m: read_as.get(m) for m in memories})
            row = {"answer": answer, "comparison_id": answer.get("comparison_id") or None}
            amended = update(table).where(*mine, table.c.answer.is_not(None)).values(row)
            if not connection.execute(amended).rowcount:
                raise Outdated("This answer was forgotten meanwhile. Ask once more.")
            if set(memories) != set(before):
                links = schema.question_memories
                connection.execute(delete(links).where(links.c.question_id == question_id))
                _link(connection, question_id, memories)

    def cached(self, cache_key: str) -> Stored | None:
        """This person's answer to the very same question on unchanged evidence, if there is one."""
        table = schema.questions
        mine = (table.c.user_id == self.user_id, table.c.cache_key == cache_key)
        query = select(table.c.answer).where(*mine, table.c.answer.is_not(None))
        with self._database.read() as connection:
            found = connection.execute(query.order_by(table.c.created_at.desc())).scalar()
            return found if isinstance(found, dict) else None

    def list(self, limit: int = 50) -> tuple[tuple[str, str, datetime, Stored | None], ...]:
        """(id, question, when, answer or None when it was forgotten), newest first."""
        table = schema.questions
        query = select(table).where(table.c.user_id == self.user_id)
        query = query.order_by(table.c.created_at.desc(), table.c.id).limit(limit)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple((r["id"], r["question"], r["created_at"], r["answer"]) for r in rows)

    def get(self, question_id: str) -> tuple[str, Stored | None]:
        """(question, answer or None). Raises NotFound, also for another person's."""
        row = self._row(question_id)
        return row["question"], row["answer"]

    def forget(self, question_id: str) -> int:
        """Delete a question with its answer and stars; returns how many rows went."""
        table = schema.questions
        with self._database.write("question.forget") as connection:
            mine = (table.c.user_id == self.user_id, table.c.id == question_id)
            drop_of_question(connection, self.user_id, question_id)
            gone = connection.execute(delete(table).where(*mine))
            self._touch(connection)
            return gone.rowcount

    def rate(self, question_id: str, stars: int, dislikes: Iterable[str], text: str) -> Feedback:
        """Keep stars for an answer; rating again replaces what was said before."""
        self._row(question_id)
        made = Feedback(new_id("f"), question_id, stars, tuple(dislikes), text, now())
        table = schema.feedback
        row = {"user_id": self.user_id, **{k: getattr(made, k) for k in made.__slots__}}
        row["dislikes"] = list(made.dislikes)
        with self._database.write("feedback") as connection:
            connection.execute(delete(table).where(table.c.question_id == question_id))
            connection.execute(insert(table).values(row))
            self._touch(connection)
        return made

    def feedback(self) -> tuple[Feedback, ...]:
        """Every rating of an answer, oldest first."""
        table = schema.feedback
        query = select(table).where(table.c.user_id == self.user_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.created_at, table.c.id)).mappings()
            return tuple(_feedback(row) for row in rows)

    def drop_answers(self) -> int:
        """Empty every cached answer, keeping the questions; used when what they rest on was
        replaced.
        """
        table = schema.questions
        query = update(table).where(table.c.user_id == self.user_id).values(cache_key="")
        with self._database.write("answers.drop") as connection:
            return connection.execute(query).rowcount

    def _check_unchanged(self, connection: Connection, read_as: Mapping[str, Stamp | None]) -> None:
        table = schema.memories
        query = select(table.c.id, table.c.state, table.c.settled_at)
        mine = (table.c.user_id == self.user_id, table.c.id.in_(list(read_as)))
        rows = connection.execute(query.where(*mine))
        if {row.id: (row.state, str(row.settled_at)) for row in rows} != read_as:
            raise Outdated("A memory was changed while this was thought over. Ask once more.")

    def _row(self, question_id: str) -> RowMapping:
        table = schema.questions
        query = select(table).where(table.c.user_id == self.user_id, table.c.id == question_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"There is no question {question_id!r} here.")
        return row


def _link(connection: Connection, question_id: str, memories: Iterable[str]) -> None:
    links = [{"question_id": question_id, "memory_id": memory} for memory in memories]
    if links:
        connection.execute(insert(schema.question_memories), links)


def _rested_on(connection: Connection, question_id: str) -> tuple[str, ...]:
    links = schema.question_memories
    query = select(links.c.memory_id).where(links.c.question_id == question_id)
    return tuple(connection.execute(query).scalars())


def _feedback(row: RowMapping) -> Feedback:
    values: dict[str, Any] = {name: row[name] for name in Feedback.__slots__}
    return Feedback(**{**values, "dislikes": tuple(row["dislikes"])})
