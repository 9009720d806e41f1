"""The edges of the scent graph that a person struck: a note they do not smell in a perfume, a
memory that does not speak for one. Ids alone, never words, and gone with the memory they name.
"""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from flowery.storage import schema
from flowery.storage.personal.bound import Bound, new_id, now
from flowery.words.vocabulary import Strike, StrikeKind

_TABLE = schema.strikes


class Strikes(Bound):
    """The struck edges of one person."""

    def add(
        self, source: str, target: str, kind: StrikeKind, memory_id: str | None = None
    ) -> Strike:
        """Strike an edge; one that is struck already stays as it was. `memory_id` is the memory it
        names, with which it is forgotten.
        """
        same = (_TABLE.c.source == source, _TABLE.c.target == target, _TABLE.c.kind == kind)
        made = Strike(new_id("x"), source, target, kind, now())
        row = {"user_id": self.user_id, "memory_id": memory_id}
        row |= {name: getattr(made, name) for name in made.__slots__}
        with self._database.write("strike") as connection:
            known = select(_TABLE).where(_TABLE.c.user_id == self.user_id, *same)
            there = connection.execute(known).mappings().first()
            if there is not None:
                return Strike(**{name: there[name] for name in Strike.__slots__})
            connection.execute(insert(_TABLE).values(row))
            self._touch(connection)
        return made

    def take_back(self, strike_id: str) -> int:
        """Let an edge stand again; returns how many rows went."""
        mine = (_TABLE.c.user_id == self.user_id, _TABLE.c.id == strike_id)
        with self._database.write("strike.undo") as connection:
            gone = connection.execute(delete(_TABLE).where(*mine))
            self._touch(connection)
            return gone.rowcount

    def list(self) -> tuple[Strike, ...]:
        """Every struck edge, oldest first."""
        return self._nouns(_TABLE, Strike)
