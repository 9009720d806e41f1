"""Stocks the catalogue: the perfumes that come with Flowery, and those that were imported, from
rows to memory. The rows are the truth.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from sys import intern
from typing import Any

import numpy as np

from flowery.perfumery import knowledge
from flowery.perfumery.catalogue import Catalogue
from flowery.perfumery.composing import Embed, compose, described, known_parts, part_vectors
from flowery.perfumery.merging import Kept, refreshed
from flowery.perfumery.notes import Taxonomy
from flowery.storage.memory import without_collection
from flowery.storage.tables import Tables
from flowery.storage.vectors import Vectors
from flowery.words.errors import FloweryError
from flowery.words.vocabulary import Fragrance

BUILT_IN = "built-in"
_FIELDS = tuple(name for name in Fragrance.__slots__ if name not in ("id", "brand", "name"))
_EQUAL = 2  # the last format of marshal's in which equal things are written alike
_LISTED = ("perfumers", "top", "heart", "base", "flat", "seasons", "occasions")


def open_catalogue(
    tables: Tables, vectors: Vectors, taxonomy: Taxonomy, embed: Embed, embedder: str
) -> Catalogue:
    """The catalogue as it is kept, stocked with the built-in perfumes when they are new or have
    changed. One that is built in no more goes, unless an import told of it or somebody holds it.
    """
    edition = knowledge.edition("fragrances", "notes.jsonl", "accords.jsonl")
    if tables.state("catalogue.built_in") != edition:
        stocked = built_in(taxonomy)
        before = {kept.fragrance.id: kept for kept in kept_perfumes(tables) if kept.provenance}
        fresh = (refreshed(f, before[f.id]) if f.id in before else Kept(f, {}) for f in stocked)
        rows = [perfume_row(kept, BUILT_IN) for kept in fresh]
        here = {*before, *(fragrance.id for fragrance in stocked)}
        dropped = tables.fragrances.of_origin(BUILT_IN) - here - tables.fragrances.held()
        tables.fragrances.replace(rows, dropped)
        tables.set_state("catalogue.built_in", edition)
    return read_catalogue(tables, vectors, taxonomy, embed, embedder)


def read_catalogue(
    tables: Tables, vectors: Vectors, taxonomy: Taxonomy, embed: Embed, embedder: str
) -> Catalogue:
    """Every perfume that is kept, with its vector; vectors that are missing or stale are composed
    again.
    """
    with ThreadPoolExecutor(1) as beside:  # the one waits for the disk while the other is parsed
        kept = beside.submit(vectors.named, "fragrances")
        fragrances = _understood(tables, taxonomy)
        edition = f"{embedder} {edition_of(fragrances)}"
    if tables.state("catalogue.vectors") == edition:
        ids, matrix = kept.result()
        if ids == tuple(f.id for f in fragrances):
            return Catalogue(fragrances, taxonomy, matrix)
    del kept
    parts = part_vectors(tables, vectors, described(taxonomy, fragrances), embed, embedder)
    composed = compose(fragrances, parts)
    vectors.put_named("fragrances", [f.id for f in fragrances], composed)
    tables.set_state("catalogue.vectors", edition)
    return Catalogue(fragrances, taxonomy, composed)


def read_at_once(
    tables: Tables, vectors: Vectors, taxonomy: Taxonomy, dimensions: int, embedder: str
) -> Catalogue:
    """Every perfume that is kept, with a vector of those notes that have one already: it can be
    searched while new notes are embedded.
    """
    fragrances = _understood(tables, taxonomy)
    parts = known_parts(tables, vectors, described(taxonomy, fragrances), embedder)
    nothing = {"": np.zeros(dimensions, dtype=np.float32)}
    return Catalogue(fragrances, taxonomy, compose(fragrances, parts or nothing))


def kept_perfumes(tables: Tables) -> list[Kept]:
    """Every perfume as it is kept, in the order of their ids."""
    with without_collection():
        return [_kept(*row) for row in tables.fragrances.rows()]


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


def _understood(tables: Tables, taxonomy: Taxonomy) -> list[Fragrance]:
    """Every perfume as it is kept, with the notes that are known by now: rows say what was told,
    and an administrator or a new edition may have learned since what it means.
    """
    holds = frozenset(taxonomy.notes).issuperset
    found = (kept.fragrance for kept in kept_perfumes(tables))
    return [
        f if holds(f.top + f.heart + f.base + f.flat) else understood(f, taxonomy) for f in found
    ]


def understood(fragrance: Fragrance, taxonomy: Taxonomy) -> Fragrance:
    """A perfume with every note that goes by a name of a known one as that."""

    def known(note: str) -> str:
        named = taxonomy.note_named(note.replace("_", " "))
        return named.id if named else note

    def layer(notes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(known, notes)))

    f = fragrance
    return replace(
        f, top=layer(f.top), heart=layer(f.heart), base=layer(f.base), flat=layer(f.flat)
    )


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
        values[layer] = _known_notes(values.get(layer, ()), taxonomy)
    unknown = set(row.get("accords", {})) - set(taxonomy.accords)
    if unknown:
        raise ValueError(f"unknown accords {sorted(unknown)}")
    return Fragrance(**values)


def _known_notes(names: Iterable[str], taxonomy: Taxonomy) -> tuple[str, ...]:
    """The notes of a layer, each once however often it is named."""
    return tuple(dict.fromkeys(_known_note(name, taxonomy) for name in names))


def _known_note(name: str, taxonomy: Taxonomy) -> str:
    note = taxonomy.note_named(name)
    if note is None:
        raise ValueError(f"unknown note {name!r}")
    return note.id


def edition_of(fragrances: Sequence[Fragrance]) -> str:
    """A digest of all that vectors are composed of."""
    digest = hashlib.sha256()
    for f in fragrances:
        composed_of = (f.id, f.top, f.heart, f.base, f.flat, dict(f.accords))
        digest.update(marshal.dumps(composed_of, _EQUAL))
    return digest.hexdigest()[:16]
