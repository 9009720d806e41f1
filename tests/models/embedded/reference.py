"""The encoder once more, as a textbook forward pass in numpy: slow, plain, without a graph."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
HEADS = 12


def reference_vector(weights: Mapping[str, Array], ids: list[int], int8: bool) -> Array:
    """The unit vector of one text. With `int8`, words and feed-forward round as in the graph."""
    words = weights["embeddings.word_embeddings.weight"][ids]
    hidden = words.astype(np.float16).astype(np.float32) if int8 else words
    hidden = hidden + weights["embeddings.position_embeddings.weight"][: len(ids)]
    hidden = hidden + weights["embeddings.token_type_embeddings.weight"][0]
    hidden = normalised(weights, "embeddings.LayerNorm", hidden)
    for layer in range(6):
        part = f"encoder.layer.{layer}."
        hidden = attended(weights, part + "attention.", hidden)
        wide = gelu(dense(weights, part + "intermediate.dense", hidden, int8))
        narrow = dense(weights, part + "output.dense", wide, int8)
        hidden = normalised(weights, part + "output.LayerNorm", hidden + narrow)
    mean = hidden.mean(axis=0)
    return mean / np.linalg.norm(mean)


def attended(weights: Mapping[str, Array], part: str, hidden: Array) -> Array:
    query, key, value = (
        np.stack(np.split(dense(weights, part + f"self.{name}", hidden), HEADS, axis=1))
        for name in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(query.shape[2]))
    shares = np.exp(scores - scores.max(axis=2, keepdims=True))
    heads = (shares / shares.sum(axis=2, keepdims=True)) @ value
    mixed = dense(weights, part + "output.dense", np.concatenate(list(heads), axis=1))
    return normalised(weights, part + "output.LayerNorm", hidden + mixed)


def dense(weights: Mapping[str, Array], part: str, hidden: Array, int8: bool = False) -> Array:
    weight = weights[part + ".weight"]
    if int8:
        hidden, weight = rounded_rows(hidden), rounded_rows(weight)
    return hidden @ weight.T + weights[part + ".bias"]


def rounded_rows(rows: Array) -> Array:
    """Each row in 127 steps up and down to its largest number."""
    step = np.abs(rows).max(axis=1, keepdims=True) / 127
    return np.rint(rows / step) * step


def normalised(weights: Mapping[str, Array], part: str, hidden: Array) -> Array:
    centred = hidden - hidden.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-12)
    return centred / spread * weights[part + ".weight"] + weights[part + ".bias"]


def gelu(wide: Array) -> Array:
    return wide * (1 + gauss_error(wide / np.sqrt(np.float32(2)))) / 2


def gauss_error(x: Array) -> Array:
    """Abramowitz and Stegun 7.1.26, right to 1.5e-7."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * -1.453152027)))
    series = series + 1.061405429 * t**5
    return np.sign(x) * (1 - series * np.exp(-(x**2)))
