"""What a perfume is like, as the columns of numbers in which a taste is learned: one for the usual
perfume, the 14 axes, and 64 directions in which the notes and accords of perfumes part most.

The directions are a truncated singular value decomposition of the table of perfumes by smells, less
the usual perfume, so that a perfume like all others is a row of zeros. A direction has no name, but
what it says is carried back to notes and accords exactly: see `Contributions`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.notes import direction
from flowery.taste.smells import Smells, Tables, tables_of
from flowery.words.vocabulary import AXES

Matrix = NDArray[np.float32]
Column = NDArray[np.float64]

DIRECTIONS = 64
WIDTH = 1 + len(AXES) + DIRECTIONS
USUAL, ON_AXES, ON_SMELLS = slice(0, 1), slice(1, 15), slice(15, WIDTH)
"""Where the blocks of columns stand: the usual perfume, the axes, the directions of smells."""

_BLOCK = 4096  # rows of the table that are laid out at a time; the whole would be 90 MB
_RIDGE = 1e-3  # perfumes of nothing known but one axis are few


@dataclass(frozen=True, slots=True)
class Contributions:
    """One logit taken apart: `usual` for a perfume like all others, the rest by "axis:ID",
    "note:ID" and "accord:ID". All of it sums to the logit.
    """

    usual: float
    by_subject: Mapping[str, float]

    @property
    def total(self) -> float:
        """The logit."""
        return self.usual + sum(self.by_subject.values())


class Columns:
    """The columns of one catalogue. `matrix` has shape (n, 79), in the order of its perfumes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._smells = Smells(catalogue)
        table = tables_of(catalogue, self._smells)
        self._loadings = _loadings(table)
        self._usual_smells = table.mean @ self._loadings
        self.usual_axes = catalogue.axes.mean(axis=0) if len(catalogue) else np.zeros(14)
        self.matrix = self._rows(table)

    @property
    def names(self) -> tuple[str, ...]:
        """What each column is."""
        directions = (f"direction:{number}" for number in range(1, DIRECTIONS + 1))
        return ("usual", *(f"axis:{axis}" for axis in AXES), *directions)

    def of_perfume(self, fragrance_id: str, struck: Collection[str] = ()) -> Column:
        """A perfume, without the notes that somebody does not smell in it, shape (79,). Raises
        NotFound.
        """
        row = self.catalogue.row(fragrance_id)
        x: Column = self.matrix[row].astype(np.float64)
        held = self._smells.of(self.catalogue.fragrances[row])
        gone = {f"note:{note}" for note in struck}
        for smell in held:
            if smell.subject in gone:
                x[ON_SMELLS] -= smell.amount * self._loadings[smell.place]
        return x

    def of_note(self, note_id: str) -> Column:
        """Where a note points, shape (79,): zeros where nothing is known of it. Who loves vanilla
        says nothing against flowers, so what it lacks is no part of it. A group of notes is the
        mean of them.
        """
        group = self.catalogue.taxonomy.groups.get(note_id)
        if group is not None and note_id not in self.catalogue.taxonomy.notes:
            kinds = sorted(self.catalogue.taxonomy.kinds_of(note_id) - {note_id})
            each = [self.of_note(kind) for kind in kinds] or [np.zeros(WIDTH)]
            return np.asarray(np.mean(each, axis=0))
        return self._alone(f"note:{note_id}", self.catalogue.taxonomy.axes_of(note_id))

    def of_accord(self, accord_id: str) -> Column:
        """The same of an accord."""
        known = self.catalogue.taxonomy.accords.get(accord_id)
        return self._alone(f"accord:{accord_id}", direction(known.axes if known else {}))

    def of_axis(self, axis: str) -> Column:
        """Where one side of smell points, away from the usual perfume and with the smells that go
        with it, shape (79,).
        """
        away = (direction({axis: 1.0}) - self.usual_axes).astype(np.float64)
        return np.concatenate([[0.0], away, away @ self._going_with])

    def alone(self, subject: str) -> Column:
        """Where the column of an axis or smell points, shape (79,): what weights times it is, is
        what one unit of it adds.
        """
        kind, _, name = subject.partition(":")
        x = np.zeros(WIDTH)
        if kind == "axis":
            x[1 + AXES.index(name)] = 1.0
        elif (place := self._smells.place(subject)) is not None:
            x[ON_SMELLS] = self._loadings[place]
        return x

    def contributions(
        self, weights: Column, fragrance_id: str, struck: Collection[str] = ()
    ) -> Contributions:
        """What every axis and smell of a perfume adds to its logit under these weights. A note
        that is no column of its own speaks through the one that stands for it.
        """
        row = self.catalogue.row(fragrance_id)
        by_smell = self._loadings @ weights[ON_SMELLS]
        on_axes = self.matrix[row, ON_AXES] * weights[ON_AXES]
        found = {f"axis:{axis}": float(v) for axis, v in zip(AXES, on_axes, strict=True)}
        for smell in self._smells.of(self.catalogue.fragrances[row]):
            if smell.subject.removeprefix("note:") not in struck:
                amount = smell.amount * float(by_smell[smell.place])
                found[smell.subject] = found.get(smell.subject, 0.0) + amount
        usual = float(weights[0] - self._usual_smells @ weights[ON_SMELLS])
        return Contributions(usual, found)

    def _alone(self, subject: str, axes: NDArray[np.float32]) -> Column:
        place, length = self._smells.place(subject), float(np.linalg.norm(axes))
        x = np.zeros(WIDTH)
        if length:
            x[ON_AXES] = axes / length
        if place is not None:
            x[ON_SMELLS] = self._loadings[place]
        return x

    @cached_property
    def _going_with(self) -> Column:
        """Where perfumes of an axis lie in the directions: least squares, shape (14, 64)."""
        axes = self.matrix[:, ON_AXES].astype(np.float64)
        bend = axes.T @ axes + _RIDGE * max(1, len(axes)) * np.eye(len(AXES))
        return np.asarray(np.linalg.solve(bend, axes.T @ self.matrix[:, ON_SMELLS]))

    def _rows(self, table: Tables) -> Matrix:
        matrix = np.ones((len(self.catalogue), WIDTH), dtype=np.float32)
        matrix[:, ON_AXES] = self.catalogue.axes - self.usual_axes
        loadings = self._loadings.astype(np.float32)
        for rows, block in table.blocks(_BLOCK):
            matrix[rows, ON_SMELLS] = block @ loadings - self._usual_smells
        return matrix


def _loadings(table: Tables) -> Column:
    """The leading directions of a table of smells, shape (smells, 64), the farthest first; zeros
    where there are fewer. The sign is the one that makes the largest entry positive.
    """
    bend = np.zeros((table.width, table.width))
    for _, block in table.blocks(_BLOCK):
        bend += block.T @ block
    bend -= table.size * np.outer(table.mean, table.mean)
    loadings = np.zeros((table.width, DIRECTIONS))
    if table.width:
        found = np.linalg.eigh(bend)[1][:, ::-1][:, :DIRECTIONS]
        largest = found[np.abs(found).argmax(axis=0), np.arange(found.shape[1])]
        loadings[:, : found.shape[1]] = found * np.where(largest < 0, -1.0, 1.0)
    return loadings
