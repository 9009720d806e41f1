"""What the upload path works with: the stores, the models and what is known of smell."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from zlib import crc32

from flowery.memories.reading.extraction import SmellReader
from flowery.models.port import Models
from flowery.perfumery.gloss import Gloss
from flowery.perfumery.notes import Taxonomy, load_taxonomy
from flowery.perfumery.words import Lexicon
from flowery.storage.lock import WriterLock
from flowery.storage.originals import Originals
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.settings import Settings

_BENCHES = 256  # two memories at one bench wait for each other: seldom, and harmless


@dataclass(frozen=True)
class Workshop:
    """The stores and tools of the path. Locks are taken in this order: bench, writer, originals."""

    tables: Tables
    originals: Originals
    vectors: Vectors
    lock: WriterLock
    models: Models
    settings: Settings
    reader: SmellReader
    lexicon: Lexicon
    taxonomy: Taxonomy = field(default_factory=load_taxonomy)

    @cached_property
    def gloss(self) -> Gloss:
        """English for Korean words of smell."""
        return Gloss(self.taxonomy, self.lexicon)

    def bench(self, memory_id: str) -> WriterLock:
        """The lock of one memory: no step of it is run twice at once, in any process."""
        number = crc32(memory_id.encode()) % _BENCHES
        return WriterLock(self.settings.folder / "benches" / f"{number:02x}.lock")

    def let_go(self, digests: tuple[str, ...]) -> int:
        """Remove those of these originals that no memory or bottle holds; returns how many went.
        The caller holds the originals.
        """
        shared = self.tables.shared_originals(digests)
        return sum(
            1 for d in dict.fromkeys(digests) if d not in shared and self.originals.remove(d)
        )
