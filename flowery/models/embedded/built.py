"""The built graph in the home: made once, checked at every start, made again when it differs.

It knows folders, locks and checksums; what is in the graph is the business of `graph`.
"""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout

from flowery.models.embedded.weights import installed_files, read_weights, sha256_of
from flowery.words.errors import ModelUnavailable

EMBEDDER = "all-MiniLM-L6-v2+int8-feed-forward.1"
"""Names the vectors: raise the last number when a change to the graph changes them."""

PATIENCE_SECONDS = 120
"""Building takes 1-2 s; a slow disk may take a minute."""


def built_graph(folder: Path) -> Path:
    """The path of the graph in `folder`, building it first if need be."""
    path = folder / f"{EMBEDDER}.onnx"
    try:
        if not is_intact(path):
            build_alone(path)
    except Timeout as error:
        sentence = "Another Flowery is still preparing the encoder: try again in a minute."
        raise ModelUnavailable(sentence, permanent=False) from error
    except OSError as error:
        sentence = (
            f"The encoder could not be written to {folder} ({error.strerror}): "
            f"make room there or allow writing, then try again."
        )
        raise ModelUnavailable(sentence, permanent=False) from error
    return path


def is_intact(path: Path) -> bool:
    """Whether graph and word table are there and still have the checksum they were built with."""
    parts = (path, words_of(path), checksum_of(path))
    return all(part.exists() for part in parts) and checksum_of(path).read_text() == checksum(path)


def build_alone(path: Path) -> None:
    """Build it, unless another process did so while this one waited for the lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{path}.lock", timeout=PATIENCE_SECONDS):
        if not is_intact(path):
            build(path)


def build(path: Path) -> None:
    """Write word table and graph, then their checksum: a crash in between means building again."""
    from flowery.models.embedded import graph  # onnx is needed on a first start only

    weights = read_weights(installed_files().weights)
    words = words_of(path)
    write_whole(words, graph.word_table(weights).tobytes())
    write_whole(path, graph.encoder_graph(weights, words.name).SerializeToString())
    write_whole(checksum_of(path), checksum(path).encode())


def words_of(path: Path) -> Path:
    """Where the word table of a graph is kept."""
    return path.with_suffix(".words")


def checksum_of(path: Path) -> Path:
    """Where the checksum of a graph is kept."""
    return path.with_name(path.name + ".sha256")


def checksum(path: Path) -> str:
    """The checksums of a graph and of its word table."""
    return f"{sha256_of(path)} {sha256_of(words_of(path))}"


def write_whole(path: Path, content: bytes) -> None:
    """Under the final name there is all of it or nothing, also after a power cut."""
    unfinished = path.with_name(path.name + ".unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
