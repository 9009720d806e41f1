"""Composes the vectors of perfumes from those of their notes and accords, so that tens of thousands
of perfumes need no more embedding than the taxonomy has names.

Vectors of notes are kept under the words that were embedded for them; new words alone are embedded.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from flowery.perfumery.catalogue import Matrix, note_weights
from flowery.perfumery.notes import Taxonomy
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.vocabulary import Fragrance

Embed = Callable[[Sequence[str]], Matrix]

_ACCORD_WEIGHT = 0.5  # an accord is said of the whole perfume, a note of a part of it
_SEVERAL = 3  # perfumes that name an unknown note, before it is worth a vector of its own


def compose(fragrances: Sequence[Fragrance], parts: Mapping[str, Matrix]) -> Matrix:
    """Unit vectors of perfumes from those of their notes and accords, shape (n, dimensions)."""
    width = len(next(iter(parts.values())))
    composed = np.zeros((len(fragrances), width), dtype=np.float32)
    for part, (rows, weights) in _weighted_parts(fragrances).items():
        if part in parts:
            composed[rows] += np.array(weights, dtype=np.float32)[:, None] * parts[part]
    composed /= np.maximum(np.linalg.norm(composed, axis=1, keepdims=True), 1e-9)
    return composed


def described(taxonomy: Taxonomy, fragrances: Iterable[Fragrance]) -> dict[str, str]:
    """What is embedded: notes with their descriptions, accords, and the unknown notes that several
    perfumes name.
    """
    said = {n.id: f"{n.name}. {n.description}" for n in taxonomy.notes.values()}
    said |= {f"accord:{a.id}": f"{a.name} scent" for a in taxonomy.accords.values()}
    counts = Counter(note for f in fragrances for note in f.notes if note not in taxonomy.notes)
    several = (note for note, count in sorted(counts.items()) if count >= _SEVERAL)
    return said | {note: taxonomy.label(note) for note in several}


def part_vectors(
    tables: Tables, vectors: Vectors, said: dict[str, str], embed: Embed, embedder: str
) -> Mapping[str, Matrix]:
    """Vectors of notes and accords, kept from one time to the next while their words stay."""
    known = known_parts(tables, vectors, said, embedder)
    new = {part: words for part, words in said.items() if part not in known}
    if not new:
        return known
    known |= dict(zip(new, embed(list(new.values())), strict=True))
    keep_parts(tables, vectors, said, known, embedder)
    return known


def keep_parts(
    tables: Tables,
    vectors: Vectors,
    said: Mapping[str, str],
    known: Mapping[str, Matrix],
    embedder: str,
) -> None:
    """Keep these vectors of notes and accords, and no others."""
    names = {_worded(part, said[part]): vector for part, vector in known.items()}
    vectors.put_named("notes", sorted(names), np.stack([names[name] for name in sorted(names)]))
    tables.set_state(f"catalogue.notes{vectors.space}", embedder)


def known_parts(
    tables: Tables, vectors: Vectors, said: dict[str, str], embedder: str
) -> dict[str, Matrix]:
    """The vectors of notes and accords that are kept for these very words."""
    if tables.state(f"catalogue.notes{vectors.space}") != embedder:
        return {}
    kept = dict(zip(*vectors.named("notes"), strict=True))
    names = {part: _worded(part, words) for part, words in said.items()}
    return {part: kept[name] for part, name in names.items() if name in kept}


def _weighted_parts(
    fragrances: Sequence[Fragrance],
) -> Mapping[str, tuple[list[int], list[float]]]:
    parts: dict[str, tuple[list[int], list[float]]] = {}
    for row, fragrance in enumerate(fragrances):
        for part, weight in _weights(fragrance):
            rows, weights = parts.setdefault(part, ([], []))
            rows.append(row)
            weights.append(weight)
    return parts


def _weights(fragrance: Fragrance) -> list[tuple[str, float]]:
    total = sum(fragrance.accords.values()) or 1.0
    accords = [(f"accord:{a}", _ACCORD_WEIGHT * s / total) for a, s in fragrance.accords.items()]
    return [*note_weights(fragrance).items(), *accords]


def _worded(part: str, words: str) -> str:
    """A note under the words that were embedded for it."""
    return f"{part} {hashlib.sha256(words.encode()).hexdigest()[:16]}"
