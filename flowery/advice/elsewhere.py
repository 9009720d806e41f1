"""A question in the space of an encoder elsewhere: for whoever lets their words go there, and only
while all that is theirs has its vectors there. In every other case the space here answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowery.advice.own_memories import OwnMemories, PersonalIndex
from flowery.advice.retrieval import Perfumes
from flowery.models.hurrying import Hurrying
from flowery.models.spaces import Space, Spaces
from flowery.perfumery.catalogue import Matrix
from flowery.perfumery.elsewhere import PerfumesElsewhere, scale_of
from flowery.perfumery.gloss import Gloss
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.errors import StorageFailed


@dataclass(frozen=True)
class There:
    """The vector of a question, the person's own memories and all perfumes, in one space."""

    vector: NDArray[np.float32]
    index: PersonalIndex
    perfumes: Perfumes


@dataclass(frozen=True)
class _Opened:
    """A space as it was read; `slope` scales likeness in it to what it would be here."""

    of: Matrix
    perfumes: Perfumes
    memories: OwnMemories
    slope: float


class Elsewhere:
    """Knows one catalogue."""

    def __init__(
        self,
        tables: Tables,
        here: Vectors,
        spaces: Spaces,
        perfumes: PerfumesElsewhere,
        hurrying: Hurrying,
    ) -> None:
        self._tables, self._here, self._spaces = tables, here, spaces
        self._perfumes, self._hurrying = perfumes, hurrying
        self._opened: _Opened | None = None

    def serves(self, user_id: str) -> str:
        """Which encoder elsewhere answers this person; "" when the one here does."""
        space = self._spaces.serving(user_id)
        return space.embedder if space else ""

    def hear(self, user_id: str, version: int, text: str, gloss: Gloss) -> There | None:
        """A text as it is heard there; None when it cannot be, or not in time."""
        space = self._spaces.serving(user_id)
        if space is None or not text.strip():
            return None
        try:
            opened = self._open(space, gloss)
            index = opened.memories.of(user_id, version) if opened else None
        except StorageFailed:  # it was let go for another one this very moment
            return None
        if opened is None or index is None:
            return None
        if not index.is_whole:
            opened.memories.let_go(user_id)  # what lacks comes without any change of theirs
            return None
        vector = self._hurrying.embedded(space.encoder, text, user_id)
        if vector is None:
            return None
        return There(np.float32(opened.slope) * vector, index, opened.perfumes)

    def _open(self, space: Space, gloss: Gloss) -> _Opened | None:
        matrix = self._perfumes.read(space)
        if matrix is None:
            return None
        if self._opened is None or self._opened.of is not matrix:
            slope, shift = scale_of(self._here, space.vectors)
            memories = OwnMemories(self._tables, space.vectors, gloss, shift)
            self._opened = _Opened(matrix, Perfumes(matrix, shift), memories, slope)
        return self._opened
