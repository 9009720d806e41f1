"""The spaces of meaning. Vectors of different encoders do not compare, so each encoder has its own.

The one here is always whole: it is what answers when there is no other, when the other is away, and
for whoever keeps everything on this machine. The one elsewhere is served from the moment it is
whole, until another one is; that moment is a single row, which every process reads.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from threading import Lock

from flowery.models.port import EmbeddingModel, Models, RemoteEncoder
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors, space_of
from flowery.words.errors import ModelError, NotOffered

_SERVED = "spaces.served"


@dataclass(frozen=True)
class Space:
    """An encoder elsewhere, and the vectors that it made."""

    encoder: RemoteEncoder
    vectors: Vectors

    @property
    def embedder(self) -> str:
        """The id of the encoder."""
        return self.encoder.embedder


@dataclass(frozen=True, slots=True)
class _Served:
    """The space that is served; `length` is that of its vectors, `wished` the one asked for."""

    embedder: str
    model: str
    wished: int | None
    length: int


class Spaces:
    """Those of one home. Which model embeds elsewhere is asked each time, for it may change."""

    def __init__(self, tables: Tables, models: Models, here: Vectors) -> None:
        self._tables, self._models, self._here = tables, models, here
        self._opened: dict[str, Vectors] = {}
        self._lock = Lock()

    def wanted(self) -> RemoteEncoder | None:
        """The encoder elsewhere that is named now."""
        try:
            return self._models.remote_encoder()
        except NotOffered:
            return None

    def open(self, encoder: RemoteEncoder) -> Space:
        """The space of an encoder. How long its vectors are may have to be asked there, once a
        process. Raises ModelUnavailable.
        """
        known, kept = self._opened.get(encoder.embedder), self._kept()
        if known is not None:
            return Space(encoder, known)
        is_kept = kept is not None and kept.embedder == encoder.embedder
        length = kept.length if kept and is_kept else encoder.dimensions
        return Space(encoder, self._vectors(encoder.embedder, length))

    def at_hand(self, encoder: RemoteEncoder) -> Space:
        """The same, only to be looked into; nothing is asked."""
        known = self._opened.get(encoder.embedder)
        return Space(encoder, known or Vectors(self._here.uri, 1, space_of(encoder.embedder)))

    def served(self) -> Space | None:
        """The space elsewhere that is whole, if whoever made it can still be asked."""
        named = self.wanted()
        kept = self._kept() if named else None
        if named is None or kept is None:
            return None
        encoder = named if named.embedder == kept.embedder else self._other(kept)
        if encoder is None or encoder.embedder != kept.embedder:
            return None  # of that name there is another one now, somewhere else
        return Space(encoder, self._vectors(kept.embedder, kept.length))

    def serving(self, user_id: str) -> Space | None:
        """The same, for somebody whose words may leave this machine."""
        space = self.served()
        return None if space and self._tables.accounts.at_home.stays(user_id) else space

    def serve(self, space: Space) -> None:
        """Serve this one from now on, in every process."""
        model = space.encoder.model
        served = _Served(space.embedder, model.name, model.dimensions, space.vectors.dimensions)
        self._tables.set_state(_SERVED, json.dumps(asdict(served)))

    def kept(self) -> str:
        """The id of the encoder whose space was whole last; "" when none ever was."""
        served = self._kept()
        return served.embedder if served else ""

    def _other(self, kept: _Served) -> RemoteEncoder | None:
        try:
            return self._models.remote_encoder(EmbeddingModel(kept.model, kept.wished))
        except ModelError:
            return None

    def _kept(self) -> _Served | None:
        written = self._tables.state(_SERVED)
        return _Served(**json.loads(written)) if written else None

    def _vectors(self, embedder: str, length: int) -> Vectors:
        with self._lock:
            if embedder not in self._opened:
                self._opened[embedder] = Vectors(self._here.uri, length, space_of(embedder))
            return self._opened[embedder]
