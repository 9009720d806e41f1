"""What it takes to bring a home to another encoder, beyond what the endpoint takes: the large home,
stopped in the middle and gone on with, and whether anything was sent twice.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.homes import CHUNKS_EACH, MEMORIES, Homes
from benchmarks.table import Row, at_most
from flowery.models.embedded.models import EmbeddedModels
from flowery.models.passing import Passing
from flowery.models.port import EmbeddingModel, RemoteEncoder, Vectors
from flowery.wiring import Flowery, open_flowery

LENGTH = 1_536  # as long as vectors of endpoints usually are
STOPPED_AFTER = 4_000  # texts of the diary
WANTED = 1.0  # seconds for 1,000 chunks, where an endpoint takes ten or more


class AtOnce:
    """An encoder elsewhere that answers at once, with directions of no meaning."""

    model = EmbeddingModel("elsewhere")
    embedder = "elsewhere@nowhere"
    dimensions = LENGTH

    def __init__(self) -> None:
        self.personal: list[str] = []
        self.seconds = 0.0

    def embed(self, texts: Sequence[str], user_id: str | None = None) -> Vectors:
        """A direction a text."""
        began = time.perf_counter()
        self.personal += texts if user_id else ()
        made = np.random.default_rng(1).normal(size=(len(texts), LENGTH)).astype(np.float32)
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        self.seconds += time.perf_counter() - began
        return made


class WithAtOnce(Passing):
    """The embedded models, and beside them that encoder."""

    there = AtOnce()

    def remote_encoder(self, wanted: EmbeddingModel | None = None) -> RemoteEncoder:
        """The same every time."""
        return self.there


def rows(homes: Homes) -> Iterator[Row]:
    """The catalogue, the diary in two goes, and what a look costs when nothing is left to do."""
    settings = homes.large()
    models = WithAtOnce(EmbeddedModels(settings.folder / "models"))
    flowery, there = open_flowery(settings, models), models.there
    perfumes = _took(flowery, there, stopped_after=0)
    yield Row(f"{len(flowery.catalogue):,} perfumes brought to another encoder", _said(perfumes))
    first = _took(flowery, there, STOPPED_AFTER)
    sent = len(there.personal)
    took = first + _took(flowery, there)
    chunks = MEMORIES * CHUNKS_EACH
    what = f"1,000 of {chunks:,} chunks brought there, stopped after {sent:,} and gone on with"
    yield at_most(f"{what}, beyond the endpoint", took * 1_000 / chunks, WANTED, "s")
    again = len(there.personal) - chunks
    yield Row("... texts that were sent twice", f"{again:,}", "0", again == 0)
    yield Row("... a look whether anything is left", _said(_took(flowery, there)))
    progress = flowery.moving.progress()
    is_whole = progress is not None and progress.is_whole and progress.is_served
    yield Row("... and it is what answers", "yes" if is_whole else "no", "yes", is_whole)
    flowery.vectors.drop_spaces(but=())
    flowery.close()


def _took(flowery: Flowery, there: AtOnce, stopped_after: int | None = None) -> float:
    """Seconds beyond those of the encoder."""
    before, began = there.seconds, time.perf_counter()
    most = float("inf") if stopped_after is None else stopped_after
    flowery.moving.run(lambda: len(there.personal) >= most and _has_perfumes(flowery))
    return time.perf_counter() - began - (there.seconds - before)


def _has_perfumes(flowery: Flowery) -> bool:
    """They come first, and whole."""
    progress = flowery.moving.progress()
    return progress is not None and progress.has_perfumes


def _said(seconds: float) -> str:
    return f"{seconds:,.3g} s"
