"""Striking edges of the scent graph, and letting them stand again. A strike is one row; what it
means for the taste and for answers is decided in `taste` and `advice`. It never changes the
catalogue, and no veto reads it.
"""

from __future__ import annotations

from flowery.perfumery.catalogue import Catalogue
from flowery.storage.tables import Tables
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import Strike


class Striking:
    """Takes what people say about edges of their graph."""

    def __init__(self, tables: Tables, catalogue: Catalogue) -> None:
        self._tables = tables
        self._catalogue = catalogue

    def note_in_perfume(self, user_id: str, note: str, fragrance_id: str) -> Strike:
        """ "I do not smell this in it". Raises NotFound, Refused."""
        if note not in self._catalogue.get(fragrance_id).notes:
            raise Refused(
                "That note is not said to be in this perfume, so there is nothing to strike."
            )
        strikes = self._tables.of(user_id).strikes
        return strikes.add(f"note:{note}", f"perfume:{fragrance_id}", "in")

    def memory_for_perfume(self, user_id: str, memory_id: str, fragrance_id: str) -> Strike:
        """ "This memory does not speak for it", nor against. Raises NotFound."""
        own = self._tables.of(user_id)
        own.diary.get(memory_id)
        self._catalogue.row(fragrance_id)
        ends = (f"memory:{memory_id}", f"perfume:{fragrance_id}")
        return own.strikes.add(*ends, "speaks", memory_id)

    def note_of_accord(self, user_id: str, note: str, accord: str) -> Strike:
        """ "This does not make that accord". Raises NotFound."""
        taxonomy = self._catalogue.taxonomy
        if note not in taxonomy.notes or accord not in taxonomy.accords:
            raise NotFound("There is no such note or accord.")
        return self._tables.of(user_id).strikes.add(f"note:{note}", f"accord:{accord}", "makes")

    def take_back(self, user_id: str, strike_id: str) -> int:
        """Let a struck edge stand again; returns how many rows went."""
        return self._tables.of(user_id).strikes.take_back(strike_id)
