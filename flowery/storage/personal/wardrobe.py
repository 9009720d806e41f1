"""A person's bottles and their ratings of single perfumes. A bottle that is there makes its perfume
owned: the reaction "own" comes with the first bottle and goes with the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from flowery.storage import schema
from flowery.storage.personal.bound import Bound, new_id, now
from flowery.storage.personal.tastes import put_reaction
from flowery.storage.personal.wears import put_wear
from flowery.words.errors import NotFound, Outdated
from flowery.words.vocabulary import (
    Bottle,
    PerfumeRating,
    Photo,
    RatingScale,
    UserFragrance,
    Wear,
)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brings into a collection, all of it new."""

    bottles: tuple[Bottle, ...] = ()
    wears: tuple[Wear, ...] = ()
    ratings: tuple[PerfumeRating, ...] = ()
    reactions: tuple[UserFragrance, ...] = ()


class Wardrobe(Bound):
    """Bottles and ratings of one person."""

    def bottles(self) -> tuple[Bottle, ...]:
        """Every bottle, the first that came first."""
        table = schema.bottles
        query = select(table).where(table.c.user_id == self.user_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(table.c.created_at, table.c.id)).mappings()
            return tuple(_bottle(row) for row in rows)

    def bottle(self, bottle_id: str) -> Bottle:
        """One bottle. Raises NotFound, also for another person's."""
        with self._database.read() as connection:
            return self._one(connection, bottle_id)

    def add(self, bottle: Bottle) -> Bottle:
        """Keep a new bottle under an id of its own."""
        made = replace(bottle, id=new_id("b"), created_at=now())
        with self._database.write("bottle.add") as connection:
            self._put(connection, made)
            self._touch(connection)
        return made

    def change(self, bottle_id: str, **fields: Any) -> Bottle:
        """Change facts of a bottle; returns it as it was. Raises NotFound."""
        with self._database.write("bottle.change") as connection:
            before = self._one(connection, bottle_id)
            after = _bottle_row(replace(before, **fields), self.user_id)
            mine = schema.bottles.c.user_id == self.user_id
            query = update(schema.bottles).where(mine, schema.bottles.c.id == bottle_id)
            connection.execute(query.values(after))
            self._touch(connection)
        return before

    def remove(self, bottle_id: str) -> Bottle:
        """Take a bottle away as if it had never been there; returns it. Raises NotFound."""
        table, reactions = schema.bottles, schema.reactions
        with self._database.write("bottle.remove") as connection:
            gone = self._one(connection, bottle_id)
            mine = table.c.user_id == self.user_id
            connection.execute(delete(table).where(mine, table.c.id == bottle_id))
            others = select(table.c.id).where(mine, table.c.fragrance_id == gone.fragrance_id)
            if connection.execute(others).first() is None:
                about = (reactions.c.user_id == self.user_id, reactions.c.reaction == "own")
                of_it = reactions.c.fragrance_id == gone.fragrance_id
                connection.execute(delete(reactions).where(*about, of_it))
            self._touch(connection)
        return gone

    def rate(self, fragrance_id: str, scale: RatingScale, stars: int) -> PerfumeRating:
        """Keep stars on one scale, in the place of earlier ones."""
        made = PerfumeRating(new_id("g"), fragrance_id, scale, stars, now())
        with self._database.write("rating") as connection:
            _put_rating(connection, self.user_id, made)
            self._touch(connection)
        return made

    def unrate(self, fragrance_id: str, scale: RatingScale) -> int:
        """Take stars back; returns how many rows went."""
        with self._database.write("rating.undo") as connection:
            gone = _drop_rating(connection, self.user_id, fragrance_id, scale)
            self._touch(connection)
        return gone

    def ratings(self) -> tuple[PerfumeRating, ...]:
        """Every rating as it stands, oldest first."""
        return self._nouns(schema.ratings, PerfumeRating)

    def bring(self, brought: Brought, version: int) -> None:
        """Keep everything a file brings, or nothing. Raises Outdated when the collection was
        changed since `version`, with which it was compared.
        """
        with self._database.write("collection.bring") as connection:
            if self._version(connection) != version:
                raise Outdated("Your collection was changed meanwhile. Try the file once more.")
            for reaction in brought.reactions:
                put_reaction(connection, self.user_id, reaction)
            for bottle in brought.bottles:
                self._put(connection, bottle)
            for wear in brought.wears:
                put_wear(connection, self.user_id, wear)
            for rating in brought.ratings:
                _put_rating(connection, self.user_id, rating)
            self._touch(connection)

    def _put(self, connection: Connection, bottle: Bottle) -> None:
        reactions = schema.reactions
        about = (reactions.c.user_id == self.user_id, reactions.c.reaction == "own")
        owned = select(reactions.c.id).where(
            *about, reactions.c.fragrance_id == bottle.fragrance_id
        )
        if connection.execute(owned).first() is None:
            own = UserFragrance(new_id("r"), bottle.fragrance_id, "own", bottle.created_at)
            put_reaction(connection, self.user_id, own)
        connection.execute(insert(schema.bottles).values(_bottle_row(bottle, self.user_id)))

    def _one(self, connection: Connection, bottle_id: str) -> Bottle:
        table = schema.bottles
        query = select(table).where(table.c.user_id == self.user_id, table.c.id == bottle_id)
        row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound("This bottle is not in your collection any more.")
        return _bottle(row)


def held_photos(connection: Connection, digests: Iterable[str]) -> frozenset[str]:
    """Which of these originals are the picture of somebody's bottle."""
    table = schema.bottles
    query = select(table.c.sha256).where(table.c.sha256.in_(list(digests)))
    return frozenset(connection.execute(query).scalars())


def _put_rating(connection: Connection, user_id: str, made: PerfumeRating) -> None:
    _drop_rating(connection, user_id, made.fragrance_id, made.scale)
    connection.execute(insert(schema.ratings).values(user_id=user_id, **asdict(made)))


def _drop_rating(connection: Connection, user_id: str, fragrance_id: str, scale: str) -> int:
    table = schema.ratings
    about = (table.c.user_id == user_id, table.c.fragrance_id == fragrance_id)
    return connection.execute(delete(table).where(*about, table.c.scale == scale)).rowcount


def _bottle_row(bottle: Bottle, user_id: str) -> dict[str, Any]:
    facts = {name: getattr(bottle, name) for name in Bottle.__slots__ if name != "photo"}
    photo = bottle.photo
    shown = {"sha256": photo and photo.sha256, "media_type": photo and photo.media_type}
    return {**facts, **shown, "user_id": user_id}


def _bottle(row: RowMapping) -> Bottle:
    facts: dict[str, Any] = {name: row[name] for name in Bottle.__slots__ if name != "photo"}
    photo = Photo(row["sha256"], row["media_type"]) if row["sha256"] else None
    return Bottle(**facts, photo=photo)
