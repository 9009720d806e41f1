"""Frozen sets of training examples. What was frozen is never changed; it only goes when it is
withdrawn.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import RowMapping, func, insert, select

from flowery.storage import schema
from flowery.storage.database import Database
from flowery.storage.example_content import content_of, digest_of, example_of
from flowery.storage.personal.bound import new_id, now
from flowery.words.errors import NotFound, StorageFailed
from flowery.words.vocabulary import Split, TrainingExample, TrainingSet


class TrainingSets:
    """Every frozen set."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def freeze(self, placed: Sequence[tuple[Split, TrainingExample]], by: str | None) -> str:
        """Keep these examples as the next set, each in its split; returns its id."""
        set_id, table = new_id("t"), schema.training_sets
        rows = [_row(set_id, split, example) for split, example in placed]
        whole = hashlib.sha256("".join(sorted(str(row["digest"]) for row in rows)).encode())
        made = {"id": set_id, "frozen_at": now(), "frozen_by": by, "size": len(rows)}
        made["content_hash"] = whole.hexdigest()
        with self._database.write("set.freeze") as connection:
            last = connection.execute(select(func.max(table.c.number))).scalar()
            connection.execute(insert(table).values(**made, number=(last or 0) + 1))
            connection.execute(insert(schema.training_set_examples), rows)
        return set_id

    def list(self) -> tuple[TrainingSet, ...]:
        """Every set, the newest first."""
        table = schema.training_sets
        counts = self._counts()
        with self._database.read() as connection:
            rows = connection.execute(select(table).order_by(table.c.number.desc())).mappings()
            return tuple(_set(row, counts.get(row["id"], {})) for row in rows)

    def get(self, named: str) -> TrainingSet:
        """The set with this id or number. Raises NotFound."""
        for one in self.list():
            if named in (one.id, str(one.number)):
                return one
        raise NotFound(f"There is no training set {named!r}.")

    def examples(self, set_id: str) -> tuple[tuple[Split, TrainingExample], ...]:
        """What is left of a set, as it was frozen, oldest first. Raises StorageFailed when a row
        is not what was frozen.
        """
        table, examples = schema.training_set_examples, schema.training_examples
        accounts = schema.accounts
        frozen = (table.c.split, table.c.content.label("frozen"), table.c.digest.label("sealed"))
        query = select(*frozen, examples).join(examples, examples.c.id == table.c.example_id)
        query = query.join(accounts, accounts.c.id == examples.c.user_id)
        query = query.where(table.c.set_id == set_id, accounts.c.shares_examples)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(examples.c.created_at, examples.c.id))
            return tuple((row["split"], _frozen(row)) for row in rows.mappings())

    def _counts(self) -> dict[str, dict[Split, int]]:
        table, accounts = schema.training_set_examples, schema.accounts
        query = select(table.c.set_id, table.c.split, func.count().label("number"))
        query = query.join(accounts, accounts.c.id == table.c.user_id)
        query = query.where(accounts.c.shares_examples).group_by(table.c.set_id, table.c.split)
        counts: defaultdict[str, dict[Split, int]] = defaultdict(dict)
        with self._database.read() as connection:
            for row in connection.execute(query):
                counts[row.set_id][row.split] = row.number
        return dict(counts)


def _row(set_id: str, split: Split, example: TrainingExample) -> dict[str, object]:
    content = {**content_of(example), "rejected": example.rejected}
    return {
        "set_id": set_id,
        "example_id": example.id,
        "user_id": example.user_id,
        "split": split,
        "content": content,
        "digest": digest_of(content, example.id),
    }


def _frozen(row: RowMapping) -> TrainingExample:
    if digest_of(row["frozen"], row["id"]) != row["sealed"]:
        raise StorageFailed("A frozen example is not what was frozen; restore a backup.")
    return example_of(row, row["frozen"])


def _set(row: RowMapping, counts: Mapping[Split, int]) -> TrainingSet:
    splits: tuple[Split, ...] = ("train", "validation", "test")
    left = {split: counts.get(split, 0) for split in splits}
    return TrainingSet(
        id=row["id"],
        number=row["number"],
        frozen_at=row["frozen_at"],
        by=row["frozen_by"],
        content_hash=row["content_hash"],
        counts=left,
        withdrawn=row["size"] - sum(left.values()),
    )
