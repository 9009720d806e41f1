"""Brings memories and perfumes into the space of another encoder, in the background, while the one
that is served goes on answering; and keeps that space in step with what is kept, changed and
forgotten later.

What is there is not embedded again: a process that dies goes on at its next start where it was,
memory by memory. The space is served from the moment it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flowery.memories import chunking
from flowery.memories.steps import COMPACTED_EVERY
from flowery.memories.workshop import Workshop
from flowery.models.port import RemoteEncoder
from flowery.models.spaces import Space, Spaces
from flowery.perfumery.elsewhere import PerfumesElsewhere
from flowery.storage.vectors import space_of
from flowery.words.errors import ModelUnavailable, NotFound, NotOffered
from flowery.words.vocabulary import User

Waiting = tuple[str, str]
"""(user id, memory id)."""

Settled = datetime | None

_AT_ONCE = 32  # memories of a person: 60 to 300 texts, some requests
_LONGEST = 2_000  # characters that are sent of one text; models take 512 tokens to 8,000
_REASON = "spaces.waits"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a space is: memories `done` `of` all, those the model would not take, whether the
    perfumes are there, whether it is served, and why it waits ("" when it does not).
    """

    embedder: str
    done: int
    of: int
    refused: int
    has_perfumes: bool
    is_served: bool
    reason: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be brought there."""
        return self.has_perfumes and self.done + self.refused >= self.of


class Moving:
    """Moves what is found by meaning. Every process may try: what another one did is done."""

    def __init__(self, workshop: Workshop, spaces: Spaces, perfumes: PerfumesElsewhere) -> None:
        self._shop, self._spaces, self._perfumes = workshop, spaces, perfumes
        self._refused: set[tuple[str, Waiting, Settled]] = set()
        self._looked_at: tuple[object, ...] = ()

    def run(self, is_stopping: Callable[[], bool] = lambda: False) -> int:
        """Bring the space that is named now up to date, and serve it once it is whole; returns how
        many memories were embedded.
        """
        encoder = self._spaces.wanted()
        if encoder is None:
            return 0
        try:
            moved = self._run(self._spaces.open(encoder), is_stopping)
        except ModelUnavailable as error:
            self._wait(str(error))
            return 0
        self._wait("")
        return moved

    def report(self, administrator: User) -> Progress | None:
        """How far the space that is named now is; None where none is. Raises NotAllowed."""
        self._shop.tables.accounts.require_admin(administrator)
        return self.progress()

    def progress(self) -> Progress | None:
        """The same, for the command line, whose user owns the machine. Asks no endpoint."""
        encoder = self._spaces.wanted()
        if encoder is None:
            return None
        space, wanted = self._spaces.at_hand(encoder), self._wanted()
        done = wanted.keys() & space.vectors.memories()
        refused = sum((space.embedder, *one) in self._refused for one in wanted.items())
        return Progress(
            space.embedder,
            len(done),
            len(wanted),
            refused,
            self._perfumes.are_in(space),
            self._spaces.kept() == space.embedder,
            self._shop.tables.state(_REASON),
        )

    def _run(self, space: Space, is_stopping: Callable[[], bool]) -> int:
        if self._looked_at == self._stamp(space):
            return 0
        self._let_go(space)
        if not self._perfumes.move(self._shop.lock, space, is_stopping):
            return 0
        moved = 0
        for user_id, memory_ids in _in_turn(self._lacking(space)):
            if is_stopping():
                return moved
            moved += self._moved(space, user_id, memory_ids)
        stamp = self._stamp(space)  # before the last look, so that no change falls between
        if self._lacking(space):
            return moved
        if self._spaces.kept() != space.embedder:
            self._spaces.serve(space)
            self._let_go(space)
        self._looked_at = stamp
        return moved

    def _stamp(self, space: Space) -> tuple[object, ...]:
        """Another one whenever something may have to be brought there, or to be taken away."""
        tables, perfumes = self._shop.tables, self._perfumes.are_in(space)
        people = (tables.accounts.at_home.everybody(), frozenset(tables.findable().items()))
        written = (self._shop.vectors.version(), space.vectors.version())
        return (space.embedder, self._spaces.kept(), perfumes, *people, *written)

    def _wanted(self) -> dict[Waiting, Settled]:
        """The memories that are found here and may leave, with the moment they were settled."""
        at_home = self._shop.tables.accounts.at_home.everybody()
        here = self._shop.vectors.memories()
        found = self._shop.tables.findable().items()
        return {one: at for one, at in found if one in here and one[0] not in at_home}

    def _lacking(self, space: Space) -> list[Waiting]:
        there = space.vectors.memories()
        return sorted(
            one
            for one, at in self._wanted().items()
            if one not in there and (space.embedder, one, at) not in self._refused
        )

    def _let_go(self, space: Space) -> None:
        """Of other spaces only the one that is served is still of use; and what is in this one of
        whoever keeps everything here by now goes.
        """
        shop, served = self._shop, space_of(self._spaces.kept())
        at_home = {user for user, _ in space.vectors.memories()}
        at_home &= shop.tables.accounts.at_home.everybody()
        useful = {space.vectors.space, served}
        if not at_home and shop.vectors.spaces() <= useful:
            return
        with shop.lock.held():
            shop.vectors.drop_spaces(but=useful)
            space.vectors.leave_out(at_home)

    def _moved(self, space: Space, user_id: str, memory_ids: Sequence[str]) -> int:
        """Embed some memories of a person; returns how many are there now. One text that the model
        will not take must not keep the others waiting. Raises ModelUnavailable.
        """
        before = self._shop.tables.findable(memory_ids)
        try:
            return self._embedded(space, user_id, memory_ids, before)
        except (NotOffered, NotFound):
            return 0  # they keep everything here from now on, or it was forgotten
        except ModelUnavailable as error:
            if not error.permanent or not _is_well(space.encoder):
                raise
        if len(memory_ids) > 1:
            return sum(self._moved(space, user_id, [one]) for one in memory_ids)
        one = (user_id, memory_ids[0])
        self._refused.add((space.embedder, one, before.get(one)))
        return 0

    def _embedded(
        self,
        space: Space,
        user_id: str,
        memory_ids: Sequence[str],
        before: Mapping[Waiting, Settled],
    ) -> int:
        diary = self._shop.tables.of(user_id).diary
        fuller = {one: diary.get(one).enhanced for one in memory_ids}
        chunks, _ = self._shop.vectors.chunks(user_id, memory_ids)
        texts = [chunking.said(c, fuller[c.memory_id])[:_LONGEST] for c in chunks]
        vectors = space.encoder.embed(texts, user_id)
        with self._shop.lock.held():
            same = self._unchanged(user_id, memory_ids, before)
            rows = [row for row, chunk in enumerate(chunks) if chunk.memory_id in same]
            if rows:
                writes = space.vectors.put_chunks(user_id, [chunks[r] for r in rows], vectors[rows])
                if writes % COMPACTED_EVERY == 0:
                    space.vectors.compact()
        return len(same)

    def _unchanged(
        self, user_id: str, memory_ids: Sequence[str], before: Mapping[Waiting, Settled]
    ) -> frozenset[str]:
        """Those that still are as they were embedded: what was read again, forgotten or kept here
        since has to wait for another time, or for ever.
        """
        if self._shop.tables.accounts.at_home.stays(user_id):
            return frozenset()
        now = self._shop.tables.findable(memory_ids)
        known = ((user_id, one) for one in memory_ids)
        return frozenset(k[1] for k in known if k in now and now[k] == before.get(k))

    def _wait(self, reason: str) -> None:
        if self._shop.tables.state(_REASON) != reason:
            self._shop.tables.set_state(_REASON, reason)


def _in_turn(waiting: Sequence[Waiting]) -> Iterator[tuple[str, list[str]]]:
    """(user id, memory ids), each person's memories a few at a time."""
    for user_id, theirs in groupby(waiting, key=lambda one: one[0]):
        memory_ids = [memory_id for _, memory_id in theirs]
        for start in range(0, len(memory_ids), _AT_ONCE):
            yield user_id, memory_ids[start : start + _AT_ONCE]


def _is_well(encoder: RemoteEncoder) -> bool:
    """Whether the endpoint embeds at all, so that it was the text it would not take."""
    try:
        encoder.embed(["rose"])
    except ModelUnavailable:
        return False
    return True
