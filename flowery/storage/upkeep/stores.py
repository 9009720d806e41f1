"""The opened stores of one home, as upkeep needs them. An opened Flowery is one."""

from __future__ import annotations

from typing import Protocol

from flowery.storage.lock import WriterLock
from flowery.storage.originals import Originals
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.settings import Settings


class Stores(Protocol):
    """Rows, files and vectors of a home, and the lock for changing them."""

    @property
    def settings(self) -> Settings:
        """Where the home is."""

    @property
    def tables(self) -> Tables:
        """The rows."""

    @property
    def originals(self) -> Originals:
        """The uploaded files."""

    @property
    def vectors(self) -> Vectors:
        """What is searched."""

    @property
    def lock(self) -> WriterLock:
        """Held for every change."""
