"""The encoder at work: texts in, unit vectors out.

It knows tokens and batches. A text has the same vector whatever stands beside it in a batch, to
1e-5, and in whichever order the batches come. It keeps nothing of what it reads: a question takes
1-2 ms to embed, and a cache of what people wrote would be one more thing to forget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from flowery.models.embedded.weights import DIMENSIONS, MAX_TOKENS
from flowery.models.port import Vectors
from flowery.models.readable import readable

BATCH_TEXTS = 32
BATCH_TOKENS = 2048
"""Bounds what attention and the feed-forward take at a time to some 40 MB."""

THREADS = 2
"""1.4 instead of 2.2 ms a question and 1.7 times the texts a second, on two cores."""

FRAME_TOKENS = 2
"""Every text is framed by a first and a last token; one with nothing between has no words."""

Ids = list[int]


class MiniLM:
    """all-MiniLM-L6-v2 on ONNX Runtime, open for use by any number of threads."""

    def __init__(self, graph: Path, tokenizer: Path) -> None:
        self._tokenizer = open_tokenizer(tokenizer)
        self._session = open_session(graph)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in the order given; zeros for a text without a word."""
        encodings = self._tokenizer.encode_batch([readable(text) for text in texts])
        tokens = [encoding.ids for encoding in encodings]
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for rows in batches([len(ids) for ids in tokens]):
            vectors[rows] = self._run([tokens[row] for row in rows])
        return vectors

    def _run(self, tokens: Sequence[Ids]) -> Vectors:
        ids, mask = padded(tokens)
        (vectors,) = self._session.run(["vector"], {"ids": ids, "mask": mask})
        return np.asarray(vectors, np.float32)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of like length together, so that little is padding; rows without words are left out."""
    worded = [row for row, length in enumerate(lengths) if length > FRAME_TOKENS]
    batch: list[int] = []
    for row in sorted(worded, key=lengths.__getitem__):
        if len(batch) == BATCH_TEXTS or (len(batch) + 1) * lengths[row] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def padded(tokens: Sequence[Ids]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids and mask of one batch, as wide as its longest text."""
    shape = (len(tokens), max(map(len, tokens)))
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask


def open_tokenizer(path: Path) -> Tokenizer:
    """The published word pieces, without their fixed padding, cut at what the model reads."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """The graph, ready to run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    # The arena would keep the memory of the largest batch for good.
    options.enable_cpu_mem_arena = False
    # Threads that spin while they wait save .3 ms and take that core from everybody else.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Without this, processors older than VNNI overflow in int8 products and give other vectors.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
