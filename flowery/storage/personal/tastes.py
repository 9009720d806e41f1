"""What a person said of perfumes and notes outside their memories: reactions and dislikes."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert

from flowery.storage import schema
from flowery.storage.personal.bound import Bound, new_id, now
from flowery.words.vocabulary import Dislike, Layer, Level, ReactionKind, UserFragrance

REPLACED: Mapping[ReactionKind, tuple[ReactionKind, ...]] = {
    "like": ("like", "dislike"),
    "dislike": ("like", "dislike"),
    "own": ("own",),
    "wish": ("wish", "declined"),
    "declined": ("wish", "declined"),
    "tried": ("tried",),
    "wore": (),  # every wear counts
}
"""Which reactions of the same person to the same perfume a new one takes back."""


def put_reaction(connection: Connection, user_id: str, made: UserFragrance) -> None:
    """Write a reaction down, and take back what it takes back."""
    table = schema.reactions
    about = (table.c.user_id == user_id, table.c.fragrance_id == made.fragrance_id)
    replaced = table.c.reaction.in_(REPLACED[made.reaction])
    connection.execute(delete(table).where(*about, replaced))
    row = {"user_id": user_id, **{k: getattr(made, k) for k in made.__slots__}}
    connection.execute(insert(table).values(row))


class Tastes(Bound):
    """Reactions and dislikes of one person."""

    def react(self, fragrance_id: str, reaction: ReactionKind, reason: str = "") -> UserFragrance:
        """Keep one reaction. "like" and "dislike" exclude each other; saying one takes the other
        back. So do "declined" and "wish".
        """
        made = UserFragrance(new_id("r"), fragrance_id, reaction, now(), reason)
        with self._database.write("reaction") as connection:
            put_reaction(connection, self.user_id, made)
            self._touch(connection)
        return made

    def unreact(self, fragrance_id: str, reaction: ReactionKind) -> int:
        """Take a reaction back; returns how many rows went."""
        table = schema.reactions
        about = (table.c.user_id == self.user_id, table.c.fragrance_id == fragrance_id)
        with self._database.write("reaction.undo") as connection:
            gone = connection.execute(delete(table).where(*about, table.c.reaction == reaction))
            self._touch(connection)
            return gone.rowcount

    def reactions(self) -> tuple[UserFragrance, ...]:
        """Every reaction, oldest first."""
        return self._nouns(schema.reactions, UserFragrance)

    def dislike(
        self, subject: str, level: Level, facet: str = "", layer: Layer | None = None
    ) -> Dislike:
        """State a dislike ("note:tuberose", "axis:gourmand"); the same subject, facet and layer is
        restated.
        """
        made = Dislike(new_id("d"), subject, level, facet, layer, now())
        table = schema.dislikes
        same = (
            table.c.user_id == self.user_id,
            table.c.subject == subject,
            table.c.facet == facet,
            table.c.layer.is_(None) if layer is None else table.c.layer == layer,
        )
        with self._database.write("dislike") as connection:
            connection.execute(delete(table).where(*same))
            row = {"user_id": self.user_id, **{k: getattr(made, k) for k in made.__slots__}}
            connection.execute(insert(table).values(row))
            self._touch(connection)
        return made

    def relent(self, dislike_id: str) -> int:
        """Take a stated dislike back; returns how many rows went."""
        table = schema.dislikes
        with self._database.write("dislike.undo") as connection:
            mine = (table.c.user_id == self.user_id, table.c.id == dislike_id)
            gone = connection.execute(delete(table).where(*mine))
            self._touch(connection)
            return gone.rowcount

    def dislikes(self) -> tuple[Dislike, ...]:
        """Every stated dislike, oldest first."""
        return self._nouns(schema.dislikes, Dislike)
