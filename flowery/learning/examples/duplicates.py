"""Examples that say nearly the same: 64 minima of hashed letter runs stand for a text, and the
share of minima that two texts have in common estimates how much of their letters they share
(Broder's MinHash; one part in eight off at the most doubtful).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from flowery.perfumery.folding import folded

NEAR = 0.7
"""The estimated Jaccard likeness from which two texts are near-duplicates."""

_MINIMA = 64
_RUN = 4  # letters: long enough for English, and two Korean words
_PRIME = (1 << 31) - 1
_SHAKEN = np.random.default_rng(20_26).integers(1, _PRIME, (2, _MINIMA), dtype=np.int64)
_BLOCK = 256
_SPACES = re.compile(r"\s+")

Signatures = NDArray[np.uint32]


def signature(text: str) -> bytes:
    """What stands for a text: 64 minima of 4 bytes. Texts without a letter are like each other."""
    said = _SPACES.sub(" ", folded(text) or text).strip()
    runs = {said[i : i + _RUN] for i in range(max(1, len(said) - _RUN + 1))}
    hashed = np.array([zlib.crc32(run.encode("utf-8", "replace")) & _PRIME for run in runs])
    a, b = _SHAKEN
    minima: NDArray[np.int64] = ((hashed[:, None] * a + b) % _PRIME).min(axis=0)
    return minima.astype("<u4").tobytes()


def likeness(one: bytes, others: Sequence[bytes]) -> NDArray[np.float64]:
    """How much one text is like each of the others, 0..1, shape (others,)."""
    if not others:
        return np.zeros(0)
    common: NDArray[np.float64] = (_rows(others) == np.frombuffer(one, "<u4")).mean(axis=1)
    return common


def closest(signatures: Sequence[bytes]) -> NDArray[np.float64]:
    """How much each text is like the one of the others it is most like, 0..1, shape (n,)."""
    much = np.zeros(len(signatures))
    for start, common in _blocks(signatures):
        here = np.arange(len(common))
        common[here, here + start] = 0
        much[start + here] = common.max(axis=1) / _MINIMA
    return much


def groups(signatures: Sequence[bytes], near: float = NEAR) -> list[int]:
    """A number for each text, the same for texts that are near-duplicates, however far around."""
    root = list(range(len(signatures)))
    for start, common in _blocks(signatures):
        for row, column in zip(*np.nonzero(common >= near * _MINIMA), strict=True):
            one, other = _root(root, int(row) + start), _root(root, int(column))
            root[max(one, other)] = min(one, other)
    return [_root(root, number) for number in range(len(root))]


def _blocks(signatures: Sequence[bytes]) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """(number of its first text, minima its texts have in common with all) of a block at a time."""
    if not signatures:
        return
    columns = np.ascontiguousarray(_rows(signatures).T)
    for start in range(0, columns.shape[1], _BLOCK):
        common = np.zeros((len(columns[0, start : start + _BLOCK]), columns.shape[1]), np.uint8)
        for column in columns:
            common += column[start : start + _BLOCK, None] == column[None, :]
        yield start, common


def _rows(signatures: Sequence[bytes]) -> Signatures:
    return np.frombuffer(b"".join(signatures), "<u4").reshape(-1, _MINIMA)


def _root(root: list[int], one: int) -> int:
    while root[one] != one:
        root[one] = root[root[one]]
        one = root[one]
    return one
