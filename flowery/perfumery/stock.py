"""Stocks the catalogue: the perfumes that come with Flowery, and those that were imported, from
rows to memory.

The rows are the truth. A perfume's vector is composed from those of its notes and accords, so that
tens of thousands of perfumes need no more embedding than the taxonomy has names.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Any

import numpy as np

from flowery.perfumery import knowledge
from flowery.perfumery.catalogue import Catalogue, Matrix, note_weights
from flowery.perfumery.merging import Kept, refreshed
from flowery.perfumery.notes import Taxonomy
from flowery.storage.memory import without_collection
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.errors import FloweryError
from flowery.words.vocabulary import Fragrance

Embed = Callable[[Sequence[str]], Matrix]

BUILT_IN = "built-in"
_ACCORD_WEIGHT = 0.5  # an accord is said of the whole perfume, a note of a part of it
_SEVERAL = 3  # perfumes that name an unknown note, before it is worth a vector of its own
_FIELDS = tuple(name for name in Fragrance.__slots__ if name not in ("id", "brand", "name"))
_LISTED = ("perfumers", "top", "heart", "base", "flat", "seasons", "occasions")


def open_catalogue(
    tables: Tables, vectors: Vectors, taxonomy: Taxonomy, embed: Embed, embedder: str
) -> Catalogue:
    """The catalogue as it is kept, stocked with the built-in perfumes when they are new or have
    changed.
    """
    edition = knowledge.edition("fragrances", "notes.jsonl", "accords.jsonl")
    if tables.state("catalogue.built_in") != edition:
        stocked = built_in(taxonomy)
        before = {kept.fragrance.id: kept for kept in kept_perfumes(tables) if kept.provenance}
        fresh = (refreshed(f, before[f.id]) if f.id in before else Kept(f, {}) for f in stocked)
        tables.replace_fragrances([perfume_row(kept, BUILT_IN) for kept in fresh])
        tables.set_state("catalogue.built_in", edition)
    return read_catalogue(tables, vectors, taxonomy, embed, embedder)


def read_catalogue(
    tables: Tables, vectors: Vectors, taxonomy: Taxonomy, embed: Embed, embedder: str
) -> Catalogue:
    """Every perfume that is kept, with its vector; vectors that are missing or stale are composed
    again.
    """
    fragrances = [kept.fragrance for kept in kept_perfumes(tables)]
    edition = f"{embedder} {_edition(fragrances)}"
    if tables.state("catalogue.vectors") == edition:
        ids, matrix = vectors.named("fragrances")
        if ids == tuple(f.id for f in fragrances):
            return Catalogue(fragrances, taxonomy, matrix)
    parts = _part_vectors(tables, vectors, _described(taxonomy, fragrances), embed, embedder)
    composed = compose(fragrances, parts)
    vectors.put_named("fragrances", [f.id for f in fragrances], composed)
    tables.set_state("catalogue.vectors", edition)
    return Catalogue(fragrances, taxonomy, composed)


def kept_perfumes(tables: Tables) -> list[Kept]:
    """Every perfume as it is kept, in the order of their ids."""
    with without_collection():
        return [_kept(*row) for row in tables.fragrance_rows()]


def built_in(taxonomy: Taxonomy) -> tuple[Fragrance, ...]:
    """The perfumes that come with Flowery. Raises FloweryError for a wrong row, an unknown note or
    accord.
    """
    found = knowledge.read_folder("fragrances", lambda row: _written(row, taxonomy))
    ids = [fragrance.id for fragrance in found]
    twice = sorted({i for i in ids if ids.count(i) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise FloweryError(f"The catalogue has these ids twice: {', '.join(twice)}.")
    return tuple(sorted(found, key=lambda fragrance: fragrance.id))


def note_vectors(taxonomy: Taxonomy, embed: Embed) -> Mapping[str, Matrix]:
    """A unit vector, shape (dimensions,), for every note and accord of the taxonomy."""
    described = _described(taxonomy, ())
    return dict(zip(described, embed(list(described.values())), strict=True))


def compose(fragrances: Sequence[Fragrance], parts: Mapping[str, Matrix]) -> Matrix:
    """Unit vectors of perfumes from those of their notes and accords, shape (n, dimensions)."""
    width = len(next(iter(parts.values())))
    composed = np.zeros((len(fragrances), width), dtype=np.float32)
    for part, (rows, weights) in _weighted_parts(fragrances).items():
        if part in parts:
            composed[rows] += np.array(weights, dtype=np.float32)[:, None] * parts[part]
    composed /= np.maximum(np.linalg.norm(composed, axis=1, keepdims=True), 1e-9)
    return composed


def perfume_row(kept: Kept, origin: str) -> dict[str, Any]:
    """A perfume as a row of the database; its facts carry what other accounts filled in."""
    row = fragrance_row(kept.fragrance, origin)
    if kept.provenance:
        row["facts"]["provenance"] = dict(kept.provenance)
    return row


def fragrance_row(fragrance: Fragrance, origin: str) -> dict[str, Any]:
    """A perfume as a row of the database."""
    facts = {name: getattr(fragrance, name) for name in _FIELDS}
    return {"id": fragrance.id, "brand": fragrance.brand, "name": fragrance.name} | {
        "facts": facts,
        "origin": origin,
    }


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


def _described(taxonomy: Taxonomy, fragrances: Iterable[Fragrance]) -> dict[str, str]:
    """What is embedded: notes with their descriptions, accords, and the unknown notes that several
    perfumes name.
    """
    described = {n.id: f"{n.name}. {n.description}" for n in taxonomy.notes.values()}
    described |= {f"accord:{a.id}": f"{a.name} scent" for a in taxonomy.accords.values()}
    counts = Counter(note for f in fragrances for note in f.notes if note not in taxonomy.notes)
    several = (note for note, count in sorted(counts.items()) if count >= _SEVERAL)
    return described | {note: taxonomy.label(note) for note in several}


def _part_vectors(
    tables: Tables, vectors: Vectors, described: dict[str, str], embed: Embed, embedder: str
) -> Mapping[str, Matrix]:
    """Vectors of notes and accords, kept from one time to the next while their words stay."""
    digest = hashlib.sha256(repr(sorted(described.items())).encode()).hexdigest()[:16]
    if tables.state("catalogue.notes") == f"{embedder} {digest}":
        ids, matrix = vectors.named("notes")
        if set(ids) == set(described):
            return dict(zip(ids, matrix, strict=True))
    matrix = embed(list(described.values()))
    vectors.put_named("notes", list(described), matrix)
    tables.set_state("catalogue.notes", f"{embedder} {digest}")
    return dict(zip(described, matrix, strict=True))


def _kept(fragrance_id: str, brand: str, name: str, facts: dict[str, Any]) -> Kept:
    provenance = facts.pop("provenance", {})
    for field in _LISTED:  # a thousand notes are named a million times
        facts[field] = tuple(map(intern, facts[field]))
    for field in ("family", "certainty", "concentration"):
        facts[field] = facts[field] and intern(facts[field])
    facts["accords"] = {intern(a): _strength(strength) for a, strength in facts["accords"].items()}
    return Kept(Fragrance(id=fragrance_id, brand=intern(brand), name=name, **facts), provenance)


@lru_cache(maxsize=1024, typed=True)
def _strength(strength: float) -> float:
    """One number for all who are as strong: there are a few hundred strengths, said 300,000
    times.
    """
    return strength


def _written(row: dict[str, Any], taxonomy: Taxonomy) -> Fragrance:
    values = knowledge.listed(row, (*_LISTED, "notes"))
    values["flat"] = values.pop("notes", ())
    for layer in ("top", "heart", "base", "flat"):
        values[layer] = tuple(_known_note(name, taxonomy) for name in values.get(layer, ()))
    unknown = set(row.get("accords", {})) - set(taxonomy.accords)
    if unknown:
        raise ValueError(f"unknown accords {sorted(unknown)}")
    return Fragrance(**values)


def _known_note(name: str, taxonomy: Taxonomy) -> str:
    note = taxonomy.note_named(name)
    if note is None:
        raise ValueError(f"unknown note {name!r}")
    return note.id


def _edition(fragrances: Sequence[Fragrance]) -> str:
    digest = hashlib.sha256()
    for fragrance in fragrances:
        digest.update(repr(fragrance).encode())
    return digest.hexdigest()[:16]
