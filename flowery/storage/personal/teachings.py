"""What one person answered to the questions of *Teach me*, skipped ones too, and critiques."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert

from flowery.storage import schema
from flowery.storage.personal.bound import Bound, new_id, now
from flowery.words.vocabulary import Teaching, TeachingKind

_TABLE = schema.teachings


class Teachings(Bound):
    """The answers of one person."""

    def add(
        self,
        kind: TeachingKind,
        subject: str,
        answer: float = 0.0,
        *,
        over: str | None = None,
        skipped: bool = False,
        asked_because: Mapping[str, float] | None = None,
    ) -> Teaching:
        """Keep an answer; an earlier one to the very same question is taken back."""
        because = dict(asked_because or {})
        made = Teaching(new_id("t"), kind, subject, now(), over, answer, skipped, because)
        row = {"user_id": self.user_id, **{k: getattr(made, k) for k in made.__slots__}}
        same = (
            _TABLE.c.kind == kind,
            _TABLE.c.subject == subject,
            _TABLE.c.over.is_not_distinct_from(over),
        )
        with self._database.write("teaching") as connection:
            connection.execute(delete(_TABLE).where(_TABLE.c.user_id == self.user_id, *same))
            connection.execute(insert(_TABLE).values(row))
            self._touch(connection)
        return made

    def take_back(self, teaching_id: str) -> int:
        """Take an answer back; returns how many rows went."""
        mine = (_TABLE.c.user_id == self.user_id, _TABLE.c.id == teaching_id)
        with self._database.write("teaching.undo") as connection:
            gone = connection.execute(delete(_TABLE).where(*mine))
            self._touch(connection)
            return gone.rowcount

    def list(self) -> tuple[Teaching, ...]:
        """Every answer, oldest first."""
        return self._nouns(_TABLE, Teaching)
