"""The training examples of one person: made of their rows while they share them, and gone with what
they rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from flowery.storage import schema
from flowery.storage.example_content import content_of, digest_of, reviewed
from flowery.storage.personal.bound import Bound, new_id
from flowery.words.vocabulary import TrainingExample


@dataclass(frozen=True, slots=True)
class MadeExample:
    """An example as it was made, with the signature of its words (see `learning`)."""

    example: TrainingExample
    signature: bytes
    rests_on: tuple[str, ...]


class OwnExamples(Bound):
    """Training examples of one person."""

    def list(self) -> tuple[TrainingExample, ...]:
        """Every example, newest first."""
        table = schema.training_examples
        query = select(table).where(table.c.user_id == self.user_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.created_at.desc(), table.c.id))
            return tuple(reviewed(row) for row in rows.mappings())

    def stamp(self) -> str:
        """What stood when they were gathered last; "" when they never were."""
        table = schema.training_gathered
        query = select(table.c.stamp).where(table.c.user_id == self.user_id)
        with self._database.read() as connection:
            return str(connection.execute(query).scalar() or "")

    def hold(self, made: Iterable[MadeExample], stamp: str, version: int) -> int:
        """Have exactly these examples. One that says what it said stays as it was reviewed; one
        that says something else waits for a review again. Returns how many are new or changed.

        Nothing is held when the person's rows have changed since `version`, or they do not share.
        """
        with self._database.write("examples.hold") as connection:
            if not self._shares(connection) or self._version(connection) != version:
                return 0
            known = self._known(connection)
            kept = {_source(one.example) for one in made}
            changed = sum(self._put(connection, one, known) for one in made)
            gone = [known[source]["id"] for source in known if source not in kept]
            self._drop(connection, gone)
            table = schema.training_gathered
            connection.execute(delete(table).where(table.c.user_id == self.user_id))
            connection.execute(insert(table).values(user_id=self.user_id, stamp=stamp))
        return changed + len(gone)

    def withdraw(self) -> int:
        """Delete every example of this person, also in frozen sets; returns how many."""
        with self._database.write("examples.withdraw") as connection:
            for table in (schema.training_set_examples, schema.training_gathered):
                connection.execute(delete(table).where(table.c.user_id == self.user_id))
            table = schema.training_examples
            gone = connection.execute(delete(table).where(table.c.user_id == self.user_id))
            return gone.rowcount

    def _shares(self, connection: Connection) -> bool:
        table = schema.accounts
        query = select(table.c.shares_examples).where(table.c.id == self.user_id)
        return bool(connection.execute(query).scalar())

    def _known(self, connection: Connection) -> dict[tuple[str, str], Mapping[str, Any]]:
        table = schema.training_examples
        query = select(table).where(table.c.user_id == self.user_id)
        rows = connection.execute(query).mappings()
        return {(row["source"], row["source_id"]): dict(row) for row in rows}

    def _put(
        self,
        connection: Connection,
        made: MadeExample,
        known: Mapping[tuple[str, str], Mapping[str, Any]],
    ) -> bool:
        """Write one down, unless it says what is known; whether it was written."""
        table, row = schema.training_examples, _row(made, self.user_id)
        before = known.get(_source(made.example))
        if before is not None and before["digest"] == row["digest"]:
            return False
        if before is None:
            row["id"] = new_id("e")
            connection.execute(insert(table).values(row | {"edits": None, "wants_second": False}))
        else:
            row |= {"id": before["id"], "edits": _still_hidden(before["edits"])}
            connection.execute(update(table).where(table.c.id == row["id"]).values(row))
            reviews = schema.example_reviews
            connection.execute(delete(reviews).where(reviews.c.example_id == row["id"]))
        self._rest(connection, row["id"], made.rests_on)
        return True

    def _rest(self, connection: Connection, example_id: str, memories: Sequence[str]) -> None:
        table = schema.training_example_memories
        connection.execute(delete(table).where(table.c.example_id == example_id))
        links = [{"example_id": example_id, "memory_id": memory} for memory in memories]
        if links:
            connection.execute(insert(table), links)

    def _drop(self, connection: Connection, example_ids: Iterable[str]) -> None:
        table = schema.training_examples
        for example_id in example_ids:
            connection.execute(delete(table).where(table.c.id == example_id))


def drop_resting(connection: Connection, memory_id: str) -> int:
    """Delete every example that rests on a memory, also in frozen sets; returns how many."""
    links, table = schema.training_example_memories, schema.training_examples
    resting = select(links.c.example_id).where(links.c.memory_id == memory_id)
    return connection.execute(delete(table).where(table.c.id.in_(resting))).rowcount


def drop_of_question(connection: Connection, user_id: str, question_id: str) -> int:
    """Delete the example that was made of an answer; returns how many."""
    table = schema.training_examples
    of_it = (table.c.source == "answer", table.c.source_id == question_id)
    return connection.execute(delete(table).where(table.c.user_id == user_id, *of_it)).rowcount


def _source(example: TrainingExample) -> tuple[str, str]:
    return example.source, example.source_id


def _row(made: MadeExample, user_id: str) -> dict[str, Any]:
    example = made.example
    content = content_of(example)
    return {
        "user_id": user_id,
        "source": example.source,
        "source_id": example.source_id,
        "language": example.language,
        "content": content,
        "digest": digest_of(content, example.language),
        "state": "waiting",
        "quality": example.quality.value,
        "quality_parts": dict(example.quality.parts),
        "signature": made.signature,
        "disagrees": example.disagrees,
        "created_at": example.created_at,
    }


def _still_hidden(edits: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What a reviewer hid stays hidden; what they edited was about other words."""
    hidden = (edits or {}).get("hidden")
    return {"hidden": hidden} if hidden else None
