"""The perfumes of one catalogue in the spaces of encoders elsewhere: brought there a few notes at a
time, and read back when they are those of this very catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import islice

import numpy as np

from flowery.models.spaces import Space
from flowery.perfumery.catalogue import Catalogue, Matrix
from flowery.perfumery.composing import compose, described, keep_parts, known_parts
from flowery.perfumery.stock import edition_of
from flowery.storage.lock import WriterLock
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors

_AT_ONCE = 96  # notes; what was embedded is kept after so many, for a stop or an outage
_COMPARED = 300  # notes that tell how far apart an encoder puts what has nothing in common


class PerfumesElsewhere:
    """Knows one catalogue. Made anew when the catalogue changes."""

    def __init__(self, catalogue: Catalogue, tables: Tables) -> None:
        self._catalogue, self._tables = catalogue, tables
        self._read: tuple[str, Matrix] | None = None

    def are_in(self, space: Space) -> bool:
        """Whether all of them are in a space."""
        return self._tables.state(_key(space)) == self._edition(space)

    def read(self, space: Space) -> Matrix | None:
        """Their vectors, shape (n, dimensions); None while they are not all there."""
        if not self.are_in(space):
            return None
        if self._read is None or self._read[0] != space.embedder:
            ids, matrix = space.vectors.named("fragrances")
            if ids != tuple(fragrance.id for fragrance in self._catalogue.fragrances):
                return None
            self._read = (space.embedder, matrix)
        return self._read[1]

    def move(self, lock: WriterLock, space: Space, is_stopping: Callable[[], bool]) -> bool:
        """Have every perfume in a space; whether they all are. Raises ModelUnavailable."""
        if self.are_in(space):
            return True
        catalogue, vectors = self._catalogue, space.vectors
        said = described(catalogue.taxonomy, catalogue.fragrances)
        known = known_parts(self._tables, vectors, said, space.embedder)
        missing = iter([part for part in said if part not in known])
        while new := list(islice(missing, _AT_ONCE)):
            if is_stopping():
                return False
            known |= dict(zip(new, space.encoder.embed([said[part] for part in new]), strict=True))
            with lock.held():
                keep_parts(self._tables, vectors, said, known, space.embedder)
        ids = [fragrance.id for fragrance in catalogue.fragrances]
        with lock.held():
            vectors.put_named("fragrances", ids, compose(catalogue.fragrances, known))
            self._tables.set_state(_key(space), self._edition(space))
        return True

    def _edition(self, space: Space) -> str:
        return f"{space.embedder} {self._digest}"

    @cached_property
    def _digest(self) -> str:
        return edition_of(self._catalogue.fragrances)


def _key(space: Space) -> str:
    return f"catalogue.vectors{space.vectors.space}"


def scale_of(here: Vectors, there: Vectors) -> tuple[float, float]:
    """(a, b), such that `a * likeness + b` of two texts there means what it would mean here: one
    encoder puts what has nothing in common at .1, another at .7. Told by the same notes in both.
    """
    ours, theirs = (dict(zip(*vectors.named("notes"), strict=True)) for vectors in (here, there))
    names = sorted(ours.keys() & theirs.keys())[:_COMPARED]
    if len(names) < 3:
        return 1.0, 0.0
    (mean, spread), (their_mean, their_spread) = (
        _usual(np.stack([one[name] for name in names])) for one in (ours, theirs)
    )
    slope = spread / max(their_spread, 1e-6)
    return slope, mean - slope * their_mean


def _usual(vectors: Matrix) -> tuple[float, float]:
    """The mean and the spread of the likeness of two different rows."""
    pairs = np.triu_indices(len(vectors), 1)
    alike = (vectors @ vectors.T)[pairs]
    return float(alike.mean()), float(alike.std())
